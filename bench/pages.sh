#!/usr/bin/env bash
# How fast a page is made, beside how fast nginx sends the same bytes from a file, both compressed at level 1: the tracking page and the
# home page. usage: bench/pages.sh DATA [seconds] DATA made by bench/big, no server running on it; needs nginx-light, wrk, curl
set -eu
data=${1:?usage: bench/pages.sh DATA [seconds]} seconds=${2:-10} ours=9331 theirs=9341
tinhso=${TINHSO:-$(dirname "$0")/../build/tinhso} nginx=$(command -v nginx || echo /usr/sbin/nginx)
for need in wrk curl "$nginx"; do command -v "$need" >/dev/null || { echo "$need is missing: apt-get install nginx-light wrk curl" >&2
    exit 2; }; done
dir=$(mktemp -d)
trap 'kill $server $other 2>/dev/null || true; wait 2>/dev/null; rm -rf "$dir"' EXIT
server= other=
"$tinhso" serve "$data" --listen 127.0.0.1:$ours >/dev/null 2>"$dir/err" & server=$!
for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$ours/healthz" && break; sleep 0.05; done

# a citizen of bench/big with a dossier
for i in $(seq 0 50); do
    curl -s -o /dev/null -c "$dir/jar" -H "Origin: http://127.0.0.1:$ours" -d "login=$(printf '01919%07d' "$i")&password=bench-password" \
        "http://127.0.0.1:$ours/dang-nhap"
    code=$(curl -s -b "$dir/jar" "http://127.0.0.1:$ours/ho-so" | grep -oE '/ho-so/H[^"?]+' | head -1) || true
    [ -n "$code" ] && break
done
[ -n "$code" ] || { echo "no citizen of this folder has a dossier: make it with build/bench/big" >&2; exit 1; }
cookie="phien=$(awk '$6 == "phien" { print $7 }' "$dir/jar")"

mkdir "$dir/www"; chmod 755 "$dir" "$dir/www" # nginx reads it as another user
curl -s -H "Cookie: $cookie" "http://127.0.0.1:$ours$code" >"$dir/www/tracking.html"
curl -s "http://127.0.0.1:$ours/" >"$dir/www/home.html"
cat >"$dir/nginx.conf" <<CONF
daemon off; worker_processes auto; pid $dir/pid; error_log $dir/nginx.err;
events { worker_connections 512; }
http { access_log off; types { text/html html; } sendfile on; tcp_nopush on; keepalive_requests 1000000;
       client_body_temp_path $dir/a; proxy_temp_path $dir/b; fastcgi_temp_path $dir/c; uwsgi_temp_path $dir/d; scgi_temp_path $dir/e;
       gzip on; gzip_comp_level 1; gzip_min_length 256; server { listen 127.0.0.1:$theirs; root $dir/www; } }
CONF
"$nginx" -c "$dir/nginx.conf" -p "$dir" 2>/dev/null & other=$!
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$theirs/home.html" && break; sleep 0.05; done

# CPU of a server and its children: others on the machine disturb it less than the rate.
ticks() { for p in "$1" $(pgrep -P "$1"); do cat "/proc/$p/stat"; done | awk '{ sub(/.*\) /, ""); sum += $12 + $13 } END { print sum }'; }
rate() { # PID URL COOKIE: requests a second and CPU microseconds a request
    local before=$(ticks "$1")
    wrk -t1 -c32 -d"${seconds}s" -H 'Accept-Encoding: gzip' ${3:+-H "Cookie: $3"} "$2" >"$dir/wrk"
    grep -q 'Non-2xx' "$dir/wrk" && cat "$dir/wrk" >&2
    awk -v ticks=$(($(ticks "$1") - before)) -v hz="$(getconf CLK_TCK)" \
        '/requests in/ { n = $1 } /Requests\/sec/ { printf "%.0f %.1f\n", $2, ticks * 1e6 / hz / n }' "$dir/wrk"
}
compare() { # NAME PATH COOKIE FILE WANTED
    local a b x y
    read -r a x < <(rate "$server" "http://127.0.0.1:$ours$2" "$3")
    read -r b y < <(rate "$other" "http://127.0.0.1:$theirs/$4")
    awk -v name="$1" -v a="$a" -v b="$b" -v x="$x" -v y="$y" -v wanted="$5" -v bytes="$(wc -c <"$dir/www/$4")" -v \
        packed="$(gzip -1 <"$dir/www/$4" | wc -c)" \
        'BEGIN { printf "%-14s %6d bytes, %5d sent   ours %8.0f/s %5.1f us   nginx %8.0f/s %5.1f us   %.2f of it, wanted %.1f: %s\n",
            name, bytes, packed, a, x, b, y, a / b, wanted, (a / b >= wanted) ? "reached" : "NOT reached" }'
}
compare "tracking page" "$code" "$cookie" tracking.html 0.5
compare "home page" / "" home.html 0.8
