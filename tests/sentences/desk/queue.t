# The officers' desk: queue, reception and slip, why this time, steps, supplement, return, and two officers at
# once.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person dung dung "$hostile"
person xa mavanxa "Ma Văn Xa"
use ward
officer dung H55.05443 civil_status
officer xa H55.05482 reception civil_status chair

use birth
let paper = "files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["$hostile_json"]

# what happened at the counter last year: until 14/09/2025 the slip bears the number of its form, after that none
let counter = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"counter","submitter":$awa,\
    "submitter_name":"Nguyễn Thị Awa"
let grown = $who,"child_name":"Trần Cũ","birth_date":"2025-08-20","sex":"male","birth_place":"A","ethnicity":"Kinh",\
    "nationality":"Việt Nam","hometown":"A",$mother
as beto do dossier.file when 2025-09-12T09:00 {$counter,"answers":{$plain},"answers_personal":{$grown},$paper} → ok
let old = $dossier
let first_old = $code
as beto do dossier.receive when 2025-09-12T09:05 {"dossier":$old} → ok
as beto see /can-bo/$first_old/phieu → 200 "Mẫu số 01 (Thông tư 01/2018/TT-VPCP)" "17 giờ 00 phút, ngày 12 tháng 9 năm 2025" "Tại quầy"
as beto do dossier.step when 2025-09-12T10:00 {"dossier":$old,"step":"examine","answers":{"book_number":"9/2025"},\
    "answers_personal":{"child_id":"019325000001"}} → ok
as beto do dossier.step when 2025-09-12T11:00 {"dossier":$old,"step":"sign","answers":{},"answers_personal":{}} → ok
as beto do dossier.return when 2025-09-12T11:10 {"dossier":$old,"how":"counter"} → ok
as beto do dossier.file when 2025-09-15T09:00 {$counter,"answers":{$plain},"answers_personal":{$grown},$paper} → ok
as beto do dossier.receive when 2025-09-15T09:05 {"dossier":$dossier} → ok
as beto see /can-bo/$code/phieu → 200 "17 giờ 00 phút, ngày 15 tháng 9 năm 2025" not "Mẫu số"

at 2026-03-02T16:20
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let a = $dossier
let code = $code

# who may look: officers of the desk or the agency all of it, a leader its state and clock, nobody else
as nobody see /can-bo → 303 to "/dang-nhap"
as awa see /can-bo → 404
as awa see /can-bo/$code → 404
as xa see /can-bo → 200 not "$code"
as xa see /can-bo/$code → 404
as xa see /can-bo/$code/giay/1 → 404
as leader see /can-bo?agency=H55.05443 → 200 "$code" not "Nguyễn An"
as leader see /can-bo/$code → 200 "Mới đăng ký" not "Nguyễn An" not "Bệnh viện A"
as leader see /can-bo/$code/giay/1 → 404
as leader see /can-bo/$code/phieu → 404
as leader send /can-bo/$code/tiep-nhan key=0123456789abcdef-1&seen=$a → 404

# the queue: what has just come is on top whatever its time; found by code, its number of the day, the owner without marks
as beto see /can-bo → 200 "Nguyễn An" "16:20 03/03/2026" "Vừa nộp"
as beto see /can-bo?viec=xu-ly → 200 not "Nguyễn An" "Trần Cũ" "quá hạn 167 ngày"
as beto see /can-bo?viec=tiep-nhan&sau=9999999999.1 → 200 not "Nguyễn An"
as beto see /can-bo?viec=tiep-nhan&sau=what → 200 "Nguyễn An"
as beto see /can-bo?q=$code → 303 to "/can-bo/$code"
as beto see /can-bo?q=260302-0001 → 303 to "/can-bo/$code"
as beto see /can-bo?q=1 → 303 to "/can-bo/$code"
as beto see /can-bo?q=260302 → 200 "Nguyễn An"
as beto see /can-bo?q=nguyen+a → 200 "Nguyễn An"
as beto see /can-bo?q=zz → 200 not "Nguyễn An" "Không có hồ sơ nào"
as leader see /can-bo?q=nguyen&agency=H55.05443 → 200 not "Nguyễn An"
as leader see /can-bo?viec=da-xong&agency=nowhere → 200

# before reception the time to answer is explained
as beto see /can-bo/$code/vi-sao → 200 "8 giờ làm việc" "Nghỉ trưa" "16:20 Thứ Ba 03/03/2026"
as beto see /can-bo/$code/phieu → 404
as beto see /can-bo/$code → 200 "Tiếp nhận" "Giấy chứng sinh" "Bệnh viện A"
as dung see /can-bo/$code → 200 "Đang chờ:" "Lê Thị Beto" not "giờ hẹn trả kết quả"
as beto see /can-bo/$code/giay/1 → 200
as beto see /can-bo/$code/giay/1?tai=1 → 200
as beto see /can-bo/$code/giay/2 → 404
as beto see /can-bo/$code/giay/x → 404

# reception; sent twice it is done once; refused without a reason, nothing typed is lost
as dung send /can-bo/$code/tiep-nhan key=aaaaaaaaaaaaaaaa-1&seen=$a → 422 "cán bộ khác"
as beto on /can-bo/$code/viec/tu-choi press "Từ chối tiếp nhận" with reason= → 422 "reason-error"
as beto on /can-bo/$code press "Tiếp nhận" → 303 to "/can-bo/$code?xong=tiep-nhan"
let received = $n
as beto repeat → 303 to "/can-bo/$code?xong=tiep-nhan"
as beto see /can-bo/$code?xong=tiep-nhan → 200 "In giấy tiếp nhận" "17:00 03/03/2026"
as beto send /can-bo/$code/tu-choi key=dddddddddddddddd-2&seen=$a&answers.reason=mờ \
    → 409 "Đã có người xử lý trước" "Tiếp nhận hồ sơ" "Lê Thị Beto" "mờ"
