#!/usr/bin/env bash
# TAP: the annual report. Page and PDF say the same, in both languages; the PDF is tagged, signed, labelled, and one changed byte is found;
# a year that
# is sealed has its report kept and noted by an act, and what is published later makes another; an empty year is told honestly.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
year=$(($(TZ=Asia/Ho_Chi_Minh date +%Y) - 1))
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port
build/tinhso serve "$dir/data" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && break; sleep 0.05; done
get() { curl -s -m 10 -b "$dir/$1" -c "$dir/$1" -o "$3" -w '%{http_code}' "$base$2"; }
post() { curl -s -m 10 -b "$dir/leader" -c "$dir/leader" -H "Origin: $base" -o "$dir/posted" -w '%{http_code}' -X POST "$base$1" "${@:2}"; }
kept() { sqlite3 "$dir/data/main.db" "SELECT COUNT(*) FROM year_report WHERE year = $year"; }
curl -s -o /dev/null -b "$dir/en" -c "$dir/en" -H "Origin: $base" -X POST "$base/ngon-ngu/en"

# ---- the back room made it: the demonstration's last year is sealed
for _ in $(seq 100); do [ "$(kept)" = 2 ] && break; sleep 0.1; done
[ "$(kept)" = 2 ]; ok $? "a sealed year has its report in two languages, without anybody asking"
[ "$(get vi "/ngay/$year/bao-cao.pdf" "$dir/vi.pdf")" = 200 ] && [ "$(get en "/ngay/$year/bao-cao-en.pdf" "$dir/en.pdf")" = 200 ]
ok $? "both are served"
[ "$(get vi "/ngay/$((year + 1))/bao-cao.pdf" "$dir/none")" = 404 ]; ok $? "the year that is not over has none"
sha=$(sha256sum <"$dir/vi.pdf" | cut -d' ' -f1)
[ "$(sqlite3 "$dir/data/main.db" "SELECT json_extract(header, '$.f.sha') FROM journal WHERE kind = 'year.report' ORDER BY n LIMIT 1")" = \
    "$sha" ]
ok $? "the journal names the hash of what is served"

