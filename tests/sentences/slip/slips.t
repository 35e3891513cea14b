# The papers of the one-stop desk: slips 01-06 of Circular 01/2018 , layout by Decree 30/2020.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person chi 019195000002 "Trần Văn Chi"
person gia gia "Phạm Văn Gia"
person xa mavanxa "Ma Văn Xa"
use ward
officer gia H55.05443 business
officer xa H55.05482 reception civil_status chair business

use shop
let shop = $shop,"place":"05443"
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"channel":"online","submitter_name":"Nguyễn Thị Awa","phone":"0912345678"
let old = "procedure":"1.001612","procedure_act":$version.1.001612,"channel":"counter","submitter":$awa,"submitter_name":"Nguyễn Thị Awa"

# until 14/09/2025 each paper bears the number of its form, from the day after none
as beto do dossier.file when 2025-09-12T09:00 {$old,"answers":{$shop},"answers_personal":{$who},$none} → ok
let y = $dossier
let code_y = $code
as beto do dossier.receive when 2025-09-12T09:05 {"dossier":$y} → ok
as beto do dossier.ask_supplement when 2025-09-14T09:00 {"dossier":$y,"reason":"Thiếu giấy tờ về trụ sở"} → ok
expect $number = 01/2025
as beto see /can-bo/$code_y/phieu/01 → 200 "Mẫu số 01 (Thông tư 01/2018/TT-VPCP)" "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
as beto see /can-bo/$code_y/phieu/02 → 200 "Mẫu số 02 (Thông tư 01/2018/TT-VPCP)" "Số: 01/2025" "ngày 14 tháng 9 năm 2025"
as beto see /can-bo/$code_y/phieu/05 → 200 "Mẫu số 05 (Thông tư 01/2018/TT-VPCP)"
as beto see /can-bo/so-theo-doi?tu=2025-09-01&den=2025-09-14 → 200 "Mẫu số 06 (Thông tư 01/2018/TT-VPCP)" "$code_y" "Sổ theo dõi hồ sơ"
as beto see /can-bo/so-theo-doi?tu=2025-09-01&den=2025-09-15 → 200 "$code_y" not "Mẫu số"
as beto do dossier.file when 2025-09-15T09:00 {$old,"answers":{$shop},"answers_personal":{$who},$none} → ok
let z = $dossier
let code_z = $code
as beto do dossier.receive when 2025-09-15T09:05 {"dossier":$z} → ok
as beto do dossier.ask_supplement when 2025-09-15T09:10 {"dossier":$z,"reason":"Thiếu giấy tờ về trụ sở"} → ok
expect $number = 02/2025
as beto see /can-bo/$code_z/phieu/02 → 200 "Số: 02/2025" not "Mẫu số"
as beto see /can-bo/$code_z/phieu/05 → 200 not "Mẫu số"

# slip 01, receipt and appointment: who, what, when, and the time promised; before reception there is none, and the page says so
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
let a = $dossier
let code_a = $code
as beto see /can-bo/$code_a/phieu → 404 "Chưa có giấy tiếp nhận"
as awa see /ho-so/$code_a/phieu/01 → 404 "Chưa có giấy tiếp nhận"
as awa see /ho-so/$code_a → 200 not "Giấy tờ của nơi tiếp nhận"
as beto do dossier.receive {"dossier":$a} → ok
as awa see /ho-so/$code_a/phieu/01 → 200 "Độc lập - Tự do - Hạnh phúc" "$code_a" "Nguyễn Thị Awa" \
    "17 giờ 00 phút, ngày 05 tháng 3 năm 2026" "QR"
as awa see /ho-so/$code_a → 200 "/ho-so/$code_a/phieu/01" not "/phieu/02" not "/phieu/05"

# slip 02, what is to be supplemented: the officer's words in full, until when, and what it does to the term (household businesses: counted
# anew)
as awa see /ho-so/$code_a/phieu/02 → 404 "chưa bị yêu cầu bổ sung"
as beto do dossier.ask_supplement {"dossier":$a,"reason":"1. Bản sao hợp đồng thuê nhà;\n2. $hostile_json"} → ok
# numbers are allotted at signing, per agency, kind and year: the first of 2026, although 2025 had two
expect $number = 01/2026
as awa see /ho-so/$code_a/phieu/02 → 200 "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" "Số: 01/2026" "1. Bản sao hợp đồng thuê nhà;" \
    "2. &lt;script&gt;" "ngày 01 tháng 4 năm 2026" "tính lại từ đầu" not "<script>alert" not "24/11/2026"
