#!/usr/bin/env bash
# TAP: a sealed year from the proposal to the proof, as people walk it: `tinhso seal` names what is missing and asks, a second person seals
# over HTTP; a
# citizen is shown in words that their own dossier was counted and takes the proof along; it is checked without network or data; an auditor
# recomputes
# every figure from the records as of its act; one flipped bit in any file the seal names, in a definition or in the proof is named.
set -u
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
has() { grep -qF -- "$2" "$1"; }
data=$dir/data
build/tinhso init "$data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
sql() { sqlite3 "$data/main.db" "$1"; }
year=$(sql "SELECT year FROM sealed_year")
fill=$(sql "SELECT as_of FROM sealed_year")

# ---- the proposal: what has no value is named, and asked
echo "mot mat khau du dai 2026" | build/tinhso user "$data" set-password demo-deputy >/dev/null 2>&1
seal() { echo "${3:-mot mat khau du dai 2026}" | build/tinhso seal "$data" "$1" --as demo-deputy ${2:-}; }
seal $((year + 1)) >"$dir/said" 2>&1; [ $? = 1 ] && grep -q "closes on 14/12/$((year + 1))\|figures of" "$dir/said"
ok $? "a year that is not over: $(cat "$dir/said")"
seal "$year" >"$dir/said" 2>&1; [ $? = 1 ] && has "$dir/said" "was sealed by act"; ok $? "a sealed year: $(cat "$dir/said")"
seal $((year - 1)) "" "not the password, really" >"$dir/said" 2>&1; [ $? = 1 ] && has "$dir/said" "another password"
ok $? "with another password: $(cat "$dir/said")"
seal $((year - 1)) >"$dir/said" 2>&1; [ $? = 1 ] && has "$dir/said" "filed-dossiers" && has "$dir/said" "say --missing"
ok $? "a year without data: $(head -c 90 "$dir/said")…"
seal $((year - 1)) --missing >"$dir/said" 2>&1; ok $? "known to be missing: $(head -1 "$dir/said")"
has "$dir/said" "/ngay/$((year - 1))/niem-phong"; ok $? "and it says who goes on where"

# ---- two citizens who can sign in; the server with its back room
read -r login code <<<"$(sql "SELECT p.login, d.code FROM dossier d JOIN person p ON p.n = d.submitter
    JOIN dossier_event e ON e.dossier = d.n AND e.what = 'filed' AND e.service = 1
    WHERE e.day >= (SELECT min(day) FROM dossier_event) AND strftime('%Y', e.happened_at, 'unixepoch') = '$year' AND e.act <= \
        $fill ORDER BY d.n LIMIT 1" | tr '|' ' ')"
