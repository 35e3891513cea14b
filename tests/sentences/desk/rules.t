# The desk whole: the rules of doc/desk.md, each a sentence. Decree 61/2018 art. 19-20, Decree 118/2025; what is medium or low there is
# configuration.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person chi 019195000002 "Trần Văn Chi"
person gia gia "Phạm Văn Gia"
person xa mavanxa "Ma Văn Xa"
person congan congan "Đỗ Văn Công"
person so sotaichinh "Vũ Thị Sở"
use ward
officer gia H55.05443 business
officer xa H55.05482 reception civil_status chair business
officer congan H55.05443.01 residence head
officer so H55.04 reception business head civil_status

use shop
let shop = $shop,"place":"05443"

# three working days: the day of reception is not counted, due at closing time
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let a = $dossier
let code_a = $code
as beto do dossier.receive {"dossier":$a} → ok
expect $due = 17:00 05/03/2026

# the agency asks its desk, the desk asks the citizen: at most once, and only the desk asks (sub-states of a supplement)
as gia on /can-bo/$code_a/viec/de-nghi-bo-sung press "Gửi bộ phận tiếp nhận" with reason=Thiếu biên bản họp \
    → 303 to "/can-bo/$code_a?xong=de-nghi-bo-sung"
as gia see /can-bo/$code_a?xong=de-nghi-bo-sung → 200 "chờ bộ phận tiếp nhận hỏi người nộp" "Thiếu biên bản họp"
as xa do dossier.want_supplement {"dossier":$a,"reason":"x"} → refused "another officer"
as awa see /ho-so/$code_a → 200 "Được tiếp nhận" not "Thiếu biên bản"
as gia do dossier.ask_supplement {"dossier":$a,"reason":"x"} → refused "another officer"
at 2026-03-04T10:00
as beto do dossier.ask_supplement {"dossier":$a,"reason":"Thiếu biên bản họp"} → ok
as gia do dossier.step {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → refused "no longer"
# household businesses restart the clock (supplement: {clock: restart}); three working days from the day it came
at 2026-03-09T09:00
as awa do dossier.supplement {"dossier":$a,"answers":{$shop},"answers_personal":{$who},$none} → refused "Nothing was added"
let more = "business_name":"Cơm Awa","place":"05443","trade":"ăn uống","capital":"50000000","workers":"3"
as awa do dossier.supplement {"dossier":$a,"answers":{$more},"answers_personal":{$who},$none} → ok
expect $due = 17:00 12/03/2026
let sent = $n
as beto do dossier.ask_supplement {"dossier":$a,"reason":"nữa"} → refused "already asked"
as gia do dossier.want_supplement {"dossier":$a,"reason":"nữa"} → refused "already asked"

# the apology: by who signs, before the due time, once, later than the first date; it never makes a late dossier on time
as gia do dossier.apologise {"dossier":$a,"until":1773396000,"reason":"x"} → refused "another officer"
as beto do dossier.apologise {"dossier":$a,"until":1773000000,"reason":"x"} → refused "after the first"
as beto do dossier.apologise {"dossier":$a,"until":1773568800,"reason":"x"} → refused "working day"
as beto see /can-bo/$code_a/viec/xin-loi → 200 "Xin lỗi và hẹn lại" "Nguyễn Thị Awa"
as beto see /can-bo/$code_a/viec/buoc → 303 to "/can-bo/$code_a"
as gia see /can-bo/$code_a/viec/xin-loi → 303 to "/can-bo/$code_a"
as xa see /can-bo/$code_a/viec/dung → 404
as beto on /can-bo/$code_a/viec/xin-loi press "Gửi thư xin lỗi" with until=11/3/2026&reason=x → 422 "until-error"
as beto on /can-bo/$code_a/viec/xin-loi press "Gửi thư xin lỗi" with until=18/3/2026&reason=Cần xác minh thêm → 303
as beto see /can-bo/$code_a?xong=xin-loi → 200 "17:00 18/03/2026" "lần hẹn đầu"
as beto do dossier.apologise {"dossier":$a,"until":1773914400,"reason":"x"} → refused "can be done once"
as awa see /ho-so/$code_a → 200 "17:00 12/03/2026" "17:00 18/03/2026" "Cần xác minh thêm"
at 2026-03-13T09:00
as gia do dossier.step {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{"certificate_number":"17A8000001"},"answers_personal":{}} → ok
as leader see /chi-so/level4-whole → 200
as beto do dossier.return {"dossier":$a,"how":"online"} → ok

# suspended and resumed: the clock stands still, time used counts; stopped for good is another thing
at 2026-03-16T08:00
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let b = $dossier
let code_b = $code
as beto do dossier.receive {"dossier":$b} → ok
expect $due = 17:00 19/03/2026
let received_b = $n
as beto do dossier.resume {"dossier":$b} → refused "no longer"
at 2026-03-17T08:00
as xa do dossier.suspend {"dossier":$b,"reason":"x"} → refused "another officer"
as gia on /can-bo/$code_b/viec/tam-dung press "Tạm dừng xử lý" with reason=Chờ kết luận thanh tra → 303
let suspended = $n
as gia see /can-bo/$code_b?xong=tam-dung → 200 "tạm dừng xử lý"
as gia see /can-bo?viec=cho-bo-sung → 200 "$code_b"
as awa see /ho-so/$code_b → 200 "Dừng xử lý" "Chờ kết luận thanh tra"
as gia do dossier.suspend {"dossier":$b,"reason":"x"} → refused "no longer"
at 2026-03-23T08:00
as gia on /can-bo/$code_b press "Tiếp tục xử lý" → 303
let resumed = $n
as gia see /can-bo/$code_b?xong=tiep-tuc → 200 "17:00 26/03/2026"
as gia on /can-bo/$code_b/viec/dung press "Dừng hẳn" with reason=Không đủ điều kiện → 303
as gia see /can-bo?viec=da-xong → 200 "$code_b"
as gia do dossier.resume {"dossier":$b} → refused "for good"
as gia do dossier.stop {"dossier":$b,"reason":"x"} → refused "no longer"
as awa see /ho-so/$code_b → 200 "Dừng xử lý" "Không đủ điều kiện"

# a negative decision is a result: status 9, then 10; only the last step decides, with a reason; no register entry
at 2026-03-24T08:00
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let c = $dossier
let code_c = $code
as beto do dossier.receive {"dossier":$c} → ok
as gia do dossier.step {"dossier":$c,"step":"examine","answers":{},"answers_personal":{},"negative":1,"reason":"x"} \
    → refused "Only the last"
as gia do dossier.step {"dossier":$c,"step":"examine","answers":{},"answers_personal":{}} → ok
let examined_c = $n
as beto do dossier.step {"dossier":$c,"step":"sign","answers":{},"answers_personal":{},"negative":1} → refused "reason"
as gia see /can-bo/$code_c → 200 not "khong-chap-thuan"
as beto see /can-bo/$code_c → 200 "khong-chap-thuan"
as beto on /can-bo/$code_c/viec/khong-chap-thuan press "Quyết định: không chấp thuận" with reason=Ngành nghề bị cấm → 303
as beto see /can-bo/$code_c?xong=khong-chap-thuan → 200 "Đã xử lý xong" "Ngành nghề bị cấm"
as awa see /ho-so/$code_c → 200 "Đã xử lý xong" "Ngành nghề bị cấm"
as beto do dossier.return {"dossier":$c,"how":"counter"} → ok
as awa see /ho-so/$code_c → 200 "Đã trả kết quả"

# withdrawal: at once before reception; afterwards a request that the agency answers, and the clock stands still meanwhile
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let d = $dossier
let code_d = $code
as awa do dossier.ask_withdrawal {"dossier":$d,"reason":"x"} → refused "no longer"
as beto do dossier.receive {"dossier":$d} → ok
let received_d = $n
as awa do dossier.withdraw {"dossier":$d} → refused "no longer"
as chi do dossier.ask_withdrawal {"dossier":$d,"reason":"x"} → refused "no such dossier"
as awa see /ho-so/$code_d/rut → 200 "Vì sao bạn xin rút"
as awa on /ho-so/$code_d/rut press "Gửi yêu cầu" with reason= → 422 "reason-error"
as awa on /ho-so/$code_d/rut press "Gửi yêu cầu" with reason=Không mở quán nữa → 303
let asked_d = $n
as gia see /can-bo?viec=xu-ly → 200 "$code_d"
as awa see /ho-so/$code_d → 200 "Công dân yêu cầu rút hồ sơ"
as beto see /can-bo/$code_d → 200 "Không mở quán nữa"
at 2026-03-25T08:00
as xa do dossier.answer_withdrawal {"dossier":$d,"grant":1,"reason":"x"} → refused "another officer"
as gia on /can-bo/$code_d press "Gửi trả lời" with grant=no&reason=Đã ký xong → 303
as gia see /can-bo/$code_d?xong=tra-loi-rut → 200 "Đã trả lời yêu cầu"
as awa see /ho-so/$code_d → 200 "Đang xử lý" "Đã ký xong"
as awa do dossier.ask_withdrawal {"dossier":$d,"reason":"Xin rút"} → ok
as gia do dossier.answer_withdrawal {"dossier":$d,"grant":1,"reason":"Đồng ý, hoàn phí"} → ok
as awa see /ho-so/$code_d → 200 "Công dân yêu cầu rút hồ sơ" "Đồng ý, hoàn phí"
as gia do dossier.answer_withdrawal {"dossier":$d,"grant":1,"reason":"x"} → refused "no longer"

# passed to another agency: the desk stays, the agency and its lateness change
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let e = $dossier
let code_e = $code
as beto do dossier.receive {"dossier":$e} → ok
let received_e = $n
as gia on /can-bo/$code_e/viec/chuyen press "Chuyển" with agency=H55.05482&reason=x → 303
as gia do dossier.step {"dossier":$e,"step":"examine","answers":{},"answers_personal":{}} → refused "another officer"
as xa do dossier.transfer {"dossier":$e,"agency":"H55.99","reason":"x"} → refused "exists today"
as xa do dossier.step {"dossier":$e,"step":"examine","answers":{},"answers_personal":{}} → ok

# a supplement that never comes lapses after the procedure's days (30): by time alone, and not a day sooner
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let f = $dossier
let code_f = $code
as beto do dossier.receive {"dossier":$f} → ok
as beto do dossier.ask_supplement {"dossier":$f,"reason":"Thiếu giấy"} → ok
at 2026-04-24T08:00
as system do house.tick {} → ok
as awa see /ho-so/$code_f → 200 "Yêu cầu bổ sung giấy tờ"
as system do dossier.lapse {"dossier":$f} → refused "still has time"
at 2026-04-25T08:00
as system do house.tick {} → ok
as awa see /ho-so/$code_f → 200 "Dừng xử lý"

# the fee differs by channel, is paid in a pause of its own, and a dossier not paid online was not done wholly online
let newcomer = "person_name":"Nguyễn Thị Awa","person_birth":"1995-01-01","sex":"female","address":"Tổ 3","head_name":"Nguyễn Văn Cả",\
    "head_id":"019070000001","head_relation":"con"
let home = "procedure":"1.004222","procedure_act":$version.1.004222,"submitter_name":"Nguyễn Thị Awa"
at 2026-05-04T08:00
as awa do dossier.file {$home,"channel":"post","answers":{"residence":"05443"},"answers_personal":{$newcomer},$none} \
    → refused "not received this way"
as awa do dossier.file {$home,"channel":"counter","answers":{"residence":"05443"},"answers_personal":{$newcomer},$none} \
    → refused "not received this way"
as awa do dossier.file {$home,"channel":"online","answers":{"residence":"05443"},"answers_personal":{$newcomer},$none} → ok
let g = $dossier
let code_g = $code
expect $agency = H55.05443.01
expect $fee = 10000
as congan do dossier.receive {"dossier":$g} → refused "another officer"
as beto do dossier.file {$home,"channel":"counter","submitter":0,"citizen_id":"019195000009","receive":1,"answers":{"residence":"05443"},\
    "answers_personal":{$newcomer},$none} → ok
expect $fee = 20000
let h = $dossier
let code_h = $code
as beto see /can-bo/$code_h → 200 "Được tiếp nhận" "Tại quầy"
as nobody see /ho-so/$code_h → 200 not "019195000009"
as congan do dossier.paid {"dossier":$h,"how":"counter"} → refused "another officer"
as beto do dossier.paid {"dossier":$h,"how":"cash"} → refused "how it was paid"
as beto see /can-bo/$code_h → 200 "20.000 đồng" "chưa nộp"
as beto do dossier.paid {"dossier":$h,"how":"counter","reference":"BL 17"} → ok
as beto see /can-bo/$code_h → 200 "đã nộp" not "chưa nộp"
as beto do dossier.paid {"dossier":$h,"how":"counter"} → refused "has been paid"
as congan do dossier.ask_payment {"dossier":$h,"amount":5000,"reason":"x"} → refused "has been paid"
# received at the counter by another desk than its own (Decree 118/2025); not by a citizen, not for another desk
as xa do dossier.file {$home,"channel":"counter","submitter":0,"receive":1,"answers":{"residence":"05443"},"answers_personal":{$newcomer},\
    $none} → ok
as xa see /can-bo/$code → 200 "Được tiếp nhận"
as xa do dossier.file {$home,"channel":"counter","desk":"H55.05443","submitter":0,"answers":{"residence":"05443"},\
    "answers_personal":{$newcomer},$none} → refused "desk does not"

# the financial duty is status 6 and pauses
let doc = "files":[{"doc":"request","sha":"$sample","type":"pdf","bytes":1000},{"doc":"charter","sha":"$sample","type":"pdf","bytes":1000},\
    {"doc":"identity","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["a","b","c"]
let firm = "procedure":"2.001583","procedure_act":$version.2.001583,"channel":"online","submitter_name":"Nguyễn Thị Awa"
let firm_plain = "company_name":"Công ty Awa","seat":"05443","trade":"phần mềm","capital":"100000000"
let firm_who = "address":"Tổ 3","representative":"Nguyễn Thị Awa","representative_id":"019195000001","phone":"0912345678","email":"a@b.vn"
as awa do dossier.file {$firm,"answers":{$firm_plain},"answers_personal":{$firm_who},$doc} → ok
let i = $dossier
let code_i = $code
expect $agency = H55.04
as so do dossier.receive {"dossier":$i} → ok
let received_i = $n
expect $due = 17:00 07/05/2026
as so do dossier.ask_payment {"dossier":$i,"amount":0,"reason":"x"} → refused "how much"
as so on /can-bo/$code_i/viec/nghia-vu-tai-chinh press "Yêu cầu thực hiện nghĩa vụ tài chính" with amount=100.000&reason=Phí công bố → 303
let asked_i = $n
as awa see /ho-so/$code_i → 200 "Yêu cầu thực hiện nghĩa vụ tài chính" "100.000 đồng" "Phí công bố"
as so do dossier.step {"dossier":$i,"step":"examine","answers":{},"answers_personal":{}} → refused "no longer"
at 2026-05-06T08:00
as so on /can-bo/$code_i/viec/da-nop-phi press "Đã nộp phí, lệ phí" with how=online → 303
as so see /can-bo/$code_i?xong=da-nop-phi → 200 "17:00 11/05/2026" "đã nộp"
as so do dossier.step {"dossier":$i,"step":"examine","answers":{},"answers_personal":{}} → ok
as so do dossier.step {"dossier":$i,"step":"sign","answers":{"company_number":"4601000001"},"answers_personal":{}} → ok
as so do dossier.return {"dossier":$i,"how":"online"} → ok

# interlinked (liên thông): one filing, three dossiers, each with its own agency and clock; received together; one tracking page
let child = "child_name":"Nguyễn An","birth_date":"2026-04-20","sex":"female","birth_place":"Bệnh viện A","ethnicity":"Kinh",\
    "nationality":"Việt Nam","hometown":"Thái Nguyên"
let family = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001","mother_name":"Nguyễn Thị Awa","mother_year":"1995",\
    "mother_address":"Tổ 3","address":"Tổ 3","head_name":"Nguyễn Văn Cả","head_id":"019070000001","head_relation":"cháu"
let newborn = "relation":"mother","residence":"05443","copies":"1","mother_known":"yes","father_known":"no","clinic":"Trạm y tế"
let note = "files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["a.pdf"]
at 2026-05-11T08:00
as awa do dossier.file {"procedure":"2.002621","procedure_act":$version.2.002621,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$newborn},"answers_personal":{$child,$family},$note} → ok
let j = $dossier
let code_j = $code
as awa see /ho-so/$code_j → 200 "Đăng ký khai sinh" "Đăng ký thường trú" "0002" "0003"
as beto do dossier.receive {"dossier":$j} → ok
as beto see /can-bo?viec=xu-ly → 200 "Nguyễn An"
as awa see /ho-so/$code_j → 200 "17:00 11/05/2026" "17:00 20/05/2026" "17:00 25/05/2026"
# what was opened with it is decided first; what is refused or withdrawn before reception is so with all its parts
as beto do dossier.step {"dossier":$j,"step":"insurance","answers":{},"answers_personal":{"card_number":"XX123"}} → refused "comes last"
as awa do dossier.file {"procedure":"2.002621","procedure_act":$version.2.002621,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$newborn},"answers_personal":{$child,$family},$note} → ok
let code_k = $code
as beto do dossier.refuse {"dossier":$dossier,"reason":"Ảnh mờ"} → ok
as awa see /ho-so/$code_k → 200 "Không được tiếp nhận" not "Mới đăng ký"
as awa do dossier.file {"procedure":"2.002621","procedure_act":$version.2.002621,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$newborn},"answers_personal":{$child,$family},$note} → ok
let code_l = $code
as awa do dossier.withdraw {"dossier":$dossier} → ok
as awa see /ho-so/$code_l → 200 "Công dân yêu cầu rút hồ sơ" not "Mới đăng ký"
# a dossier is opened with another only by the system itself
as awa do dossier.file {$biz,"parent":$j,"answers":{$shop}} → refused "may not"

