#!/usr/bin/env bash
# TAP: a province folder made to harm: `tinhso check` answers each in words, within a second (five under sanitizers) and 600 MB of
# addresses, and reads nothing outside.
set -u
cd "$(dirname "$0")/../.."
tinhso=$PWD/${TINHSO:-build/tinhso}
patience=1; [ -z "${TINHSO:-}" ] || patience=5
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
n=0 bad=0
ok() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi; }
mkdir "$dir/p"
fresh() { rm -rf "$dir/p"; cp -r provinces/thai-nguyen "$dir/p"; }
# description, words that must be there (a regular expression): checks $dir/p
answered() {
    local start=${EPOCHREALTIME/./} status took
    (ulimit -v $([ -z "${TINHSO:-}" ] && echo 600000 || echo unlimited); timeout 20 "$tinhso" check "$dir/p" >"$dir/out" 2>"$dir/err")
    status=$?
    took=$(((${EPOCHREALTIME/./} - start) / 1000))
    [ $status = 1 ] && grep -qE "$2" "$dir/out" && [ $took -lt $((patience * 1000)) ] && ! grep -qaE 'root:|SECRET' "$dir/out" "$dir/err"
    ok $? "$1: $(head -1 "$dir/out" | cut -c1-110) ($took ms)"
}
fresh
"$tinhso" check "$dir/p" >/dev/null; ok $? "the folder itself is right"
{ echo 'a: &a [x,x,x,x,x,x,x,x,x]'; for i in b c d e f g h i; do echo \
    "$i: &$i [*a,*a,*a,*a,*a,*a,*a,*a,*a]"; done; } >"$dir/p/procedures/bomb.yaml"
answered "a billion laughs" 'bomb.yaml.*anchors'
fresh; echo 'a: &a [*a]' >"$dir/p/procedures/bomb.yaml"; answered "a value that holds itself" 'bomb.yaml.*anchors'
fresh; head -c 500000 /dev/zero | tr '\0' '[' >"$dir/p/procedures/deep.yaml"; answered "half a million brackets" 'deep.yaml:1'
fresh; { printf 'a:\n'; for i in $(seq 2 600); do printf '%*sa:\n' "$i" ''; done; } >"$dir/p/procedures/deep.yaml"; answered \
    "six hundred floors" 'deep.yaml:'
fresh; { echo 'a:'; yes -- '- 1' | head -200000; } >"$dir/p/procedures/many.yaml"; answered "two hundred thousand values" 'many.yaml'
fresh; { seq -f 'k%.0f: 1' 50000; } >"$dir/p/procedures/many.yaml"; answered "fifty thousand keys" 'many.yaml.*too many'
fresh; head -c 2000000 /dev/zero | tr '\0' a >"$dir/p/procedures/large.yaml"; answered "two megabytes" 'large.yaml.*too large'
fresh; for i in $(seq 40); do { echo '#'; head -c 900000 /dev/zero |
    tr '\0' a; } >"$dir/p/procedures/l$i.yaml"; done; answered "forty times 900 KB" 'too large'
fresh; for i in $(seq 10000); do echo "code: x$i" >"$dir/p/procedures/n$i.yaml"; done; answered \
    "ten thousand files" 'too many files|\.yaml:'