late=$(sql "SELECT d.code FROM dossier d JOIN person p ON p.n = d.submitter
    WHERE p.login = '$login' AND strftime('%Y', d.filed_at, 'unixepoch') > '$year' ORDER BY d.n DESC LIMIT 1")
other=$(sql "SELECT login FROM person WHERE login GLOB '0[0-9]*' AND login <> '$login' LIMIT 1")
for who in "$login" "$other"; do echo "mot mat khau du dai 2026" | build/tinhso user "$data" set-password "$who" >/dev/null 2>&1 ||
    echo "# no password for $who"; done
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port
build/tinhso serve "$data" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/err" &
pid=$!
for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && break; sleep 0.05; done
get() { curl -s -m 20 -b "$dir/$1" -c "$dir/$1" -o "$3" -w '%{http_code}' "$base$2"; }
post() { curl -s -m 20 -b "$dir/$1" -c "$dir/$1" -H "Origin: $base" -o "$dir/posted" -w '%{http_code}' -X POST "$base$2" "${@:3}"; }
for who in mine theirs; do
    [ $who = mine ] && l=$login || l=$other
    [ "$(post $who /dang-nhap --data-urlencode "login=$l" --data-urlencode "password=mot mat khau du dai 2026")" = 303 ] ||
        echo "# $who cannot sign in"
done
post leader /thu-nghiem/leader >/dev/null
post english /ngon-ngu/en >/dev/null

# ---- the seal: proposed on the command line by one leader with their password, completed by another by a leader who signs in
get leader "/ngay/$((year - 1))/niem-phong" "$dir/page" >/dev/null
proposal=$(grep -oE 'name="de-nghi" value="[0-9]+"' "$dir/page" | tr -dc 0-9)
[ "$(post leader "/ngay/$((year - 1))/niem-phong" -d "key=seal-in-proof-test&de-nghi=$proposal")" = 422 ]; ok $? "unknowing: refused"
[ "$(post leader "/ngay/$((year - 1))/niem-phong" -d "key=seal-in-proof-test2&de-nghi=$proposal&thieu=1")" = 303 ] &&
    get english "/ngay/$((year - 1))" "$dir/page" >/dev/null && has "$dir/page" "Sealed on"
ok $? "the year $((year - 1)) is sealed by a second person"

# ---- the citizen: was mine counted?
for _ in $(seq 100); do [ "$(get mine "/ngay/$year/chung-minh/filed-dossiers.json" "$dir/plain.json")" = 200 ] && break; sleep 0.1; done
get mine "/chi-so/filed-dossiers?nam=$year" "$dir/page" >/dev/null; has "$dir/page" 'name="ho-so"'; ok $? \
    "the figure's page asks for one's own code"
[ "$(get mine "/ngay/$year/chung-minh/filed-dossiers?ho-so=$code" "$dir/page")" = 200 ] && has "$dir/page" "Có: hồ sơ $code đã được tính" &&
    has "$dir/page" "bản ghi: là bản thứ"
ok $? "in words: $(grep -oE 'bản ghi: là bản thứ[^<]*' "$dir/page")"
post mine /ngon-ngu/en >/dev/null
[ "$(get mine "/ngay/$year/chung-minh/filed-dossiers?ho-so=$code" "$dir/page")" = 200 ] &&
    has "$dir/page" "Yes: dossier $code was counted" && has "$dir/page" "checkpoint of"
ok $? "in English: $(grep -oE 'record: it is number[^<]*' "$dir/page")"
[ "$(get mine "/ngay/$year/chung-minh/filed-dossiers.json?ho-so=$code" "$dir/mine.json")" = 200 ] &&
    [ "$(stat -c %s "$dir/mine.json")" -le 200000 ]
ok $? "taken along: $(stat -c %s "$dir/mine.json") bytes (limit 200,000)"
[ "$(get mine "/ngay/$year/chung-minh/filed-dossiers?ho-so=$late" "$dir/page")" = 404 ] &&
    has "$dir/page" "No proof that $late was counted" && has "$dir/page" "What is counted"
ok $? "one's own of another year: no, and what is counted"
[ "$(get theirs "/ngay/$year/chung-minh/filed-dossiers?ho-so=$code" "$dir/a")" = 404 ] &&
    [ "$(get theirs "/ngay/$year/chung-minh/filed-dossiers?ho-so=H55.05443-250101-9999" "$dir/b")" = 404 ] &&
    diff <(sed 's/value="[^"]*"//g' "$dir/a") <(sed 's/value="[^"]*"//g' "$dir/b") >/dev/null; ok $? \
        "somebody else's is told as if there were none"
[ "$(get nobody "/ngay/$year/chung-minh/filed-dossiers" "$dir/page")" = 200 ] && has "$dir/page" "mục nhật ký nằm trong cây đã ký" &&
    ! has "$dir/page" "$code"
ok $? "anybody reads what the figure's proof says"
post demo /thu-nghiem/citizen >/dev/null; get demo "/ho-so" "$dir/page" >/dev/null
own=$(grep -oE '/ho-so/H55[^"]*' "$dir/page" | sed 's#.*/##' | grep -E -- "-${year#20}[0-9]{4}-" | head -1)
[ -n "$own" ] && [ "$(get demo "/ngay/$year/chung-minh/filed-dossiers?ho-so=$own" "$dir/page")" = 200 ] &&
    has "$dir/page" "Có: hồ sơ $own đã được tính"
ok $? "the demonstration's own citizen has one that was counted: $own"
get mine /log/key "$dir/key" >/dev/null || true
cp "$data/public.key" "$dir/public.key"

# ---- checked without network or data, in an empty place
mkdir "$dir/empty"
alone() { (cd "$dir/empty" && env -i unshare -rn "$OLDPWD/build/tinhso" "$@" 2>/dev/null || { [ $? -gt 1 ] &&
    env -i "$OLDPWD/build/tinhso" "$@"; }); }
alone verify-figure "$dir/mine.json" --key "$dir/public.key" >"$dir/said"
[ $? = 0 ] && has "$dir/said" "proven" && has "$dir/said" "record: it is number"
ok $? "proven by its bytes alone: $(grep -c '✓' "$dir/said") steps"
sed 's/^/# /' "$dir/said"
best=9999
for _ in 1 2 3 4 5; do t0=$(date +%s%N); build/tinhso verify-figure "$dir/mine.json" --key "$dir/public.key" >/dev/null; \
    t=$((($(date +%s%N) - t0) / 1000000)); [ $t -lt $best ] && best=$t; done
[ $best -le 100 ]; ok $? "in $best ms (limit 100)"
alone verify-figure "$dir/mine.json" >"$dir/said"; [ $? = 1 ] && has "$dir/said" "NOT proven"
ok $? "without the province's key a file proves nothing of whose it is"
head -c 60 /dev/zero >"$dir/nokey"; alone verify-figure "$dir/mine.json" --key "$dir/nokey" >"$dir/said"
has "$dir/said" "✗ key" && has "$dir/said" "NOT proven"
ok $? "not by another key"
forged() { alone verify-figure "$dir/forged.json" >"$dir/said"; [ $? = 1 ] && has "$dir/said" "✗ $1" && has "$dir/said" "NOT proven"; }
sed 's/\(\\"whole\\":{[^}]*\\"value\\":\\"\)[0-9]*/\19999/' "$dir/mine.json" >"$dir/forged.json"
forged "figure: its text is not the one the act names"
ok $? "another value of the figure is named"
sed 's/\\"filed-dossiers\\":{\\"sha\\":\\"...\(.\)/\\"filed-dossiers\\":{\\"sha\\":\\"000\1/' "$dir/mine.json" >"$dir/forged.json"
forged "figure"
ok $? "another document named by the act is named"
sed 's/"index":1,/"index":2,/' "$dir/mine.json" >"$dir/forged.json"; forged "record: it is not among those that were counted"
ok $? "another place of the record is named"

# ---- the auditor: every sealed figure from the records, as of its act; on screen and by the command line
post leader /ngon-ngu/en >/dev/null
get leader "/chi-so/filed-dossiers?nam=$year&as_of=$fill" "$dir/page" >/dev/null
has "$dir/page" "Recounted" && has "$dir/page" "checked against the journal"
ok $? "a leader sees it recounted as of act $fill"
[ "$(get nobody "/chi-so/filed-dossiers/ho-so?nam=$year" "$dir/page")" = 200 ] && ! grep -q "H55[0-9.]*-2" "$dir/page"
ok $? "the public is not given the records"
build/tinhso recount "$data" >"$dir/said"; ok $? "beside the running server: $(tail -1 "$dir/said")"
[ "$(grep -c "^ok " "$dir/said")" = "$(sql "SELECT count(*) FROM sealed_figure")" ]
ok $? "all $(grep -c "^ok " "$dir/said") sealed figures of $(sql "SELECT count(*) FROM sealed_year") years"

# ---- one flipped bit in whatever the seal rests on
for _ in $(seq 200); do [ "$(sql "SELECT count(*) FROM year_report WHERE year = $year")" = 2 ] && break; sleep 0.1; done
kill $pid; wait $pid 2>/dev/null; pid=
build/tinhso verify "$data" --tables >"$dir/said" 2>&1; ok $? "untouched: $(tail -1 "$dir/said")"
flip() { # FILE AT
    local byte; byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
    printf "\\$(printf %03o $((byte ^ (1 << ($2 % 8)))))" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}
named() { # WHAT SHA TABLE
    local file=$data/files/${2:0:2}/$2 size missed=0 at
    [ -f "$file" ] || { ok 1 "$1: no file $2"; return; }
    size=$(stat -c %s "$file")
    for at in 0 $((size / 3)) $((size / 2)) $((size - 1)); do
        flip "$file" "$at"
        build/tinhso verify "$data" >"$dir/said" 2>&1 && missed=$((missed + 1))
        grep -q "$3.*$2 is altered" "$dir/said" || missed=$((missed + 1))
        flip "$file" "$at"
    done
    ok $missed "one bit of $1: $(grep -m1 -oE "$3 [0-9]+" "$dir/said") is named"
}
named "a sealed figure's document" \
    "$(sql "SELECT sha FROM sealed_figure WHERE indicator = 'ontime-decided' AND year = $year")" sealed_figure
named "the sealed targets and observations" "$(sql "SELECT programme FROM year_proposal WHERE year = $year")" year_proposal
named "the signed report" "$(sql "SELECT sha FROM year_report WHERE year = $year LIMIT 1")" year_report
body=$(sql "SELECT body FROM journal WHERE kind = 'province.adopt' ORDER BY n LIMIT 1" | grep -oE '[0-9a-f]{64}')
flip "$data/files/${body:0:2}/$body" 5000; build/tinhso verify "$data" >"$dir/said" 2>&1
[ $? = 1 ] && grep -q "act 2: its body, file $body" "$dir/said"
ok $? "one bit of the definitions: $(grep -m1 -o "act 2[^,]*" "$dir/said")"
flip "$data/files/${body:0:2}/$body" 5000
cp "$data/main.db" "$dir/keep.db"
sql "UPDATE definition SET text = replace(text, 'measure: count', 'measure: sumit') WHERE path = 'indicators/filed-dossiers.yaml'"
build/tinhso verify "$data" --tables >"$dir/said" 2>&1; [ $? = 1 ] && has "$dir/said" "row definition" && has "$dir/said" "filed-dossiers"
ok $? "a definition in its table: $(grep -m1 -oE 'row definition [^:]*' "$dir/said" | cut -c1-80)"
cp "$dir/keep.db" "$data/main.db"
sql "UPDATE dossier_event SET day = day + 400
    WHERE act = (SELECT act FROM dossier_event WHERE dossier = (SELECT n FROM dossier WHERE code = '$code') AND what = 'filed')"
build/tinhso recount "$data" >"$dir/said"
[ $? = 1 ] && grep -q "^NOT $year filed-dossiers" "$dir/said" && grep -q "^whole: sealed" "$dir/said"
ok $? "a record moved behind the journal's back: $(grep -m1 "^whole" "$dir/said" | cut -c1-100)"
cp "$dir/keep.db" "$data/main.db"
build/tinhso verify "$data" --tables >"$dir/said" 2>&1; ok $? "put back: $(tail -1 "$dir/said")"
echo "1..$n"
exit $bad