# a wait or a stop that begins after the promised time hides nothing: the dossier stays late, for the desk and for the citizen
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let late = $dossier
let code_late = $code
as beto do dossier.receive {"dossier":$late} → ok
at 2026-05-18T08:00
as beto see /can-bo/$code_late → 200 "quá hạn"
as gia do dossier.suspend {"dossier":$late,"reason":"x"} → ok
as beto see /can-bo/$code_late → 200 "quá hạn"
as awa see /ho-so/$code_late → 200 "17:00 14/05/2026"
as leader see /ngay → 200 "Đang trễ hạn"
as gia do dossier.stop {"dossier":$late,"reason":"x"} → ok
as beto see /can-bo?viec=da-xong → 200 "$code_late" "quá hạn"
# money is written as people write it; half a đồng is a mistake, not ten times as much
as awa do dossier.file {$biz,"answers":{$shop}} → ok
let code_m = $code
as beto do dossier.receive {"dossier":$dossier} → ok
as gia on /can-bo/$code_m/viec/nghia-vu-tai-chinh press "Yêu cầu thực hiện nghĩa vụ tài chính" with amount=50,5&reason=x \
    → 422 "amount-error" "50,5"

# agencies that end hand their dossiers on (1 July 2025; here a department with a named heir); the clock runs on, nothing is lost
adopt provinces/thai-nguyen agencies.yaml=tests/sentences/lib/agencies.yaml procedures/9.000002.yaml=tests/sentences/desk/trial.yaml
person thu sothu "Ngô Văn Thử"
officer thu H55.50 reception civil_status
as awa do dossier.file {"procedure":"9.000002","procedure_act":$version.9.000002,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"place_unit":"05443","dangerous":"no"},"answers_personal":{"reporter":"Nguyễn Thị Awa","place":"Ngõ 2"},"files":[],\
    "file_names":[]} → ok
let k = $dossier
let code_k = $code
as so do dossier.receive {"dossier":$k} → ok
expect $due = 17:00 21/05/2026
as so do dossier.transfer {"dossier":$k,"agency":"H55.50","reason":"thử"} → ok
as thu see /can-bo → 200 "$code_k"
as system do dossier.hand_on {"dossier":$k} → refused "not known"
at 2026-05-20T08:00
as system do house.tick {} → ok
as so see /can-bo/$code_k → 200 "kế thừa" "17:00 21/05/2026"
as thu see /can-bo/$code_k → 404
