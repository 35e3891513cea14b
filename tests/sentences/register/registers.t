# Registers as data: what a decision enters, who reads it, how it is corrected; and three procedures that are no public service.
at 2026-10-05T08:00
adopt provinces/thai-nguyen
person xa mavanxa "Ma Văn Xa"
person khcn khoahoc "Trần Thị Sở"
use ward
officer xa H55.05482 reception civil_status chair
officer khcn H55.08 reception digital head

# the list: a register that is not public exists for officers and leaders only
as nobody see /so-dang-ky → 200 "Doanh nghiệp số" "Phản ánh hiện trường" not "khai sinh"
as beto see /so-dang-ky → 200 "Sổ đăng ký khai sinh" "chỉ cán bộ xem"
as leader see /so-dang-ky/births → 200
as nobody see /so-dang-ky/births → 404
as awa see /so-dang-ky/births → 404
as awa see /so-dang-ky/births.csv → 404
as awa see /so-dang-ky/births/1 → 404
as nobody see /so-dang-ky/nothing → 404
as nobody see /so-dang-ky/digital-enterprises → 200 "Chưa có mục nào"

# An enterprise is recognised through a procedure, by the Department; the decision enters it in the public register
let top = "procedure":"TN.DN.01","procedure_act":$version.TN.DN.01,"channel":"online","submitter_name":"Nguyễn Thị Awa","files":[],\
    "file_names":[]
let firm = "enterprise_name":"Công ty TNHH Phần mềm Sông Cầu","tax_code":"4600000001","kind":"technology","commune":"05443",\
    "website":"songcau.example.vn","employees":"12","product":"$hostile_json"
as nobody see /thu-tuc/TN.DN.01 → 200 "chưa phải thủ tục hành chính được công bố" "10 ngày làm việc"
as awa do dossier.file {$top,"answers":{$firm},"answers_personal":{"representative":"Nguyễn Thị Awa"}} → ok
expect $agency = H55.08
let a = $dossier
as khcn do dossier.receive {"dossier":$a} → ok
as khcn do dossier.step {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → ok
# nobody enters by hand, not even an officer: only a decision does
as khcn do register.enter {"register":"digital-enterprises","dossier":$a,"unit":"19","values":{"name":"X"},"values_personal":{}} \
    → refused "Only a decision"
as system do register.enter {"register":"digital-enterprises","dossier":$a,"unit":"19","values":{"name":"X"},"values_personal":{}} \
    → refused "Only a decision"
at 2026-10-12T09:00
as khcn do dossier.step {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → ok
as nobody see /so-dang-ky/digital-enterprises → 200 "1 mục" "Phần mềm Sông Cầu" "Phường Phan Đình Phùng" "12/10/2026" not "employees"
as nobody see /so-dang-ky/digital-enterprises/1 → 200 "Ghi theo quyết định" "Việc số" "4600000001" "songcau.example.vn" not "Số lao động" \
    not "Trần Thị Sở" not "Nguyễn Thị Awa"
as awa see /so-dang-ky/digital-enterprises/1 → 200 not "Số lao động"
as leader see /so-dang-ky/digital-enterprises/1 → 200 "Số lao động" "chỉ cán bộ xem" "Trần Thị Sở"
as nobody see /so-dang-ky/digital-enterprises/2 → 404
as nobody see /so-dang-ky/digital-enterprises/x → 404
# a negative decision enters nothing
as awa do dossier.file {$top,"answers":{$firm},"answers_personal":{"representative":"Nguyễn Thị Awa"}} → ok
let b = $dossier
as khcn do dossier.receive {"dossier":$b} → ok
as khcn do dossier.step {"dossier":$b,"step":"examine","answers":{},"answers_personal":{}} → ok
as khcn do dossier.step {"dossier":$b,"step":"sign","answers":{},"answers_personal":{},"negative":1,"reason":"Đã được công nhận"} → ok
as nobody see /so-dang-ky/digital-enterprises → 200 "1 mục"

# an import is whole or not at all, and says which row is wrong
let one = "name":"Công ty Cổ phần Nội dung Núi Cốc","tax_code":"4600000002","kind":"content","commune":"05482","recognised":"2024-05-06"
let two = "name":"=HYPERLINK(\"x\")","tax_code":"4600000003","kind":"commerce","commune":"05443","recognised":"2025-01-15","employees":"7"
as khcn do register.import {"register":"digital-enterprises","source":"Danh sách của Sở","rows":[{$one}]} → refused "may not"
as system do register.import {"register":"nothing","source":"x","rows":[{$one}]} → refused "no such register"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[]} → refused "nothing to import"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{$one},{"name":"A","tax_code":"1","kind":"bakery"}]} \
    → refused "Row 2, kind"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{$one},{"name":"A","kind":"content"}]} \
    → refused "Row 2, tax_code"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{"name":"A","tax_code":"1","colour":"red"}]} \
    → refused "Row 1, colour"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{$one},{$two},{$one}]} → refused "Row 3: An earlier row"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{$one},7]} → refused "Row 2"
