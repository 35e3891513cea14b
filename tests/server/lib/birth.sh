# Sourced by tests that file births over HTTP: needs $dir and $base (http://127.0.0.1:PORT); a cookie jar is in $jar.
printf '%%PDF-1.4\npaper\n%%%%EOF\n' >"$dir/paper.pdf"
request() { curl -s -o "$dir/body" -m 8 -w '%{http_code} %{redirect_url}' -b "$jar" -c "$jar" -H "Origin: $base" "$@"; }
sign_in() { request -X POST "$base/thu-nghiem/${1:-citizen}" >/dev/null; }
# A birth up to the last button; prints the draft.
birth_prepare() {
    local d
    d=$(request -X POST "$base/thu-tuc/1.001193/nop"); d=${d##*/nhap/}; d=${d%%/*}
    request "$base/nhap/$d/1" --data-urlencode "answers.child_name=Bé $(tr 0-9 g-p <<<"$d")" \
        -d 'answers.birth_date.d=1&answers.birth_date.m=11&answers.birth_date.y=2026&answers.sex=female' \
      -d 'answers.birth_place=A&answers.ethnicity=Kinh&answers.nationality=VN&answers.hometown=A&answers.residence=05443&answers.copies=1' \
        >/dev/null
    request "$base/nhap/$d/2" --data-urlencode "answers.requester_name=Nguyễn Thị Mẫu" \
        -d 'answers.requester_id=019195000001&answers.relation=mother&answers.mother_known=no&answers.father_known=no' >/dev/null
    request "$base/nhap/$d/giay-to" -F "doc.birth_note=@$dir/paper.pdf" >/dev/null
    echo "$d"
}
# Presses it; notes the code in $dir/acknowledged when it was acknowledged, the answer in $dir/answers.log.
birth_send() {
    local answer code
    answer=$(request -X POST "$base/nhap/$1/nop" -d "key=$1")
    code=$(grep -o 'H55[^?]*' <<<"$answer")
    echo "$answer" >>"$dir/answers.log"
    [ -z "$code" ] || echo "$code" >>"$dir/acknowledged"
    [ -n "$code" ]
}
# Waits until the server at $1 answers, at most 5 seconds.
answers() { for _ in $(seq 100); do [ "$(curl -s -o /dev/null -m 2 -w '%{http_code}' "$1/healthz")" = 200 ] &&
    return; sleep 0.05; done; return 1; }
