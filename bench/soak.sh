#!/usr/bin/env bash
# Half an hour of mixed load: filings, tracking, home page, an officer's queue. Memory and open files have to be flat: the last third within
# 5 % of the first. usage: bench/soak.sh DATA [seconds [requests a second]] DATA made by bench/big, no server running on it
set -eu
data=${1:?usage: bench/soak.sh DATA [seconds [requests a second]]} seconds=${2:-1800} rate=${3:-300}
out=$("$(dirname "$0")/../build/bench/load" "$data" seconds="$seconds" rate="$rate" warm=$((seconds > 900 ? 300 : seconds / 3)) submit=4 \
    track=3 home=2 queue=1 watch=2 2>&1 | tee /dev/stderr)
awk '/^memory last third/ { memory = $6 + 0; handles = $11 + 0 }
    END { flat = memory && memory < 1.05 && handles < 1.05; print flat ? "flat" : "NOT flat"; exit !flat }' <<<"$out"