as system do register.import {"register":"digital-enterprises","source":"x","rows":[{"name":"A","tax_code":"1","commune":"99999"}]} \
    → refused "Row 1, commune"
as nobody see /so-dang-ky/digital-enterprises → 200 "1 mục"
as system do register.import key import-dn-1 {"register":"digital-enterprises","source":"Danh sách của Sở","rows":[{$one},{$two}]} → ok
expect $entries = 2
as nobody see /so-dang-ky/digital-enterprises/2 → 200 "Nhập từ danh sách" "Danh sách của Sở"

# found without marks, in any order of words; by commune and kind; what is not public is not found
as nobody see /so-dang-ky/digital-enterprises?q=nui+coc+noi → 200 "1 mục" "Núi Cốc" not "Sông Cầu"
as nobody see /so-dang-ky/digital-enterprises?q=4600000001 → 200 "1 mục" "Sông Cầu"
as nobody see /so-dang-ky/digital-enterprises?q=phan+dinh+phung → 200 "2 mục"
as nobody see /so-dang-ky/digital-enterprises?q=phan+dinh+phung&loc.kind=technology → 200 "1 mục"
as nobody see /so-dang-ky/digital-enterprises?xa=05482 → 200 "1 mục" "Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises?loc.kind=technology → 200 "1 mục" "Sông Cầu" not "Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises?loc.kind=technology&xa=05482 → 200 "0 mục" "Không có mục nào khớp"
as nobody see /so-dang-ky/digital-enterprises?q=%25 → 200 "3 mục"
as nobody see /so-dang-ky/digital-enterprises?trang=9 → 200 "3 mục" "Núi Cốc"

# CSV and JSON: public fields, formulas defused
as nobody see /so-dang-ky/digital-enterprises.csv → 200 "Núi Cốc" "'=HYPERLINK" "Nội dung số" "05482" "2024-05-06" not "Số lao động" \
    not '"12"'
as khcn see /so-dang-ky/digital-enterprises.csv → 200 not "Số lao động"
as nobody see /so-dang-ky/digital-enterprises.csv?q=nui → 200 "Núi Cốc" not "HYPERLINK"
as nobody see /so-dang-ky/digital-enterprises.json → 200 '"count":3' '"kind":"content"' not "employees"

# a correction is a new version with its reason; the former stays in the history; only the keeping agency makes it
as beto do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":"x"} → refused "Only the agency"
as awa do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":"x"} → refused "may not"
as khcn do register.correct {"register":"digital-enterprises","n":9,"values":{"kind":"creative"},"reason":"x"} → refused "no such entry"
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"bakery"},"reason":"x"} → refused "Choose one"
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{},"reason":"x"} → refused "Nothing was changed"
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":""} → refused "reason"
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{"tax_code":"4600000001"},"reason":"x"} \
    → refused "Another entry"
