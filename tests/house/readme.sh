#!/usr/bin/env bash
# TAP: the README says what the system says of itself, and names only commands and pictures that exist.
cd "$(dirname "$0")/../.."
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
build/tinhso describe --promises | diff - <(awk '/^```$/ { on = !on; next } on' README.md) >/dev/null
ok $? "the promises are those of tinhso describe --promises"
for f in $(grep -oE 'doc/[a-z/]+\.(png|md)' README.md | sort -u); do [ -s "$f" ]; ok $? "$f is there"; done
for f in run test src/rooms.c LICENSE; do [ -s "$f" ]; ok $? "$f is there"; done
[ "$(wc -l <README.md)" -le 62 ]; ok $? "one screen: $(wc -l <README.md) lines"
echo "1..$n"
exit $bad
