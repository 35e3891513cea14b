#!/usr/bin/env bash
# TAP: on a throw-away PostgreSQL: every SQL statement of the tree prepares (as on SQLite), and every sentence holds there too.
set -u
cd "$(dirname "$0")/../.."
. tools/pg.sh
dir=$(mktemp -d)
chmod 711 "$dir"
trap 'pg_stop "$dir/pg"; rm -rf "$dir"' EXIT
if ! pg_make "$dir/pg" || ! pg_start "$dir/pg" "-c fsync=off"; then
    echo "1..1"; echo "not ok 1 - PostgreSQL starts"; tail -n 5 "$dir/pg.log" | sed 's/^/# /'; exit 1
fi
pg() { psql -h "$dir/pg" -U tinhso -d postgres -v ON_ERROR_STOP=1 -q "$@"; }
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso describe --ddl >"$dir/ddl.sql"
pg -f "$dir/ddl.sql" >"$dir/out" 2>&1; r=$?
ok $r "the schema is made on PostgreSQL"
[ $r = 0 ] || sed 's/^/# /' "$dir/out"
sqlite3 "$dir/x.db" <"$dir/ddl.sql" >"$dir/out" 2>&1; ok $? "the schema is made on SQLite"
build/tinhso describe --sql | sort -u >"$dir/all.sql"
count=$(wc -l <"$dir/all.sql")
grep -vE 'scratch_' "$dir/all.sql" >"$dir/sql"
i=0
while IFS= read -r q; do
    i=$((i + 1))
    printf 'PREPARE p%d AS %s;\n' $i "$q" >"$dir/one.sql"
    if ! pg -f "$dir/one.sql" >"$dir/out" 2>&1; then echo "# PostgreSQL: $q"; sed 's/^/#   /' "$dir/out"; bad_pg=1; fi
    if ! printf 'EXPLAIN %s;\n' "$q" | sqlite3 "$dir/x.db" >"$dir/out" 2>&1; then echo "# SQLite: $q"; sed 's/^/#   /' \
        "$dir/out"; bad_lite=1; fi
done <"$dir/sql"
ok "${bad_pg:-0}" "all $count statements prepare on PostgreSQL"
ok "${bad_lite:-0}" "all $count statements prepare on SQLite"
[ "$count" -ge 60 ]; ok $? "the list of statements is whole ($count)"
export TINHSO_DATABASE="postgresql://tinhso@/postgres?host=$dir/pg"
for t in $(ls tests/sentences/*/*.t | grep -v /lib/); do
    build/test/sentences "$t" >"$dir/out" 2>&1; r=$?
    ok $r "$t holds on PostgreSQL ($(grep -c '^ok' "$dir/out") sentences)"
    [ $r = 0 ] || grep -A3 '^not ok' "$dir/out" | head -20 | sed 's/^/# /'
done
echo "1..$n"
exit $bad
