# Figures that agencies declare: owed each quarter by departments and communes, with evidence, appraised by the Department, accepted,
# returned or refused; what is declared wrongly is answered, each mistake in words, in both languages. One mechanism: TN.BC.02, the register
# work-files, two indicators.
at 2026-04-06T08:00
adopt provinces/thai-nguyen agencies.yaml=tests/sentences/lib/agencies.yaml \
    indicators/files-declared.yaml=tests/sentences/indicator/sum.yaml
person tai2 congnghe2 "Bùi Thị Hai"
person deputy deputy "Phó Văn Ban"
person awa 019195000001 "Nguyễn Thị Awa"
person tu sotuphap "Lý Thị Tư"
person phap phap "Hoàng Văn Pháp"
person xay soxaydung "Đỗ Văn Xây"
person beto beto "Lê Thị Beto"
person xa mavanxa "Ma Văn Xa"
person thu sothu "Ngô Văn Thử"
person tai sotaichinh "Phan Thị Tài"
person khcn khoahoc "Trần Thị Sở"
person nghe congnghe "Vũ Văn Nghệ"
person congan congan "Bế Văn An"
person leader leader "Hoàng Thị Lãnh Đạo"
person second second "Nông Văn Hai"
officer tu H55.03 reception
officer phap H55.03 head
officer xay H55.07 reception
officer beto H55.05443 reception chair
officer xa H55.05482 reception chair
officer thu H55.50 reception
officer tai H55.04 reception
officer khcn H55.08 reception digital head
officer nghe H55.08 reception digital
officer congan H55.05443.01 reception residence
leader deputy
leader leader
leader second
let top = "procedure":"TN.BC.02","procedure_act":$version.TN.BC.02,"channel":"online","submitter_name":"Lý Thị Tư","answers_personal":{}
let paper = "files":[{"doc":"evidence","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["bang-thong-ke.pdf"]
let q1 = "period":"2026-Q1","files":"1000","online":"900"

# ---- who owes, and what a declaration needs ----
as nobody see /thu-tuc/TN.BC.02 → 200 "cấu hình của hệ thống này" "Minh chứng" "Không phải dịch vụ công"
as tu see /thu-tuc/TN.BC.02 → 200 "/thu-tuc/TN.BC.02/nop"
as congan see /thu-tuc/TN.BC.02 → 200 not "/thu-tuc/TN.BC.02/nop"
as tu see /thu-tuc/TN.BC.01 → 200 not "/thu-tuc/TN.BC.01/nop"
as tu see /nghia-vu → 200 "Khai báo hồ sơ công việc" "quý 1/2026" "hạn nộp 15/04/2026" "chưa nộp" not "Khảo sát phủ sóng" \
    not "Mọi cơ quan phải nộp"
as beto see /nghia-vu → 200 "Khai báo hồ sơ công việc" "Khảo sát phủ sóng"
as congan see /nghia-vu → 200 "không có báo cáo định kỳ nào"
as leader see /dieu-hanh → 200 "108 trên 108 đơn vị chưa nộp" "92 trên 92 đơn vị chưa nộp" "Sở Nội vụ"
as tu do dossier.file {$top,"answers":{$q1},"files":[],"file_names":[]} → refused "required paper"
as congan do dossier.file {$top,"answers":{$q1},$paper} → refused "does not owe this"
as awa do dossier.file {$top,"answers":{$q1},$paper} → refused "not received this way"

# ---- bad input: the answer says what is wrong, in apply ----
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"1000","online":"1001"},$paper} \
    → refused "greater than the one it is a part of"
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"0","online":"0"},$paper} → refused "too small"
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"1000","online":"-1"},$paper} → refused "too small"
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"99999999","online":"1"},$paper} → refused "too large"
as tu do dossier.file {$top,"answers":{"period":"2026-Q2","files":"1000","online":"900"},$paper} → refused "quarter that has ended"
as tu do dossier.file {$top,"answers":{"period":"quý 1","files":"1000","online":"900"},$paper} → refused "quarter that has ended"
as tu do dossier.file {$top,"answers":{"period":"2024-Q4","files":"1000","online":"900"},$paper} → refused "did not exist on the last day"
# on the way through the form: beside the question where the form can know it, else above the button, in the reader's language
as tu on /thu-tuc/TN.BC.02 press "Nộp hồ sơ" → 303
let draft = $location
as tu see $draft/1 → 200 "2026-Q1"
as tu on $draft/1 press "Tiếp tục" with period=2026-Q1&files=1000&online=1001 → 422 "Số này lớn hơn tổng số"
as tu read $draft/1?loi=1 → 200 "greater than the one it is a part of"
# so is the period: one that has not ended, or is none, goes no further than its own page
as tu on $draft/1 press "Tiếp tục" with period=2026-Q2&files=1000&online=900 → 422 'href="#period"' "Nhập một quý đã hết"
as tu on $draft/1 press "Tiếp tục" with period=2026&files=1000&online=900 → 422 "Nhập một quý đã hết"
as tu on $draft/1 press "Tiếp tục" with period=2024-Q4&files=1000&online=900 → 422 "chưa có"
# the link of a period that is owed begins with that period
as tu see /nghia-vu → 200 "/thu-tuc/TN.BC.02?ky=2025-Q4"
as tu see /thu-tuc/TN.BC.02?ky=2025-Q4 → 200 'name="ky" value="2025-Q4"'
as tu on /thu-tuc/TN.BC.02?ky=2025-Q4 press "Nộp hồ sơ" → 303
as tu see $location/1 → 200 'value="2025-Q4"' not 'value="2026-Q1"'

