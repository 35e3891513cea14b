#!/usr/bin/env bash
# TAP: CHANGES.md tells an operator what to do in each release; when tables changed since the last one (packaging/release: version and
# hash of its `describe --ddl`) the next release names `tinhso upgrade`.
set -u
cd "$(dirname "$0")/../.."
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
heads=$(grep -c '^## ' CHANGES.md)
[ "$heads" -gt 1 ] && [ "$(grep -c '^- \*\*Operator:\*\*' CHANGES.md)" = "$heads" ]
ok $? "each of $heads releases says what an operator must do"
read -r version before <packaging/release
grep -q "^## $version " CHANGES.md; ok $? "the last release, $version, is told"
# usage: told HASH FILE: same tables, or what stands above the last release names the upgrade
told() { [ "$1" = "$before" ] || sed -n "1,/^## $version /p" "$2" | grep -q '`tinhso upgrade'; }
now=$(build/tinhso describe --ddl | sha256sum | cut -d' ' -f1)
told "$now" CHANGES.md; ok $? "tables are those of $version, or CHANGES.md names \`tinhso upgrade DATA\` above it"
sed '/^## 1/,$ !{/tinhso upgrade/d}' CHANGES.md >"${TMPDIR:-/tmp}/changes.$$"
! told "another" "${TMPDIR:-/tmp}/changes.$$"; ok $? "other tables without a word are noticed"
rm -f "${TMPDIR:-/tmp}/changes.$$"
echo "1..$n"
exit $bad
