#!/usr/bin/env bash
# TAP: a folder made by a release with other tables: refused by name, brought up to date from its journal by one verb, nothing lost; a
# journal that
# today's program cannot read is left as it is.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid=''
trap '[ -z "$pid" ] || kill -9 $pid 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
data=$dir/data port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port jar=$dir/jar
. tests/server/lib/birth.sh
serve() { "$tinhso" serve "$data" --listen 127.0.0.1:$port >"$dir/out" 2>>"$dir/log" & pid=$!; answers $base; }
stop() { kill -TERM $pid; wait $pid; pid=''; }
"$tinhso" init "$data" --province provinces/thai-nguyen --demo >/dev/null 2>&1
serve; sign_in; birth_send "$(birth_prepare)"; ok $? "a birth is filed"
draft=$(birth_prepare)
code=$(tail -1 "$dir/acknowledged")
stop
out=$("$tinhso" upgrade "$data"); ok $? "$out"
[ ! -e "$data.before" ]; ok $? "nothing was done to a folder of this release"

# the release before had no column for the fee's way, an index fewer, and a table since given up
sqlite3 "$data/main.db" "ALTER TABLE dossier DROP COLUMN paid_how; DROP INDEX dossier_open;
    CREATE TABLE old_queue (n BIGINT); UPDATE made_by SET tables = 'older'"
before=$(sqlite3 "$data/main.db" 'SELECT count(*) FROM journal')
out=$(timeout 10 "$tinhso" serve "$data" --listen 127.0.0.1:$port 2>&1); [ $? = 1 ] &&
    grep -q 'tinhso upgrade' <<<"$out"; ok $? "the server refuses it and says what to do"
out=$("$tinhso" upgrade "$data"); ok $? "upgrade: $out"
out=$("$tinhso" verify "$data" --tables); ok $? "$out"
[ "$(sqlite3 "$data/main.db" 'SELECT count(*) FROM journal')" -ge "$before" ] && [ -e "$data.before/main.db" ]
ok $? "every act is there, and the folder before is kept"
serve && [[ "$(request "$base/ho-so/$code")" = 200* ]]; ok $? "its server shows the birth to whoever was signed in"
birth_send "$draft"; ok $? "a form begun before the upgrade is filed after it"
sleep 4; stop
out=$("$tinhso" verify "$data"); ok $? "signed on by the same key: $out"

sqlite3 "$data/main.db" "UPDATE made_by SET tables = 'newer';
    UPDATE journal SET kind = 'dossier.teleport' WHERE n = (SELECT MAX(n) FROM journal)"
sum=$(sha256sum <"$data/main.db")
rm -rf "$data.before"
out=$("$tinhso" upgrade "$data" 2>&1); [ $? = 1 ] && grep -q 'dossier.teleport' <<<"$out"
ok $? "acts that this program does not know: refused, named"
[ "$sum" = "$(sha256sum <"$data/main.db")" ] && [ ! -e "$data.before" ] && [ -e "$data/keys/checkpoint.key" ]
ok $? "and nothing was changed"
echo "1..$n"
[ $bad = 0 ] || tail -n 5 "$dir/log" | sed 's/^/# /'
exit $bad
