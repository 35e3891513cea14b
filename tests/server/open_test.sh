#!/usr/bin/env bash
# TAP: downloads of a running server: whole, closed with a count and a hash, the same again after a change, cheap when broken off; and
# every address that the OpenAPI description names is there.
set -u
cd "$(dirname "$0")/../.." || exit 1
make -s build/bench/entries || { echo "1..1"; echo "not ok 1 - build"; exit 1; }
dir=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
rows=100000
build/tinhso init "$dir/data" --province provinces/thai-nguyen >/dev/null && build/bench/entries "$dir/data" $rows ||
    { echo "1..1"; echo "not ok 1 - a folder"; exit 1; }
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port
build/tinhso serve "$dir/data" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && break; sleep 0.05; done
reg=$base/so-dang-ky/digital-enterprises

# ---- whole
[ "$(curl -s -m 20 -o "$dir/all.csv" -D "$dir/head" -w '%{http_code}' "$reg.csv")" = 200 ] &&
    grep -qi "^transfer-encoding: chunked" "$dir/head"
ok $? "CSV comes in pieces"
said=$(tail -n 1 "$dir/all.csv" | grep -oE '[0-9a-f]{64}') is=$(head -n -1 "$dir/all.csv" | sha256sum | cut -d' ' -f1)
[ -n "$said" ] && [ "$said" = "$is" ]; ok $? "its last line is the hash of what is before it"
[ "$(cut -d, -f1 "$dir/all.csv" | grep -c '^"[0-9]*"')" = $rows ] &&
    [ "$(cut -d, -f1 "$dir/all.csv" | grep '^"[0-9]' | sort -u | wc -l)" = $rows ] &&
    tail -n 1 "$dir/all.csv" | grep -q "^# rows $rows,"
ok $? "every entry once: $rows"
curl -s -m 20 -o "$dir/all.json" "$reg.json"
perl -MJSON::PP -MDigest::SHA=sha256_hex -e '
    local $/; open my $f, "<:raw", $ARGV[0] or die; my $s = <$f>; my $j = decode_json($s);
    my $before = substr($s, 0, rindex($s, ",\"sha256\":"));
    exit !(@{$j->{entries}} == $ARGV[1] && $j->{count} == $ARGV[1] &&
        $j->{sha256} eq sha256_hex($before) && $j->{entries}[$ARGV[1] - 1]{n} == $ARGV[1])' "$dir/all.json" $rows
ok $? "JSON: whole, counted, hashed"
[ "$(curl -s -m 20 -o "$dir/too.xlsx" -w '%{http_code}' "$reg.xlsx")" = 413 ] && grep -q "CSV" "$dir/too.xlsx"
ok $? "too long for a spreadsheet: told so, with the way to go on"
[ "$(curl -s -m 20 -o "$dir/part.xlsx" -w '%{http_code}' "$reg.xlsx?xa=05443")" = 200 ] && unzip -tq "$dir/part.xlsx" >/dev/null
ok $? "narrowed down it is a spreadsheet"
[ "$(ls "$dir/data/drafts" | wc -l)" = 0 ]; ok $? "nothing of it is left behind"
curl -s -m 5 -I "$reg.csv" | grep -q "200 OK"; ok $? "HEAD is answered, and makes nothing"

# ---- the same again, whatever comes later
act=$(sed -n 's/.*as of act \([0-9]*\),.*/\1/p' "$dir/all.csv")
build/tinhso tick "$dir/data" >/dev/null 2>&1
curl -s -m 20 -o "$dir/again.csv" "$reg.csv?as_of=$act"
cmp -s "$dir/all.csv" "$dir/again.csv"; ok $? "as of act $act: the same bytes"

# ---- broken off, and many at once
for _ in $(seq 30); do curl -s -m 5 "$reg.csv" 2>/dev/null | head -c 1000 >/dev/null; done
[ "$(curl -s -m 5 -o /dev/null -w '%{http_code}' "$base/healthz")" = 200 ] &&
    [ "$(curl -s -m 20 "$reg.csv" | tail -n 1 | grep -oE '[0-9a-f]{64}')" = "$said" ]
ok $? "30 broken off: no place is lost"
for i in $(seq 40); do curl -s -m 30 --limit-rate 200k -o "$dir/slow$i" -w '%{http_code}\n' "$reg.csv" >"$dir/code$i" & slow[$i]=$!; done
sleep 1
[ "$(curl -s -m 5 -o "$dir/busy" -w '%{http_code}' "$reg.csv")" = 503 ] &&
    [ "$(curl -s -m 5 -o /dev/null -w '%{http_code}' "$base/")" = 200 ]
ok $? "more than 16 at once are asked to wait; pages go on"
kill "${slow[@]}" 2>/dev/null; wait "${slow[@]}" 2>/dev/null
sleep 1
[ "$(curl -s -m 20 -o /dev/null -w '%{http_code}' "$reg.csv")" = 200 ]; ok $? "and there is room again"

# ---- OpenAPI: what it names is there
curl -s -m 5 -o "$dir/api.json" "$base/openapi.json"
perl -MJSON::PP -e '
    local $/; open my $f, "<", $ARGV[0] or die; my $j = decode_json(<$f>); my %ids;
    for my $p (sort keys %{$j->{paths}}) { for my $m (sort keys %{$j->{paths}{$p}}) {
        my $o = $j->{paths}{$p}{$m}; my %named = map { $_->{name} => 1 } grep { $_->{in} eq "path" } @{$o->{parameters} || []};
        my @in = $p =~ /\{(\w+)\}/g; die "$p\n" if grep { !delete $named{$_} } @in or %named;
        die "$p says nothing\n" unless $o->{summary} && $o->{responses};
        print "$m $p\n" } }' "$dir/api.json" >"$dir/paths"; ok $? "every hole of a path is described"
[ "$(wc -l <"$dir/paths")" -gt 90 ]; ok $? "all of it: $(wc -l <"$dir/paths") operations"
lost=0
while read -r method path; do
    [ "$method" = get ] || continue
    case $path in *{*) continue ;; esac
    code=$(curl -s -m 10 -o /dev/null -w '%{http_code}' "$base$path")
    # only with demonstration data; only with a contact
    case $path in /thu | /.well-known/security.txt) want=404 ;; *) want="200 303" ;; esac
    grep -qw "$code" <<<"$want" || { lost=$((lost + 1)); echo "# $code $path"; }
done <"$dir/paths"
[ $lost = 0 ]; ok $? "and what has no hole answers"
curl -s -m 5 "$base/lich.ics" | perl -e 'my $open = 0;
    while (<>) { exit 1 unless s/\r\n$//; exit 1 if length > 75; $open++ if /^BEGIN:/; $open-- if /^END:/ } exit $open != 0'
ok $? "the calendar's lines end in CRLF and are at most 75 bytes; what begins ends"
kill $pid; wait $pid 2>/dev/null; [ $? = 0 ]; ok $? "the server ends well"; pid=
echo "1..$n"
exit $bad
