#!/usr/bin/env bash
# TAP: no statement reads a whole table that grows with the province's years. SQLite's own plan of each statement of the tree is looked at;
# a scan of
# such a table is named, unless it walks a small partial index or stands in the list below with its reason.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
build/tinhso describe --ddl >"$dir/ddl.sql"
sqlite3 "$dir/x.db" <"$dir/ddl.sql"
grows='journal|tile|person|credential|dossier|dossier_event|dossier_file|register_entry|register_value'
# indexes that hold only what is open, rare or due
small='journal_erasures|journal_adoptions|dossier_paper|dossier_open|dossier_waiting'
cat >"$dir/allowed" <<'LIST'
SELECT e.act, e.i, d.code, e.dossier FROM dossier_event e JOIN dossier d	tinhso forge, on demonstration data
SELECT COUNT(*) FROM journal	a whole folder is copied: its acts are counted on both sides
SELECT j.n FROM journal j WHERE NOT EXISTS	the same, when one is missing
SELECT n FROM journal WHERE key LIKE 'demo%'	demonstration data only
SELECT n FROM journal WHERE at < $1 ORDER BY n DESC LIMIT 1	from the end, the first that is old enough
SELECT procedure, COUNT(*) FROM dossier_event e WHERE service = 1	an officer's periodic report, not a page of the public
SELECT procedure, SUM(CASE WHEN what IN ('received'	the same
SELECT procedure, what, channel, timing, COUNT(*) FROM dossier_event e	the same
LIST
allowed() { while IFS=$'\t' read -r begins _; do [[ "$1" = "$begins"* ]] && return 0; done <"$dir/allowed"; return 1; }
n=0 seen=0
while IFS= read -r q; do
    n=$((n + 1))
    # a published view is read as its table
    allowed "$(sed -E 's/\(SELECT [a-z_, ]+ FROM ([a-z_]+)\) AS /\1 /g' <<<"$q")" && continue
    while read -r what; do
        grep -qiE "(FROM|JOIN|,) *\(?($grows)( AS)? $what\b" <<<"$q" || grep -qxE "$grows" <<<"$what" || continue
        seen=$((seen + 1))
        echo "# reads all of $what: $q"
    done < <(printf 'EXPLAIN QUERY PLAN %s;\n' "$q" | sqlite3 "$dir/x.db" 2>/dev/null | grep -E 'SCAN ' | grep -vE "INDEX ($small)\b" |
        sed -n 's/.*SCAN \([a-z_]*\).*/\1/p' |
        while read -r t; do grep -qE 'ORDER BY (n|act) DESC LIMIT 1$' <<<"$q" || echo "$t"; done)
done < <(build/tinhso describe --sql | sort -u | grep -v 'scratch_')
[ "$n" -gt 100 ] && echo "ok 1 - the plans of $n statements were looked at" || echo "not ok 1 - the list of statements is whole ($n)"
[ $seen = 0 ] && echo "ok 2 - none reads a whole table that grows" || echo "not ok 2 - $seen read a whole table that grows"
echo "1..2"
[ $seen = 0 ]
