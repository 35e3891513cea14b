#!/usr/bin/env bash
# TAP: what no honest browser sends is refused and the connection closed; big, odd and repeated input gets a clear 4xx; sessions survive a
# restart.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso} # the sanitizer build runs the same list
dir=$(mktemp -d)
pid=
stop() { [ -n "$pid" ] && kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null; pid=; }
trap 'stop; rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
start() {
    "$tinhso" serve "$dir/data" --listen 127.0.0.1:8300 >"$dir/out" 2>"$dir/err" &
    pid=$!
    for _ in $(seq 100); do grep -q http "$dir/out" && break; sleep 0.1; done
    base=$(head -1 "$dir/out"); base=${base%/}
    port=${base##*:}
}
"$tinhso" init "$dir/data" --province provinces/thai-nguyen --demo >/dev/null || { echo "1..1"; echo "not ok 1 - init"; exit 1; }
start

# raw BYTES… → everything the server answers within two seconds
raw() {
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf "$1" >&3
    timeout 3 cat <&3
    exec 3>&- 3<&-
}
H="Host: 127.0.0.1:$port\r\n"
refused() { # description, bytes, status
    local answer status count
    answer=$(raw "$2" | tr -d '\0')
    status=$(printf '%s' "$answer" | head -1 | cut -d' ' -f2)
    count=$(printf '%s' "$answer" | grep -c '^HTTP/1.1 [23]') # a smuggled second request must never be answered
    { [ -z "$status" ] || [[ "$status" =~ ^(${3:-400})$ ]]; } && [ "$count" -eq 0 ]
    ok $? "refused: $1 (${status:-closed})"
}
smuggled="GET /healthz HTTP/1.1\r\n${H}\r\n"
refused "both lengths and codings" \
    "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n$smuggled"
refused "two different lengths" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd$smuggled"
refused "the same length twice" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd$smuggled"
refused "a list of lengths" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4, 4\r\n\r\nabcd$smuggled"
refused "a signed length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: +4\r\n\r\nabcd$smuggled"
refused "a negative length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: -1\r\n\r\n$smuggled" "400|413"
refused "a hexadecimal length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 0x4\r\n\r\nabcd$smuggled"
refused "an empty length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length:\r\n\r\n$smuggled"
refused "two numbers in a length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4 4\r\n\r\nabcd$smuggled"
refused "a vertical tab before a length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: \0134\r\n\r\nabcd$smuggled"
refused "a length no machine has" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 99999999999999999999\r\n\r\n$smuggled" "413"
refused "a petabyte, before its first byte" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 999999999999999\r\n\r\n" "413"
refused "a folded length" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length:\r\n 4\r\n\r\nabcd$smuggled"
refused "a length folded on" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length: 4\r\n\t0\r\n\r\nabcd$smuggled"
refused "a length in a folded line" "POST /dang-nhap HTTP/1.1\r\n${H}X-A: b\r\n Content-Length: 4\r\n\r\nabcd$smuggled"
refused "a length without a colon" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length 4\r\n\r\nabcd$smuggled"
# no coding at all is taken: what cannot be framed twice cannot be smuggled
five="5\r\na=b&c\r\n0\r\n\r\n"
for coding in chunked Chunked xchunked "chunked, identity" "gzip, chunked" identity "chunked\t" "\013chunked" "" "chunked\000x"; do
    refused "coding '$coding'" "POST /dang-nhap HTTP/1.1\r\n${H}Transfer-Encoding: $coding\r\n\r\n$five$smuggled" "411|400"
done
refused "chunked twice" "POST /dang-nhap HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n$five$smuggled" \
    "411"
refused "a folded coding" "POST /dang-nhap HTTP/1.1\r\n${H}Transfer-Encoding:\r\n chunked\r\n\r\n$five$smuggled"
refused "a coding in HTTP/1.0" "POST /dang-nhap HTTP/1.0\r\n${H}Transfer-Encoding: chunked\r\n\r\n$five$smuggled" "411"
for size in "5;x=y" "0x5" "-5" "5 " "ffffffffffffffff" "10000000000000005" ""; do
    refused "a chunk of '$size'" "POST /dang-nhap HTTP/1.1\r\n${H}Transfer-Encoding: chunked\r\n\r\n$size\r\na=b&c\r\n0\r\n\r\n$smuggled" \
        "411"
done
refused "a blank before the colon" "POST /dang-nhap HTTP/1.1\r\n${H}Content-Length : 4\r\n\r\nabcd$smuggled"
refused "no Host" "GET / HTTP/1.1\r\n\r\n"
refused "two Hosts" "GET / HTTP/1.1\r\n${H}Host: evil.example\r\n\r\n"
refused "an odd Host" "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"
refused "a control byte in a header" "GET / HTTP/1.1\r\n${H}X-A: a\001b\r\n\r\n"
refused "a control byte in a header name" "GET / HTTP/1.1\r\n${H}X\001A: b\r\n\r\n"
refused "an unknown version" "GET / HTTP/3.7\r\n${H}\r\n" "400|505"
refused "no version" "GET /\r\n\r\n"
refused "an absolute target" "GET http://evil.example/ HTTP/1.1\r\n${H}\r\n"
refused "a method that is none" "G(T / HTTP/1.1\r\n${H}\r\n"
refused "another method" "DELETE / HTTP/1.1\r\n${H}\r\n" "405"
refused "TRACE" "TRACE / HTTP/1.1\r\n${H}\r\n" "405"
refused "CONNECT" "CONNECT evil.example:443 HTTP/1.1\r\n${H}\r\n" "405"
refused "an authority for a target" "GET evil.example:443 HTTP/1.1\r\n${H}\r\n"
refused "an asterisk for a target" "GET * HTTP/1.1\r\n${H}\r\n"
refused "OPTIONS" "OPTIONS * HTTP/1.1\r\n${H}\r\n" "405"
refused "a method in small letters" "get / HTTP/1.1\r\n${H}\r\n" "405"
refused "HTTP/2's first words" "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" "505|400"
refused "a version that is nearly one" "GET / HTTP/1.10\r\n${H}\r\n"
refused "a version in small letters" "GET / http/1.1\r\n${H}\r\n"
refused "tabs for blanks" "GET\t/\tHTTP/1.1\r\n${H}\r\n"
refused "a blank in the address" "GET /a b HTTP/1.1\r\n${H}\r\n"
refused "a blank before the method" " GET / HTTP/1.1\r\n${H}\r\n"
refused "a folded first line" "GET / HTTP/1.1\r\n X-A: b\r\n${H}\r\n"
refused "a bare carriage return" "GET / HTTP/1.1\r\n${H}X-A: b\rX-B: c\r\n\r\n"
refused "a line without a colon" "GET / HTTP/1.1\r\n${H}Nonsense\r\n\r\n"
refused "NUL in a header name" "GET / HTTP/1.1\r\n${H}X\000A: b\r\n\r\n"
refused "an empty Host" "GET / HTTP/1.1\r\nHost:\r\n\r\n"
refused "a Host with a user" "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n"
refused "a Host with a path" "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"
refused "two in one Host" "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n"
refused "another request behind a refused one" "GET / HTTP/1.1\r\n${H}Host: b\r\n\r\n$smuggled"
refused "another request behind another method" "DELETE / HTTP/1.1\r\n${H}\r\n$smuggled" "405"
refused "NUL in an address" "GET /%%00 HTTP/1.1\r\n${H}\r\n"
refused "NUL behind an address" "GET /healthz%%00x HTTP/1.1\r\n${H}\r\n"
refused "a line break in an address" "GET /ho-so/%%0d%%0aSet-Cookie:a=b HTTP/1.1\r\n${H}\r\n"
refused "a header of 9,000 bytes" "GET / HTTP/1.1\r\n${H}X-A: $(head -c 9000 /dev/zero | tr '\0' a)\r\n\r\n" "431"
many=$(printf 'X-%d: y\\r\\n' $(seq 150))
refused "150 header lines" "GET / HTTP/1.1\r\n${H}$many\r\n" "400|431"
long=$(head -c 9000 /dev/zero | tr '\0' a)
refused "an address of 9,000 bytes" "GET /$long HTTP/1.1\r\n${H}\r\n" "414|431"


# what is odd but no danger: one answer each, and the connection goes on
answered() { # description, bytes, statuses in their order
    local got
    got=$(raw "$2GET /healthz HTTP/1.1\r\n${H}Connection: close\r\n\r\n" | tr -d '\0' | grep -a -o 'HTTP/1.1 [0-9]*' | cut -d' ' -f2 |
        tr '\n' ' ')
    [ "$got" = "$3 200 " ]; ok $? "answered once: $1 ($got)"
}
answered "three in a row" "$smuggled$smuggled" "200 200"
answered "lines that end in a bare LF (RFC 9112 2.2)" "GET /healthz HTTP/1.1\nHost: a\n\n" 200
answered "a Host of every letter it may have" "GET /healthz HTTP/1.1\r\nHost: my_host-1.example:80\r\n\r\n" 200
answered "empty lines before the request" "\r\n\r\n$smuggled" 200
answered "an Upgrade to h2c, ignored" \
    "GET /healthz HTTP/1.1\r\n${H}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n" 200
answered "an Upgrade to a WebSocket, ignored" "GET /healthz HTTP/1.1\r\n${H}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n" 200
answered "a GET with a body" "GET /healthz HTTP/1.1\r\n${H}Content-Length: 20\r\n\r\nGET / HTTP/1.1\r\n\r\nab" 200
for path in /%%2500 /%%zz /%% /%%u0041 "/%%c0%%ae%%c0%%ae/%%c0%%af" /%%ed%%a0%%80 "/\377\376" /../../etc/passwd /tep/../healthz \
    "/tep/%%2e%%2e/healthz" //evil.example/ \
    "/tep/..%%5c..%%5cetc" /healthz/ /healthz%%20 "/log/tile/0/../../keys/checkpoint.key" "/log/tile/0/%%2e%%2e/%%2e%%2e/keys"; do
    answered "${path//%%/%}" "GET $path HTTP/1.1\r\n${H}\r\n" 404
done
raw "POST /dang-nhap HTTP/1.1\r\n${H}Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n" |
    grep -q '^HTTP/1.1 100'; ok $((!$?)) "a refused form is not asked for its body"

# forms: one clear 4xx each, in the visitor's language
jar="$dir/jar"
post() { curl -s -o "$dir/page" -w '%{http_code}' -b "$jar" -c "$jar" -H "Origin: $base" "$@"; }
is() { ok "$([ "$1" = "$2" ]; echo $?)" "$3 ($1)"; }
is "$(curl -s -o /dev/null -w '%{http_code}' -X POST "$base/thu-nghiem/citizen" -H 'Origin: http://evil.example')" 403 \
    "a form from another site"
is "$(curl -s -o /dev/null -w '%{http_code}' -X POST "$base/thu-nghiem/citizen" -H "Origin: $base" -H 'Sec-Fetch-Site: cross-site')" 403 \
    "a form the browser calls cross-site"
is "$(curl -s -o /dev/null -w '%{http_code}' -X POST "$base/thu-nghiem/citizen")" 403 "a form without any origin"
is "$(post -X POST "$base/thu-nghiem/citizen")" 303 "the demonstration's citizen signs in"
is "$(post "$base/dang-nhap" -d "login=$(head -c 5000 /dev/zero | tr '\0' a)&password=x")" 400 "an oversized value"
is "$(post "$base/dang-nhap" -d 'login=a&login=b&password=x')" 400 "a repeated value"
is "$(post "$base/dang-nhap" -d 'login=a%00b&password=x')" 400 "NUL in a value"
is "$(post "$base/dang-nhap" -d 'login=a%ff%feb&password=x')" 400 "a value that is not UTF-8"
is "$(post "$base/dang-nhap" -d "$(printf 'f%d=1&' $(seq 10000))")" 413 "ten thousand fields"
head -c 4000000 /dev/zero | tr '\0' a >"$dir/big"
is "$(post "$base/dang-nhap" --data-binary "@$dir/big")" 413 "four megabytes of text"
is "$(post "$base/dang-nhap" -H 'Content-Type: application/json' -d "$(head -c 20000 /dev/zero | tr '\0' '[')")" 415 \
    "deep nesting: forms only"
is "$(curl -s -o "$dir/page" -w '%{http_code}' "$base/thu-tuc/..%2f..%2fetc%2fpasswd")" 404 "a path that climbs"
grep -q 'lang="vi"' "$dir/page"; ok $? "error pages speak the visitor's language"

# a session survives a restart, and ends at sign-out
is "$(post "$base/ho-so" -X GET)" 200 "signed in"
stop; start
is "$(post "$base/ho-so" -X GET)" 200 "still signed in after a restart"
cp "$jar" "$dir/stolen"
is "$(post -X POST "$base/dang-xuat")" 303 "signed out"
is "$(curl -s -o /dev/null -w '%{http_code}' -b "$dir/stolen" "$base/ho-so")" 303 "the old cookie opens nothing"

# unfinished forms hold 200 MB of papers an account, and say so beside the paper
post -X POST "$base/thu-nghiem/citizen" >/dev/null
draft=$(curl -s -o /dev/null -w '%{redirect_url}' -b "$jar" -H "Origin: $base" -d key=0123456789abcdef "$base/thu-tuc/1.001193/nop")
printf '%%PDF-1.4 a paper of its own\n' >"$dir/paper.pdf"
is "$(post -F "doc.birth_note=@$dir/paper.pdf" -F lam=tai "$draft/giay-to")" 303 "a paper is kept"
sqlite3 "$dir/data/scratch.db" "UPDATE draft SET files = replace(files, '\"bytes\":28', '\"bytes\":209715200') WHERE id = '${draft##*/}'"
is "$(post -F "doc.birth_note=@$dir/paper.pdf" -F lam=tai "$draft/giay-to")" 422 "one more than 200 MB is not"
grep -q "hơn 200 MB giấy tờ" "$dir/page"; ok $? "and the form says what to do"
is "$(find "$dir/data/drafts" -name 'part-*' | wc -l)" 0 "nothing of it stays on the disk"

# codes count up: trying one after the other ends soon, for that visitor only
for i in $(seq 101); do curl -s -o "$dir/page" -w '%{http_code}\n' -H 'X-Forwarded-For: 203.0.113.9, 198.51.100.7' \
    "$base/ho-so/H55.1-260101-$i"; done | sort | uniq -c | tr -s ' \n' ' ' >"$dir/tries"
is "$(cat "$dir/tries")" " 100 404 1 429 " "after a hundred codes that are not one's own"
for path in "/tra-cuu?ma=H55" "/ho-so/H55"; do
    is "$(curl -s -o "$dir/page" -w '%{http_code}' -H 'X-Forwarded-For: 198.51.100.7' "$base$path")" 429 "neither way in goes on: $path"
done
is "$(curl -s -o "$dir/page" -w '%{http_code}' -H 'X-Forwarded-For: 198.51.100.7, 198.51.100.8' "$base/ho-so/H55")" 404 \
    "others look up as before; who only claims an address is not believed"

# the home page lies ready for a second: in each language its own, and never somebody's
home() { curl -s --compressed "$@" "$base/" | tr -d '\n' | grep -oE '<html lang="[a-z]+"|href="/ho-so"|action="/dang-xuat"' | sort -u |
    tr '\n' ' '; }
stranger=$(home)
is "$(home -b ngu=en)" "${stranger/vi/en}" "a stranger's home page in English beside the Vietnamese one"
[ "$(home -b "$jar")" != "$stranger" ]; ok $? "who is signed in has a home page of their own"
is "$(home)" "$stranger" "and strangers do not see it"

# two servers on one folder; a taken port
"$tinhso" serve "$dir/data" --listen 127.0.0.1:8300 >"$dir/out2" 2>"$dir/err2"; is $? 1 "a second server on the folder is refused"
grep -q "one writer" "$dir/err2"; ok $? "and told why"
curl -s -I "$base/" | tr -d '\r' >"$dir/head"
for h in "Content-Security-Policy: default-src 'none'" "X-Content-Type-Options: nosniff" "Cache-Control: private, no-store"; do
    grep -qi "^$h" "$dir/head"; ok $? "header $h"
done
allowed() { curl -s -H "Origin: $base" -o "$dir/page" -D - -X "$1" "$base$2" "${@:3}" | tr -d '\r' | sed -n 's/^Allow: //p'; }
is "$(allowed POST /tra-cuu -d a=b)" "GET, HEAD" "a page that is only read says so to who posts"
is "$(allowed GET /dang-xuat)" "POST" "one that is only posted to says so to who reads"
is "$(allowed DELETE /)" "GET, HEAD, POST" "a method no page has is answered with those there are"
curl -s -o "$dir/tile" -D "$dir/head" "$base/log/tile/0/000.p/1"
[ "$(wc -c <"$dir/tile")" = 32 ] && grep -q '^Cache-Control: public, max-age=31536000, immutable' "$dir/head"
ok $? "a tile of the log may be kept by anybody"
size=$(curl -s -H 'Accept-Encoding: gzip' "$base/" | wc -c)
css=$(curl -s -H 'Accept-Encoding: gzip' "$base$(curl -s "$base/" | grep -o '/tep/style.css[^"]*' | head -1)" | wc -c)
[ $((size + css)) -le 14336 ]; ok $? "first visit: $size B of HTML and $css B of CSS, at most 14 kB"
stop
"$tinhso" verify "$dir/data" --tables >"$dir/verify"; ok $? "$(cat "$dir/verify")"
echo "1..$n"
exit $bad
