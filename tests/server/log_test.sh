#!/usr/bin/env bash
# TAP: a running server's log, checked by a program that shares no code with it.
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$dir"' EXIT
build/tinhso init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || exit 1
build/tinhso serve "$dir/data" --listen 127.0.0.1:9460 >"$dir/out" 2>"$dir/err" &
server=$!
for _ in $(seq 100); do base=$(head -1 "$dir/out"); [ -n "$base" ] && curl -sf -o /dev/null "$base" && break; sleep 0.05; done
base=${base%/}
for _ in $(seq 100); do curl -sf "$base/log/checkpoint" | grep -q tinhso && break; sleep 0.1; done
node tests/server/log_check.mjs "$base"
