# The first dossier from filing to result: two clocks, who, statuses, codes. The whole thread in process.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person chi 019195000002 "Trần Văn Chi"
person dung dung "$hostile"
use ward
officer dung H55.05443 civil_status

as nobody see / → 200 "khai sinh"
as nobody see /tim?q=dang+ky+khai+sinh → 200 "1.001193"
as nobody see /tim?q=khai+sihn → 200 "1.001193"
as nobody see /tim?q=lam+giay+khai+xinh+cho+con → 200 "1.001193"
as nobody see /tim?q=nhap+ho+khau → 200 "Đăng ký thường trú"
as nobody see /tim?q=con+moi+de → 200 "1.001193"
as nobody see /tim?q=mo+quan+ban+hang → 200 "1.001612"
as nobody see /tim?q=xin+visa+my → 200 not "Tìm thấy 1"
as nobody see /thu-tuc/1.001193 → 200 "1.001193"
as nobody see /thu-tuc/9.999999 → 404
as nobody see /ho-so → 303 to "/dang-nhap"
as nobody see /can-bo → 303 to "/dang-nhap"
as awa see /can-bo → 404

# filing is not reception: a code, and the time by which the desk answers (8 working hours); no due time yet
use birth
let paper = "files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["$hostile_json"]
at 2026-03-02T16:20
as awa do dossier.file key first-filing-1 {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},"files":[],"file_names":[]} \
    → refused "required paper"
as awa do dossier.file key first-filing-2 {$birth,"answers":{$plain,"sex":"female"},"answers_personal":{$who,$child,$mother},"files":[],\
    "file_names":[]} → refused
as awa do dossier.file key first-filing-3 {$birth,"answers":{"relation":"mother","residence":"99999","copies":"2","mother_known":"yes",\
    "father_known":"no"},"answers_personal":{$who,$child,$mother},$paper} → refused "commune"
as awa do dossier.file key first-filing-4 {$birth,"answers":{$plain,"favourite":"blue"},"answers_personal":{$who,$child,$mother},$paper} \
    → refused "not asked"
