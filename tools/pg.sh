# Functions for scripts that need a temporary PostgreSQL server:
# it lives in a folder and listens on a socket there, on no port. As root it runs as nobody.
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
pg_as() { if [ "$(id -u)" = 0 ]; then (cd / && exec runuser -u nobody -- "$@"); else "$@"; fi; }
# pg_make DIR: creates an empty database cluster; output goes to DIR.log
pg_make() {
    mkdir -p "$1" && chmod 711 "$1"
    [ "$(id -u)" != 0 ] || chown nobody "$1"
    pg_as "$pg_bin/initdb" -D "$1/data" -U tinhso -A trust --no-sync >"$1.log" 2>&1
}
# pg_start DIR [OPTIONS]: starts it at postgresql://tinhso@/postgres?host=DIR
pg_start() { pg_as "$pg_bin/pg_ctl" -D "$1/data" -w -o "-k $1 -c listen_addresses= ${2:-}" -l "$1/log" start >>"$1.log" 2>&1; }
pg_stop() { pg_as "$pg_bin/pg_ctl" -D "$1/data" -m immediate stop >/dev/null 2>&1; }
pg_sql() { psql -h "$1" -U tinhso -d postgres -Atqc "$2"; }