# ---- page and PDF: every text of each stands in the other
cat >"$dir/same.pl" <<'PERL'
use utf8; use open qw(:std :utf8);
sub all { open my $f, '<:utf8', $_[0] or die; local $/; <$f> }
sub tight { my $s = shift; $s =~ s/[\s\x{a0}•]+//g; $s }
sub plain { my $s = shift; $s =~ s/<[^>]*>//g; $s =~ s/&lt;/</g; $s =~ s/&gt;/>/g;
    $s =~ s/&quot;/"/g; $s =~ s/&#39;|&#x27;/'/g; $s =~ s/&amp;/&/g; tight($s) }
my ($page, $pdf) = (all($ARGV[0]), all($ARGV[1]));
$page =~ s/.*<article[^>]*>//s; $page =~ s/<\/article>.*//s; $page =~ s/<nav.*?<\/nav>//s; $page =~ s/<p class="noprint">.*?<\/p>//s;
my @pages = split /\f/, $pdf;
my ($first) = (split /\n/, $pages[1])[4] =~ /(\d+)\s*$/; # the contents say where the text begins
my ($running, $label) = map { tight($_) } (split /\n/, $pages[2])[0, 2];
my @lines = map { my @l = split /\n/; shift @l for 1 .. 3; @l } @pages[$first - 1 .. $#pages];
my ($a, $b) = (plain($page), tight(join ' ', (split /\n/, $pages[0]), @lines));
my ($told, $missing) = (0, 0);
while ($page =~ /<(h[123]|p|li|dt|dd|td|th|caption)\b[^>]*>(.*?)<\/\1>/sg) {
    my $t = plain($2);
    next if $t eq '' || $& =~ /class="hidden"/;
    $told++;
    index($b, $t) >= 0 or $missing++, print "# not in the PDF: $t\n";
}
my ($lines, $extra) = (0, 0);
for (map { tight($_) } @lines) {
    next if /^[\d.,?–<%:]*$/ || length($_) < 4 || /^\d{4}:/;
    $lines++;
    index($a, $_) >= 0 or $extra++, print "# not on the page: $_\n";
}
printf "# %d texts of the page, %d lines of the PDF\n", $told, $lines;
exit($missing || $extra || $told < 200 || $lines < 200);
PERL
for l in vi en; do
    [ "$(get $l "/ngay/$year/bao-cao" "$dir/$l.html")" = 200 ]; pdftotext -raw "$dir/$l.pdf" "$dir/$l.txt"
    perl "$dir/same.pl" "$dir/$l.html" "$dir/$l.txt"; ok $? "page and PDF say the same ($l)"
done

# ---- for a voice: structure, language, pictures in words, order
pdfinfo -struct-text "$dir/vi.pdf" >"$dir/struct" 2>/dev/null; pdfinfo "$dir/vi.pdf" >"$dir/info"
grep -q "Tagged: *yes" "$dir/info" && grep -q "^Title: *Báo cáo thường niên" "$dir/info" && grep -aq "/Lang (vi)" "$dir/vi.pdf" &&
    grep -aq "/Lang (en)" "$dir/en.pdf"
ok $? "tagged, titled, in its language"
missing=
for what in Document H1 H2 H3 P "L " LI LBody TOC TOCI Table THead TR TH TD Figure "/Scope /Column" "/Scope /Row"; do
    grep -q "$what" "$dir/struct" || missing="$missing $what"
done
[ -z "$missing" ]; ok $? "${missing:+without$missing: }headings, lists, contents, tables with the scope of their heads, figures"
[ "$(grep -c "Figure" "$dir/struct")" = "$(grep -ac "/Alt <FEFF" "$dir/vi.pdf")" ] && grep -aq "/Outlines" "$dir/vi.pdf"
ok $? "every figure has its words; there is an outline"
[ "$(grep -c 'class="chart"' "$dir/vi.html")" -gt 0 ] &&
    [ "$(grep -o 'class="chart"' "$dir/vi.html" | wc -l)" = "$(grep -c "Figure" "$dir/struct")" ]
ok $? "as many pictures as on the page"
! grep -qF "$(sed -n 1p <(pdftotext -raw -f 3 -l 3 "$dir/vi.pdf" -))" <(sed 's/^ *"//; s/"$//' "$dir/struct" |
    grep -v "Báo cáo thường niên về chuyển đổi số năm $year$")
ok $? "running heads are no part of what is read"
cat >"$dir/marked.pl" <<'PERL'
use Compress::Zlib;
local $/; open my $f, '<:raw', $ARGV[0] or die; my $pdf = <$f>; my ($pages, $bare) = (0, 0);
while ($pdf =~ /stream\n(.*?)\nendstream/sg) {
    my $text = uncompress($1) // next;
    next unless $text =~ / BDC\b/;
    $pages++;
    my $deep = 0;
    for (split /\n/, $text) {
        $bare++, print "# page $pages: $_\n" if $deep == 0 && /\S/ && !/B[DM]C$/;
        $deep++ if /B[DM]C$/;
        $deep-- if /^EMC$/;
    }
}
print "# $pages pages\n";
exit($bare || $pages < 10);
PERL
perl "$dir/marked.pl" "$dir/vi.pdf"; ok $? "all that is drawn is in the structure or an artifact"
pdffonts "$dir/vi.pdf" | tail -n +3 | awk '{ if ($0 !~ /Tinos|Cousine/ || $0 !~ /yes yes yes/) exit 1 }'; ok $? "its letters are in it"
pages=$(sed -n 's/^Pages: *//p' "$dir/info") labelled=0
for i in $(seq "$pages"); do pdftotext -f "$i" -l "$i" "$dir/vi.pdf" - | grep -q "DỮ LIỆU TRÌNH DIỄN" && labelled=$((labelled + 1)); done
[ "$labelled" = "$pages" ]; ok $? "each of $pages pages says that it is a demonstration"

# ---- the signature
pdfsig "$dir/vi.pdf" >"$dir/sig" 2>&1
grep -q "Signature is Valid" "$dir/sig" && grep -q "Total document signed" "$dir/sig" && grep -q "ETSI.CAdES.detached" "$dir/sig"
ok $? "signed as a whole: $(grep -o 'Signature is [A-Za-z]*' "$dir/sig")"
size=$(stat -c %s "$dir/vi.pdf") hole=$(grep -oE '\[0 - [0-9]+\], \[[0-9]+' "$dir/sig" | grep -oE '[0-9]+' | tail -2 | tr '\n' ' ') unseen=0
read -r begin end <<<"$hole"
for i in $(seq 1 12); do
    at=$((i * 104729 % (size - (end - begin)))); [ $at -ge "$begin" ] && at=$((at + end - begin))
    cp "$dir/vi.pdf" "$dir/changed.pdf"
    byte=$(od -An -tu1 -j $at -N 1 "$dir/vi.pdf" | tr -d ' ')
    printf "$(printf '\\x%02x' $((byte ^ 1)))" | dd of="$dir/changed.pdf" bs=1 seek=$at conv=notrunc 2>/dev/null
    if pdfsig "$dir/changed.pdf" 2>/dev/null | grep -q "Signature is Valid"; then unseen=$((unseen + 1)); echo "# byte $at"; fi
done
[ $unseen = 0 ]; ok $? "one changed byte, at 12 places: never valid"
openssl x509 -in "$dir/data/keys/report.pem" -noout -text | grep -q "Digital Signature, Non Repudiation" &&
    [ "$(stat -c %a "$dir/data/keys/report.pem")" = 600 ]
ok $? "the key is nobody else's to read"

# ---- what is published later makes another; the first stays
curl -s -m 10 -o /dev/null -b "$dir/leader" -c "$dir/leader" -H "Origin: $base" -X POST "$base/thu-nghiem/leader"
[ "$(post /chi-so/dti-rank/cong-bo -d "answers.year=$year&answers.value=9&answers.among=34&key=publish-for-test1" \
    --data-urlencode 'answers.source=Bộ Khoa học và Công nghệ, thử nghiệm')" = 303 ]
ok $? "a leader adds the rank that was awaited"
for _ in $(seq 100); do [ "$(kept)" = 4 ] && break; sleep 0.1; done
get vi "/ngay/$year/bao-cao.pdf" "$dir/later.pdf" >/dev/null
[ "$(kept)" = 4 ] && pdftotext "$dir/later.pdf" - | grep -q "Hạng 9/34" && ! cmp -s "$dir/later.pdf" "$dir/vi.pdf"
ok $? "and the report is made anew with it"
[ -f "$dir/data/files/${sha:0:2}/$sha" ]; ok $? "the one before stays"
kill $pid; wait $pid 2>/dev/null; pid=
build/tinhso verify "$dir/data" --tables >"$dir/verify" 2>&1; ok $? "verify: $(tail -1 "$dir/verify")"

# ---- by hand
build/tinhso report "$dir/data" 2021 "$dir/empty.pdf" >/dev/null && pdftotext "$dir/empty.pdf" - | tr -s '\n ' '  ' >"$dir/empty.txt"
grep -q "Chưa niêm phong" "$dir/empty.txt" && grep -q "Kỳ này hệ thống không đo được gì" "$dir/empty.txt" &&
    grep -q "Hạng 8/63" "$dir/empty.txt" &&
        ! grep -q "8/34" "$dir/empty.txt"; ok $? "a year without records says so, and tells what others published by then"
build/tinhso report "$dir/data" 2021 "$dir/again.pdf" >/dev/null
[ "$(pdftotext "$dir/again.pdf" - | md5sum)" = "$(pdftotext "$dir/empty.pdf" - | md5sum)" ]
ok $? "the same again is the same"
build/tinhso report "$dir/data" 1999 "$dir/no.pdf" 2>"$dir/why"; [ $? = 1 ] && grep -q "no Day of 1999" "$dir/why" && [ ! -e "$dir/no.pdf" ]
ok $? "a year there is none of: words, and no file"
build/tinhso report "$dir/data" 2021 2>/dev/null; [ $? = 2 ]; ok $? "usage"
build/tinhso report "$dir/data" 2021 /no/such/folder/x.pdf 2>"$dir/why"; [ $? = 1 ] && grep -q "cannot write" "$dir/why"
ok $? "where it cannot be written it says so"
echo "1..$n"
exit $bad
