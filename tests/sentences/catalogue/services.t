# Every service of the folder, walked from filing to its record and its figure; those not walked elsewhere (1.001193: filing/birth;
# 1.001612, 2.001583, 2.002621: desk/rules).
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person congan congan "Đỗ Văn Công"
use ward
officer congan H55.05443.01 residence head
let me = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001"
let none = "files":[],"file_names":[]

# 1.004873, marital status: three working days, two steps
let plain = "relation":"self","residence":"05443"
let person = $me,"person_name":"Nguyễn Thị Awa","person_birth":"1995-01-01","person_id":"019195000001","ethnicity":"Kinh",\
    "nationality":"Việt Nam","status":"single","purpose":"để kết hôn"
as awa see /thu-tuc/1.004873 → 200 "Cấp Giấy xác nhận tình trạng hôn nhân" "3 ngày làm việc"
as awa do dossier.file {"procedure":"1.004873","procedure_act":$version.1.004873,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$plain},"answers_personal":{$person},$none} → ok
let a = $dossier
let code_a = $code
as beto do dossier.receive {"dossier":$a} → ok
expect $due = 17:00 05/03/2026
as beto do dossier.step {"dossier":$a,"step":"examine","answers":{"book_number":"7/2026"},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → ok
as beto do dossier.return {"dossier":$a,"how":"online"} → ok
as awa see /ho-so/$code_a → 200 "Đã trả kết quả"

# 2.000635, copies: the same day, 8.000 đồng a copy, asked for by the officer who knows how many
let copy = "kind":"birth","registered_at":"05443","copies":"2"
as awa do dossier.file {"procedure":"2.000635","procedure_act":$version.2.000635,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$copy},"answers_personal":{$me,"person_name":"Nguyễn Văn Con"},$none} → ok
let b = $dossier
let code_b = $code
expect $fee = 8000
as beto do dossier.receive {"dossier":$b} → ok
expect $due = 17:00 02/03/2026
as beto do dossier.ask_payment {"dossier":$b,"amount":16000,"reason":"2 bản"} → ok
as awa see /ho-so/$code_b → 200 "16.000 đồng"
as beto do dossier.paid {"dossier":$b,"how":"online","reference":"FT1"} → ok
as beto do dossier.step {"dossier":$b,"step":"issue","answers":{"book_number":"9/2020"},"answers_personal":{}} → ok
as beto do dossier.return {"dossier":$b,"how":"online"} → ok

# 1.004222, permanent residence: seven working days, decided by the police, received at the commune's one desk
let home = "person_name":"Nguyễn Thị Awa","person_birth":"1995-01-01","sex":"female","address":"Tổ 3","head_name":"Nguyễn Văn Cả",\
    "head_id":"019070000001","head_relation":"con"
as awa do dossier.file {"procedure":"1.004222","procedure_act":$version.1.004222,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"residence":"05443"},"answers_personal":{$home},$none} → ok
let c = $dossier
let code_c = $code
as beto do dossier.receive {"dossier":$c} → ok
expect $due = 17:00 11/03/2026
as beto do dossier.step {"dossier":$c,"step":"examine","answers":{},"answers_personal":{}} → refused "another officer"
as beto do dossier.paid {"dossier":$c,"how":"counter"} → ok
as congan do dossier.step {"dossier":$c,"step":"examine","answers":{},"answers_personal":{}} → ok
as congan do dossier.step {"dossier":$c,"step":"sign","answers":{},"answers_personal":{}} → ok
as beto do dossier.return {"dossier":$c,"how":"online"} → ok

# what was paid at the counter was not done wholly online: two of three; all three on time
as leader see /chi-so/level4-whole → 200 "2 trên 3"
as leader see /chi-so/level4-used → 200 "3 trên 7"
as leader see /chi-so/ontime-decided → 200 "3 trên 3"

# a place is chosen on the map, without an account and without a script
as nobody on /thu-tuc/TN.PA.01 press "Nộp hồ sơ" → 303
as nobody see $location/1 → 200 'type="radio"' 'value="05443"'

# the home page's one figure is the indicator's own: what is no public service counts in neither
as nobody do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","answers":{"kind":"road",\
    "where":"05443"},"answers_personal":{"place":"Ngõ 2","description":"Ổ gà"},$none} → refused "may not"
as awa do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","submitter_name":"A",\
    "answers":{"kind":"road","where":"05443"},"answers_personal":{"place":"Ngõ 2","description":"Ổ gà"},$none} → ok
let d = $dossier
as beto do dossier.receive {"dossier":$d} → ok
as beto do dossier.step {"dossier":$d,"step":"answer","answers":{"public_place":"Ngõ 2","public_text":"Ổ gà","public_answer":"Đã vá"},\
    "answers_personal":{}} → ok
as beto do dossier.return {"dossier":$d,"how":"online"} → ok
as leader see / → 200 "2 trên 3" not "3 trên 4"
as leader see /chi-so/level4-whole → 200 "2 trên 3"
