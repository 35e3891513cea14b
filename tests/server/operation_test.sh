#!/usr/bin/env bash
# TAP: what the keepers of the machine rely on: health, readiness, metrics, a log without personal data, an end that cuts nothing off.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid=''
trap 'kill -9 $pid 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port jar=$dir/jar
. tests/server/lib/birth.sh
"$tinhso" init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null 2>&1
"$tinhso" serve "$dir/data" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/log" &
pid=$!
answers $base; ok $? "the server answers"
[ "$(curl -s $base/readyz)" = ready ]; ok $? "and is ready"

# ---- a filing, a refusal, a page that is not there
sign_in
birth_send "$(birth_prepare)"; ok $? "a birth is filed"
code=$(tail -1 "$dir/acknowledged")
request "$base/ho-so/$code" >/dev/null
request "$base/khong-co/$code?so=019195000001" >/dev/null
curl -s -o /dev/null -X POST "$base/thu-tuc/1.001193/nop" # from nowhere: 403

# ---- metrics
curl -s -D "$dir/head" "$base/metrics" >"$dir/metrics"
grep -qi '^content-type: text/plain; version=0.0.4' "$dir/head"; ok $? "metrics come as Prometheus text"
out=$(perl -ne '
    if (/^# TYPE (\S+) (counter|gauge|histogram)$/) { $type{$1} = $2; next }
    next if /^# HELP \S+ \S/;
    /^([a-z_]+)(\{[a-z]+="[^"\n]*"(,[a-z]+="[^"\n]*")*\})? (-?[0-9.e+]+)$/ or do { print "not a sample: $_"; next };
    my ($name, $labels, $value) = ($1, $2 // "", $4); (my $of = $name) =~ s/_(bucket|sum|count)$//;
    print "no TYPE before $_" unless $type{$name} || ($type{$of} // "") eq "histogram";
    print "twice: $_" if $seen{"$name$labels"}++;
    if ($name =~ /_bucket$/) { print "not cumulative: $_" if defined $last{$of} && $value < $last{$of}; $last{$of} = $value }
    print "count is not the last bucket: $_" if $name =~ /_count$/ && $value != $last{$of};
' "$dir/metrics")
[ -z "$out" ]; ok $? "every line of them is well formed${out:+: $out}"
grep -q '^tinhso_requests_total{page="/nhap/{}/nop",status="3xx"} 1$' "$dir/metrics"; ok $? "the filing is counted under its page's pattern"
grep -q '^tinhso_acts_total{reply="ok"} [1-9]' "$dir/metrics"; ok $? "and its act"
[ "$(curl -s -o /dev/null -w '%{http_code}' -H 'X-Forwarded-For: 203.0.113.9' $base/metrics)" = 404 ] &&
    [ "$(curl -s -o /dev/null -w '%{http_code}' -H 'X-Forwarded-For: 127.0.0.1' $base/metrics)" = 404 ]
    ok $? "through the proxy there are no metrics"

# ---- the log
[ "$(grep -c 'event=request' "$dir/log")" -ge 10 ]; ok $? "the log has a line a request"
! grep 'event=request' "$dir/log" |
    grep -vqE '^at=[0-9]+ level=info event=request id=[0-9a-f-]+ method=(GET|POST|-) page=(/[^ ]*|-) status=[0-9]+ ms=[0-9.]+ bytes=[0-9]+$'
ok $? "each of the same form"
! grep -qE "$code|H55\.|019195000001|Nguy|Mẫu|127\.0\.0\.1|Bé|so=" "$dir/log"
ok $? "and nothing personal in any: no name, number, code, query or address"

# ---- the end: 20 forms are on their way, each is answered or not begun
drafts=()
for _ in $(seq 20); do drafts+=("$(birth_prepare)"); done
for d in "${drafts[@]}"; do
    curl -s -o /dev/null -m 20 -w '%{http_code} %{redirect_url} %{size_upload}\n' -b "$jar" -H "Origin: $base" -X POST "$base/nhap/$d/nop" \
        -d "key=$d" >>"$dir/last" &
done
sleep 0.03
kill -TERM $pid
wait $pid; status=$?
wait
[ $status = 0 ]; ok $? "it ends with status 0 (got $status)"
grep -q 'event=drained left=0' "$dir/log"; ok $? "nothing was left on its way"
answered=$(grep -c 'H55' "$dir/last")
refused=$(grep -c '^000' "$dir/last")
other=$(grep -vc 'H55\|^000' "$dir/last")
[ $((answered + refused)) = 20 ] && [ "$other" = 0 ] && [ "$answered" -ge 1 ]
ok $? "of 20 forms $answered were acknowledged, $refused found the door closed, $other were cut off"
out=$("$tinhso" verify "$dir/data"); ok $? "$out"
filed=$(sqlite3 "$dir/data/main.db" "SELECT count(*) FROM journal
    WHERE kind = 'dossier.file' AND key IN ($(printf "'%s'," "${drafts[@]}" | sed 's/,$//'))")
[ "$filed" = "$answered" ]; ok $? "and as many are in the journal ($filed)"
echo "1..$n"
[ $bad = 0 ] || tail -n 5 "$dir/log" | sed 's/^/# /'
exit $bad
