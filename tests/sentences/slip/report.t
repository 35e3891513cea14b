# The periodic report: carried over + received (+ taken over - passed on) = decided + ended otherwise + open; by the first promise;
# years run 15/12 to 14/12 (reporting_year, medium confidence: configuration) with the calendar year beside.
at 2026-12-10T08:00
adopt provinces/thai-nguyen
person xa mavanxa "Ma Văn Xa"
use ward
officer xa H55.05482 reception civil_status chair business
use shop
let shop = $shop,"place":"05443"
let biz = $biz,"answers":{$shop}
let counter = "procedure":"1.001612","procedure_act":$version.1.001612,"channel":"counter","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$shop},"answers_personal":{$who},"files":[],"file_names":[],"receive":1

as nobody see /can-bo/bao-cao → 303 to "/dang-nhap"
as awa see /can-bo/bao-cao → 404
as beto see /can-bo/bao-cao?ky=2026-Q5 → 404 "2026-Q3"
as beto see /can-bo/bao-cao?ky=hello → 404
as beto see /can-bo/bao-cao?ky=2026-Q1 → 200 "không có hồ sơ nào"

# on 10/12 one comes by the counter and stays open: it is carried over the reporting year's end
as beto do dossier.file {$counter} → ok
let a = $dossier
as beto see /can-bo/$code → 200 "17:00 15/12/2026"
# and one is filed online, refused: beside the others
as awa do dossier.file {$biz} → ok
as beto do dossier.refuse {"dossier":$dossier,"reason":"mờ"} → ok
as beto see /can-bo/bao-cao.csv?ky=2026 → 200 '1.001612",0,0,1,0,0,0,0,0,1,0,0,0,1'
# on 15/12 the next reporting year begins: decided late then, by the first promise though an apology was sent
as beto do dossier.apologise {"dossier":$a,"until":1797600000,"reason":"x"} → ok
at 2026-12-16T09:00
as beto do dossier.step {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{"certificate_number":"1"},"answers_personal":{}} → ok
as awa do dossier.file {$biz} → ok
let b = $dossier
as beto do dossier.receive {"dossier":$b} → ok
as beto do dossier.ask_supplement {"dossier":$b,"reason":"x"} → ok
as beto do dossier.file {$counter} → ok
let c = $dossier
as beto do dossier.transfer {"dossier":$c,"agency":"H55.05482","reason":"x"} → ok
as beto do dossier.file {$counter} → ok
let d = $dossier
as beto do dossier.stop {"dossier":$d,"reason":"x"} → ok
as beto do dossier.return {"dossier":$a,"how":"counter"} → ok
# carried 1, online 1, counter 2, in 0, out 1 | late 1, closed 1 | open 1, late 0, standing still 1 | returned 1
as beto see /can-bo/bao-cao.csv?ky=2027 → 200 '1.001612",1,1,2,0,0,1,0,0,1,1,1,0,1,1,0'
as xa see /can-bo/bao-cao.csv?ky=2027 → 200 '1.001612",0,0,0,0,1,0,0,0,0,0,1,0,0,0,0'
# the year before is as it was, and the calendar year counts both
as beto see /can-bo/bao-cao.csv?ky=2026 → 200 '1.001612",0,0,1,0,0,0,0,0,1,0,0,0,1'
as beto see /can-bo/bao-cao.csv?ky=2026&nam=lich → 200 '1.001612",0,1,3,0,0,1,0,0,1,1,1,0,1,1,1'
as beto see /can-bo/bao-cao?ky=2027 → 200 "Thành lập và hoạt động hộ kinh doanh" "năm báo cáo 2027" "15/12/2026" "14/12/2027"
# a decision on the same day as promised is on time, a day before is early; the last second of a day is that day
at 2027-02-26T08:00
as beto do dossier.file {$counter} → ok
let e = $dossier
as beto do dossier.file {$counter} → ok
let f = $dossier
as beto do dossier.step {"dossier":$e,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$f,"step":"examine","answers":{},"answers_personal":{}} → ok
at 2027-02-28T23:59
as beto do dossier.step {"dossier":$e,"step":"sign","answers":{"certificate_number":"2"},"answers_personal":{}} → ok
at 2027-03-04T16:00
as beto do dossier.step {"dossier":$f,"step":"sign","answers":{"certificate_number":"3"},"answers_personal":{}} → ok
as beto see /can-bo/bao-cao.csv?ky=2027-02 → 200 '1.001612",1,0,2,0,1,0,0,0,2,0,1,0,0'
as beto see /can-bo/bao-cao.csv?ky=2027-03 → 200 '1.001612",2,0,0,0,0,0,1,0,1,0,1,0,0'
as beto see /can-bo/bao-cao.csv?ky=2027-Q1 → 200 '1.001612",1,0,2,0,1,0,1,0,1,0,1,0,0'
as beto see /can-bo/bao-cao.csv?ky=2027-H1 → 200 '1.001612",1,0,2,0,1,0,1,0,1,0,1,0,0'
# a leader reads any agency or the whole province, where nothing is passed to another
as leader see /can-bo/bao-cao.csv?ky=2027&don-vi=H55.05482 → 200 '1.001612",0,0,0,0,1,0,0,0,0,0,1,1,0,0,0'
as leader see /can-bo/bao-cao.csv?ky=2027 → 200 '1.001612",1,1,4,0,1,0,2,1,2,1,1,1,0'
as beto see /can-bo/bao-cao?ky=2027 → 200 not "Theo cơ quan"
as leader see /can-bo/bao-cao?ky=2027 → 200 "Theo cơ quan" "don-vi=H55.05443" "Tỉnh Thái Nguyên" "UBND phường Phan Đình Phùng"
as beto see /can-bo/bao-cao.xlsx?ky=2027 → 200
as leader see /can-bo/bao-cao?ky=2027&don-vi=H55.05482 → 200 "Võ Nhai" not "Phan Đình Phùng</h1>"
as leader see /can-bo/bao-cao.xlsx?ky=2027&don-vi=H55.05482 → 200