as awa see /ho-so/$code_a → 200 "/ho-so/$code_a/phieu/02"
as beto see /can-bo/$code_a → 200 "/can-bo/$code_a/phieu/02" "/can-bo/$code_a/phieu/05"
let more = "business_name":"Cơm Awa","place":"05443","trade":"ăn uống","capital":"50000000","workers":"9"
as awa do dossier.supplement {"dossier":$a,"answers":{$more},"answers_personal":{$who},$none} → ok

# a refused act leaves no gap and uses no number; other agencies, other kinds and other years count for themselves
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
let b = $dossier
let code_b = $code
as beto do dossier.receive {"dossier":$b} → ok
as gia do dossier.ask_supplement {"dossier":$b,"reason":"x"} → refused "another officer"
as beto do dossier.ask_supplement {"dossier":$a,"reason":"x"} → refused "already asked"
as beto do dossier.ask_supplement {"dossier":$b,"reason":"Thiếu giấy"} → ok
expect $number = 02/2026
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
let c = $dossier
let code_c = $code
as xa do dossier.refuse {"dossier":$c,"reason":"x"} → refused "another officer"

# slip 03, refusal: it exists although nothing was received, with the reason; slip 01 does not
as awa see /ho-so/$code_c/phieu/03 → 404 "không bị từ chối"
as beto do dossier.refuse {"dossier":$c,"reason":"Ngành nghề không thuộc diện đăng ký"} → ok
expect $number = 01/2026
as awa see /ho-so/$code_c/phieu/03 → 200 "Phiếu từ chối tiếp nhận giải quyết hồ sơ" "Số: 01/2026" "Ngành nghề không thuộc diện đăng ký" \
    "08 giờ 00 phút, ngày 02 tháng 3 năm 2026" "Lê Thị Beto"
as beto see /can-bo/$code_c/phieu/03 → 200 "Ngành nghề không thuộc diện đăng ký"
as awa see /ho-so/$code_c/phieu/01 → 404
as beto see /can-bo/$code_c/phieu/05 → 404 "Chưa có phiếu kiểm soát"
let shop_xa = "business_name":"Cơm Chi","place":"05482","trade":"ăn uống","capital":"50000000","workers":"2"
as chi do dossier.file {$biz,"answers":{$shop_xa},"answers_personal":{$who},$none} → ok
as xa do dossier.refuse {"dossier":$dossier,"reason":"Sai nơi"} → ok
expect $number = 01/2026
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
as beto do dossier.refuse {"dossier":$dossier,"reason":"Sai nơi"} → ok
expect $number = 02/2026

# slip 04, apology: both times, the reason, signed by the position that decides
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
let d = $dossier
let code_d = $code
as beto do dossier.receive {"dossier":$d} → ok
as awa see /ho-so/$code_d/phieu/04 → 404 "Chưa có phiếu xin lỗi"
as gia do dossier.apologise {"dossier":$d,"until":1773396000,"reason":"x"} → refused "another officer"
as beto do dossier.apologise {"dossier":$d,"until":1773396000,"reason":"Cần xác minh thêm tại cơ sở"} → ok
expect $number = 01/2026
as awa see /ho-so/$code_d/phieu/04 → 200 "Phiếu xin lỗi và hẹn lại ngày trả kết quả" "Số: 01/2026" "Cần xác minh thêm tại cơ sở" \
    "17 giờ 00 phút, ngày 05 tháng 3 năm 2026" "17 giờ 00 phút, ngày 13 tháng 3 năm 2026" "CHỦ TỊCH"

