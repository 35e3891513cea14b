#!/usr/bin/env bash
# TAP: what published releases left (tests/releases, made by tools/release-folder) is proven, brought up to date, replayed on both engines,
# backed up and served by this one: every act is there, figures, registers and proofs say what that release printed, no page says that
# somebody altered something.
# Then the folder that replay is for: a table's first page overwritten, or a table gone. Nothing reports success over less than there was.
set -u
cd "$(dirname "$0")/../.." || exit 1
tinhso=${TINHSO:-build/tinhso}
. tools/pg.sh
dir=$(mktemp -d)
chmod 711 "$dir"
pid=
trap '[ -z "$pid" ] || kill -9 "$pid" 2>/dev/null; [ -z "${pg_dir-}" ] || pg_stop "$dir/pg"; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
password="mot mat khau du dai 2026"
acts() { sqlite3 -readonly "$1/main.db" 'SELECT count(*) FROM journal' 2>/dev/null || echo none; }
of() { awk -F'\t' -v k="$1" '$1 == k' "$expected"; } # lines of one kind that the release printed
one() { of "$1" | cut -f2; }
short() { tail -n 3 "$1" | cut -c1-400 | tr '\n' ' '; }

pg_dir=
if pg_make "$dir/pg" && pg_start "$dir/pg" "-c fsync=off"; then pg_dir=$dir/pg; fi
[ -n "$pg_dir" ]; ok $? "PostgreSQL starts"

# ---- replay to TO, an empty folder or a schema: as many acts, every table proven
replayed() { # NAME DATA TO WORDS
    timeout 120 "$tinhso" replay "$2" "$3" >"$dir/said" 2>&1; local r=$?
    [ $r = 0 ]; ok $? "$1: replay $4: $(short "$dir/said")"
    case $3 in
        postgresql:*) found=$(pg_sql "$pg_dir" "SELECT count(*) FROM $5.journal" 2>/dev/null) ;;
        *) found=$(acts "$3") ;;
    esac
    [ "$found" = "$(one acts)" ]; ok $? "$1: replay $4: $found acts of $(one acts)"
}