fresh; sed -i 's/^  amount: .*/  amount: 999999999999999999999999999/' "$dir/p/procedures/1.001193.yaml"
answered "a fee no purse holds" '1.001193.yaml:[0-9]+:[0-9]+'
fresh; sed -i 's/^term:.*/term: {value: -5, unit: working_days}/' "$dir/p/procedures/1.001193.yaml"
answered "a term before it began" '1.001193.yaml:[0-9]+:[0-9]+'
fresh; sed -i 's/^term:.*/term: {value: 99999999, unit: working_days}/' "$dir/p/procedures/1.001193.yaml"
answered "a term of four hundred thousand years" '1.001193.yaml:[0-9]+:[0-9]+'
fresh; sed -i '0,/code:/s/code: .*/code: "..\/..\/etc"/' "$dir"/p/procedures/1.001193.yaml
answered "a code that is a path" 'procedures/1.001193.yaml:[0-9]+:[0-9]+'
fresh; printf 'security_contact: "https://a\\nCanonical: https://evil.example"\n' >>"$dir/p/province.yaml"
answered "a contact with a second line" 'province.yaml:[0-9]+:.*contact'
fresh; printf 'name: \xff\xfe\n' >"$dir/p/procedures/bytes.yaml"; answered "bytes that are no text" 'bytes.yaml:1.*not text'
fresh; printf 'name: "\\0\\e[2J"\n' >"$dir/p/procedures/bytes.yaml"; answered "escapes that would clear the screen" 'bytes.yaml:1'
fresh; printf 'name: !!python/object/apply:os.system ["id"]\n' >"$dir/p/procedures/tag.yaml"
answered "a tag that runs a program elsewhere" 'tag.yaml.*tags'
fresh; echo 'SECRET: 1' >"$dir/secret.yaml"; ln -s ../../secret.yaml "$dir/p/procedures/link.yaml"
answered "a link out of the folder" 'link.yaml.*link'
fresh; ln -s /etc/passwd "$dir/p/procedures/link.yaml"; answered "a link to the machine's accounts" 'link.yaml.*link'
fresh; rm -r "$dir/p/registers"; ln -s /etc "$dir/p/registers"; answered "a folder that is a link" '.'
fresh; mkfifo "$dir/p/procedures/pipe.yaml"; answered "a pipe nobody writes to" 'pipe.yaml.*no ordinary file'
fresh; ln -s /dev/zero "$dir/p/procedures/zero.yaml"; answered "a device that never ends" 'zero.yaml.*link'
fresh; mkdir "$dir/p/procedures/folder.yaml"; answered "a folder called .yaml" 'folder.yaml.*no ordinary file'
fresh; touch "$dir/p/procedures/"$'a\nb\e[31m.yaml'; answered "a name with a line break and a colour" 'control character'
grep -q $'\e' "$dir/out"; ok $((!$?)) "which does not reach the terminal as it is"
fresh; chmod 000 "$dir/p/procedures/1.001193.yaml"; [ "$(id -u)" = 0 ] && rm "$dir/p/procedures/1.001193.yaml"
answered "a file that cannot be read, or is gone" '.'
fresh; head -c 1000000 /dev/zero | tr '\0' '[' >"$dir/p/boundaries.geojson"
answered "borders of a million brackets" 'boundaries.geojson:1:[0-9]+: this is not JSON'
fresh; { echo '{"type":"FeatureCollection","features":['; yes '{},' | head -250000; echo '{}]}'; } >"$dir/p/boundaries.geojson"
answered "a quarter of a million borders of nothing" '250001 features'
fresh; { echo '{"type":"FeatureCollection","features":[{"properties":{"code":"01864"},"geometry":{"type":"Polygon","coordinates":[['
yes '[1,2],' | head -140000
    echo '[1,2]]]}}]}'; } >"$dir/p/boundaries.geojson"; answered "a border of 140,000 points" 'too many positions'
fresh; printf '{"type":"FeatureCollection","features":[{"properties":{"\\u001b[2J":1}}]}' >"$dir/p/boundaries.geojson"
answered "a property that would clear the screen" 'no property'
grep -q $'\e' "$dir/out"; ok $((!$?)) "which does not reach the terminal as it is"
fresh; ln -s /etc/passwd "$dir/p/boundaries.geojson"; answered "borders that are a link" 'boundaries.geojson.*link'
rm -rf "$dir/p"; mkdir "$dir/p"; answered "an empty folder" '.'
rm -rf "$dir/p"; echo >"$dir/p"; answered "a file instead of a folder" '.'
echo "1..$n"
exit $bad
