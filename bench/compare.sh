#!/usr/bin/env bash
# Two trees over the same folder, in turn: the server's CPU an answer for filing, tracking, the queue, the board and a figure's page.
# usage: bench/compare.sh OLD NEW [runs 5] [seconds 8] [dossiers 20000]     OLD and NEW: trees built with `make all bench`
# Prints the median of the runs of each and their ratio. Exit 1 when any is over 3 % slower. Needs curl; nothing else should be running.
set -eu
old=${1:?usage: bench/compare.sh OLD NEW [runs] [seconds] [dossiers]} new=${2:?the tree to compare with}
runs=${3:-5} seconds=${4:-8} dossiers=${5:-20000} port=9317
dir=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$dir"' EXIT
(cd "$old" && build/bench/big "$dir/made" "$dossiers") >/dev/null

load() { # TREE MIX…: microseconds of CPU an answer
    rm -rf "$dir/data" && cp -r "$dir/made" "$dir/data"
    (cd "$1" && build/bench/load "$dir/data" port=$port seconds="$seconds" "${@:2}") | sed -nE 's/^server CPU: ([0-9]+) micro.*/\1/p'
}
ticks() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
figure() { # TREE: the same of /chi-so/ontime-decided, asked 200 times by a leader's machine that keeps nothing
    rm -rf "$dir/data" && cp -r "$dir/made" "$dir/data"
    "$1/build/tinhso" serve "$dir/data" --listen 127.0.0.1:$port >/dev/null 2>&1 & server=$!
    until curl -sf -o /dev/null "http://127.0.0.1:$port/healthz"; do sleep 0.05; done
    local page="http://127.0.0.1:$port/chi-so/ontime-decided?n=[1-200]" before after
    curl -s -o /dev/null "${page/1-200/1-20}"
    before=$(ticks "$server")
    curl -s -o /dev/null "$page"
    after=$(ticks "$server")
    kill "$server" && wait "$server" 2>/dev/null || true
    server=
    echo $(((after - before) * 1000000 / $(getconf CLK_TCK) / 200))
}
measure() { # TREE WHAT
    case $2 in
    filing) load "$1" submit=1 ;;
    tracking) load "$1" submit=0 track=1 ;;
    queue) load "$1" submit=0 queue=1 ;;
    board) load "$1" submit=0 board=1 ;;
    figure) figure "$1" ;;
    esac
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
bad=0
printf '%-10s %12s %12s   %s\n' what old new ratio
for what in filing tracking queue board figure; do
    : >"$dir/old.$what" && : >"$dir/new.$what"
    for _ in $(seq "$runs"); do
        measure "$old" $what >>"$dir/old.$what"
        measure "$new" $what >>"$dir/new.$what"
    done
    a=$(median <"$dir/old.$what") b=$(median <"$dir/new.$what")
    awk -v what=$what -v a="$a" -v b="$b" 'BEGIN { printf "%-10s %9d us %9d us   %.3f\n", what, a, b, b / a; exit b > a * 1.03 }' || bad=1
done
exit $bad