served() { # NAME DATA
    local data=$2 base=http://127.0.0.1:$((20000 + RANDOM % 20000)) kind a b c line draft=
    # whoever began a form did so yesterday: forms end after 30 days
    sqlite3 "$data/scratch.db" "UPDATE draft SET updated = strftime('%s', 'now') - 86400" 2>/dev/null
    "$tinhso" serve "$data" --listen "${base#http://}" >"$dir/out" 2>"$dir/log" &
    pid=$!
    for _ in $(seq 200); do curl -s -o /dev/null "$base/healthz" && break; kill -0 $pid 2>/dev/null || break; sleep 0.05; done
    kill -0 $pid 2>/dev/null; ok $? "$1: it is served: $(short "$dir/log")"
    kill -0 $pid 2>/dev/null || { pid=; return; }
    while IFS=$'\t' read -r kind a b c; do
        line=$(curl -s -m 20 "$base/chi-so/$a?nam=$b" | grep -o 'figure-value">[^<]*' | sed 's/.*>//')
        [ "$line" = "$c" ]; ok $? "$1: $a of $b is ${c:-not told} (${line:-not told})"
    done < <(of figure)
    while IFS=$'\t' read -r kind a b c; do
        line=$(curl -s -m 20 "$base/chi-so/$a.json?nam=$b" | node -e '
            try { const w = JSON.parse(require("fs").readFileSync(0)).whole
                  console.log(JSON.stringify([w.value, w.numerator, w.denominator, w.records])) }
            catch (e) { console.log(e.message) }')
        [ "$line" = "$c" ]; ok $? "$1: $a of $b for programs: $c ($line)"
    done < <(of json)
    for a in $(of register | cut -f2 | sort -u); do
        curl -s -m 20 "$base/so-dang-ky/$a.csv" >"$dir/now.csv"
        of register | awk -F'\t' -v r="$a" '$2 == r' | cut -f3 >"$dir/then.csv"
        node tests/server/lib/same_rows.mjs "$dir/then.csv" "$dir/now.csv" >"$dir/said" 2>&1; ok $? "$1: register $a: $(short "$dir/said")"
    done
    while IFS=$'\t' read -r kind a b; do
        curl -s -m 20 "$base/nhat-ky?so=$a&la=$b" >"$dir/page"
        grep -qF "$unchanged" "$dir/page"; ok $? "$1: act $a with its leaf leads to the signed root"
    done < <(of leaf)
    visited "$1" - 0; visited "$1" 019195000001 15; visited "$1" beto 15; visited "$1" khoahoc 1; visited "$1" lanhdao 15
    draft=$(one draft)
    curl -s -o /dev/null -c "$dir/jar" -H "Origin: $base" \
        --data-urlencode login=019195000001 --data-urlencode "password=$password" "$base/dang-nhap"
    a=$(curl -s -o "$dir/page" -w '%{http_code} %{redirect_url}' -b "$dir/jar" -c "$dir/jar" -H "Origin: $base" \
        -d "key=$draft" "$base/nhap/$draft/nop")
    [[ $a = 303*H55.05443-* ]]; ok $? "$1: a form begun in it is filed: $a"
    for _ in $(seq 200); do [ "$(sed -n 2p <(curl -s "$base/log/checkpoint"))" -gt "$(one acts)" ] 2>/dev/null && break; sleep 0.1; done
    [ "$(sed -n 2p <(curl -s "$base/log/checkpoint"))" -gt "$(one acts)" ]; ok $? "$1: signed on by the same key"
    kill -TERM $pid; wait $pid; ok $? "$1: its server ends"; pid=
    ! grep -E 'level=(error|panic)|status=5' "$dir/log" >"$dir/said"; ok $? "$1: nothing went wrong in its log: $(short "$dir/said")"
}

visited() { # NAME LOGIN DOSSIERS: at least so many are opened
    node tests/server/lib/opened.mjs "$base" "$2" "$password" "$dir/never" \
        / /ngay /ngay/2025 /ngay/2026 /chi-so /so-dang-ky /so-dang-ky/digital-enterprises \
        /chuong-trinh /du-lieu /nhat-ky /log/checkpoint /ho-so /can-bo \
        "/can-bo?viec=xu-ly" "/can-bo?viec=da-xong" "/can-bo?viec=cho-bo-sung" "/can-bo?viec=tra-ket-qua" \
        "/chi-so/filed-dossiers?nam=2025" "/chi-so/filed-dossiers?nam=2026" \
        "/chi-so/ontime-decided?nam=2025" "/chi-so/ontime-decided?nam=2026" \
        "/chi-so/level4-whole?nam=2026" "/chi-so/hours-decided?nam=2026" "/chi-so/enterprises-digital?nam=2026" \
        "/chi-so/filed-dossiers/ho-so?nam=2026" "/chi-so/ontime-decided/ho-so?nam=2026" \
        /nghia-vu /dieu-hanh /can-bo/bao-cao /can-bo/so-theo-doi /xa/05443 \
        >"$dir/said" 2>&1 && [ "$(sed -n 's/^pages.*dossiers //p' "$dir/said")" -ge "$3" ]
    ok $? "$1: as ${2/#-/a stranger}, $(short "$dir/said")"
    grep -v '^pages' "$dir/said" | head -10 | sed 's/^/# /'
}
# what these pages say when somebody altered something; nobody did
vietnamese() { cat words/*.po words/*/*.po 2>/dev/null | grep -Fx -A1 "msgid \"$1\"" | sed -n 's/^msgstr "\(.*\)"$/\1/p' | head -1; }
for words in "These records have been altered outside the journal" "The entry does not lead to the signed root" \
    "The journal has been altered since it was signed." "The leaf is another one"; do
    [ -n "$(vietnamese "$words")" ]; ok $? "these words are on the pages: $words"
    printf '%s\n%s\n' "$words" "$(vietnamese "$words")" >>"$dir/never"
done
unchanged=$(vietnamese "It stands in the journal, unchanged.")
[ -n "$unchanged" ]; ok $? "and these: $unchanged"

sound= # a folder that proves right, with rows in every table, for what comes after
for expected in tests/releases/*.expected; do
    name=$(basename "$expected" .expected)
    home=$dir/$name
    mkdir "$home"
    tar -C "$home" -xf "tests/releases/$name.tar.xz"; ok $? "$name: unpacked, $(one acts) acts"
    data=$home/data

    # ---- as it is: right, or exactly that it has to be brought up to date
    "$tinhso" verify "$data" >"$dir/said" 2>&1; r=$?
    { [ $r = 0 ] && grep -q "^right: $(one acts) acts" "$dir/said"; } ||
        { [ $r = 1 ] && grep -q 'tinhso upgrade' "$dir/said" && ! grep -qi 'sql\|no such\|cannot be read' "$dir/said"; }
    ok $? "$name: verify says right, or that an upgrade is needed: $(short "$dir/said")"
    cp -r "$data" "$home/copy"
    timeout 120 "$tinhso" backup "$home/copy" "$home/backup0" >"$dir/said" 2>&1; r=$?
    { [ $r = 0 ] && [ "$(acts "$home/backup0")" = "$(one acts)" ]; } || { [ $r = 1 ] && grep -q 'tinhso upgrade' "$dir/said"; }
    ok $? "$name: backup before the upgrade: $(short "$dir/said")"
    replayed "$name" "$home/copy" "$home/replayed" "into a folder"
    "$tinhso" backroom "$home/replayed" --once >/dev/null 2>&1
    "$tinhso" verify "$home/replayed" --tables >"$dir/said" 2>&1; ok $? "$name: the replayed folder: $(short "$dir/said")"
    replayed "$name" "$home/copy" "postgresql://tinhso@/postgres?host=$dir/pg&schema=r$name&folder=$home/pg" "into PostgreSQL" "r$name"
    "$tinhso" verify "$home/pg" --tables >"$dir/said" 2>&1; ok $? "$name: what is in PostgreSQL: $(short "$dir/said")"

    # ---- brought up to date
    timeout 120 "$tinhso" upgrade "$data" >"$dir/said" 2>&1; r=$?
    [ $r = 0 ]; ok $? "$name: upgrade, exit $r: $(short "$dir/said")"
    [ "$(acts "$data")" = "$(one acts)" ] && [ ! -e "$data.upgrade" ]
    ok $? "$name: $(acts "$data") acts of $(one acts) after it, nothing left over"
    "$tinhso" verify "$data" --tables >"$dir/said" 2>&1; r=$?
    [ $r = 0 ] && grep -q "^right: $(one acts) acts" "$dir/said"; ok $? "$name: verify --tables: $(short "$dir/said")"
    [ "$(wc -l <"$dir/said")" -le 12 ]; ok $? "$name: what today's rules would decide otherwise is summed up: $(wc -l <"$dir/said") lines"
    states=$(sqlite3 -readonly "$data/main.db" 'SELECT status, count(*) FROM dossier GROUP BY 1 ORDER BY 1' 2>/dev/null | tr '|' '\t')
    [ "$states" = "$(of status | cut -f2-)" ]
    ok $? "$name: as many dossiers in each state"
    if [ -e "$home/proof.json" ]; then
        "$tinhso" verify-figure "$home/proof.json" --key "$data/public.key" >"$dir/said" 2>&1
        ok $? "$name: the proof it gave a citizen: $(short "$dir/said")"
        "$tinhso" recount "$data" >"$dir/said" 2>&1; ok $? "$name: recount: $(short "$dir/said")"
    fi
    "$tinhso" backup "$data" "$home/backup" >"$dir/said" 2>&1; r=$?
    [ $r = 0 ] && [ "$(acts "$home/backup")" = "$(one acts)" ] && "$tinhso" verify "$home/backup" --tables >>"$dir/said" 2>&1
    ok $? "$name: backup: $(short "$dir/said")"
    served "$name" "$data"
    "$tinhso" verify "$data" --tables >"$dir/said" 2>&1; ok $? "$name: after a day's work: $(short "$dir/said")"
    [ -e "$home/proof.json" ] && "$tinhso" verify "$home/backup" --tables >/dev/null 2>&1 && sound=$home/backup
done

# ---- a damaged source: refused by name, or rebuilt whole; never less and rc 0
[ -n "$sound" ]; ok $? "a folder with a sealed year proves right and can be damaged"
before=$(acts "$sound")
files() { (cd "$1/files" 2>/dev/null && find . -type f | sort); }
whole() { [ "$(acts "$1")" = "$before" ] && [ "$(files "$1")" = "$(files "$sound")" ]; }
hurt() { # WHAT TABLE: the folder is in $dir/hurt
    "$tinhso" verify "$dir/hurt" --tables >"$dir/said" 2>&1; [ $? = 1 ]; ok $? "$1 $2: verify --tables: $(short "$dir/said")"
    rm -rf "$dir/copied" "$dir/rebuilt"
    timeout 120 "$tinhso" backup "$dir/hurt" "$dir/copied" >"$dir/said" 2>&1; [ $? = 1 ]
    ok $? "$1 $2: backup refuses: $(short "$dir/said")"
    timeout 120 "$tinhso" replay "$dir/hurt" "$dir/rebuilt" >"$dir/said" 2>&1; r=$?
    { [ $r = 1 ] && grep -q "$2\|malformed\|damaged" "$dir/said"; } || { [ $r = 0 ] && [ "$2" != journal ] && whole "$dir/rebuilt"; }
    ok $? "$1 $2: replay, exit $r, $(acts "$dir/rebuilt") acts of $before: $(short "$dir/said")"
}
size=$(sqlite3 -readonly "$sound/main.db" 'PRAGMA page_size')
for table in journal tile person definition dossier dossier_event dossier_file register_entry sealed_figure year_report; do
    root=$(sqlite3 -readonly "$sound/main.db" "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = '$table'")
    [ -n "$root" ]; ok $? "there is a table $table"
    rm -rf "$dir/hurt"; cp -r "$sound" "$dir/hurt"
    head -c 200 /dev/zero | tr '\0' '\356' | dd of="$dir/hurt/main.db" bs=1 seek=$(((root - 1) * size)) conv=notrunc 2>/dev/null
    hurt "first page overwritten:" "$table"
    rm -rf "$dir/hurt"; cp -r "$sound" "$dir/hurt"
    sqlite3 "$dir/hurt/main.db" "DROP TABLE $table"
    hurt "gone:" "$table"
done
rm -rf "$dir/hurt"; cp -r "$sound" "$dir/hurt"
page=$(sqlite3 -readonly "$sound/main.db" \
    "SELECT pageno FROM dbstat WHERE name = 'journal' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 3")
head -c 200 /dev/zero | tr '\0' '\356' | dd of="$dir/hurt/main.db" bs=1 seek=$(((page - 1) * size)) conv=notrunc 2>/dev/null
hurt "a page in the middle overwritten:" journal
rm -rf "$dir/hurt"; cp -r "$sound" "$dir/hurt"
sqlite3 "$dir/hurt/main.db" 'DELETE FROM journal WHERE n = 40'
rm -rf "$dir/rebuilt"
timeout 120 "$tinhso" replay "$dir/hurt" "$dir/rebuilt" >"$dir/said" 2>&1; [ $? = 1 ] && grep -qw 40 "$dir/said"
ok $? "act 40 gone: replay names it: $(short "$dir/said")"
rm -rf "$dir/hurt"; cp -r "$sound" "$dir/hurt"
file=$(sqlite3 -readonly "$sound/main.db" "SELECT sha FROM year_report LIMIT 1")
rm "$dir/hurt/files/${file:0:2}/$file"
rm -rf "$dir/rebuilt"
timeout 120 "$tinhso" replay "$dir/hurt" "$dir/rebuilt" >"$dir/said" 2>&1; [ $? = 1 ] && grep -q "$file" "$dir/said"
ok $? "a file gone: replay names it: $(short "$dir/said")"
echo "1..$n"
exit $bad