# ---- declared, returned with the reason, corrected by a colleague, accepted; the figure moves, the evidence is at hand ----
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"1000","online":"700"},$paper} → ok
expect $agency = H55.08
let a = $dossier
let code = $code
as tu do dossier.file {$top,"answers":{$q1},$paper} → refused "already"
as phap do dossier.file {$top,"answers":{$q1,"correction":"x"},$paper} → refused "already"
as tu on $draft/1 press "Tiếp tục" with period=2026-Q1&files=1000&online=900 → 422 "Kỳ này đã nộp rồi"
as tu see /nghia-vu → 200 "nộp ngày 06/04/2026" "chờ tiếp nhận"
as khcn see /can-bo → 200 "Sở Tư pháp" "$code"
as khcn see /can-bo/$code → 200 "Sở Tư pháp" "Lý Thị Tư" "Minh chứng" "bang-thong-ke.pdf" "700"
as khcn see /can-bo/$code/giay/1 → 200
as leader see /can-bo/$code/giay/1 → 200
as phap see /can-bo/$code/giay/1 → 200
as xay see /can-bo/$code/giay/1 → 404
as xay see /can-bo/$code → 404
as awa see /can-bo/$code/giay/1 → 404
as nobody see /chi-so/province-workfiles → 200 "Chưa có số liệu" "cơ quan khai báo; Sở Khoa học và Công nghệ thẩm định và nhận" \
    "quý 1/2026: 0 trên 16 cơ quan đã có số được nhận; 15 cơ quan còn phải nộp"
as khcn do dossier.receive {"dossier":$a} → ok
# who declares is an agency: nobody asks it for money where nothing is to be paid, and no text takes it for a citizen
as khcn see /can-bo/$code → 200 "/viec/tam-dung" not "/nghia-vu-tai-chinh"
as khcn see /can-bo/$code/viec/tam-dung → 200 "Người nộp đọc được"
as khcn do dossier.ask_supplement {"dossier":$a,"reason":"Số trực tuyến không khớp bảng thống kê"} → ok
as tu see /nghia-vu → 200 "bị trả lại, cần sửa và gửi lại" "Số trực tuyến không khớp bảng thống kê" "/ho-so/$code"
as leader see /nghia-vu → 200 "0 trên 108 cơ quan đã nộp" "Số trực tuyến không khớp bảng thống kê"
as leader see /dieu-hanh → 200 "108 trên 108 đơn vị chưa nộp"
as phap see /ho-so/$code → 200 "Số trực tuyến không khớp bảng thống kê" "/ho-so/$code/bo-sung"
as phap see /ho-so/$code/bo-sung → 200 "không khớp"
as xay see /ho-so/$code/bo-sung → 404
as awa see /ho-so/$code/bo-sung → 404
at 2026-04-08T08:00
as xay do dossier.supplement {"dossier":$a,"answers":{$q1},"answers_personal":{},"files":[],"file_names":[]} → refused "no such dossier"
as phap do dossier.supplement {"dossier":$a,"answers":{"period":"2025-Q4","files":"1000","online":"900"},"answers_personal":{},"files":[],\
    "file_names":[]} → refused "stay those it was filed for"
