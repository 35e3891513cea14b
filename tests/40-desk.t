# The officers' door: each deed posted as a browser does, the refusals beside the field, the polite 409, and who may see what.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person dung dung "Phạm Văn Dũng"
person xuan xuan "Ma Thị Xuân"
person leader leader "Hoàng Thị Lãnh Đạo"
officer beto H55.05443 reception civil_status chair
officer dung H55.05443 reception
officer xuan H55.05455 reception civil_status chair
leader leader
let personal = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001","child_name":"Nguyễn An","birth_date":"2026-02-20","sex":"female","birth_place":"Bệnh viện A","ethnicity":"Kinh","nationality":"Việt Nam","hometown":"Thái Nguyên","mother_name":"Nguyễn Thị Awa","mother_year":"1995","mother_address":"Tổ 3"
let rest = "answers":{"relation":"mother","residence":"05443","copies":"2","mother_known":"yes","father_known":"no"},"answers_personal":{$personal},"files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":16}],"file_names":["$hostile_json"]
let top = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"Nguyễn Thị Awa"
as awa do dossier.file {$top,$rest} → ok
let a = $dossier
let code = $code

as beto see /can-bo → 200 "Nguyễn An" "$code"
as xuan see /can-bo → 200 not "Nguyễn An"
as xuan see /can-bo/$code → 404
as xuan send /can-bo/$code/tiep-nhan key=aaaaaaaaaaaaaaaaaaaa1&seen=$a → 404
as leader see /can-bo?agency=H55.05443 → 200
as beto see /can-bo/$code/giay/1 → 200
as xuan see /can-bo/$code/giay/1 → 404

# two officers hold the same page: the first receives, the second is told, and nothing happens twice
as beto send /can-bo/$code/tiep-nhan key=aaaaaaaaaaaaaaaaaaaa2&seen=$a → 303 to "/can-bo/$code"
as dung send /can-bo/$code/tiep-nhan key=aaaaaaaaaaaaaaaaaaaa3&seen=$a → 409 "Lê Thị Beto"
as beto send /can-bo/$code/tiep-nhan key=aaaaaaaaaaaaaaaaaaaa2&seen=$a → 303 to "/can-bo/$code"
as beto send /can-bo/$code/tu-choi key=aaaaaaaaaaaaaaaaaaaa4&seen=$a&answers.ly-do=mờ → 409

# the step's own answers: missing ones are named beside the field, what was typed is kept
let received = $n
as dung send /can-bo/$code/buoc key=aaaaaaaaaaaaaaaaaaaa5&seen=$received&answers.book_number=1/2026&answers.child_id=019326000001 → 422
as beto send /can-bo/$code/buoc key=aaaaaaaaaaaaaaaaaaaa6&seen=$received&answers.book_number=77/2026&answers.child_id=1 → 422 "77/2026" "12 chữ số"
as beto send /can-bo/$code/buoc key=aaaaaaaaaaaaaaaaaaaa7&seen=$received&answers.book_number=77/2026&answers.child_id=019326000001 → 303 to "/can-bo/$code"
let examined = $n
as beto send /can-bo/$code/bo-sung key=aaaaaaaaaaaaaaaaaaaa8&seen=$examined&answers.ly-do= → 422
as beto send /can-bo/$code/bo-sung key=aaaaaaaaaaaaaaaaaaaa9&seen=$examined&answers.ly-do=Ảnh+mờ → 303 to "/can-bo/$code"
let asked = $n
as beto see /can-bo/$code/vi-sao → 200
at 2026-03-03T09:00
as awa do dossier.supplement seen $asked {"dossier":$a,$rest} → ok
let sent = $n
as beto send /can-bo/$code/buoc key=aaaaaaaaaaaaaaaaaaa10&seen=$sent → 303 to "/can-bo/$code"
let signed = $n
as beto send /can-bo/$code/tra-ket-qua key=aaaaaaaaaaaaaaaaaaa11&seen=$signed&answers.cach-tra=online → 303 to "/can-bo/$code"
as awa see /ho-so/$code → 200 "Đã trả kết quả"

# not received: a reason in words, before the clock
as awa do dossier.file {$top,$rest} → ok
let b = $dossier
as beto send /can-bo/$code/tu-choi key=aaaaaaaaaaaaaaaaaaa12&seen=$b&answers.ly-do=Hồ+sơ+đã+nộp+ở+nơi+khác → 303
as awa see /ho-so/$code → 200 "Không được tiếp nhận" "Hồ sơ đã nộp ở nơi khác"
