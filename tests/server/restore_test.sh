#!/usr/bin/env bash
# TAP: the drill: a backup while people file, the folder lost, the backup put in its place: every act up to the snapshot is there, all of it
# proves right, and signing goes on with the key that was kept apart.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid=''
trap 'touch "$dir/end"; [ -z "$pid" ] || kill -9 $pid 2>/dev/null; wait 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
data=$dir/data port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port jar=$dir/jar
. tests/server/lib/birth.sh
serve() { "$tinhso" serve "$data" --listen 127.0.0.1:$port >"$dir/out" 2>>"$dir/log" & pid=$!; disown; answers $base; }
"$tinhso" init "$data" --province provinces/thai-nguyen --demo >/dev/null 2>&1
serve; ok $? "the server answers"
sign_in
birth_send "$(birth_prepare)"
(while [ ! -e "$dir/end" ]; do birth_send "$(birth_prepare)"; done) 2>/dev/null &
sleep 1
before=$(wc -l <"$dir/acknowledged")
"$tinhso" backup "$data" "$dir/backup" >/dev/null; ok $? "a backup while births are filed ($before so far)"
after=$(wc -l <"$dir/acknowledged")
sleep 1
[ ! -e "$dir/backup/keys" ] && [ ! -e "$dir/backup/scratch.db" ]; ok $? "it holds no key, no session and no draft"
out=$("$tinhso" verify "$dir/backup" --tables); ok $? "the copy: $out"
cp -r "$data/keys" "$dir/safe"
touch "$dir/end"; wait
total=$(wc -l <"$dir/acknowledged")
[ "$total" -gt "$after" ]; ok $? "filing went on during and after it ($total in all)"

kill -9 $pid; sleep 0.3
rm -rf "$data"
mv "$dir/backup" "$data" && cp -r "$dir/safe" "$data/keys"
"$tinhso" verify "$data" >"$dir/said"; [ $? = 1 ] && grep -q 'signed for' "$dir/said"
ok $? "put back under its key, it is known to be older: $(head -1 "$dir/said")"
out=$("$tinhso" restored "$data" --reason "diễn tập: mất thư mục dữ liệu"); ok $? "said to be on purpose: $out"
serve; ok $? "the folder is lost; from the backup the server answers"
missing=0
while read -r code; do [ "$(sqlite3 "$data/main.db" "SELECT count(*) FROM dossier WHERE code = '$code'")" = 1 ] ||
    missing=$((missing + 1)); done < <(head -n "$before" "$dir/acknowledged")
ok $missing "each of the $before births acknowledged before the backup is there once"
sign_in; birth_send "$(birth_prepare)"; ok $? "people sign in again and file"
size() { grep -c '^tinhso/' "$data/checkpoints"; }
signed=$(size)
for _ in $(seq 80); do [ "$(size)" -gt "$signed" ] && break; sleep 0.1; done
[ "$(size)" -gt "$signed" ]; ok $? "signing goes on under the same name"
kill -TERM $pid; sleep 1.5
out=$("$tinhso" verify "$data" --tables); ok $? "$out"
[[ $out = *"diễn tập: mất thư mục dữ liệu"* ]]; ok $? "and it says what is lost, and why"
sed -n '/^tinhso/,$p' "$dir/safe/checkpoint.last" >"$dir/kept"
"$tinhso" verify "$data" --checkpoint "$dir/kept" --key "$data/public.key" >"$dir/said"; [ $? = 1 ]
ok $? "whoever kept the last checkpoint of before is told: $(head -1 "$dir/said")"
awk '/^tinhso/ && n++ {exit} {print}' "$data/checkpoints" | sed '$d' >"$dir/kept"
"$tinhso" verify "$data" --checkpoint "$dir/kept" --key "$data/public.key" >"$dir/said"
ok $? "whoever kept the first one: $(head -1 "$dir/said")"
sed -i 's/^[0-9][0-9]*$/1/' "$dir/kept"
"$tinhso" verify "$data" --checkpoint "$dir/kept" --key "$data/public.key" >"$dir/said"; [ $? = 1 ]
ok $? "a forged one is refused: $(head -1 "$dir/said")"
echo "1..$n"
[ $bad = 0 ] || tail -n 5 "$dir/log" | grep -v request | sed 's/^/# /'
exit $bad
