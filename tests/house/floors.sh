#!/usr/bin/env bash
# TAP: the tree keeps to src/FLOORS, and the lint notices each way of not keeping to it. Broken trees are made in a copy.
set -u
cd "$(dirname "$0")/../.."
echo 1..12
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
if out=$(tools/floors); then echo "ok 1 - $out"; else echo "not ok 1 - floors"; printf '%s\n' "$out" | sed 's/^/# /'; fi
n=1
# noticed NAME FILE TEXT WORDS: with that file in the tree the lint fails and names it in these words
noticed() {
    rm -rf "$dir/tree" && mkdir -p "$dir/tree/tools" && cp -r src "$dir/tree/src" && cp tools/floors "$dir/tree/tools/"
    mkdir -p "$(dirname "$dir/tree/$2")" && printf '%s\n' "$3" >>"$dir/tree/$2"
    n=$((n + 1))
    if out=$("$dir/tree/tools/floors"); then echo "not ok $n - $1 is noticed"
    elif grep -qF -- "$4" <<<"$out"; then echo "ok $n - $1 is noticed"
    else
        echo "not ok $n - $1 is noticed, but not so"
        printf '%s\n' "$out" | head -5 | sed 's/^/# /'
    fi
}
noticed "an include that goes up" src/base/zz.h '#include "web/web.h"' "src/base/zz.h:1: includes web/web.h"
noticed "a room that includes a room" src/rooms/open/zz.c '#include "rooms/proof/zz.h"' "a room does not include its sister"
noticed "what a floor never includes" src/answer/zz.h '#include "web/web.h"' "src/FLOORS says answer/ never does"
noticed "a room's template in another room" src/rooms/proof/zz.c '#include "rooms/open/zz.html.h"' "a room does not include its sister"
noticed "another folder's table in SQL" src/rooms/open/zz.c \
    'i64 zz(void) { return db_int(db, SQL("SELECT n FROM journal j")); }' "names the table journal of journal/"
noticed "a table named on the next line" src/rooms/open/zz.c \
    $'const char *zz = "SELECT 1 FROM"\n " dossier d";' "zz.c:2: names the table dossier"
noticed "a table named after a comma" src/rooms/open/zz.c \
    'const char *zz = "SELECT 1 FROM nothing AS x, journal j";' "names the table journal"
noticed "an extern function in a .c" src/rooms/open/zz.c 'extern int zz(void);' "a prototype stands in a header"
noticed "a folder without a floor" src/attic/zz.c '/* nothing */' "src/FLOORS has no line for attic/"
noticed "a floor without a folder" src/FLOORS 'attic             what nobody needs' "attic/ is not there"
noticed "a folder that came" src/rooms/fee/zz.c '/* here */' "rooms/fee/ is there: take the mark"
