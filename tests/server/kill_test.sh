#!/usr/bin/env bash
# TAP: kill -9 under load, five times (KILLS=100 in make soak-kill): every filing that was acknowledged is there exactly once, a form sent
# again is not filed twice, verify passes.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso} # the sanitizer build runs the same list
dir=$(mktemp -d)
trap 'touch "$dir/end"; pkill -9 -f "serve $dir/data" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
"$tinhso" init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
printf '%%PDF-1.4\npaper\n%%%%EOF\n' >"$dir/paper.pdf"
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port # its own port: nobody else's server may answer
start() {
    "$tinhso" serve "$dir/data" --listen 127.0.0.1:$port >"$dir/out" 2>>"$dir/err" &
    disown
    for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && return; sleep 0.05; done
}
req() { curl -s -o /dev/null -m 5 -w '%{http_code} %{redirect_url}' -b "$jar" -c "$jar" -H "Origin: $base" "$@"; }
# One birth through the form; prints nothing, notes "draft code" when the filing was acknowledged, "draft -" when the answer never came.
file_birth() {
    local d answer code
    d=$(req -X POST "$base/thu-tuc/1.001193/nop"); d=${d##*/nhap/}; d=${d%%/*}
    [ ${#d} = 32 ] || return
    req "$base/nhap/$d/1" --data-urlencode "answers.child_name=Bé $(tr 0-9 g-p <<<"$d")" \
        -d 'answers.birth_date.d=1&answers.birth_date.m=11&answers.birth_date.y=2026&answers.sex=female' \
      -d 'answers.birth_place=A&answers.ethnicity=Kinh&answers.nationality=VN&answers.hometown=A&answers.residence=05443&answers.copies=1' \
        >"$dir/a.$1"
    req "$base/nhap/$d/2" --data-urlencode "answers.requester_name=Nguyễn Thị Mẫu" \
        -d 'answers.requester_id=019195000001&answers.relation=mother&answers.mother_known=no&answers.father_known=no' >>"$dir/a.$1"
    req "$base/nhap/$d/giay-to" -F "doc.birth_note=@$dir/paper.pdf" >>"$dir/a.$1"
    answer=$(req -X POST "$base/nhap/$d/nop" -d "key=$d")
    code=$(grep -o 'H55[^?]*' <<<"$answer")
    echo "$d ${code:--} $answer" >>"$dir/filed.$1"
}
worker() {
    local jar="$dir/jar.$1"
    while [ ! -e "$dir/end" ]; do
        [ -s "$jar" ] || req -X POST "$base/thu-nghiem/citizen" >/dev/null
        file_birth "$1"
    done
}
start
for w in 1 2 3; do worker $w & done
kills=${KILLS:-5}
for k in $(seq "$kills"); do
    sleep "1.$((RANDOM % 9))"
    pkill -9 -f "serve $dir/data"
    sleep 0.3
    start
done
sleep 1
touch "$dir/end"; sleep 2
cat "$dir"/filed.* >"$dir/all"
acknowledged=$(grep -c ' H55' "$dir/all")
[ "$acknowledged" -ge 20 ]; ok $? "$acknowledged filings were acknowledged while the server was killed again and again, $kills times"
missing=0
while read -r d code _; do
    case "$code" in H55*) [ "$(sqlite3 "$dir/data/main.db" "SELECT count(*) FROM dossier WHERE code = '$code'")" = 1 ] ||
        { missing=$((missing + 1)); [ $missing -gt 5 ] || echo "# $code is not there once"; } ;; esac
done <"$dir/all"
ok "$missing" "each acknowledged filing is there exactly once"
twice=$(sqlite3 "$dir/data/main.db" "SELECT count(*) FROM
    (SELECT key FROM journal WHERE kind = 'dossier.file' GROUP BY actor, key HAVING count(*) > 1)")
ok "$twice" "no form was filed twice"
# what was acknowledged is sent once more: the same dossier is shown, none is added
before=$(sqlite3 "$dir/data/main.db" 'SELECT count(*) FROM dossier')
for w in 1 2 3; do
    jar="$dir/jar.$w"
    read -r d _ <<<"$(grep ' H55' "$dir/filed.$w" | tail -1)"
    req -X POST "$base/nhap/$d/nop" -d "key=$d" >/dev/null
done
[ "$(sqlite3 "$dir/data/main.db" 'SELECT count(*) FROM dossier')" = "$before" ]; ok $? "sent again, nothing is filed again"
pkill -TERM -f "serve $dir/data"; sleep 1.5
out=$("$tinhso" verify "$dir/data" --tables); ok $? "$out"
echo "1..$n"
exit $bad