as phap do dossier.supplement {"dossier":$a,"answers":{"period":"2026-Q1","files":"1000","online":"2000"},"answers_personal":{},"files":[],\
    "file_names":[]} → refused "greater than"
as phap on /ho-so/$code/bo-sung press "Bắt đầu" → 303
let fix = $location
as phap on $fix/1 press "Tiếp tục" with period=2026-Q1&files=1000&online=900 → 303
as phap see $fix/kiem-tra → 200 "900"
as phap on $fix/kiem-tra press "Gửi" → 303
as phap see /ho-so/$code → 200 "Đang xử lý"
as tu see /nghia-vu → 200 "chờ tiếp nhận"
as nobody see /so-dang-ky/work-files → 200 "0 mục"
as khcn do dossier.step {"dossier":$a,"step":"accept","answers":{},"answers_personal":{}} → ok
as nobody see /so-dang-ky/work-files → 200 "1 mục" "Sở Tư pháp" "Tỉnh" "2026-Q1" "1000" "900"
# found by the name of the agency that declared, without marks, in either language; a name that another agency has finds nothing
as nobody see /so-dang-ky/work-files?q=tu+phap → 200 "1 mục" "Sở Tư pháp"
as nobody see /so-dang-ky/work-files?q=justice+2026-q1 → 200 "1 mục"
as nobody see /so-dang-ky/work-files.csv?q=tu+phap → 200 "# rows 1"
as nobody see /so-dang-ky/work-files?q=xay+dung → 200 "0 mục"
as nobody see /so-dang-ky/work-files.csv → 200 '"H55.03","Sở Tư pháp"' "2026-Q1"
as nobody see /so-dang-ky/work-files.json → 200 '"body":"H55.03"' '"online":900'
as nobody see /so-dang-ky/work-files/1 → 200 "Sở Tư pháp" "900" not "/can-bo/"
as tu see /so-dang-ky/work-files/1 → 200 "/can-bo/$code"
as leader see /so-dang-ky/work-files/1 → 200 "/can-bo/$code"
as xay see /so-dang-ky/work-files/1 → 200 not "/can-bo/$code"
as nobody see /chi-so/province-workfiles → 200 "90 %" "900 trên 1.000, từ 1 bản ghi" "Đã tính lại" \
    "1 trên 16 cơ quan đã có số được nhận; 15 cơ quan còn phải nộp" "cấp: Tỉnh" "Đã đạt mục tiêu năm 2025" not "Đến năm 2030: ít nhất 70 %"
# what a ratio's parts grew by is no number of records that moved
as nobody see /ngay/2026 → 200 "900 trên 1.000" not "▲ +900"
as nobody read /chi-so/province-workfiles → 200 "Kind of figure: declared by agencies" \
    "1 of 16 agencies have an accepted figure; 15 still owe it" "Department of Justice"
as nobody see /chi-so/filed-dossiers → 200 "tự tính từ từng bản ghi"
as nobody see /chi-so/fourg-households → 200 "cơ quan khai báo; Sở Khoa học và Công nghệ thẩm định và nhận"
as tu see /nghia-vu → 200 "nộp ngày 06/04/2026" not "chờ tiếp nhận"

# the sum of all divided once, never a mean of percentages: (900 + 30) of (1000 + 300); a commune's files are another figure
as xay do dossier.file {$top,"answers":{"period":"2026-Q1","files":"300","online":"30"},$paper} → ok
let b = $dossier
let code_b = $code
as beto do dossier.file {$top,"answers":{"period":"2026-Q1","files":"50","online":"25"},$paper} → ok
let c = $dossier
as khcn do dossier.receive {"dossier":$b} → ok
as khcn do dossier.receive {"dossier":$c} → ok
as khcn do dossier.step {"dossier":$b,"step":"accept","answers":{},"answers_personal":{}} → ok
as khcn do dossier.step {"dossier":$c,"step":"accept","answers":{},"answers_personal":{}} → ok
as nobody see /chi-so/province-workfiles → 200 "71,5 %" "930 trên 1.300, từ 2 bản ghi" "Đã tính lại" "Theo cơ quan" "Theo quý" \
    "Sở Xây dựng" "10 %" not "Phường Phan Đình Phùng"
as nobody see /chi-so/province-workfiles.json → 200 '"numerator":930' '"denominator":1300' '"value":"71.5"' '"measure":"ratio"' \
    '"over":"files"'
