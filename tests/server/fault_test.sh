#!/usr/bin/env bash
# TAP: a server on a machine that fails: no room on the disk, no file handles, a folder that cannot be written. It refuses in words, loses
# nothing, and
# goes on when the machine is well again. Needs root for a small disk of its own; without, that part is skipped and said so.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid=''
finish() { [ -z "$pid" ] || kill -9 $pid 2>/dev/null; sleep 0.2; umount "$dir/small" 2>/dev/null; rm -rf "$dir"; }
trap finish EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
skip() { n=$((n + 1)); echo "ok $n # SKIP $1"; }
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port jar=$dir/jar data=$dir/data
. tests/server/lib/birth.sh
serve() { "$tinhso" serve "$data" --listen 127.0.0.1:$port >"$dir/out" 2>>"$dir/log" & pid=$!; disown; answers $base; }
stop() { kill -TERM $pid; while kill -0 $pid 2>/dev/null; do sleep 0.1; done; pid=''; }

# ---- no room
mkdir "$dir/small"
if mount -t tmpfs -o size=500m none "$dir/small" 2>/dev/null; then
    data=$dir/small/data
    "$tinhso" init "$data" --province provinces/thai-nguyen --demo >/dev/null 2>&1
    serve; sign_in; birth_send "$(birth_prepare)"; ok $? "a birth is filed on a small disk"
    draft=$(birth_prepare)
    dd if=/dev/zero of="$dir/small/filler" bs=64k >/dev/null 2>&1
    full=0 worded=0 other=0
    for _ in $(seq 40); do # the database has pages of its own to fill first
        case "$(request -X POST "$base/nhap/$draft/nop" -d "key=$draft")" in
        503*) full=$((full + 1)); grep -qE 'Hãy thử lại|gửi lại|thử lại' "$dir/body" && worded=$((worded + 1)) ;;
        303*) draft=$(birth_prepare); [ ${#draft} = 32 ] || draft=none ;;
        *) other=$((other + 1)) ;;
        esac
        [ $full -ge 3 ] && break
    done
    [ $full -ge 1 ] && [ $other = 0 ]; ok $? "with no room left a filing is a 503 ($full times, $other other answers)"
    [ $full = $worded ]; ok $? "in words: try again"
    [ "$(curl -s -o "$dir/why" -w '%{http_code}' $base/readyz)" = 503 ] && grep -q 'MB are left' "$dir/why"
    ok $? "not ready, because: $(cat "$dir/why")"
    [[ "$(request "$base/")" = 200* ]]; ok $? "pages are still read"
    rm "$dir/small/filler"
    rm -f "$jar"; sign_in
    birth_send "$(birth_prepare)"; ok $? "there is room again: filed, without a restart"
    [ "$(curl -s $base/readyz)" = ready ]; ok $? "and the same server is ready again"
    stop
    out=$("$tinhso" verify "$data" --tables); ok $? "$out"
    mount -o remount,ro "$dir/small"
    out=$(timeout 10 "$tinhso" serve "$data" --listen 127.0.0.1:$port 2>&1); [ $? = 1 ] && [ -n "$out" ]
    ok $? "on a disk that cannot be written it does not start: ${out##*tinhso: }"
    out=$("$tinhso" verify "$data" 2>&1); [ $? -le 1 ] && [ -n "$out" ]; ok $? "and verify says: ${out%%$'\n'*}"
    mount -o remount,rw "$dir/small"
    data=$dir/data
else
    skip "no small disk can be mounted here (needs root)"
fi

# ---- no file handles
"$tinhso" init "$data" --province provinces/thai-nguyen --demo >/dev/null 2>&1
(ulimit -n 80; exec "$tinhso" serve "$data" --listen 127.0.0.1:$port) >"$dir/out" 2>>"$dir/log" & pid=$!; disown
answers $base; ok $? "a server with 80 file handles answers"
sign_in
birth_send "$(birth_prepare)"; ok $? "and files"
for _ in $(seq 120); do (exec 3<>/dev/tcp/127.0.0.1/$port && sleep 4) 2>/dev/null & done
sleep 1
request "$base/" >/dev/null # may be refused: what counts is what follows
wait
answers $base; ok $? "120 connections later it answers again"
birth_send "$(birth_prepare)"; ok $? "and files"

# ---- the back room
supervisor=$(pgrep -P $pid | head -1) room=$(pgrep -P "$(pgrep -P $pid | head -1)" | head -1)
kill -9 "$room"; sleep 2.5
again=$(pgrep -P "$supervisor" | head -1)
[ -n "$again" ] && [ "$again" != "$room" ]; ok $? "a back room that dies is started again"
signed=$(stat -c %s "$data/checkpoints"); birth_send "$(birth_prepare)"
for _ in $(seq 80); do [ "$(stat -c %s "$data/checkpoints")" -gt "$signed" ] && break; sleep 0.1; done
[ "$(stat -c %s "$data/checkpoints")" -gt "$signed" ]; ok $? "and signs on"

# ---- somebody else's folder
out=$(timeout 10 "$tinhso" serve "$data" --listen 127.0.0.1:$((port + 1)) 2>&1); [ $? = 1 ] && grep -q 'in use by process' <<<"$out"
ok $? "a second server on the folder is refused: ${out##*tinhso: }"
out=$("$tinhso" backroom "$data" --once 2>&1); [ $? = 1 ] && [ -n "$out" ]; ok $? "a second back room too: ${out##*tinhso: }"
out=$("$tinhso" adopt "$data" provinces/thai-nguyen 2>&1); ok $? "a verb asks the server: $out"
kill -9 "$supervisor"
for _ in $(seq 50); do kill -0 $pid 2>/dev/null || break; sleep 0.1; done
! kill -0 $pid 2>/dev/null && grep -q 'event=backroom.gone' "$dir/log"
ok $? "without anybody who could start the back room the server ends, and says so"
pid=''
out=$("$tinhso" verify "$data" --tables); ok $? "$out"
echo "1..$n"
[ $bad = 0 ] || grep -v event=request "$dir/log" | tail -n 8 | sed 's/^/# /'
exit $bad
