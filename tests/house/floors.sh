#!/usr/bin/env bash
# TAP: includes only go down, and the lint notices when one does not.
cd "$(dirname "$0")/../.."
echo 1..2
if out=$(tools/floors); then echo "ok 1 - $out"; else echo "not ok 1 - floors"; printf '%s\n' "$out" | sed 's/^/# /'; fi
mkdir -p src/base && trap 'rm -f src/base/zz_up.h' EXIT
echo '#include "web/web.h"' >src/base/zz_up.h
if tools/floors >/dev/null; then echo "not ok 2 - an include that goes up is noticed"; else echo \
    "ok 2 - an include that goes up is noticed"; fi
