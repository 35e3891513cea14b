#!/usr/bin/env bash
# TAP: a running server whose checkpoints a witness cosigns: the stand-in tests/server/witness.mjs, right, away, and wrong in every way
# it knows. Waits for states, never for a time: each wait ends at the latest after a minute, and then it is a failure.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
pid='' witness=''
finish() { [ -z "$witness" ] || kill "$witness" 2>/dev/null; [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null; sleep 0.2; rm -rf "$dir"; }
trap finish EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
port=$((20000 + RANDOM % 20000)) base=http://127.0.0.1:$port jar=$dir/jar data=$dir/data w=$dir/w
. tests/server/lib/birth.sh
mkdir "$w"
waits() { for _ in $(seq 600); do eval "$1" && return; sleep 0.1; done; return 1; }
serve() { "$tinhso" serve "$data" --listen 127.0.0.1:$port >"$dir/out" 2>>"$dir/log" & pid=$!; disown; answers $base; }
stop() { kill -TERM "$pid"; while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done; pid=''; }
witness_start() { PORT=${1:-0} node tests/server/witness.mjs "$w" & witness=$!; disown; waits '[ -s "$w/port" ]'; }
witness_stop() { kill "$witness"; while kill -0 "$witness" 2>/dev/null; do sleep 0.1; done; witness=''; }
act() { birth_send "$(birth_prepare)"; }
cosigned() { curl -s -m 8 "$base/log/checkpoint" | grep -q '^— witness.example/w1 '; }
size() { curl -s -m 8 "$base/log/checkpoint" | sed -n 2p; }
# the newest tree, cosigned: nothing filed since
caught_up() { local last; last=$(sqlite3 "$data/main.db" 'SELECT MAX(n) FROM journal'); cosigned && [ "$(size)" = "$last" ]; }
kept() { grep -c '^— witness' "$data/cosignatures"; }
logged() { grep -c "event=$1" "$dir/log"; }
why() { grep witness.failed "$dir/log" | tail -1 | sed 's/.*why=//'; }
# waits until one more failure than $before is told
fails() { waits '[ $(logged witness.failed) -gt $before ]'; }
# a failure waits at most an hour: tests do not
impatient() { sqlite3 -cmd '.timeout 5000' "$data/courier.db" 'UPDATE courier_witness SET again = 0'; }

witness_start
wport=$(cat "$w/port")
cp -r provinces/thai-nguyen "$dir/province"
named() {
    printf '\nwitnesses:\n  - {name: {vi: Bên làm chứng thử, en: A witness on trial}, url: "%s", key: "%s"}\n' "$1" "$(cat "$w/vkey")"
}
named "http://127.0.0.1:$wport/w1/" >>"$dir/province/province.yaml"
"$tinhso" init "$data" --province "$dir/province" --demo >/dev/null 2>"$dir/err"; ok $? "a province that names a witness is made"
serve; r=$?; ok $r "the server answers"
[ $r = 0 ] || { tail -5 "$dir/log" | sed 's/^/# /'; echo "1..$n"; exit 1; }

# ---- a witness that does not know us yet
waits '[ $(logged witness.failed) -ge 1 ]'; grep -q 'why="it does not know this journal yet' "$dir/log"
ok $? "a witness that does not know the journal: said in the log"
[ "$(kept)" = 0 ] && ! cosigned; ok $? "and nothing is kept"
curl -s $base/log/key >"$w/log.key"
impatient; waits cosigned; ok $? "once it does, the checkpoint bears its cosignature"
sign_in; act; ok $? "a birth is filed"
impatient; waits caught_up; ok $? "and cosigned"
grep -q '^200 old [1-9]' "$w/seen"; ok $? "with a proof that the tree continues the one before: $(tail -1 "$w/seen")"
page=$(curl -s "$base/nhat-ky"); grep -q 'Bên làm chứng thử' <<<"$page" && grep -q "$(size | sed 's/$/ mục/')" <<<"$page"
ok $? "the journal's page says who cosigned which state"
out=$("$tinhso" verify "$data" --tables 2>&1); ok $? "verify: ${out##*$'\n'}"

# ---- it remembers less, and more, than we think
sqlite3 -cmd '.timeout 5000' "$data/courier.db" 'DELETE FROM courier_witness'
act; impatient; waits caught_up; ok $? "a courier that forgot what the witness knows asks, and goes on from there"
grep -q '^409 old 0' "$w/seen"; ok $? "from nought first: $(grep '^409' "$w/seen")"

# ---- away
witness_stop; before=$(logged witness.failed)
act; ok $? "without the witness a birth is filed"
impatient
fails; ok $? "the log says it is away: $(why)"
[ "$(curl -s $base/readyz)" = ready ]; ok $? "the server is ready all the same"
waits '[ "$(sqlite3 -cmd ".timeout 5000" "$data/courier.db" "SELECT failed > 0 AND again > 0 FROM courier_witness")" = 1 ]'
ok $? "failures are counted, the next try waits"
witness_start "$wport"; waits caught_up; ok $? "when it is back it is asked again, by itself"

# ---- wrong in every way
for how in garbage large heads key name redirect; do
    echo $how >"$w/how"; kept=$(kept) before=$(logged witness.failed)
    act; impatient; fails
    [ "$(kept)" = "$kept" ] && [ "$(curl -s $base/readyz)" = ready ]; ok $? "$how: refused, nothing kept: $(why)"
done
grep -q elsewhere "$w/seen" && r=1 || r=0; ok $r "a redirect is not followed"
room=$(pgrep -P "$(pgrep -P "$pid" | sed -n 2p)")
resident=$(awk '/VmHWM/ {print $2}' "/proc/$room/status")
[ "$resident" -lt 200000 ]; ok $? "the courier stays small: $resident KB at most"
rm "$w/how"; impatient; waits caught_up; ok $? "right again, it is believed again"

# ---- another tree under our name
cp "$w/state" "$w/kept"; echo "$(cut -d' ' -f1 "$w/state") $(head -c 32 /dev/zero | base64)" >"$w/state"
act; before=$(logged witness.failed); impatient; fails
why | grep -q 'the journal was changed'; ok $? "a witness that saw another past: $(why)"
echo "999999999 $(head -c 32 /dev/zero | base64)" >"$w/state"; before=$(logged witness.failed); impatient; fails
why | grep -q 'an old copy restored'; ok $? "or more than we hold: $(why)"
cp "$w/kept" "$w/state"; impatient; waits caught_up; ok $? "its right memory back, it cosigns"

# ---- the courier dies
supervisor=$(pgrep -P "$pid" | sed -n 2p) room=$(pgrep -P "$(pgrep -P "$pid" | sed -n 2p)")
kill -9 "$room"; waits 'again=$(pgrep -P "$supervisor") && [ "$again" != "$room" ]'; ok $? "a courier that dies is started again"
[ "$(logged courier.died)" = 1 ] && act; ok $? "the log says so, the server goes on"
waits caught_up; ok $? "and it cosigns on"
kill -9 "$supervisor"; waits '[ $(logged courier.gone) = 1 ]'; ok $? "gone for good, it is missed in the log"
act && [ "$(curl -s $base/readyz)" = ready ]; ok $? "and the server goes on without it"
stop; serve

# ---- what lies in DATA afterwards
waits caught_up; ok $? "after a new start it goes on where it was"
"$tinhso" backup "$data" "$dir/backup" >/dev/null 2>&1 &&
    cmp -s "$data/cosignatures" "$dir/backup/cosignatures" && [ ! -e "$dir/backup/courier.db" ]
ok $? "a backup holds the cosignatures, and not the courier's notes"
out=$("$tinhso" verify "$dir/backup" --tables 2>&1); ok $? "it verifies: ${out##*$'\n'}"
"$tinhso" replay "$dir/backup" "$dir/replayed" >/dev/null 2>&1 && cmp -s "$data/cosignatures" "$dir/replayed/cosignatures"
ok $? "so does a replay hold them"
[ "$(logged courier.failed)" = 0 ] && [ "$(logged cosignature.refused)" = 0 ]
ok $? "of its own troubles the courier had none: $(grep -E 'courier.failed|cosignature.refused' "$dir/log" | tail -1)"
stop
"$tinhso" adopt "$data" provinces/thai-nguyen >/dev/null 2>&1
out=$("$tinhso" verify "$data" 2>&1); ok $? "of a witness no longer named what it cosigned stays right"
missed=0 all=0 bytes=$(stat -c %s "$dir/backup/cosignatures")
for at in $(seq 0 29 $((bytes - 1))); do
    old=$(od -An -tu1 -j "$at" -N1 "$dir/backup/cosignatures" | tr -d ' ')
    cp "$dir/backup/cosignatures" "$dir/whole"
    printf "\\$(printf %03o $((old ^ 1)))" | dd of="$dir/backup/cosignatures" bs=1 seek="$at" conv=notrunc 2>/dev/null
    "$tinhso" verify "$dir/backup" >"$dir/v" 2>&1 && { missed=$((missed + 1)); echo "#   byte $at"; }
    cp "$dir/whole" "$dir/backup/cosignatures"; all=$((all + 1))
done
[ $missed = 0 ]; ok $? "a flipped bit of the cosignatures is named ($all of $bytes bytes tried)"
sqlite3 "$dir/replayed/main.db" 'DELETE FROM journal WHERE n > 100'; rm "$dir/replayed/checkpoints"
out=$("$tinhso" verify "$dir/replayed" 2>&1); [ $? = 1 ] && grep -q 'cosignatures.*cut off' <<<"$out"
ok $? "without checkpoints a cosigned tree still says what is missing"

# ---- by https, whose certificate nobody vouches for
if openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout "$dir/tls.key" -out "$dir/tls.pem" \
    -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 2>/dev/null; then
    openssl s_server -quiet -accept 127.0.0.1:$((port + 1)) -key "$dir/tls.key" -cert "$dir/tls.pem" >/dev/null 2>&1 & tls=$!; disown
    cp -r provinces/thai-nguyen "$dir/other"; named "https://127.0.0.1:$((port + 1))/w1" >>"$dir/other/province.yaml"
    serve; "$tinhso" adopt "$data" "$dir/other" >/dev/null 2>&1; before=$(logged witness.failed)
    act; impatient; fails
    why | grep -q 'self-signed'; ok $? "a witness whose certificate nobody vouches for is not spoken to: $(why)"
    kill $tls; stop
fi
echo "1..$n"
exit $bad
