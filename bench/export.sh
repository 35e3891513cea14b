#!/usr/bin/env bash
# A register of N rows downloaded as CSV and as JSON: whole, in how long, and how much memory the server takes for it.
# Limit: 64 MB for 1,000,000 rows.
# usage: bench/export.sh [N [DATA]]     DATA: kept from an earlier run; else made in a temporary folder and removed
set -eu
cd "$(dirname "$0")/.."
make -s -j"$(nproc)" all build/bench/entries
n=${1:-1000000} dir=$(mktemp -d "${TMPDIR:-/tmp}/export.XXXXXX") port=9351
data=${2:-$dir/data} base=http://127.0.0.1:$port/so-dang-ky/digital-enterprises
trap 'kill $server 2>/dev/null || true; wait 2>/dev/null; rm -rf "$dir"' EXIT
server=
[ -d "$data" ] || { build/tinhso init "$data" --province provinces/thai-nguyen >/dev/null && build/bench/entries "$data" "$n"; }
build/tinhso serve "$data" --listen 127.0.0.1:$port >/dev/null 2>"$dir/err" & server=$!
for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$port/healthz" && break; sleep 0.05; done
sleep 2
memory() { awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$server/status"; }
before=$(memory) good=0
for kind in csv json; do
    took=$(curl -s -o "$dir/file" -w '%{time_total}' "$base.$kind")
    if [ $kind = csv ]; then
        rows=$(($(wc -l <"$dir/file") - 2)) said=$(tail -n 1 "$dir/file" | grep -oE '[0-9a-f]{64}') is=$(head -n -1 "$dir/file" |
            sha256sum | cut -d' ' -f1)
    else
        tail=$(tail -c 76 "$dir/file") said=$(grep -oE '[0-9a-f]{64}' <<<"$tail") is=$(head -c -$((${#said} + 14)) "$dir/file" | sha256sum |
            cut -d' ' -f1)
        rows=$(tail -c 120 "$dir/file" | grep -oE '"count":[0-9]+' | cut -d: -f2)
    fi
    [ "$rows" = "$n" ] && [ "$said" = "$is" ] || { good=1; echo "NOT whole: $rows rows, $said, $is"; }
    awk -v k="$kind" -v r="$rows" -v t="$took" -v b="$(stat -c %s "$dir/file")" \
        'BEGIN { printf "%s: %d rows, %.1f MB in %.1f s, %.0f rows/s\n", k, r, b / 1e6, t, r / t }'
done
after=$(memory) own=$(awk '/RssAnon/ { print int($2 / 1024) }' "/proc/$server/status")
echo "resident at most: $before MB before the first download, $after MB after both, so $((after - before)) MB for them;" \
    "of the server's own (RssAnon), the rest being the libraries' code and data, $own MB after (limit 64):" \
    "$([ "$own" -le 64 ] && echo reached || echo NOT reached)"
[ "$own" -le 64 ] || good=1
exit $good
