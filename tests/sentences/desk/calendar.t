# A late change of the calendar moves every open dossier by an act of its own, with its reason; decided ones never.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
officer beto H55.05443 reception civil_status chair
let personal = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001","child_name":"Nguyễn An","birth_date":"2026-02-20",\
    "sex":"female","birth_place":"Bệnh viện A","ethnicity":"Kinh","nationality":"Việt Nam","hometown":"Thái Nguyên",\
    "mother_name":"Nguyễn Thị Awa","mother_year":"1995","mother_address":"Tổ 3"
let filing = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"relation":"mother","residence":"05443","copies":"2","mother_known":"yes","father_known":"no"},\
    "answers_personal":{$personal},"files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":16}],"file_names":["a.pdf"]
# one is decided today, one is received after 15:00 and so due tomorrow
as awa do dossier.file {$filing} → ok
let decided = $dossier
as beto do dossier.receive {"dossier":$decided} → ok
expect $due = 17:00 02/03/2026
as beto do dossier.step {"dossier":$decided,"step":"examine","answers":{"book_number":"1/2026"},\
    "answers_personal":{"child_id":"019326000001"}} → ok
as beto do dossier.step {"dossier":$decided,"step":"sign","answers":{},"answers_personal":{}} → ok
at 2026-03-02T15:30
as awa do dossier.file {$filing} → ok
let open = $dossier
let code = $code
as beto do dossier.receive {"dossier":$open} → ok
expect $due = 17:00 03/03/2026
let seen = $n
as beto see /can-bo/$code → 200 "17:00 03/03/2026" not "Ngày nghỉ thử"

adopt provinces/thai-nguyen calendar.yaml=tests/sentences/desk/calendar.yaml
as beto see /can-bo/$code → 200 "17:00 04/03/2026" "Ngày nghỉ thử" "03/03/2026"
as awa see /ho-so/$code → 200 "17:00 04/03/2026" "03/03/2026"
as beto see /can-bo/$code/vi-sao → 200 "Ngày nghỉ thử"
# the officer's page is stale now: the due time moved under it
as beto do dossier.step seen $seen {"dossier":$open,"step":"examine","answers":{"book_number":"2/2026"},\
    "answers_personal":{"child_id":"019326000002"}} → stale
# asked for by hand it is refused, and a decided dossier is left alone
as beto do dossier.reschedule {"dossier":$open} → refused "may not"
as system do dossier.reschedule {"dossier":$decided} → refused "no longer"