# slip 05, control: each hand-over with its time; early is an earlier day, a step is judged by its own time, the result by the first promise
at 2026-03-03T10:00
as gia do dossier.step {"dossier":$d,"step":"examine","answers":{},"answers_personal":{}} → ok
at 2026-03-04T10:00
as beto do dossier.step {"dossier":$d,"step":"sign","answers":{"certificate_number":"17A8000001"},"answers_personal":{}} → ok
at 2026-03-06T10:00
as beto do dossier.return {"dossier":$d,"how":"counter"} → ok
as beto see /can-bo/$code_d/phieu/05 → 200 "Phiếu kiểm soát quá trình giải quyết hồ sơ" "Phạm Văn Gia" \
    "10 giờ 00 phút, ngày 03 tháng 3 năm 2026" "Trước hạn" "Đúng hạn"
as awa see /ho-so/$code_d/phieu/05 → 404 not "Phạm Văn Gia"

# slip 06, the book: per desk and period, what was received in it, in order; nobody else's desk
as beto see /can-bo/so-theo-doi → 200 "$code_a" "$code_b" "$code_d" "Nguyễn Thị Awa" "Tại quầy" "hẹn lại: 17:00 13/03/2026" "3 hồ sơ" \
    not "$code_c" not "$code_y"
as beto see /can-bo/so-theo-doi?tu=2026-03-03&den=2026-03-06 → 200 "Không tiếp nhận hồ sơ nào" not "$code_a"
as beto see /can-bo/so-theo-doi?tu=2026-03-06&den=2026-03-01 → 422 "Ngày đầu phải trước ngày cuối"
as beto see /can-bo/so-theo-doi?tu=2024-01-01&den=2026-03-01 → 422
as beto see /can-bo/so-theo-doi?tu=x&den=2026-03-01 → 422
as xa see /can-bo/so-theo-doi → 200 not "$code_a" not "Nguyễn Thị Awa"
as leader see /can-bo/so-theo-doi → 404
as awa see /can-bo/so-theo-doi → 404
as nobody see /can-bo/so-theo-doi → 303 to "/dang-nhap"

# a citizen has the papers of their own dossiers only; nobody else learns that there are any
as chi see /ho-so/$code_d/phieu/01 → 404 not "Nguyễn Thị Awa"
as chi see /ho-so/$code_d/phieu/04 → 404 not "Cần xác minh"
as beto see /ho-so/$code_d/phieu/01 → 404
as nobody see /ho-so/$code_d/phieu/01 → 303 to "/dang-nhap"
as awa see /can-bo/$code_d/phieu/01 → 404 not "0912345678"
as xa see /can-bo/$code_d/phieu/04 → 404 not "Cần xác minh"
as leader see /can-bo/$code_d/phieu/01 → 404
as awa see /ho-so/$code_d/phieu/06 → 404
as beto see /can-bo/$code_d/phieu/7 → 404

# once the personal data are erased no paper shows any, not even the officer's words about them; the paper's number and times stay
let erased = $d
as system do body.erase {"acts":[$erased],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok
as beto see /can-bo/$code_d/phieu/01 → 200 "$code_d" "(đã xóa dữ liệu cá nhân)" not "Nguyễn Thị" not "0912345678"
as beto see /can-bo/$code_d/phieu/04 → 200 "Số: 01/2026" "17 giờ 00 phút, ngày 13 tháng 3 năm 2026" not "Nguyễn Thị" not "Cần xác minh"
as beto see /can-bo/$code_d/phieu/05 → 200 not "Nguyễn Thị"
as beto see /can-bo/so-theo-doi → 200 "$code_d"

# passed to another agency: the line names who took it over, and late is late; somebody else's step time does not excuse it
as awa do dossier.file {$biz,"answers":{$shop},"answers_personal":{$who},$none} → ok
let e = $dossier
let code_e = $code
at 2026-03-11T10:00
as beto do dossier.receive {"dossier":$e} → ok
as gia do dossier.transfer {"dossier":$e,"agency":"H55.05482","reason":"Đúng thẩm quyền"} → ok
as beto see /can-bo/$code_e/phieu/05 → 200 '<td data-label="Người nhận">UBND' "Quá hạn" not "Đúng thẩm quyền"
# the book goes on where a page ended
as beto see /can-bo/so-theo-doi?tu=2026-03-01&den=2026-12-31&sau=9999999999.1 → 200 not "$code_a"
