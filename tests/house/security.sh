#!/usr/bin/env bash
# TAP: doc/security.md names no file and no function that is not there, walks every chapter, and says of each line what it is.
set -u
cd "$(dirname "$0")/../.."
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
page=doc/security.md
gone=$(grep -oE '`(src|tests|doc|tools|\.ci)/[^`*,: ]+`' $page | tr -d '\`' | sort -u | while read -r path; do [ -e "$path" ] ||
    echo "$path"; done)
[ -z "$gone" ]; ok $? "every file it names is there $gone"
gone=$(grep -oE '`[a-z]+_[a-z_]+`' $page | tr -d '\`' | sort -u | while read -r name; do grep -rqw "$name" src tests ||
    case $name in proxy_* | limit_* | default_server) ;; *) echo "$name" ;; esac; done)
[ -z "$gone" ]; ok $? "and every function $gone"
odd=$(grep -E '^\| [0-9]' $page | grep -vcE '^\| [0-9][0-9., –]*\.[0-9]+ \| .+ \| (✓|◐|○|–) \| .*\|$')
[ "$odd" = 0 ]; ok $? "each line of the standard is fulfilled, in part, open, or does not apply ($odd are not)"
for chapter in $(seq 14); do
    [ "$(grep -cE "^\| $chapter\.[0-9]" $page)" -ge 3 ]; ok $? "chapter $chapter is walked ($(grep -cE "^\| $chapter\.[0-9]" $page) lines)"
done
bare=$(grep -cE '^\| [0-9].* \| (○|–|◐) \| *\|$' $page)
[ "$bare" = 0 ]; ok $? "what is not fulfilled says why"
echo "1..$n"
exit $bad
