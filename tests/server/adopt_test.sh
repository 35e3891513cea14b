#!/usr/bin/env bash
# TAP: a second procedure of at most 40 lines is adopted by the running server, filed, decided, returned and counted, without a restart.
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
jar="$dir/jar"
req() { curl -s -m 10 -o "$dir/page" -w '%{http_code} %{redirect_url}' -b "$jar" -c "$jar" -H "Origin: $base" "$@"; }
as() { rm -f "$jar"; req -X POST "$base/thu-nghiem/$1" >/dev/null; }
has() { grep -q "$1" "$dir/page"; ok $? "$2"; }
used() { curl -s -b "$jar" "$base/chi-so/level4-used.json" | grep -o '"whole":{[^}]*}' | grep -oE '"(denominator|numerator)":[0-9]+' |
    grep -oE '[0-9]+' | tr '\n' ' '; }

cp -r provinces/thai-nguyen "$dir/province"
cat >"$dir/province/procedures/2.000908.yaml" <<'Y'
code: "2.000908"
name: {vi: Cấp bản sao từ sổ gốc, en: Copy from the original register}
field: certification
field_name: {vi: Chứng thực, en: Certification}
everyday: true
applicants: [citizen]
received_by: any_desk
decided_by: {level: commune, chosen_from: place}
online: full
sample: true
channels: {online: {}, counter: {}}
term: {unit: working_days, value: 1}
fee: {amount: 0}
owner: asker
form:
  - group: copy
    label: {vi: Bản sao cần cấp, en: The copy}
    fields:
      - {id: asker, type: person_name, required: true, personal: true, preset: me.name, label: {vi: Người yêu cầu, en: Asked by}}
      - {id: place, type: commune, required: true, label: {vi: Nơi lưu sổ gốc, en: Where the register is kept}}
      - {id: paper, type: text, required: true, personal: true, label: {vi: Giấy tờ gì, en: Which paper}}
      - {id: copies, type: number, required: true, min: 1, max: 20, label: {vi: Số bản, en: Copies}}
steps:
  - {id: copy, label: {vi: Sao và ký, en: Copy and sign}, by: chair}
outcome: {name: {vi: Bản sao, en: Copy}, paper: copy}
law: ["Nghị định 23/2015/NĐ-CP"]
source: {what: Cổng Dịch vụ công quốc gia, read: 2026-07}
Y
lines=$(wc -l <"$dir/province/procedures/2.000908.yaml")
[ "$lines" -le 40 ]; ok $? "a second procedure in $lines lines"

as leader
before=$(used)
as citizen
[ "$(req "$base/thu-tuc/2.000908" | cut -d' ' -f1)" = 404 ]; ok $? "it is not there before"
old=$(req -X POST "$base/thu-tuc/1.001193/nop"); old=${old##*/nhap/}; old=${old%%/*}
# broken first: nothing changes, and the place is named
cp -r "$dir/province" "$dir/broken"
sed -i 's/by: chair}/by: chairman}/' "$dir/broken/procedures/2.000908.yaml"
build/tinhso adopt "$dir/data" "$dir/broken" >"$dir/adopt" 2>&1; [ $? = 1 ]; ok $? "a broken folder is refused"
grep -qE 'procedures/2.000908.yaml:[0-9]+:[0-9]+: .*chairman.*expected' "$dir/adopt"; ok $? "with file, line, column, cause and expectation"
out=$(build/tinhso adopt "$dir/data" "$dir/province" 2>&1); ok $? "adopted while running: $out"
kill -0 "$pid"; ok $? "the same server process serves on"

[ "$(req "$base/tim?q=ban+sao+so+goc" | cut -d' ' -f1)" = 200 ]; has 'thu-tuc/2.000908' "found by its name, typed without marks"
[ "$(req "$base/nhap/$old/1" | cut -d' ' -f1)" = 200 ]; ok $? "a draft begun before goes on"
d=$(req -X POST "$base/thu-tuc/2.000908/nop"); d=${d##*/nhap/}; d=${d%%/*}
req "$base/nhap/$d/1" --data-urlencode 'answers.asker=Nguyễn Thị Mẫu' \
    -d 'answers.place=05443&answers.paper=Khai+sinh&answers.copies=2' >/dev/null
code=$(req -X POST "$base/nhap/$d/nop" -d "key=$d" | grep -o 'H55[^?]*')
[ -n "$code" ]; ok $? "filed on the phone: $code"
as officer
deed() { # slug, more fields
    req "$base/can-bo/$code" >/dev/null
    local seen; seen=$(grep -o 'name="seen" value="[0-9]*"' "$dir/page" | head -1 | grep -o '[0-9]*')
    local to; to=$(req "$base/can-bo/$code/$1" -d "key=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')&seen=$seen${2:-}")
    [ "${to%% *}" = 303 ]; ok $? "$1 (${to%% *})"
}
deed tiep-nhan
deed buoc
deed tra-ket-qua "&answers.how=online"
as citizen
req "$base/ho-so/$code" >/dev/null; has 'Đã trả kết quả' "the citizen sees the result returned"
as leader
after=$(used)
read -r used_before online_before <<<"$before"; read -r used_after online_after <<<"$after"
[ "$online_before" -gt 0 ] && [ $((used_before + 1)) = "$used_after" ] && [ $((online_before + 1)) = "$online_after" ]
ok $? "the figure counts it: $before→ $after(procedures with a dossier, procedures fully online)"
kill "$pid"; wait "$pid" 2>/dev/null; pid=
out=$(build/tinhso verify "$dir/data" --tables); ok $? "$out"
echo "1..$n"
exit $bad
