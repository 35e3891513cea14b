#!/usr/bin/env bash
# TAP: the periodic report of two demonstration years adds up, for the province and for an agency, and its spreadsheet says what its CSV
# says.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port
build/tinhso serve "$dir/data" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && break; sleep 0.05; done
curl -s -m 10 -o /dev/null -b "$dir/jar" -c "$dir/jar" -H "Origin: $base" -X POST "$base/thu-nghiem/leader"
get() { curl -s -m 20 -b "$dir/jar" "$base/can-bo/bao-cao$1"; }
year=$(TZ=Asia/Ho_Chi_Minh date +%Y)
# Each row's numbers after its code; the columns of other agencies are there when anything was passed on.
adds='NR > 1 && NF > 12 { k = NF > 15 ? 2 : 0; came = $(3) + $4 + $5 + $6 + (k ? $7 - $8 : 0)
    went = $(7+k) + $(8+k) + $(9+k) + $(10+k) + $(11+k); rows++;
    if (came != went || $(12+k) + $(13+k) > $(11+k)) { print "# " $0; wrong++ } } END { exit wrong || rows < 2 }'
open_before=
for period in $((year - 1)) "$((year - 1))&nam=lich" "$((year - 1))-H1" "$((year - 1))-Q3" "$((year - 1))-07" "$year-Q1" "$year-02" \
    "$year"; do
    get ".csv?ky=$period" | sed '1s/^\xef\xbb\xbf//; s/, / /g; s/"//g' | tr -d '\r' >"$dir/csv"
    awk -F, "$adds" "$dir/csv"
    ok $? "the province, $period: came equals went and open, in every row: $(grep '^Tổng số,' "$dir/csv" | cut -d, -f3- | cut -c1-60)"
done
get ".csv?ky=$year&don-vi=H55.05443" | sed '1s/^\xef\xbb\xbf//; s/, / /g; s/"//g' | tr -d '\r' >"$dir/csv"
awk -F, "$adds" "$dir/csv"; ok $? "one agency"
# what one month left open is what the next begins with
last() { get ".csv?ky=$1" | tr -d '"\r' | grep '^Tổng số,' | cut -d, -f"$2"; }
[ "$(last "$year-02" 11)" = "$(last "$year-03" 3)" ] && [ "$(last "$year-02" 11)" -gt 0 ]
ok $? "what February leaves open, March carries over: $(last "$year-02" 11)"
get ".xlsx?ky=$year" >"$dir/report.xlsx"
unzip -p "$dir/report.xlsx" xl/worksheets/sheet1.xml >"$dir/sheet" && unzip -p "$dir/report.xlsx" xl/sharedStrings.xml >"$dir/words"
ok $? "the spreadsheet opens"
! grep -qE "<f[ >]|HYPERLINK|externalLink" "$dir/sheet"; ok $? "its cells are texts and numbers, never formulas"
grep -q 'Dữ liệu trình diễn' "$dir/words"; ok $? "and says that it is demonstration data"
want=$(get ".csv?ky=$year" | tr -d '"\r' | grep '^Tổng số,' | cut -d, -f3-)
row=$(sed "s/<row /\n<row /g" "$dir/sheet" | grep "^<row" | sed "s/<v>/ /g; s/<[^>]*>/ /g" | tail -2 | head -1 | tr -s " " , )
[ -n "$want" ] && grep -qF ",$want," <<<"$row"; ok $? "its last line is that of the CSV: $want"
ls "$dir/data/drafts" | grep -q sheet; [ $? = 1 ]; ok $? "nothing of it is left lying"
echo "1..$n"
exit $bad
