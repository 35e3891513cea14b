#!/usr/bin/env bash
# TAP: the Debian package: same bytes twice, installs, serves as an unprivileged user, upgrades with data and configuration kept, is removed
# without
# touching what people filed. Everything happens in a root of its own (dpkg --root); this machine is not changed.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
chmod 755 "$dir"
pid=''
trap '[ -z "$pid" ] || kill -9 $pid 2>/dev/null; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
arch=$(dpkg --print-architecture)
packaging/deb 1.0.1 >"$dir/log" 2>&1; ok $? "the package is built"
sum=$(sha256sum <"build/tinhso_1.0.1_$arch.deb")
packaging/deb 1.0.1 >>"$dir/log" 2>&1
[ "$sum" = "$(sha256sum <"build/tinhso_1.0.1_$arch.deb")" ]; ok $? "again: the same bytes"
packaging/deb 1.0.2 >>"$dir/log" 2>&1
dpkg-deb -f "build/tinhso_1.0.1_$arch.deb" Depends >"$dir/depends"
needs() { grep -q "$1" "$dir/depends"; }
needs libmicrohttpd && needs libpq5 && needs libcurl4 && needs ca-certificates && needs fonts-croscore
ok $? "it says what it needs: $(wc -w <"$dir/depends") words"

root=$dir/root
mkdir -p "$root/var/lib/dpkg/info" "$root/var/lib/dpkg/updates" "$root/var/log"
touch "$root/var/lib/dpkg/status"
pkg() { fakeroot dpkg --root="$root" --log=/dev/null --force-script-chrootless --force-depends --force-not-root "$@" >"$dir/dpkg" 2>&1; }
pkg -i "build/tinhso_1.0.1_$arch.deb"; ok $? "it installs"
[ -x "$root/usr/bin/tinhso" ] && [ -d "$root/var/lib/tinhso-keys" ] &&
    grep -q 'operation.md' "$dir/dpkg"; ok $? "with its folders, and a word about what to do next"
for page in man1/tinhso.1 man5/tinhso-province.5; do
    zcat "$root/usr/share/man/$page.gz" 2>&1 | groff -man -k -Tutf8 -ww -z >"$dir/man" 2>&1
    [ -s "$root/usr/share/man/$page.gz" ] && [ ! -s "$dir/man" ]
    ok $? "the manual page ${page#*/} is there, and groff has no complaint"
done
if ! command -v systemd-analyze >/dev/null; then n=$((n + 1)); echo "ok $n # SKIP there is no systemd-analyze here"; else
! systemd-analyze verify --root="$root" --man=no tinhso.service 2>&1 | grep -q 'tinhso.service:.*\(Unknown\|Invalid\|Failed to parse\)'
ok $? "the unit is well formed"
fi

as=()
[ "$(id -u)" = 0 ] && as=(runuser -u nobody --) && chown nobody "$root/var/lib/tinhso" "$root/var/lib/tinhso-keys"
chmod 755 "$root" "$root/var" "$root/var/lib"
data=$root/var/lib/tinhso/data port=$((20000 + RANDOM % 20000))
base=http://127.0.0.1:$port jar=$dir/jar
. tests/server/lib/birth.sh
export TMPDIR=/tmp
(cd / && "${as[@]}" env TINHSO_KEYS="$root/var/lib/tinhso-keys" "$root/usr/bin/tinhso" init "$data" \
    --province "$root/usr/share/tinhso/provinces/thai-nguyen" --demo) >>"$dir/log" 2>&1
ok $? "a province is made by an unprivileged user"
[ -L "$data/keys" ] && [ -s "$root/var/lib/tinhso-keys/checkpoint.key" ]; ok $? "its key lies outside the served folder"
serve() { (cd / && exec "${as[@]}" "$root/usr/bin/tinhso" serve "$data" --listen 127.0.0.1:$port) >"$dir/out" 2>>"$dir/serve.log" & \
    pid=$!; answers $base; }
stop() { pkill -TERM -f "serve $data" ; wait $pid; pid=''; }
serve; ok $? "it serves as that user"
[ "$(id -u)" != 0 ] || [ "$(ps -o user= -p "$(pgrep -f "bin/tinhso serve $data" | tail -1)")" = nobody ]; ok $? "and as no other"
sign_in
birth_send "$(birth_prepare)"; ok $? "a birth is filed"
code=$(tail -1 "$dir/acknowledged")
stop

echo 'TINHSO_LISTEN=127.0.0.1:9999' >"$root/etc/tinhso/tinhso.conf"
pkg --force-confold -i "build/tinhso_1.0.2_$arch.deb"; ok $? "it upgrades"
grep -q 9999 "$root/etc/tinhso/tinhso.conf"; ok $? "the administrator's configuration is kept"
serve && sign_in && [[ "$(request "$base/ho-so/$code")" = 200* ]]; ok $? "what was filed is there"
stop
out=$("${as[@]}" "$root/usr/bin/tinhso" verify "$data"); ok $? "$out"

pkg -r tinhso; ok $? "it is removed"
[ ! -e "$root/usr/bin/tinhso" ] && [ -e "$data/main.db" ]; ok $? "the program goes, the records stay"
pkg -P tinhso; ok $? "it is purged"
[ ! -e "$root/etc/tinhso/tinhso.conf" ] && [ -e "$data/main.db" ] && grep -q 'they stay' "$dir/dpkg"
ok $? "the configuration goes, the records stay, and that is said"
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$dir/k.pem" -out "$dir/c.pem" -days 1 -subj /CN=x >/dev/null 2>&1
{ echo "pid $dir/pid; error_log $dir/ngx; events {} http { access_log off;"
  echo "client_body_temp_path $dir/t1; proxy_temp_path $dir/t2; fastcgi_temp_path $dir/t3; uwsgi_temp_path $dir/t4; scgi_temp_path $dir/t5;"
  sed "s|/etc/ssl/tinhso/fullchain.pem|$dir/c.pem|; s|/etc/ssl/tinhso/privkey.pem|$dir/k.pem|" packaging/nginx.conf; echo '}'
  } >"$dir/nginx.conf"
PATH=$PATH:/usr/sbin nginx -t -c "$dir/nginx.conf" >"$dir/nginx.log" 2>&1; ok $? "nginx takes the example configuration"
echo "1..$n"
[ $bad = 0 ] || tail -n 8 "$dir/dpkg" "$dir/log" "$dir/nginx.log" "$dir/serve.log" 2>/dev/null | sed 's/^/# /'
exit $bad