as beto see /can-bo/$code/phieu → 200 "$code" "16 giờ 20 phút, ngày 02 tháng 3 năm 2026" "17 giờ 00 phút, ngày 03 tháng 3 năm 2026" \
    "Giấy chứng sinh" "M4 4h" not "Mẫu số 01"
as awa see /ho-so/$code/phieu/01 → 200 "$code"
as xa see /can-bo/$code/phieu → 404
as beto see /can-bo/$code/vi-sao → 200 "Tiếp nhận sau 15:00" "1 ngày"

# nothing happens before what is recorded, and nothing is paid for what costs nothing
as beto do dossier.step when 2026-03-02T08:30 {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → refused "happened before"
as beto do dossier.paid {"dossier":$a,"how":"counter"} → refused "Nothing is to be paid"

# a step with the officer's own answers; another officer's page is out of date and says who was quicker
at 2026-03-03T08:00
as beto see /can-bo?viec=xu-ly → 200 "Nguyễn An" "còn 9 giờ"
as dung on /can-bo/$code press "Xong, chuyển bước sau" with book_number=12/2026&child_id=12 → 422 "child_id-error" "12/2026"
as dung on /can-bo/$code press "Xong, chuyển bước sau" with book_number=12/2026&child_id=019326000001 → 303
let examined = $n
as beto send /can-bo/$code/buoc key=gggggggggggggggg-3&seen=$received&answers.book_number=13/2026&answers.child_id=019326000002 \
    → 409 "Thẩm tra" "&lt;script&gt;" "13/2026"
as beto see /can-bo/$code?xong=buoc → 200 "12/2026" "019326000001" "Hoàn thành xử lý"
as dung send /can-bo/$code/bo-sung key=hhhhhhhhhhhhhhhh-4&seen=$examined&answers.reason=x → 422 "cán bộ khác"

# the supplement: one request, the clock stands still
as beto on /can-bo/$code/viec/bo-sung press "Gửi yêu cầu bổ sung" with reason=%3Cscript%3Ealert(1)%3C/script%3E → 303
let asked = $n
as beto see /can-bo/$code?xong=bo-sung → 200 "Thời hạn tạm dừng" "&lt;script&gt;" "Chờ người nộp"
as beto see /can-bo?viec=cho-bo-sung → 200 "Nguyễn An"
as beto see /can-bo/$code/vi-sao → 200 "Chờ người nộp bổ sung" "…"
as beto send /can-bo/$code/buoc key=jjjjjjjjjjjjjjjj-3&seen=$asked → 409
at 2026-03-04T10:00
as awa do dossier.supplement seen $asked {"dossier":$a,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let sent = $n
as beto see /can-bo/$code → 200 "17:00 05/03/2026" "nộp bổ sung"
as beto see /can-bo/$code/giay/2 → 200
as beto see /can-bo/$code/phieu → 200 "17 giờ 00 phút, ngày 03 tháng 3 năm 2026" "Đã chuyển theo quy định" \
    "17 giờ 00 phút, ngày 05 tháng 3 năm 2026"

# late is said in words; decided; the result is returned
at 2026-03-06T09:00
as beto see /can-bo?viec=xu-ly → 200 "quá hạn 16 giờ" "2 hồ sơ quá hạn"
as beto on /can-bo/$code press "Hoàn thành xử lý" → 303
let signed = $n
as beto see /can-bo?viec=tra-ket-qua → 200 "Nguyễn An"
as beto on /can-bo/$code press "Đã trả kết quả" → 422 "how-error"
as beto send /can-bo/$code/tra-ket-qua key=mmmmmmmmmmmmmmmm-5&seen=$signed&answers.how=pigeon → 422
as beto on /can-bo/$code press "Đã trả kết quả" with how=counter → 303
as beto see /can-bo/$code?xong=tra-ket-qua → 200 "Đã trả kết quả"
as beto see /can-bo?viec=da-xong → 200 "Nguyễn An" "quá hạn"
as beto see /can-bo?viec=da-xong&sau=1.1 → 200 not "Nguyễn An"
as leader see /can-bo/$code/vi-sao → 200 "Ngày có lúc chờ người nộp bổ sung"

# refused: the reason is told; the next in the pile is offered
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let b = $dossier
let code_b = $code
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let code_c = $code
as beto on /can-bo/$code_b/viec/tu-choi press "Từ chối tiếp nhận" with reason=Ảnh mờ → 303
as beto see /can-bo/$code_b?xong=tu-choi → 200 "Ảnh mờ" "/can-bo/$code_c"
as leader see /can-bo/$code_b → 200 not "Ảnh mờ"

# of two that have just come the later one is on top; each waits in the list, by the time to answer it
at 2026-06-01T09:00
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let sooner = $code
at 2026-06-01T09:07
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
as beto see /can-bo → 200 "Vừa nộp lúc 09:07 01/06/2026" "$sooner" "$code" not "Vừa nộp lúc 09:00 01/06/2026"
