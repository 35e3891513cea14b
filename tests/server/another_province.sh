#!/usr/bin/env bash
# TAP: a province that is not Thái Nguyên, from its folder alone: check, init with and without demonstration, adopt, verify, recount,
# and every page.
set -u
cd "$(dirname "$0")/../.."
tinhso=build/tinhso here=provinces/ho-chi-minh other=provinces/thai-nguyen
dir=$(mktemp -d)
pid=
trap '[ -n "$pid" ] && kill "$pid" 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }

out=$($tinhso check $here 2>&1); ok $? "check: $(tail -1 <<<"$out")"
$tinhso init "$dir/plain" --province $here >/dev/null 2>"$dir/err"; ok $? "init without demonstration $(cat "$dir/err")"
$tinhso verify "$dir/plain" --tables >/dev/null; ok $? "and verify"
$tinhso init "$dir/data" --province $here --demo >/dev/null 2>"$dir/err"; ok $? "init with demonstration $(head -c 300 "$dir/err")"
$tinhso init "$dir/first" --province $other >/dev/null 2>&1; ok $? "the first province beside it"

# what a copied folder still says of the first is told, and nothing of the first itself
cp -r $other "$dir/copied"
sed -i 's/Tỉnh Thái Nguyên/Tỉnh Lào Cai/; s/^code: H55/code: H38/; s/^shows: \[/shows: [none-such, /' "$dir/copied/province.yaml"
sed -i '/^counts:/,/^$/d' "$dir/copied/units.yaml"
sed -i 's/\["You have an account?"/["You had an account?"/' "$dir/copied/words/ko.yaml"
$tinhso check "$dir/copied" >"$dir/warned"; ok $? "a copied folder is right"
for words in 'H55 is another province' '19 is called Thái Nguyên' 'is about Thái Nguyên' 'shows names none-such' \
    'nothing says: You had an account' 'no official count'; do
    grep -q "^warning: .*$words" "$dir/warned"; ok $? "and warned of: $words"
done
! $tinhso check $other | grep -q '^warning'; ok $? "the first province is warned of nothing"

# a Day after its year, or none
cp -r $here "$dir/after" && sed -i 's/^  date: "10-10"/  date: "01-10"\n  after: true/' "$dir/after/province.yaml"
cp -r $here "$dir/none" && sed -i '/^day:/,/^$/d' "$dir/none/province.yaml"
$tinhso check $here | grep -q '^warning: .*the Day lies inside'; ok $? "a Day inside its year is warned of"
for folder in after none; do
    out=$($tinhso check "$dir/$folder"); ! grep '^warning' <<<"$out" && grep -q ': right' <<<"$out"; ok $? "$folder: right, and no warning"
    $tinhso init "$dir/$folder-data" --province "$dir/$folder" --demo >/dev/null 2>"$dir/err"
    ok $? "$folder: init $(head -c 300 "$dir/err")"
    $tinhso verify "$dir/$folder-data" --tables >/dev/null; ok $? "$folder: verify"
done

# adopt: the same folder, and never another's
refused() { # data, folder, words
    local out
    out=$($tinhso adopt "$1" "$2" 2>&1); local status=$?
    [ $status = 1 ] && grep -q 'province.yaml: this is the folder of' <<<"$out"; ok $? "$3: $out"
}
acts() { $tinhso verify "$1" | grep -oE '[0-9]+ acts'; }
before=$(acts "$dir/plain")
$tinhso adopt "$dir/plain" $here >/dev/null; ok $? "its own folder is adopted again"
refused "$dir/plain" $other "another province's folder is refused"
refused "$dir/first" $here "and the other way round"
cp -r $here "$dir/gso"
sed -i 's/^gso: "79"/gso: "78"/; s/code: "79", name/code: "78", name/; s/parent: "79"/parent: "78"/; s/unit: "79"/unit: "78"/' \
    "$dir/gso"/*.yaml
$tinhso check "$dir/gso" >/dev/null; ok $? "a folder of another gso is right in itself"
refused "$dir/plain" "$dir/gso" "and refused all the same"
$tinhso verify "$dir/plain" --tables >/dev/null; ok $? "nothing of it stays ($before, then $(acts "$dir/plain"))"

port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port
served() { # data
    $tinhso serve "$1" --listen 127.0.0.1:$port >"$dir/out" 2>"$dir/err" &
    pid=$!
    for _ in $(seq 100); do curl -s -o /dev/null "$base/healthz" && break; sleep 0.05; done
}
served "$dir/none-data"
out=$(node tests/server/lib/crawl.mjs "$base" nobody 150); ok $? "without a Day: $out"
! curl -s "$base/" | grep 'Ngày Chuyển đổi số'; ok $? "the home page names none"
curl -s "$base/ngay" | grep -q '<h1>Chuyển đổi số Thành phố Hồ Chí Minh 20'; ok $? "the year is looked back on all the same"
kill "$pid"; wait "$pid" 2>/dev/null; pid=
served "$dir/data"
refused "$dir/data" $other "refused while serving"
curl -s "$base/" | grep -q 'Hồ Chí Minh'; ok $? "the site is the same as before"

# what only the code could have said here: names, codes, a Day and years of another province
foreign=('Thái.?Nguyên|thai-?nguyen' 'Bắc Kạn|Sông Công|Phổ Yên' 'H55|\b05443\b|\b019\d{9}\b|\b0208[ .]?\d{3}'
    '31/12(?!/\d{4})|31 December' 'mục tiêu cả nước|của cả nước, tạm thay' '/20(21|22|23|24)\b' 'TN\.[A-Z]{2}\.'
    'Tỉnh số|Province of|Digital Province|toàn tỉnh|trong tỉnh|của tỉnh|tỉnh thật'
    'UBND (Phường|Xã|Đặc khu)')
for role in nobody citizen officer leader; do
    out=$(node tests/server/lib/crawl.mjs "$base" $role 250 "${foreign[@]}" 2>&1); status=$?
    [ $status = 0 ] || head -40 <<<"$out" | sed 's/^/# /'
    ok $status "$(tail -1 <<<"$out")"
done
kill "$pid"; wait "$pid" 2>/dev/null; pid=
grep -q panic "$dir/err"; [ $? = 1 ]; ok $? "no panic"
out=$($tinhso verify "$dir/data" --tables | tail -1); ok $? "$out"
out=$($tinhso recount "$dir/data" | tail -1); ok $? "$out"
echo "1..$n"
exit $bad
