#!/usr/bin/env bash
# TAP: every msgid in the code has a Vietnamese text, none is fuzzy, and the formats agree.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
find src build/gen -name '*.c' -o -name '*.html.h' | sort >"$dir/files"
xgettext --language=C --from-code=UTF-8 -f "$dir/files" -o "$dir/all.pot" --keyword=T --keyword=N_ --keyword=say:2 --keyword=say_fmt:2 \
    --keyword=act_refuse:2 --keyword=web_error:3 --keyword=web_error:4 2>"$dir/err"
ok $? "the words of the code are collected"
msgcat --use-first words/vi*.po -o "$dir/vi.po" && msgmerge -q --no-fuzzy-matching "$dir/vi.po" "$dir/all.pot" -o "$dir/merged.po"
msgattrib --untranslated --no-obsolete --no-wrap "$dir/merged.po" 2>/dev/null | grep -E '^msgid "' | grep -v '^msgid ""$' >"$dir/missing"
[ ! -s "$dir/missing" ]; ok $? "every msgid has a Vietnamese text ($(wc -l <"$dir/missing") missing)"
sed 's/^/# /' "$dir/missing"
msgfmt --check-format -o /dev/null "$dir/vi.po" 2>"$dir/err"; ok $? "formats agree"
sed 's/^/# /' "$dir/err"
total=$(msgattrib --translated --no-obsolete "$dir/merged.po" | grep -c '^msgid ')
[ "$total" -gt 150 ]; ok $? "the list is whole ($total)"
echo "1..$n"
exit $bad
