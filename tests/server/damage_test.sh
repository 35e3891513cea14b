#!/usr/bin/env bash
# TAP: each verb on a folder of which one table is gone, or the first page of it overwritten: it says done only of the whole.
# Exit 0 means as many acts before and after (and one more where the verb makes one), every file, and the same output as of the sound
# folder.
set -u
cd "$(dirname "$0")/../.."
tinhso=$PWD/${TINHSO:-build/tinhso} province=$PWD/provinces/thai-nguyen
dir=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)") # what is tried is no disk
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
acts() { sqlite3 -readonly "$1/main.db" 'SELECT count(*) FROM journal' 2>/dev/null || echo none; }
files() { (cd "$1/files" 2>/dev/null && find . -type f | sort | sha256sum); }

tar -C "$dir" -xf tests/releases/339f79b.tar.xz
cd "$dir" || exit 1
"$tinhso" upgrade data >/dev/null && rm -rf data.before data/scratch.db data/drafts
"$tinhso" backroom data --once >/dev/null 2>&1
"$tinhso" verify data --tables >said; ok $? "the folder is sound: $(tail -1 said)"
password="mot mat khau du dai 2026"
code=$(sqlite3 -readonly data/main.db "SELECT code FROM dossier ORDER BY n DESC LIMIT 1")
made=$(acts data)

# VERB: what it makes goes to ./new, what it says to ./out; the folder is ./hurt
verb() {
    case $1 in
    verify) "$tinhso" verify hurt --tables ;;
    replay) "$tinhso" replay hurt new ;;
    upgrade) sqlite3 hurt/main.db "UPDATE made_by SET tables = 'older'" 2>/dev/null; "$tinhso" upgrade hurt ;;
    backup) "$tinhso" backup hurt new ;;
    export) "$tinhso" export hurt portal ;;
    recount) "$tinhso" recount hurt ;;
    report) "$tinhso" report hurt 2025 new.pdf ;;
    seal) echo "$password" | "$tinhso" seal hurt 2026 --as lanhdao --missing ;;
    adopt) "$tinhso" adopt hurt "$province" ;;
    user) echo "$password" | "$tinhso" user hurt set-password beto ;;
    erase) "$tinhso" erase hurt "$code" "theo yêu cầu" ;;
    esac >out 2>err
}
# whether what an exit 0 of VERB promises is so, of a folder whose acts were $made
kept() {
    case $1 in
    replay | backup) [ "$(acts new)" = "$made" ] && [ "$(files new)" = "$sound_files" ] ;;
    upgrade) [ "$(acts hurt)" = "$made" ] && [ "$(files hurt)" = "$sound_files" ] && "$tinhso" verify hurt --tables >/dev/null ;;
    verify) false ;;
    export | recount) cmp -s out "sound.$1" ;;
    report) [ -s new.pdf ] && cmp -s err "sound.$1.err" ;;
    adopt | user | erase | seal) [ "$(acts hurt)" -gt "$made" ] ;;
    esac
}
fresh() { rm -rf hurt hurt.* new new.pdf; cp -r data hurt; }
sound_files=$(files data)
verbs="verify replay upgrade backup export recount report seal adopt user erase"
for v in $verbs; do
    fresh; verb "$v"; r=$?
    cp out "sound.$v"; cp err "sound.$v.err"
    case $v in
    seal) [ $r = 1 ] && grep -q closes err ;; # the year is not over: its questions before that are asked all the same
    verify) [ $r = 0 ] ;;
    *) [ $r = 0 ] && kept "$v" ;;
    esac
    ok $? "$v of the sound folder, exit $r: $(head -c 100 err | head -1)"
done

size=$(sqlite3 -readonly data/main.db 'PRAGMA page_size')
tables=$(sqlite3 -readonly data/main.db "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
ok $(($(wc -w <<<"$tables") < 20)) "its tables: $(wc -w <<<"$tables")"
# HOW, in a folder of its own: both at once
damaged() {
    mkdir "$dir/$1" && cd "$dir/$1" && cp -r ../data . && cp ../sound.* . || return
    for table in $tables; do
        root=$(sqlite3 -readonly data/main.db "SELECT rootpage FROM sqlite_master WHERE name = '$table'")
        lies='' loud=0
        for v in $verbs; do
            fresh
            if [ "$1" = gone ]; then sqlite3 hurt/main.db "DROP TABLE $table"
            else head -c 200 /dev/zero | tr '\0' '\356' | dd of=hurt/main.db bs=1 seek=$(((root - 1) * size)) conv=notrunc 2>/dev/null; fi
            verb "$v"; r=$?
            case $r in
            0) kept "$v" || lies="$lies $v" ;;
            1) loud=$((loud + 1)); [ -s err ] || grep -q '^WRONG' out || lies="$lies $v(silent)" ;;
            *) lies="$lies $v($r)" ;;
            esac
        done
        echo "$table $1: no verb says more than is so ($loud of $(wc -w <<<"$verbs") refuse)${lies:+ LIES:$lies}"
    done >told
}
damaged gone & damaged overwritten & wait
while read -r line; do [[ $line != *LIES:* ]]; ok $? "$line"; done < <(cat gone/told overwritten/told)
[ "$(cat gone/told overwritten/told | wc -l)" = $((2 * $(wc -w <<<"$tables"))) ]; ok $? "every table both ways"
echo "1..$n"
exit $bad
