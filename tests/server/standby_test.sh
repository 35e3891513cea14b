#!/usr/bin/env bash
# TAP: two servers on one PostgreSQL database with a synchronous standby. The one that writes dies, the other takes over in seconds; the
# database
# dies, its standby is promoted, the server goes on. Nothing that was acknowledged is lost or counted twice, and verify passes at the end.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
. tools/pg.sh
dir=$(mktemp -d)
chmod 711 "$dir"
a='' b=''
finish() {
    kill -9 $a $b 2>/dev/null
    for d in one two; do pg_stop "$dir/$d"; done
    rm -rf "$dir"
}
trap finish EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
give_up() { ok 1 "$1"; tail -n 5 "$dir"/*.log | sed "s/^/# /"; echo "1..$n"; exit 1; }

# ---- the database and its standby: sockets in folders, no port
pg_make "$dir/one" || give_up "PostgreSQL starts"
echo "synchronous_standby_names = 'two'" | pg_as tee -a "$dir/one/data/postgresql.conf" >/dev/null
pg_start "$dir/one" || give_up "PostgreSQL starts"
mkdir -p "$dir/two" && chmod 711 "$dir/two" && { [ "$(id -u)" != 0 ] || chown nobody "$dir/two"; }
pg_as "$pg_bin/pg_basebackup" -D "$dir/two/data" -h "$dir/one" -U tinhso -R -c fast >"$dir/two.log" 2>&1 || give_up "its standby starts"
echo "synchronous_standby_names = ''" | pg_as tee -a "$dir/two/data/postgresql.conf" >/dev/null # when it is the first, it stands alone
pg_start "$dir/two" "-c cluster_name=two" || give_up "its standby starts"
sql() { pg_sql "$dir/$1" "$2"; }
for _ in $(seq 50); do [ "$(sql one 'SELECT sync_state FROM pg_stat_replication')" = sync ] && break; sleep 0.1; done
[ "$(sql one 'SELECT sync_state FROM pg_stat_replication')" = sync ]; ok $? "the standby is synchronous"

# ---- two servers on it
data=$dir/data
"$tinhso" init "postgresql://tinhso@/postgres?host=$dir/one,$dir/two&target_session_attrs=read-write&schema=h55&folder=$data" \
    --province provinces/thai-nguyen --demo >"$dir/init.log" 2>&1 || give_up "a province is made in PostgreSQL"
port=$((20000 + RANDOM % 20000))
serve() { "$tinhso" serve "$data" --listen "127.0.0.1:$1" >"$dir/serve.$1.out" 2>>"$dir/serve.$1.log" & }
base=http://127.0.0.1:$port jar=$dir/jar
to() { base=http://127.0.0.1:$1; }
. tests/server/lib/birth.sh
serve $port; a=$!; disown
answers $base || give_up "the first server answers"
serve $((port + 1)); b=$!; disown
answers http://127.0.0.1:$((port + 1)); ok $? "a second server reads the same database"
sqlite3 "$data/scratch.db" .tables >/dev/null; ok $? "and shares the folder with its drafts"

sign_in
for _ in 1 2 3 4 5; do birth_send "$(birth_prepare)"; done
[ "$(wc -l <"$dir/acknowledged")" = 5 ]; ok $? "the first server takes filings"
[ "$(curl -s -o /dev/null -w '%{http_code}' $base/readyz)" = 200 ] &&
    [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:$((port + 1))/readyz)" = 503 ]
ok $? "the first is ready, the second says that it only reads"
code=$(tail -1 "$dir/acknowledged")
to $((port + 1))
[[ "$(request "$base/ho-so/$code")" = 200* ]]; ok $? "the second shows them at once"
draft=$(birth_prepare)
[[ "$(request -X POST "$base/nhap/$draft/nop" -d "key=$draft")" = 503* ]]; ok $? "the second takes none: 503, try again"
grep -q 'Không có gì thay đổi\|Chưa có gì thay đổi' "$dir/body"; ok $? "and says that nothing was changed"

# ---- the writer dies
kill -9 $a
t=$(date +%s%N)
for _ in $(seq 100); do birth_send "$draft" && break; sleep 0.1; done
took=$((($(date +%s%N) - t) / 1000000))
[ "$(wc -l <"$dir/acknowledged")" = 6 ] && [ $took -lt 5000 ]
ok $? "the writer killed, the second takes over after $took ms and files the same draft"
for _ in 1 2 3; do birth_send "$(birth_prepare)"; done
[ "$(wc -l <"$dir/acknowledged")" = 9 ]; ok $? "and goes on filing"
serve $port; a=$!; disown
answers http://127.0.0.1:$port; ok $? "the first comes back and waits"

# ---- the database dies, its standby is promoted
pg_stop "$dir/one"
t=$(date +%s%N)
[[ "$(request "$base/ho-so/$code")" = 503* ]]; ok $? "without the database a page is a 503, not a wrong page"
[ "$(curl -s -m 2 "$base/healthz")" = ok ]; ok $? "the server lives"
pg_as "$pg_bin/pg_ctl" -D "$dir/two/data" promote -w >>"$dir/two.log" 2>&1; ok $? "the standby is promoted"
draft=''
for i in $(seq 150); do # whichever of the two takes the lock writes: one draft, pressed at each in turn
    to $((port + i % 2))
    [ ${#draft} = 32 ] || draft=$(birth_prepare)
    [ ${#draft} = 32 ] && birth_send "$draft" && break
    grep -q 'loi=1' <<<"$(tail -1 "$dir/answers.log")" && draft='' # half of it was typed while pages could not be read: begin anew
    sleep 0.1
done
took=$((($(date +%s%N) - t) / 1000000))
[ "$(wc -l <"$dir/acknowledged")" = 10 ] && [ $took -lt 15000 ]; ok $? "$took ms after the database died a filing is taken on its standby"
missing=0
while read -r code; do [ "$(sql two "SELECT count(*) FROM h55.dossier WHERE code = '$code'")" = 1 ] ||
    missing=$((missing + 1)); done <"$dir/acknowledged"
ok $missing "each acknowledged filing is there exactly once"
[ "$(sql two "SELECT count(*) FROM
    (SELECT key FROM h55.journal WHERE kind = 'dossier.file' GROUP BY actor, key HAVING count(*) > 1) t")" = 0 ]
ok $? "no form was filed twice"
kill -TERM $a $b; sleep 2
out=$("$tinhso" verify "$data" --tables); ok $? "$out"
"$tinhso" replay "$data" "$dir/moved" >/dev/null && out=$("$tinhso" verify "$dir/moved" --tables); ok $? "moved to SQLite by replay: $out"
echo "1..$n"
[ $bad = 0 ] || { tail -n 20 "$dir"/serve.*.log "$dir/answers.log" | sed 's/^/# /'; }
exit $bad
