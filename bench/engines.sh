#!/usr/bin/env bash
# PostgreSQL beside SQLite on this machine: the same dossiers live through the same acts in both, each commit durable. bench/engines.sh [N]
set -u
cd "$(dirname "$0")/.."
. tools/pg.sh
make -s -j"$(nproc)" all bench || exit 1
n=${1:-10000} dir=$(mktemp -d "${TMPDIR:-/tmp}/engines.XXXXXX")
chmod 711 "$dir"
trap 'pg_stop "$dir/pg"; rm -rf "$dir"' EXIT
pg_make "$dir/pg" && pg_start "$dir/pg" || { tail -n 5 "$dir/pg.log" >&2; exit 1; }
rate() { grep -oE '^[0-9]+ acts/s' | cut -d' ' -f1; }
for round in 1 2 3; do
    sqlite=$(build/bench/big "$dir/sqlite$round" "$n" | rate)
    postgres=$(build/bench/big "postgresql://tinhso@/postgres?host=$dir/pg&schema=r$round&folder=$dir/folder$round" "$n" | rate)
    awk -v n="$n" -v s="$sqlite" -v p="$postgres" 'BEGIN { printf "%d dossiers: SQLite %d acts/s, PostgreSQL %d acts/s: " \
        "%.2f of it, wanted 0.3: %s\n",
        n, s, p, p / s, (p / s >= 0.3) ? "reached" : "NOT reached" }'
    rm -rf "$dir/sqlite$round"
done
