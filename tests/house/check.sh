#!/usr/bin/env bash
# TAP: make check passes, and notices each fault planted in a copy of the tree, by file and line.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
out=$(tools/check); ok $? "$(tail -1 <<<"$out")"
sed 's/^/# /' <<<"$out"
git ls-files -co --exclude-standard -z | xargs -0 cp --parents -t "$dir"
git -C "$dir" init -q
ln -s "$PWD/build" "$dir/build"
notices() { # what, command, the complaint, a file, a perl program that spoils it
    mkdir -p "$dir/$(dirname "$4")"
    [ -e "$dir/$4" ] && cp "$dir/$4" "$dir/.git/kept"
    [ -e "$dir/$4" ] || : >"$dir/$4"
    perl -0pi -e "$5" "$dir/$4"
    [ -s "$dir/$4" ] || perl -e "\$_ = ''; $5; print" >"$dir/$4"
    (cd "$dir" && $2) >"$dir/.git/out" 2>&1; [ $? = 1 ] && grep -qE "$3" "$dir/.git/out"; ok $? "notices $1"
    if [ -e "$dir/.git/kept" ]; then mv "$dir/.git/kept" "$dir/$4"; else rm "$dir/$4"; fi
}
end='$_ .='
notices "another format" tools/check 'page.c:[0-9:]+: is not as clang-format' src/web/page.c "$end 'int  x ;'"
notices "a long line of C" "tools/lint width" 'src/web/page.c:[0-9]+: 120 columns' src/web/page.c "$end '/'.'*' x 119"
notices "a long line of a template" "tools/lint width" 'frame.html:[0-9]+: 150 columns' src/web/frame.html "$end 'x' x 150"
notices "a long function" "tools/lint functions" 'long_one has 7[0-9] lines' src/base/zz.c \
    "$end 'void long_one(void) {'.(\"\n    x();\" x 70).\"\n}\n\""
notices "a function of many branches" "tools/lint functions" 'wide_one has complexity 17' src/base/zz.c \
    "$end 'void wide_one(int x) {'.(\"\n    if (x) x();\" x 16).\"\n}\n\""
notices "an exception nobody needs" "tools/lint functions" 'tools/lint.owed:[0-9]+: nothing needs' tools/lint.owed \
    "$end \"complex none.c:nobody 16\n\""
notices "a function that grew" "tools/lint functions" 'it may only shrink' tools/lint.owed 's/(complex clock.c:clock_due) 16/$1 15/'
notices "a function that shrank" "tools/lint functions" 'write 16 in' tools/lint.owed 's/(complex clock.c:clock_due) 16/$1 17/'
notices "a citation nobody can open" "tools/lint citations" 'doc/desk.md:[0-9]+: cites "issue' doc/desk.md "$end 'see issue'.' 12'"
notices "a field nobody reads" "tools/lint fields" 'web.h:[0-9]+: nobody reads request.zz' src/web/web.h \
    's/(struct request \{\n)/$1    int zz;\n/'
notices "a field only written" "tools/lint fields" 'nobody reads zz.zz' src/web/page.c \
    "$end 'struct zz { int zz; }; void f(struct zz *z) { z->zz = 1; }'"
notices "a function in a header for one file" "tools/lint headers" 'only src/web/page.c uses zz_one' src/web/page.c \
    "$end 'void zz_one(void) {}'"' if system(q{echo "void zz_one(void);" >>'"$dir"'/src/web/web.h}) == 0'
sed -i '/zz_one/d' "$dir/src/web/web.h"
notices "a function in a header for nobody" "tools/lint headers" 'nobody uses zz_two' src/web/web.h "$end \"void zz_two(void);\n\""
notices "an address that is not there" "tools/lint documents" 'there is no page /khong-co' doc/desk.md "$end '\`/khong-co\`'"
notices "a file that is not there" "tools/lint documents" 'there is no file src/gone.c' doc/desk.md "$end '\`src/gone.c\`'"
notices "a word that is not in the code" "tools/lint documents" \
    '"no_such.word" of' doc/desk.md "$end '\`no'.'_such_word\`'"
notices "a verb that is not there" "tools/lint documents" 'there is no verb dance' doc/desk.md "$end '\`tinhso dance\`'"
notices "a page that the program prints otherwise" tools/doc 'procedure.md:[0-9]+: is not what' \
    doc/procedure.md 's/\*\*needed\*\*/needed/'
notices "an example that check refuses" tools/doc 'its example' doc/procedure.md 's/online: full/online: fully/'
cat >"$dir/.git/tinhso" <<SHORTER
#!/bin/sh
[ "\$2" = --man ] && { "$PWD/build/tinhso" describe --man | grep -v "^prove journal"; exit; }
exec "$PWD/build/tinhso" "\$@"
SHORTER
chmod +x "$dir/.git/tinhso"
rm "$dir/build" && mkdir "$dir/build" && mv "$dir/.git/tinhso" "$dir/build/"
notices "a manual page without a line of --help" "tools/lint manual" 'lacks a line of verify --help' README.md "$end ''"
echo "1..$n"
exit $bad