as khcn do register.correct seen 1 {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":"x"} → stale
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":"Ghi nhầm nhóm"} → ok
as nobody see /so-dang-ky/digital-enterprises/2 → 200 "Công nghiệp sáng tạo" "Đã đính chính" "Nhập từ danh sách" "06/05/2024" \
    not "Ghi nhầm nhóm"
as leader see /so-dang-ky/digital-enterprises/2 → 200 "Ghi nhầm nhóm"
as nobody see /so-dang-ky/digital-enterprises → 200 "3 mục"
# the same enterprise recognised again: one current entry, the former kept
as system do register.import {"register":"digital-enterprises","source":"Danh sách mới","rows":[{"name":"Công ty Núi Cốc",\
    "tax_code":"4600000002","kind":"content","commune":"05482","recognised":"2026-10-01"}]} → ok
as nobody see /so-dang-ky/digital-enterprises → 200 "3 mục" "Công ty Núi Cốc" not "Nội dung Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises/2 → 200 "Danh sách mới" "Danh sách của Sở"
# struck out: no longer in the list, its page says so
as xa do register.strike {"register":"digital-enterprises","n":3,"reason":"x"} → refused "Only the agency"
as khcn do register.strike {"register":"digital-enterprises","n":3,"reason":"Đã giải thể"} → ok
as khcn do register.strike {"register":"digital-enterprises","n":3,"reason":"Đã giải thể"} → refused "no such entry"
as nobody see /so-dang-ky/digital-enterprises → 200 "2 mục"
as nobody see /so-dang-ky/digital-enterprises/3 → 200 "Đã xóa khỏi sổ" not "Đã giải thể"

# a city report: no account, a commune answers, the answer is published in the officer's words; the resident's own words are not
let report = "kind":"lighting","where":"05443"
let said = "place":"Trước nhà bà Hạnh","description":"Đèn tắt, tôi tên Hạnh"
as nobody do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","answers":{$report},\
    "answers_personal":{$said},"files":[],"file_names":[]} → refused
as awa do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","answers":{$report},\
    "answers_personal":{$said},"files":[],"file_names":[]} → ok
let c = $dossier
at 2026-10-13T09:00
as beto do dossier.receive {"dossier":$c} → ok
as beto do dossier.step {"dossier":$c,"step":"answer","answers":{"public_place":"Đường Bắc Kạn"},"answers_personal":{}} → refused "needed"
as beto do dossier.step {"dossier":$c,"step":"answer","answers":{"public_place":"Đường Bắc Kạn","public_text":"Đèn đường không sáng",\
    "public_answer":"Đã thay bóng đèn ngày 13/10"},"answers_personal":{}} → ok
as nobody see /so-dang-ky/city-reports → 200 "Đường Bắc Kạn" "Chiếu sáng" "12/10/2026" "13/10/2026" not "Hạnh"
as nobody see /so-dang-ky/city-reports/1 → 200 "Đã thay bóng đèn" "Đèn đường không sáng" not "Hạnh" not "can-bo"
as beto see /so-dang-ky/city-reports/1 → 200 "/can-bo/H55.05443" not "Hạnh"
as nobody see /so-dang-ky/city-reports?q=den+duong → 200 "1 mục"

# a duty: a commune files its own quarter, the Department accepts, the register shows the commune
let duty = "procedure":"TN.BC.01","procedure_act":$version.TN.BC.01,"channel":"online","submitter_name":"Lê Thị Beto",\
    "answers_personal":{},"files":[],"file_names":[]
let survey = "households":"4120","four_g":"100","five_g":"71","fibre":"88","smartphone":"93"
as beto on /thu-tuc/TN.BC.01 press "Nộp hồ sơ" → 303
as beto see $location/1 → 200 "2026-Q3" "05443"
as beto do dossier.file {$duty,"answers":{$survey,"unit":"05482","period":"2026-Q3"}} → refused "its own unit"
as beto do dossier.file {$duty,"answers":{$survey,"unit":"05443","period":"2026-Q3"}} → ok
expect $agency = H55.08
expect $unit = 05443
let s = $dossier
as beto do dossier.file {$duty,"answers":{$survey,"unit":"05443","period":"2026-Q3"}} → refused "already"
as xa do dossier.file {$duty,"answers":{$survey,"unit":"05482","period":"2026-Q3"}} → ok
as beto do dossier.receive {"dossier":$s} → refused
as khcn do dossier.receive {"dossier":$s} → ok
as khcn do dossier.step {"dossier":$s,"step":"accept","answers":{},"answers_personal":{}} → ok
as nobody see /so-dang-ky/coverage → 200 "1 mục" "Phường Phan Đình Phùng" "2026-Q3" "4120" "71"
as nobody see /so-dang-ky/coverage?xa=05482 → 200 "0 mục"

# what is owed: an officer sees their own agency's quarters, the Department and leaders every commune, the missing first
as beto see /nghia-vu → 200 "quý 3/2026" "phải nộp từ 01/10/2026, hạn nộp 15/10/2026" "nộp ngày 13/10/2026" "quý 4/2025" \
    "chưa nộp, đã quá hạn" not "cơ quan đã nộp"
as khcn see /nghia-vu → 200 "2 trên 92 cơ quan đã nộp" "chờ tiếp nhận" "quý 2/2026" not "quý 4/2026"
as leader see /nghia-vu?ky=2026-Q2 → 200 "0 trên 92" "quý 3/2026" "quý 1/2026"
as leader see /nghia-vu?ky=2099-Q1 → 200 "2 trên 92"
as awa see /nghia-vu → 404
as nobody see /nghia-vu → 303 to "/dang-nhap"

# the book of births: not public; names only for the officers of the agency that keeps it; an erasure takes them out, the entry stands
let row = "book_number":"12/1998","residence":"05443"
as system do register.import {"register":"births","source":"Sổ cũ","rows":[{$row,"child_name":"Nguyễn Bí Mật"}]} \
    → refused "Row 1, child_name"
as system do register.import {"register":"births","source":"Sổ cũ","rows":[{$row}],"rows_personal":[{"child_name":"Nguyễn Bí Mật",\
    "child_sex":"female"}]} → ok
let old = $n
as beto see /so-dang-ky/births/1 → 200 "Nguyễn Bí Mật" "dữ liệu cá nhân" "12/1998"
as beto see /so-dang-ky/births → 200 "12/1998" not "Bí Mật"
as beto see /so-dang-ky/births.csv → 200 "12/1998" not "Bí Mật"
as xa see /so-dang-ky/births/1 → 200 "12/1998" not "Bí Mật"
as leader see /so-dang-ky/births/1 → 200 "12/1998" not "Bí Mật"
as beto see /so-dang-ky/births?q=bi+mat → 200 "0 mục"
as beto do register.correct {"register":"births","n":1,"values":{"child_id":"x"},"reason":"x"} → refused "could not be erased"
as beto do register.correct {"register":"births","n":1,"values":{},"values_personal":{"child_name":"Nguyễn Kín Đáo"},\
    "reason":"Ghi sai tên"} → ok
let newer = $n
as beto see /so-dang-ky/births/1 → 200 "Nguyễn Kín Đáo" not "Bí Mật" "Ghi sai tên"
as system do body.erase {"acts":[$newer],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok
as beto see /so-dang-ky/births/1 → 200 "Nguyễn Bí Mật" not "Kín Đáo" not "Ghi sai tên"
as system do body.erase {"acts":[$old],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok
as beto see /so-dang-ky/births/1 → 200 "12/1998" "Đã đính chính" not "Bí Mật" not "Kín Đáo"

# none of the three counts among the services
as nobody see /chi-so/level4-decided → 200 "7 trên 7"