as nobody see /chi-so/province-workfiles.csv → 200 '"quý","2026-Q1","2026-Q1","2025-12-15","2026-12-14","71.5"'
as nobody see /chi-so/commune-workfiles → 200 "50 %" "UBND phường Phan Đình Phùng" "1 trên 92 cơ quan"
as nobody see /xa/05443 → 200

# ---- refused: the reason is read on /nghia-vu, it is owed again, another may be made ----
as khcn do dossier.file {$top,"answers":{"period":"2026-Q1","files":"100","online":"99"},$paper} → ok
let d = $dossier
let code_d = $code
as khcn do dossier.receive {"dossier":$d} → ok
as khcn see /can-bo/$code_d → 200 not "khong-chap-thuan"
as khcn do dossier.step {"dossier":$d,"step":"accept","answers":{},"answers_personal":{}} → refused "does not appraise it"
as nghe see /can-bo/$code_d → 200 "khong-chap-thuan"
as nghe do dossier.step {"dossier":$d,"step":"accept","answers":{},"answers_personal":{},"negative":1,\
    "reason":"Minh chứng là của quý trước"} → ok
as khcn see /nghia-vu → 200 "Cơ quan của bạn" "Mọi cơ quan phải nộp" "không được nhận, vẫn phải nộp" "Minh chứng là của quý trước" \
    "3 trên 108 cơ quan đã nộp"
as nobody see /so-dang-ky/work-files → 200 "3 mục"
as khcn do dossier.file {$top,"answers":{"period":"2026-Q1","files":"100","online":"95"},$paper} → ok
let code_d = $code
as khcn do dossier.withdraw {"dossier":$dossier} → ok
as khcn see /nghia-vu → 200 "chưa nộp" not "Minh chứng là của quý trước"
as xa do dossier.file {$top,"answers":{"period":"2026-Q1","files":"100","online":"60"},$paper} → ok
let e = $dossier
let code_e = $code
as khcn do dossier.refuse {"dossier":$e,"reason":"Thiếu chữ ký số"} → ok
as xa see /nghia-vu → 200 "không được nhận, vẫn phải nộp" "Thiếu chữ ký số"
as khcn see /can-bo/$code_e → 200 "Thiếu chữ ký số"

# ---- an accepted figure is corrected by declaring it again with the reason: the former stays in the history, the figure is the new one
# ----
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"1000","online":"800"},$paper} → refused "has been accepted"
as tu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"1000","online":"800","correction":"Đếm trùng 100 hồ sơ"},$paper} → ok
let f = $dossier
let code_f = $code
as tu see /nghia-vu → 200 "đã nhận; bản khai lại đang chờ thẩm định"
as nobody see /chi-so/province-workfiles → 200 "71,5 %"
as khcn do dossier.receive {"dossier":$f} → ok
as khcn do dossier.step {"dossier":$f,"step":"accept","answers":{},"answers_personal":{}} → ok
as nobody see /chi-so/province-workfiles → 200 "63,8 %" "830 trên 1.300, từ 2 bản ghi" "Đã tính lại"
as nobody see /so-dang-ky/work-files → 200 "3 mục"
as nobody see /so-dang-ky/work-files/1 → 200 "800" "Đếm trùng 100 hồ sơ" not "<dd>900</dd>"
# what was corrected never was so: in the quarter's last month the agency is there once
as nobody see /chi-so/files-declared?ky=thang&nam=2026&thang=3 → 200 "1.350 hồ sơ" "Đã tính lại"
# the Department itself may correct what it keeps, within the same rules
as khcn do register.correct {"register":"work-files","n":2,"values":{"online":"301"},"reason":"Ghi nhầm"} → refused "greater than"
as khcn do register.correct {"register":"work-files","n":2,"values":{"files":"29"},"reason":"Ghi nhầm"} → refused "greater than"
as khcn do register.correct {"register":"work-files","n":2,"values":{"online":"60"},"reason":"Ghi nhầm"} → ok
as nobody see /chi-so/province-workfiles → 200 "66,2 %" "860 trên 1.300"
as system do register.import {"register":"work-files","source":"x","rows":[{"body":"H55.99","period":"2025-Q4","files":"1","online":"1"}]} \
    → refused "Row 1, body"

