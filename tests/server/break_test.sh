#!/usr/bin/env bash
# TAP: altering anything behind the system's back is named. Every column of every table, the files, the checkpoints, the journal's end.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'pkill -f "serve $dir/forged" 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso init "$dir/whole" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
out=$(build/tinhso verify "$dir/whole" --tables); ok $? "untouched: $out"
sql() { sqlite3 "$1/main.db" "$2"; }
fresh() { rm -rf "$dir/x"; cp -r "$dir/whole" "$dir/x"; }
# found DESCRIPTION PATTERN [--tables]: verify fails and names it
found() {
    out=$(build/tinhso verify "$dir/x" ${3:-} 2>&1)
    local status=$?
    [ $status = 1 ] && grep -qE "$2" <<<"$out"; ok $? "$1: $(grep -m1 WRONG <<<"$out" | cut -c1-140)"
    [ $status = 1 ] || echo "#   verify said $status: $(head -2 <<<"$out")"
}

# the journal: every column of one act
act=$(sql "$dir/whole" "SELECT max(n) FROM journal WHERE kind = 'dossier.file'")
for column in at actor kind key mark header result body salt_h salt_b hash_b leaf; do
    fresh
    case $column in
    at | actor | mark) new="$column + 1" ;;
    hash_b) new="leaf" ;; # empty unless the body is erased
    salt_h | salt_b | leaf) new="CAST(substr($column, 1, 5) || x'00' || substr($column, 7) AS BLOB)" ;;
    *) new="substr($column, 1, 5) || 'Z' || substr($column, 7)" ;;
    esac
    sql "$dir/x" "UPDATE journal SET $column = $new WHERE n = $act"
    found "journal.$column" "act $act|checkpoint"
done
fresh; sql "$dir/x" "UPDATE journal SET body = NULL, salt_b = NULL WHERE n = $act"; found "a body taken away" "act $act.*no erasure"
fresh; sql "$dir/x" "DELETE FROM journal WHERE n = $act"; found "an act taken out" "act $act is missing"
fresh; sql "$dir/x" "DELETE FROM journal WHERE n > 14000"; found "the end cut off" "cut off"
fresh
sql "$dir/x" "UPDATE journal SET n = -1 WHERE n = 100; UPDATE journal SET n = 100 WHERE n = 101; UPDATE journal SET n = 101 WHERE n = -1"
found "two acts swapped" "act 10[01]"

# every column of every table: one row changed, verify --tables names table and column
for table in $(sql "$dir/whole" "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('journal', 'made_by') ORDER BY 1"); do
    [ "$(sql "$dir/whole" "SELECT count(*) FROM \"$table\"")" -gt 0 ] || continue
    fresh
    columns=$(sql "$dir/whole" "SELECT name FROM pragma_table_info('$table')")
    key=$(sql "$dir/whole" "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('$table') WHERE pk > 0 ORDER BY pk)")
    missed= count=0
    i=0
    for column in $columns; do
        i=$((i + 1)); count=$((count + 1))
        # one row each, a different one for each column
        sql "$dir/x" "UPDATE \"$table\" SET \"$column\" = CASE typeof(\"$column\") WHEN 'integer'
            THEN \"$column\" + 900001 ELSE coalesce(\"$column\", '') || 'x' END
            WHERE ($key) = (SELECT $key FROM \"$table\" ORDER BY $key LIMIT 1
            OFFSET (SELECT min($i, count(*) - 1) FROM \"$table\"))" 2>/dev/null ||
            echo "# $table.$column cannot be changed that way"
    done
    out=$(build/tinhso verify "$dir/x" --tables)
    for column in $columns; do grep -qE "row $table .*(column $column says|stands there|is missing)" <<<"$out" ||
        missed="$missed $column"; done
    [ -z "$missed" ]; ok $? "table $table: $count columns, each change named${missed:+, but not$missed}"
done
fresh; sql "$dir/x" "DELETE FROM dossier_event WHERE act = $act"; found "a row taken out" "row dossier_event act=$act.*is missing" --tables
fresh; sql "$dir/x" "INSERT INTO code_counter VALUES ('H55.99999', 1, 1)"; found "a row put in" "row code_counter.*stands there" --tables

fresh; sql "$dir/x" "UPDATE made_by SET tables = 'another'"; found "tables of another release" "another release.s: tinhso upgrade" --tables

# files and checkpoints
fresh; file=$(find "$dir/x/files" -type f | head -1); printf 'Z' | dd of="$file" bs=1 seek=20 conv=notrunc 2>/dev/null
found "one byte of a file" "file .*(altered|missing)"
fresh; rm "$(find "$dir/x/files" -type f | head -1)"; found "a file taken away" "missing"
size=$(stat -c %s "$dir/whole/checkpoints")
missed=0
for ((at = 0; at < size - 1; at += 3)); do
    fresh_c=$(dd if="$dir/whole/checkpoints" bs=1 skip=$at count=1 2>/dev/null | od -An -tu1 | tr -d ' ')
    [ $at = 0 ] && fresh
    cp "$dir/whole/checkpoints" "$dir/x/checkpoints"
    printf "\\$(printf %03o $((fresh_c ^ 1)))" | dd of="$dir/x/checkpoints" bs=1 seek=$at conv=notrunc 2>/dev/null
    build/tinhso verify "$dir/x" >"$dir/v" 2>&1 && { missed=$((missed + 1)); echo "#   byte $at of checkpoints"; }
done
ok $missed "every third byte of the checkpoints, $size in all: named"

# the demonstration's forgery, on the command line and on the figure's own page
build/tinhso backup "$dir/whole" "$dir/forged" >/dev/null; ok $? "a backup of a reader's view"
build/tinhso verify "$dir/forged" --tables >/dev/null; ok $? "the backup proves itself"
build/tinhso forge "$dir/forged" >"$dir/said"; ok $? "$(cat "$dir/said")"
out=$(build/tinhso verify "$dir/forged" --tables); [ $? = 1 ]; ok $? "verify: $out"
row=$(grep -o 'act [0-9]*' "$dir/said" | head -1 | tr -dc 0-9)
grep -q "act $row, row dossier_event act=$row i=0: column wholly_online says 1, the journal gives 0" <<<"$out"
ok $? "act, row, column and both values named"
port=$((20000 + RANDOM % 20000))
build/tinhso serve "$dir/forged" --listen 127.0.0.1:$port >/dev/null 2>&1 &
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && break; sleep 0.05; done
curl -s "http://127.0.0.1:$port/chi-so/level4-whole" | grep -q "act=$row"; ok $? "the figure's page names it"
build/tinhso init "$dir/real" --province provinces/thai-nguyen >/dev/null && ! build/tinhso forge "$dir/real" 2>/dev/null
ok $? "data that are no demonstration are never forged"

# replay gives the same province again
build/tinhso replay "$dir/whole" "$dir/again" >/dev/null; ok $? "replayed into a new folder"
out=$(build/tinhso verify "$dir/again" --tables); ok $? "$out"
echo "1..$n"
exit $bad
