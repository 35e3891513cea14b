#!/usr/bin/env bash
# TAP: what goes back to the national portal: each dossier once, its ten statuses by number, times as yyyyMMddHHmmss, and only what changed
# since.
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
sql() { sqlite3 "$dir/data/main.db" "$1"; }
build/tinhso init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || exit 1
build/tinhso export "$dir/data" portal >"$dir/all" 2>"$dir/said"; ok $? "$(cat "$dir/said")"
[ "$(wc -l <"$dir/all")" = "$(sql 'SELECT count(*) FROM dossier')" ]; ok $? "one line each"
node -e '
const lines = require("fs").readFileSync(process.argv[1], "utf8").trim().split("\n").map(JSON.parse);
const time = t => t === undefined || /^20\d{12}$/.test(t), seen = new Set();
for (const l of lines) {
  if (!/^H55[.\d]+-\d{6}-\d{4,}$/.test(l.MaHoSo) || seen.has(l.MaHoSo)) throw l;
  seen.add(l.MaHoSo);
  if (!(+l.TrangThaiHoSo >= 1 && +l.TrangThaiHoSo <= 10) || !l.TenTTHC || !l.DonViXuLy) throw l;
  for (const k of ["NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi"]) if (!time(l[k])) throw l;
  if (+l.TrangThaiHoSo === 10 && !(l.NgayTiepNhan <= l.NgayKetThucXuLy && l.NgayKetThucXuLy <= l.NgayTra)) throw l;
  if (+l.TrangThaiHoSo === 1 && l.NgayTiepNhan) throw l;
}' "$dir/all"; ok $? "every line has its statuses, names and times in order"
code=$(sql "SELECT code FROM dossier WHERE status = 10 ORDER BY n LIMIT 1")
want=$(sql "SELECT strftime('%Y%m%d%H%M%S', returned_at + 7 * 3600, 'unixepoch') FROM dossier WHERE code = '$code'")
grep "\"MaHoSo\":\"$code\"" "$dir/all" | grep -q "\"NgayTra\":\"$want\""; ok $? "the time of the return, in Vietnam: $want"
middle=$(sql "SELECT last_act FROM dossier ORDER BY last_act LIMIT 1 OFFSET 900")
build/tinhso export "$dir/data" portal --after "$middle" 2>/dev/null >"$dir/later"
[ "$(wc -l <"$dir/later")" = "$(sql "SELECT count(*) FROM dossier WHERE last_act > $middle")" ] &&
    diff -q <(tail -n "$(wc -l <"$dir/later")" "$dir/all") "$dir/later" >/dev/null
ok $? "only what changed after an act, in the same words"
build/tinhso export "$dir/data" elsewhere >/dev/null 2>&1; [ $? = 2 ]; ok $? "an unknown receiver is a usage error"
build/tinhso export "$dir/nowhere" portal >/dev/null 2>"$dir/said"; [ $? = 1 ] && [ -s "$dir/said" ]; ok $? "no folder: said in words"
echo "1..$n"
exit $bad
