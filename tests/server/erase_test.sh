#!/usr/bin/env bash
# TAP: an erasure takes the name out of journal, tables, files and the bytes of the database; the proof and the figures stand.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
sql() { sqlite3 "$dir/data/main.db" "$1"; }
# a dossier with a paper of its own: made by the back room
read -r dossier code paper <<<"$(sql "SELECT n || ' ' || code || ' ' || paper FROM dossier WHERE status = 9 AND paper <> '' LIMIT 1")"
file="$dir/data/files/${paper:0:2}/$paper"
[ -s "$file" ]; ok $? "dossier $code has its paper"
secret=$(sql "SELECT json_extract(body, '\$.answers_personal.requester_id') || '' FROM journal WHERE n = $dossier")
grep -qa "$secret" "$dir/data/main.db"; ok $? "its requester's number stands in the database"
others=$(sql "SELECT count(*) FROM journal WHERE n <> $dossier AND body LIKE '%$secret%'")
root=$(sql "SELECT hex(leaf) FROM journal WHERE n = $dossier")
figure=$(sql "SELECT count(*) FROM dossier_event")
out=$(build/tinhso erase "$dir/data" "$code" "theo yêu cầu của chủ thể dữ liệu"); ok $? "$out"
[ -z "$(sql "SELECT coalesce(owner_name, '') || coalesce(phone, '') || coalesce(paper, '') FROM dossier WHERE n = $dossier")" ]
ok $? "no name, phone or paper in the row"
[ "$(sql "SELECT body IS NULL AND salt_b IS NULL FROM journal WHERE n = $dossier")" = 1 ]; ok $? "no body and no salt in the journal"
[ ! -e "$file" ]; ok $? "the paper's file is gone"
if [ "$others" = 0 ]; then ! cat "$dir/data/main.db" "$dir/data/main.db-wal" 2>/dev/null |
    grep -qa "$secret"; ok $? "not one byte of the number is left"; fi
[ "$(sql "SELECT hex(leaf) FROM journal WHERE n = $dossier")" = "$root" ]; ok $? "its leaf, and so the tree, is the same"
[ "$(sql "SELECT count(*) FROM dossier_event")" = "$figure" ]; ok $? "the figures' records stand"
out=$(build/tinhso verify "$dir/data" --tables); ok $? "$out"
build/tinhso replay "$dir/data" "$dir/again" >/dev/null; ok $? "and it replays"
out=$(build/tinhso verify "$dir/again" --tables); ok $? "$out"
shared=$(sql "SELECT sha FROM dossier_file WHERE sha <> '' LIMIT 1")
[ -s "$dir/data/files/${shared:0:2}/$shared" ]; ok $? "a file that other dossiers name stays"
echo "1..$n"
exit $bad
