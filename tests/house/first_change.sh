#!/usr/bin/env bash
# TAP: doc/first-change.md, done step by step in a copy of the tree: its diffs apply and build, its sentence is red before
# and green after, and each check that the page names for an omission tells it.
set -u
cd "$(dirname "$0")/../.." || exit 1
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() {
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; sed 's/^/# /' "$dir/.out" | tail -20; fi
}
fails() { ! "$@"; }
page=$PWD/doc/first-change.md
git ls-files -co --exclude-standard -z | xargs -0 cp --parents --preserve=timestamps -t "$dir"
mkdir -p "$dir/build/test" && cp -a build/obj build/gen build/htmlc build/tinhso "$dir/build"
cp -a build/test/{sentences,desk_test,access_test} "$dir/build/test"
block() { awk -v kind="$1" -v of="$2" '/^```/ { on = $0 == "```" kind && ++k == of; next } on' "$page"; }
apply() { block diff "$1" | patch -s -p1; }
build() { make -s all build/test/sentences build/test/desk_test build/test/access_test; }
# each empty translation that `make words` left gets the page's
translate() {
    block po 1 | perl -0e '
        my %vi = <STDIN> =~ /msgid "(.*)"\nmsgstr "(.*)"/g;
        for my $file (@ARGV) {
            open my $in, "<", $file;
            my $po = <$in>;
            $po =~ s/msgid "(.*)"\nmsgstr ""$/qq(msgid "$1"\nmsgstr ") . ($vi{$1} \/\/ "") . "\""/gem;
            open my $out, ">", $file;
            print $out $po;
        }' words/vi/*.po
}
sentence=tests/sentences/desk/note.t
cd "$dir" && git init -q || exit 1
run() { "$@" >"$dir/.out" 2>&1; }

run apply 1; ok $? "1: the sentence is written"
run fails build/test/sentences $sentence; ok $? "1: and red"
for i in 2 3 4; do run apply $i; ok $? "$i: the diff applies"; done
run fails tools/words; ok $? "5: texts without a translation are named"
run make -s words; run translate; run tools/words; ok $? "5: and none is left when the page's are filled in"
run build; ok $? "6: it builds"
run fails build/test/access_test; ok $? "6: doc/access.md is no longer what the code does"
run build/test/access_test --print; cp .out doc/access.md; run build/test/access_test; ok $? "6: and is when printed anew"
run build/test/desk_test; ok $? "7: act, rule, event and deed agree"
run build/test/sentences $sentence; ok $? "7: the sentence is green"
tools/check >.out 2>&1; fails grep -E "(deed|event|wait)\.c|$sentence|words/|doc/access|first.change" .out >.found; r=$?; mv .found .out
ok $r "7: make check names no file of this change"
echo "1..$n"
exit $bad
