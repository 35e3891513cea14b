#!/usr/bin/env bash
# TAP: every text of the code has one Vietnamese text; and tools/words notices each fault planted in a copy.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
out=$(tools/words); ok $? "$(tail -1 <<<"$out")"
sed 's/^/# /' <<<"$out"
mkdir "$dir/build" && cp -r src words tools "$dir" && cp -r build/gen "$dir/build"
some=$(find "$dir/words" -name '*.po' | sort | head -1)
notices() { # what, the complaint, a file, what is added to it
    cp "$dir/$3" "$dir/kept"
    printf "$4" >>"$dir/$3"
    (cd "$dir" && tools/words) >"$dir/out"; [ $? = 1 ] && grep -q "$2" "$dir/out"; ok $? "notices $1"
    mv "$dir/kept" "$dir/$3"
}
some=${some#"$dir/"}
notices "a text without a translation" 'has no Vietnamese text' src/web/page.c 'const char *x = N_("A text nobody knows");\n'
notices "two texts of one msgid" 'stands in .* too' "$some" '\nmsgid "Yes"\nmsgstr "Vâng"\n'
notices "a translation nobody uses" 'stands nowhere in the code' "$some" '\nmsgid "Long gone"\nmsgstr "Đã mất"\n'
notices "formats that differ" 'format' "$some" '\n#, c-format\nmsgid "%%d of %%s gone"\nmsgstr "%%s %%s"\n'
notices "a choice of two texts in one call" 'mark each' src/web/page.c 'const char *x = T(a ? "One" : "Two");\n'
echo "1..$n"
exit $bad