as system do dossier.file key first-filing-5 {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → refused "may not"

at 2026-03-02T16:20
as awa do dossier.file key filing-a {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let a = $dossier
let code_a = $code
expect $code = H55.05443-260302-0001
expect $unit = 05443
expect $agency = H55.05443
# 16:20: forty minutes today, seven hours twenty tomorrow from 07:00 (lunch 11:30-13:30)
expect $reply_by = 16:20 03/03/2026
as awa do dossier.file key filing-a {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → again
expect $dossier = $a
as awa do dossier.file key filing-a {$birth,"answers":{$plain},"answers_personal":{$who,$mother,"child_name":"Nguyễn Bình",\
    "birth_date":"2026-02-20","sex":"female","birth_place":"B","ethnicity":"Kinh","nationality":"Việt Nam","hometown":"B"},$paper} \
    → refused "sent before"
as chi do dossier.file key filing-a {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let c = $dossier
expect $code = H55.05443-260302-0002

as nobody see /ho-so/$code_a → 200 "Mới đăng ký" not "Nguyễn An"
as chi see /ho-so/$code_a → 200 not "Nguyễn An"
as awa see /ho-so/$code_a → 200 "Nguyễn An"
as awa see /ho-so → 200 "$code_a"
as nobody see /ho-so/H55.05443-260302-0009 → 404
as beto see /can-bo → 200 "Nguyễn An"

# reception draws the promise; received after 15:00, so the next working day (same-day cut-off, measured at reception)
as awa do dossier.receive {"dossier":$a} → refused "may not"
as dung do dossier.receive {"dossier":$a} → refused "another officer"
as beto do dossier.receive seen 1 {"dossier":$a} → stale
as beto do dossier.receive seen $a {"dossier":$a} → ok
expect $due = 17:00 03/03/2026
let received = $n
as beto do dossier.receive seen $a {"dossier":$a} → stale
as beto do dossier.receive {"dossier":$a} → refused "no longer"
as awa see /ho-so/$code_a → 200 "Được tiếp nhận" "17:00 03/03/2026"
as beto see /can-bo/$code_a → 200 "17:00 03/03/2026" "Nguyễn An"
as beto see /can-bo/$code_a/vi-sao → 200 "15:00"
as beto see /can-bo/$code_a/phieu → 200 "$code_a" not "Mẫu số 01"
as chi see /can-bo/$code_a → 404

# two officers: one wins, the other is told
at 2026-03-03T08:00
as beto do dossier.step seen $received {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → refused "not the one"
as beto do dossier.step seen $received {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → refused "needed"
as dung do dossier.step seen $received {"dossier":$a,"step":"examine","answers":{"book_number":"12/2026"},\
    "answers_personal":{"child_id":"019195000001"}} → refused "must differ"
as dung do dossier.step seen $received {"dossier":$a,"step":"examine","answers":{"book_number":"12/2026"},\
    "answers_personal":{"child_id":"019326000001"}} → ok
let examined = $n
as beto do dossier.step seen $received {"dossier":$a,"step":"examine","answers":{"book_number":"13/2026"},\
    "answers_personal":{"child_id":"019326000002"}} → stale
as dung do dossier.step seen $examined {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → refused "another officer"

# a supplement pauses the clock: time used counts, the day touched does not
as beto do dossier.ask_supplement seen $examined {"dossier":$a,"reason":"$hostile_json"} → ok
let asked = $n
as beto do dossier.step seen $asked {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → refused "no longer"
as awa see /ho-so/$code_a → 200 "Yêu cầu bổ sung giấy tờ"
at 2026-03-04T10:00
as chi do dossier.supplement seen $asked {"dossier":$a,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} \
    → refused "no such dossier"
as awa do dossier.supplement seen $asked {"dossier":$a,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
expect $due = 17:00 05/03/2026
let sent = $n
as beto do dossier.ask_supplement seen $sent {"dossier":$a,"reason":"thêm nữa"} → refused "already asked"
as beto do dossier.step seen $sent {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → ok
let signed = $n
as beto do dossier.return seen $signed {"dossier":$a,"how":"pigeon"} → refused "how the result"
as beto do paper.issue {"dossier":$a,"sha":"$sample","bytes":16} → refused "may not"
as system do paper.issue {"dossier":$a,"sha":"$sample","bytes":16} → ok
as system do paper.issue {"dossier":$a,"sha":"$sample","bytes":16} → refused "already"
as beto do dossier.return seen $signed {"dossier":$a,"how":"online"} → ok
as awa see /ho-so/$code_a → 200 "Đã trả kết quả"
as awa see /ho-so/$code_a/ket-qua → 200
as chi see /ho-so/$code_a/ket-qua → 404
as nobody see /ho-so/$code_a/ket-qua → 303

# the figure counts it: one of one wholly online in March
as leader see /chi-so/level4-whole → 200 "100"
as leader see /chi-so/level4-whole/ho-so → 200 "$code_a"
as nobody see /ngay/2026 → 200
as nobody see /ngay/2031 → 404

# refusal and withdrawal before reception are two different things
as beto do dossier.refuse {"dossier":$c,"reason":"Ảnh mờ"} → ok
as chi see /ho-so/H55.05443-260302-0002 → 200 "Không được tiếp nhận" "Ảnh mờ"
as chi do dossier.file key filing-w {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$paper} → ok
let w = $dossier
as awa do dossier.withdraw {"dossier":$w} → refused "no such dossier"
as chi do dossier.withdraw {"dossier":$w} → ok
as chi see /ho-so/$code → 200 "Công dân yêu cầu rút hồ sơ"

# personal data can be erased; the proof stands (the checks after this file replay without the body)
as chi do dossier.file key filing-e {$birth,"answers":{$plain},"answers_personal":{$who,"child_name":"Nguyễn Xóa",\
    "birth_date":"2026-02-20","sex":"female","birth_place":"B","ethnicity":"Kinh","nationality":"Việt Nam","hometown":"B",$mother},$paper} \
    → ok
let e = $dossier
let code_e = $code
as beto see /can-bo → 200 "Nguyễn Xóa"
as beto do body.erase {"acts":[$e],"reason":"test"} → refused "may not"
as system do body.erase {"acts":[$e],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok
as system do body.erase {"acts":[2],"reason":"x"} → refused "Definitions"
as beto see /can-bo → 200 not "Nguyễn Xóa"
as beto see /can-bo/$code_e → 200 not "Nguyễn Xóa"
# what an act of filing cannot hold: a paper of another kind, a version that is none
let files = "files":[{"doc":"birth_note","sha":"$sample","type":"exe","bytes":1000}],"file_names":["a.exe"]
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$files} → refused "kind or size"
