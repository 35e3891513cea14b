#!/usr/bin/env bash
# TAP: --help of the program and of each of its verbs prints its usage on stdout and ends with 0, also behind other words; no verb and an
# unknown one end
# with 2 on stderr; every verb without what it needs says its usage.
set -u
cd "$(dirname "$0")/../.."
tinhso=${TINHSO:-build/tinhso}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
run() { "$tinhso" "$@" >"$dir/out" 2>"$dir/err" </dev/null; }
run --help; [ $? = 0 ] && [ ! -s "$dir/err" ] && grep -q '^usage: tinhso' "$dir/out"; ok $? "tinhso --help"
verbs=$(sed -n 's/^  tinhso \([a-z-]*\) .*/\1/p' "$dir/out")
[ "$(wc -w <<<"$verbs")" = "$(grep -c '^    {"[a-z-]*", [a-z_]*,' src/main.c)" ]; ok $? "it names every verb ($(wc -w <<<"$verbs"))"
for v in $verbs; do
    run "$v" --help; [ $? = 0 ] && [ ! -s "$dir/err" ] && grep -q "^usage: tinhso $v" "$dir/out"; ok $? "tinhso $v --help"
    run "$v" "$dir/none" --help; [ $? = 0 ] && grep -q "^usage: tinhso $v" "$dir/out" && [ ! -e "$dir/none" ]
    ok $? "tinhso $v DATA --help does nothing else"
    [ "$v" = describe ] && continue
    run "$v"; [ $? = 2 ] && grep -q "^usage: tinhso $v" "$dir/err" && [ ! -s "$dir/out" ]; ok $? "tinhso $v alone says its usage"
done
"$tinhso" describe --man | sed 's/\\\([-e&]\)/\1/g' >"$dir/man"
for v in $verbs; do
    "$tinhso" "$v" --help | sed "1s/^usage: tinhso $v *//; /^$/d" | while IFS= read -r line; do
        grep -qF -- "$line" "$dir/man" || { echo "# $line"; exit 1; }
    done; ok $? "every line of $v --help is in the manual page"
done
run; [ $? = 2 ] && grep -q '^usage' "$dir/err"; ok $? "without a verb"
run no-such-verb; [ $? = 2 ] && grep -q 'no verb no-such-verb' "$dir/err" && [ ! -s "$dir/out" ]; ok $? "an unknown verb"
echo "1..$n"
exit $bad