# ---- part of a period, and an agency that is no more: its heir answers for what was under way, nobody declares in its name ----
as thu do dossier.file {$top,"answers":{"period":"2025-Q1","files":"10","online":"9"},$paper} → ok
let g = $dossier
let code_g = $code
as thu see /ho-so/$code_g → 200 "bắt đầu hoạt động từ 01/03/2025"
as khcn see /can-bo/$code_g → 200 "bắt đầu hoạt động từ 01/03/2025"
as khcn read /can-bo/$code_g → 200 "This agency began on 01/03/2025"
as khcn do dossier.receive {"dossier":$g} → ok
as khcn do dossier.ask_supplement {"dossier":$g,"reason":"Thiếu trang 2"} → ok
at 2026-07-02T08:00
as thu do dossier.file {$top,"answers":{"period":"2026-Q1","files":"10","online":"9"},$paper} → refused "exists no longer"
as thu do dossier.supplement {"dossier":$g,"answers":{"period":"2025-Q1","files":"10","online":"8"},"answers_personal":{},"files":[],\
    "file_names":[]} → refused
as tai see /nghia-vu → 200 "quý 2/2026"
as leader see /nghia-vu → 200 "0 trên 107 cơ quan đã nộp"

# an officer's new right is about what their agency declared, never about a citizen's dossier
as awa do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"kind":"lighting","where":"05443"},"answers_personal":{"place":"Ngõ 2","description":"Đèn tắt"},"files":[],"file_names":[]} \
    → ok
let hers = $code
as beto do dossier.withdraw {"dossier":$dossier} → refused "no such dossier"
as beto do dossier.supplement {"dossier":$dossier,"answers":{},"answers_personal":{},"files":[],"file_names":[]} → refused
as beto see /ho-so/$hers/rut → 404
as leader see /can-bo/$hers → 200 not "Ngõ 2"

# ---- a year that is sealed: a late figure is taken, who declares it and who appraises it are told; the sealed number moves only by a
# restatement ----
at 2026-12-16T08:00
as nobody see /chi-so/province-workfiles?nam=2026 → 200 "66,2 %"
propose 2026 deputy → ok
let proposal = $n
as leader on /ngay/2026/niem-phong press "Niêm phong năm 2026" with thieu=1 → 303
as xay do dossier.file {$top,"answers":{"period":"2026-Q3","files":"400","online":"400"},$paper} → ok
expect $sealed_year = 2026
let h = $dossier
let code_h = $code
as xay see /ho-so/$code_h → 200 "Năm báo cáo 2026 đã niêm phong" "chỉ vào báo cáo của năm ấy khi điều chỉnh có lý do"
as khcn see /can-bo/$code_h → 200 "Năm báo cáo 2026 đã niêm phong"
as khcn read /can-bo/$code_h → 200 "The reporting year 2026 is sealed"
as xay on /thu-tuc/TN.BC.02 press "Nộp hồ sơ" → 303
let draft = $location
as xay see $draft/1 → 200 'value="2026-Q3"' "Năm báo cáo 2026 đã niêm phong"
as xay on $draft/1 press "Tiếp tục" with period=2026-Q2&files=10&online=10 → 303
as khcn do dossier.receive {"dossier":$h} → ok
as khcn do dossier.step {"dossier":$h,"step":"accept","answers":{},"answers_personal":{}} → ok
as nobody see /chi-so/province-workfiles?nam=2026 → 200 "66,2 %" not "85,7 %"
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ công việc cấp tỉnh" with ly-do=Sở Xây dựng khai muộn quý 3 → 303
as nobody see /chi-so/province-workfiles?nam=2026 → 200 "85,7 %"
# what was accepted before the sealing says nothing of it
as tu see /ho-so/$code → 200 not "niêm phong"

# ---- the Department's own figure: who declared it, or put it right, does not appraise it; a third officer does
officer tai2 H55.08 reception digital head
as nghe do dossier.file {$top,"answers":{"period":"2026-Q2","files":"1000","online":"100"},$paper} → ok
let own = $dossier
as nghe do dossier.receive {"dossier":$own} → ok
as khcn do dossier.ask_supplement {"dossier":$own,"reason":"Thiếu bảng thống kê"} → ok
as khcn do dossier.supplement {"dossier":$own,"answers":{"period":"2026-Q2","files":"1000","online":"1000"},"answers_personal":{},\
    "files":[],"file_names":[]} → ok
as nghe do dossier.step {"dossier":$own,"step":"accept","answers":{},"answers_personal":{}} → refused "does not appraise"
as khcn do dossier.step {"dossier":$own,"step":"accept","answers":{},"answers_personal":{}} → refused "does not appraise"
as tai2 do dossier.step {"dossier":$own,"step":"accept","answers":{},"answers_personal":{}} → ok
