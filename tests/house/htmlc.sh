#!/usr/bin/env bash
# TAP: the template compiler takes what is safe, refuses what escaping cannot make safe, and names the line.
set -u
cd "$(dirname "$0")/../.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
htmlc=${HTMLC:-build/htmlc}
[ -x "$htmlc" ] || make -s build/htmlc || exit 1
head='%% t(struct request *r, str x)'
compiles() { printf '%s\n' "$head" "${@:2}" >"$dir/t.html"; "$htmlc" "$dir/t.html" "$dir/t.h" 2>"$dir/err"; ok $? \
    "takes $1"; sed 's/^/# /' "$dir/err"; }
refuses() { # what, line, word of the complaint, template lines
    printf '%s\n' "$head" "${@:4}" >"$dir/t.html"
    ! "$htmlc" "$dir/t.html" "$dir/t.h" 2>"$dir/err" && grep -q "t.html:$2: .*$3" "$dir/err"
    ok $? "refuses $1, naming line $2 (\"$(sed 's/.*: //' "$dir/err")\")"
}
contains() { grep -qF -- "$2" "$dir/t.h"; ok $? "$1"; }

compiles "text and attribute holes" '<p class="{{x}}">{{x}}</p>'
contains "a text hole is escaped as text" 'html_hole(&r->out, (x));'
contains "an attribute hole is escaped as an attribute" 'html_attr_hole(&r->out, (x));'
compiles "an address hole" '<a href="{{u}}">x</a>'
contains "an address hole wants an address" 'html_url_hole(&r->out, (u));'
compiles "an address hole with a fragment" '<a href="{{u}}#part">x</a>'
compiles "a fragment of a hole" '<a href="#{{x}}">x</a>'
compiles "a tag over several lines" '<input name="a"' '  value="{{x}}"' '  required>'
compiles "lines of C around tags" '% if (x.n) {' '<b>a</b>' '% } else {' '<i>b</i>' '% }'
compiles "strings and braces inside a hole" '{{str_fmt("}} %s", "\"{{")}} {{pick(r->lang, (struct words){a, b})}}'
contains "the whole expression is taken" 'html_hole(&r->out, (pick(r->lang, (struct words){a, b})));'
compiles "a doctype, void tags and an empty script" '<!doctype html>' '<br><img src="/a.png" alt="">' '<script src="/a.js" defer></script>'
compiles "a textarea, whose white space is kept" '<textarea name="a">' '  {{x}}</textarea>'
contains "white space in a textarea is kept" '\n  '
compiles "comments, which are not sent" '<p>a</p><!-- secret -->' '<!-- two' 'lines --><p>b</p>'
! grep -q secret "$dir/t.h"; ok $? "a comment does not reach the page"
compiles "indented block tags" '<ul>' '  <li>a</li>' '  <li>b</li>' '</ul>'
contains "white space between block tags is dropped" '<ul><li>a</li><li>b</li></ul>'
compiles "inline tags on lines of their own" '<p>a' '<b>b</b>' '<i>c</i></p>'
contains "white space between inline tags is kept" '<p>a\n<b>b</b>\n<i>c</i></p>'
compiles "an if without braces before two tags" '% if (x.n)' '<p>{{x}}</p>' '<p>b</p>'
contains "both tags stand under the if" ' if (x.n)
{'
compiles "#line, so that compilers point at the template" '<p>a</p>' '<p>{{x}}</p>'
contains "the hole's line is named" "#line 3 \"$dir/t.html\""

compiles "a hole over several lines" '<p title="a">{{pick(r->lang,' '  x)}}</p>' '<p>{{y}}</p>'
contains "the line after it is named rightly" "#line 4 \"$dir/t.html\""
refuses "a hole in a bare tag" 2 "bare tag" '<p {{x}}>a</p>'
refuses "a hole as a tag's name" 2 "bare '<'" '<{{x}}>a'
refuses "a hole within a tag's name" 2 "name" '<p{{x}}>a'
refuses "a hole as an attribute's name" 2 "bare tag" '<p a="b" {{x}}="c">'
refuses "a hole in an unquoted value" 2 "unquoted" '<p class={{x}}>a</p>'
refuses "an unquoted value" 2 "double quotes" '<p class=a>b</p>'
refuses "single quotes" 2 "double quotes" "<p class='{{x}}'>a</p>"
refuses "a hole in a script" 2 "script" '<script>{{x}}</script>'
refuses "a script in the page" 2 "empty" '<script>alert(1)</script>'
refuses "a style in the page" 2 "empty" '<style>p{}</style>'
refuses "a style attribute" 2 "style" '<p style="color:red">a</p>'
refuses "an on… attribute" 3 "onclick" '<p>a</p>' '<p OnClick="{{x}}">b</p>'
refuses "srcdoc" 2 "srcdoc" '<p srcdoc="{{x}}">b</p>'
refuses "an iframe" 2 "iframe" '<iframe src="/a"></iframe>'
refuses "a base" 2 "base" '<base href="/a">'
refuses "half an address" 2 "one hole" '<a href="/a/{{x}}">b</a>'
refuses "two holes in an address" 2 "one hole" '<a href="{{u}}{{x}}">b</a>'
refuses "text after an address" 2 "fragment" '<a href="{{u}}/a">b</a>'
refuses "javascript:" 2 "refused" '<a href="JavaScript:alert(1)">b</a>'
refuses "a hole in a comment" 2 "comment" '<!-- {{x}} -->'
refuses "an open comment" 2 "comment" '<!-- a' 'b'
refuses "C inside a tag" 3 "around the whole tag" '<p' '% if (x.n)' 'class="a">b</p>'
refuses "C inside a value" 3 "around the whole tag" '<p class="a' '% if (x.n)' '">b</p>'
refuses "an unfinished tag" 2 "not closed" '<p class="a"'
refuses "an unfinished hole" 3 "not closed" '<p>' '{{x'
refuses "a hole that runs into a tag" 2 "not closed" '<p>{{x' '</p>{{y}}'
refuses "a hole that runs into a line of C" 2 "not closed" '<p>{{x' '% }}'
refuses "an empty hole" 2 "empty hole" '<p>{{ }}</p>'
refuses "a bare <" 2 "&lt;" 'a < b'
refuses "attributes without a space" 2 "space" '<p class="a"id="b">'
refuses "an unfinished textarea" 2 "textarea" '<textarea name="a">b'
printf '<p>a</p>\n%s\n' "$head" >"$dir/t.html"; ! "$htmlc" "$dir/t.html" "$dir/t.h" 2>/dev/null
ok $? "refuses text before the first function"
printf '%%%% t(str x)\n<p>a</p>\n' >"$dir/t.html"; ! "$htmlc" "$dir/t.html" "$dir/t.h" 2>/dev/null
ok $? "refuses a function without its request"
printf '%s\n<p>\0</p>\n' "$head" >"$dir/t.html"; ! "$htmlc" "$dir/t.html" "$dir/t.h" 2>/dev/null; ok $? "refuses a NUL byte"

cat >"$dir/use.c" <<'C'
#include "web/web.h"
#include "t.h"
void use(struct request *r); void use(struct request *r) { t(r, S("x")); }
C
types() { # what, 0 compiles or 1 does not, template lines
    printf '%s\n' "$head" "${@:3}" >"$dir/t.html"
    "$htmlc" "$dir/t.html" "$dir/t.h" && ${CC:-gcc} -std=gnu17 -D_GNU_SOURCE -Isrc -I"$dir" -fsyntax-only "$dir/use.c" 2>"$dir/err"
    [ $? = "$2" ]; ok $? "$1"
}
types "text, numbers and words of our own compile" 0 '<p title="{{x}}">{{x}} {{"a"}} {{r->n_fields}} {{r->status}} {{T("a")}}</p>'
types "markup passes as text" 0 '{{(markup){x}}}'
types "markup in an attribute does not compile" 1 '<p title="{{(markup){x}}}">a</p>'
types "text as an address does not compile" 1 '<a href="{{x}}">a</a>'
types "an address compiles" 0 '<a href="{{url_fmt("/a")}}">a</a>'
types "a pointer does not compile" 1 '<p>{{r}}</p>'
[ -s "$dir/err" ] && grep -q 't.html:2:' "$dir/err"; ok $? "the compiler's complaint names the template's line"
echo "1..$n"
exit $bad
