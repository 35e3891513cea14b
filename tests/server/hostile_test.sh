#!/usr/bin/env bash
# TAP: hostile values and hostile files over HTTP: nothing leaves this site, breaks out of a header or a path, or is kept as what it only
# claims to be.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid=
stop() { [ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; pid=; }
trap 'stop; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
is() { ok "$([ "$1" = "$2" ]; echo $?)" "$3 ($1)"; }
cp -r provinces/thai-nguyen "$dir/province" && echo 'security_contact: "mailto:an-toan@example.vn"' >>"$dir/province/province.yaml"
"$tinhso" init "$dir/data" --province "$dir/province" --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
"$tinhso" serve "$dir/data" --listen 127.0.0.1:9160 >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in $(seq 300); do grep -q http "$dir/out" && break; sleep 0.1; done
base=$(head -1 "$dir/out"); base=${base%/}
jar="$dir/jar"
post() { curl -s -o "$dir/page" -D "$dir/head" -w '%{http_code}' -b "$jar" -c "$jar" -H "Origin: $base" "$@"; }
get() { curl -s --path-as-is -o "$dir/page" -D "$dir/head" -w '%{http_code}' -b "$jar" "$base$1"; }
line() { tr -d '\r' <"$dir/head" | grep -i "^$1:" | cut -d' ' -f2-; }

# ---- where a sign-in leads: never off this site, whatever the address says
for den in //evil.example '/%5Cevil.example' '/%09/evil.example' 'https://evil.example' 'javascript:alert(1)' '%2F%2Fevil.example' \
    '/%0d%0aSet-Cookie:%20a=b' '///evil.example' \
    '%20//evil.example' '/%00//evil.example' 'evil.example' '%5C%5Cevil.example' '/x%0aLocation:%20//evil.example' '/dang-xuat'; do
    status=$(post -X POST "$base/thu-nghiem/citizen" -d "den=$den")
    to=$(line location)
    [[ "$status" = 400 || ( "$status" = 303 && "$to" = "/" ) ]]; ok $? "den=$den leads home ($status $to)"
    status=$(post -X POST "$base/ngon-ngu/vi" -d "den=$den"); to=$(line location)
    [[ "$status" = 400 || ( "$status" = 303 && "$to" != *evil* ) ]]; ok $? "nor does the language lead away ($status $to)"
    [ "$(grep -ci '^set-cookie: a=b' "$dir/head")" = 0 ] || { ok 1 "den=$den set a cookie"; }
done
for path in //evil.example/ //evil.example/dang-nhap '/\evil.example' '/%2F%2Fevil.example' '/%5Cevil.example/..' '/.//evil.example/x'; do
    get "$path" >"$dir/status"
    grep -qE '(href|action)="(//|/\\|/%5C|https?:)' "$dir/page"; ok $((!$?)) "no link of $path leaves this site ($(cat "$dir/status"))"
done
is "$(get '/ho-so%0d%0aX-Evil:%20a')" 400 "a line break in an address"
is "$(get '/tra-cuu?ma=a%0d%0aSet-Cookie:%20a=b')" 200 "a line break in a value"
grep -qi '^x-evil\|^set-cookie: a=b' "$dir/head"; ok $((!$?)) "reaches no header"
curl -s -o /dev/null -H 'X-Forwarded-For: a" level=error event=forged' "$base/ho-so/H55.1"; grep -q forged "$dir/err"
ok $((!$?)) "nor does a header reach the log"

is "$(get /.well-known/security.txt) $(line content-type)" "200 text/plain; charset=utf-8" "who finds a hole"
grep -q '^Contact: mailto:an-toan@example.vn$' "$dir/page" && grep -qE '^Expires: 20[0-9-]+T[0-9:]+\+07:00$' "$dir/page"
ok $? "is told whom to write to, and until when that holds"

# ---- paths
for path in /log/../keys/checkpoint.key /log/tile/0/../../../keys/checkpoint.key /log/tile/0/x001/%2e%2e/%2e%2e \
    /tep/../data/main.db '/tep/style.css%00.png' /tep/%2e%2e%2fmain.db /files/../keys /xa/..%2f..%2f /keys/checkpoint.key \
    /main.db /chi-so/..%2f..%2fetc%2fpasswd.csv /so-dang-ky/..%2f..%2fmain.db.csv /do-thi/..%2fx; do
    status=$(get "$path")
    [[ "$status" = 404 || "$status" = 400 ]] && ! grep -qa 'SQLite format\|root:\|PRIVATE' "$dir/page"
    ok $? "nothing lies at $path ($status)"
done

# ---- SQL and patterns are values: as many rows as there are
all=$(get '/tim?q=zzzzqqqq' >/dev/null; grep -c 'class="row"' "$dir/page")
for q in "zzzzqqqq'+OR+1=1+--" 'zzzzqqqq%25' "zzzzqqqq';DROP+TABLE+dossier;--" 'zzzzqqqq%5C' 'zzzzqqqq_' 'zzzzqqqq"+OR+""="'; do
    is "$(get "/tim?q=$q") $(grep -c 'class="row"' "$dir/page")" "200 $all" "searching for $q finds no more"
done

# ---- uploads: what a file is, its first bytes say
post -X POST "$base/thu-nghiem/citizen" >/dev/null
draft=$(curl -s -o /dev/null -w '%{redirect_url}' -b "$jar" -H "Origin: $base" -d key=0123456789abcdef "$base/thu-tuc/1.001193/nop")
kept() { sqlite3 "$dir/data/scratch.db" "SELECT json_array_length(files) FROM draft WHERE id = '${draft##*/}'"; }
last() { sqlite3 "$dir/data/scratch.db" "SELECT json_extract(files, '\$[#-1].$1') FROM draft WHERE id = '${draft##*/}'"; }
send() { post -F "doc.birth_note=@$1" -F lam=tai "$draft/giay-to"; }
refused() { local before=$(kept) status; status=$(send "$2"); [[ "$status" = "${3:-422}" &&
    "$(kept)" = "$before" ]]; ok $? "refused: $1 ($status)"; }
remove_all() { sqlite3 "$dir/data/scratch.db" "UPDATE draft SET files = '[]' WHERE id = '${draft##*/}'"; }
cd "$dir" || exit 1
printf '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' >a.png
printf '<!doctype html><script>alert(1)</script>' >b.pdf
printf 'PK\003\004 a zip, perhaps a bomb' >c.pdf
head -c 1000000 /dev/zero | gzip >d.pdf
printf ' %%PDF-1.4 not at its beginning' >e.pdf
printf 'GIF89a/*' >f.png
printf 'MZ\220 a program' >g.jpg
printf 'II*\0 a TIFF' >h.jpg
printf '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' >i.pdf
: >empty.pdf
refused "an SVG with a script that says it is a PNG" "a.png;type=image/png"
refused "HTML that says it is a PDF" "b.pdf;type=application/pdf"
refused "a ZIP: none is ever opened" "c.pdf;type=application/pdf"
refused "a gzip bomb" "d.pdf"
refused "a PDF that begins with something else" "e.pdf"
refused "a GIF" "f.png;type=image/png"
refused "a program" "g.jpg"
refused "a TIFF" "h.jpg"
refused "XML with an entity that reads a file" "i.pdf"
refused "nothing at all" "empty.pdf"
{ printf '%%PDF-1.4 '; head -c 20971520 /dev/zero; } >large.pdf
refused "one byte more than 20 MB (and nine)" "large.pdf"
is "$(find data/drafts -name 'part-*' | wc -l)" 0 "nothing of them stays on the disk"

printf '%%PDF-1.4\n<html><script>alert(1)</script></html>\nPK\003\004' >poly.pdf
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\001\206\240\0\001\206\240\010\006\0\0\0' >huge.png
printf '\377\330\377\340 <script>alert(1)</script>' >photo.html
is "$(send 'poly.pdf;type=text/html')" 303 "a PDF that is HTML and a ZIP too is taken"
is "$(last type)" pdf "as the PDF it begins as, whatever it says it is"
is "$(send 'photo.html;type=text/html')" 303 "a picture that says it is a page"
is "$(last type)" jpg "is a picture"
remove_all
is "$(send 'huge.png')" 303 "a picture of 100,000 × 100,000: nobody unpacks it here"
remove_all
name() { # as sent → as kept
    post -F "doc.birth_note=@poly.pdf;filename=\"$1\"" -F lam=tai "$draft/giay-to" >/dev/null
    is "$(last name)" "$2" "a name of $(printf '%q' "$1")"
    remove_all
}
name '../../../etc/passwd' 'passwd'
name '..\\..\\windows\\a.pdf' 'a.pdf'
name $'hoa\u202efdp.exe' 'hoafdp.exe'
name $'\u2066a\u2069\u200e.pdf' 'a.pdf'
name $'a\u0085b\u009b.pdf' 'ab.pdf'
name $'a\x01b.pdf' 'file'
name $'a\xff.pdf' 'file'
name '=cmd.pdf' '=cmd.pdf'
name "$(head -c 1000 /dev/zero | tr '\0' a).pdf" "$(head -c 120 /dev/zero | tr '\0' a)"
many=(); for i in $(seq 21); do many+=(-F "doc.birth_note=@poly.pdf"); done
is "$(post "${many[@]}" -F lam=tai "$draft/giay-to")" 413 "twenty-one files at once"
left() { echo "$(kept) $(find data/drafts -name 'part-*' | wc -l)"; }
for _ in $(seq 20); do [ "$(left)" = "0 0" ] && break; sleep 0.1; done # they go when the connection has ended, a moment after the answer
is "$(left)" "0 0" "of which nothing stays"
for i in $(seq 12); do curl -s -o /dev/null -b "$jar" -H "Origin: $base" -F "doc.birth_note=@large.pdf" "$draft/giay-to" & pids[i]=$!; done
wait "${pids[@]}"
is "$(get /healthz)" 200 "a dozen of 20 MB at the same time"
rss=$(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$pid/status")
[ "$rss" -lt 300 ] || [ -n "${TINHSO:-}" ]; ok $? "in bounded memory ($rss MB at most)"
is "$(get "/nhap/${draft##*/}/../../keys")" 404 "a draft's address climbs nowhere"
cp "$jar" other; sed -i '/phien/d' other
is "$(curl -s -o /dev/null -w '%{http_code}' -b other "$draft/giay-to")" 303 "who is not signed in does not see the draft"

# ---- what is sent back
post -X POST "$base/thu-nghiem/officer" >/dev/null
get '/can-bo' >/dev/null
shown=
for code in $(grep -oE '/can-bo/H55[^"/?]*' page | sort -u | head -40); do
    get "$code" >/dev/null
    shown=$(grep -oE '/can-bo/[^"]*/giay/[0-9]+' page | head -1)
    [ -n "$shown" ] && break
done
is "$(get "$shown")" 200 "an officer opens a paper"
is "$(line content-type) $(line content-disposition | cut -d';' -f1)" "application/pdf attachment" \
    "a PDF, whatever runs in it, is saved and not shown"
is "$(line x-content-type-options)" nosniff "its kind is not guessed"
is "$(line content-security-policy)" "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox" \
    "it runs nothing, shows nothing else, and is framed nowhere"
is "$(line cache-control)" "private, no-store" "it is kept nowhere"
is "$(get "${shown%/*}/0") $(get "${shown%/*}/-1") $(get "${shown%/*}/999999999999999999999") $(get "${shown%/*}/%2e%2e")" \
    "404 404 404 404" "other numbers are no papers"
cd - >/dev/null || exit 1
stop
! grep -q 'level=fatal\|panic' "$dir/err"; ok $? "the server lived"
echo "1..$n"
exit $bad
