# Indicators as rows of the folder: each walked from a filing to its figure, with its parts, its recount, and what is said when there is
# nothing. A number and its unit are held together by a no-break space, in these sentences too.
# The reporting year 15/12 → 14/12 [M], calendar year a switch. The first promise counts. 1–4 are hidden.
founded 2024-02-29T08:00
adopt provinces/thai-nguyen
person ngocu ngocu "Ngô Thị Cũ"
use ward
officer ngocu H55.05446 reception business chair

use shop
let form = "answers_personal":{$who},"files":[],"file_names":[]
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa"
let counter = "channel":"counter","submitter":$awa
let here = $biz,$form,"answers":{$shop,"place":"05443"}
let sign = "step":"sign","answers":{"certificate_number":"17A8000001"},"answers_personal":{}
let examine = "step":"examine","answers":{},"answers_personal":{}

# before the first filing: no figure of any kind, and why; a count is not nought either
as nobody see /chi-so → 200 "online-filed" "ontime-decided" "hours-decided" "filed-dossiers" "decided-dossiers" "cityreports-ontime" \
    "Chưa có số liệu"
as leader see /chi-so/filed-dossiers → 200 "đến nay trong kỳ, hệ thống này chưa có hồ sơ đã nộp, thuộc dịch vụ công" not "0 hồ sơ"
as nobody see /chi-so/hours-decided → 200 "Chưa có số liệu"

# the leap day: one filing, in February, in the year 2024 and in no other
as awa do dossier.file {$here,"channel":"online"} → ok
let a = $dossier
let code_a = $code
as leader see /chi-so/filed-dossiers?ky=thang&nam=2024&thang=2 → 200 "01/02/2024 – 29/02/2024" "1 hồ sơ" "Đã tính lại"
as leader see /chi-so/filed-dossiers?ky=thang&nam=2024&thang=2 → 200 "Đếm hồ sơ đã nộp, thuộc dịch vụ công, tính trong kỳ."
as leader see /chi-so/filed-dossiers?nam=2024 → 200 "1 hồ sơ" "02/2024"
as leader see /chi-so/filed-dossiers?nam=2023 → 200 "trong kỳ đó hệ thống này không có hồ sơ đã nộp, thuộc dịch vụ công" not "Theo tháng" \
    not "Đã tính lại"
as leader see /chi-so/filed-dossiers?nam=2025 → 200 "kỳ bắt đầu từ ngày 15/12/2024" not "Theo tháng"
as leader see /chi-so/online-filed?nam=2025 → 200 "kỳ bắt đầu từ ngày 15/12/2024"
as leader see /chi-so/online-filed.csv?nam=2024&ky=bao-cao → 200 '"2024-02"' "100.0" '"cách nộp","online","Trực tuyến"'
as leader see /chi-so/online-filed.json?nam=2024 → 200 '"by":{"channel"' '"key":"counter"' \
    '"method":"Đếm hồ sơ đã nộp, thuộc dịch vụ công, tính trong kỳ; trong đó bao nhiêu phần trăm là: nộp trực tuyến."'

# an even number of decisions: the middle is an exact fraction, here of 5 working hours and 9
at 2024-03-01T07:00
as beto do dossier.receive {"dossier":$a} → ok
as beto do dossier.file {$here,$counter} → ok
let b = $dossier
as beto do dossier.receive {"dossier":$b} → ok
as beto do dossier.step {"dossier":$a,$examine} → ok
as beto do dossier.step {"dossier":$b,$examine} → ok
at 2024-03-01T14:00
as beto do dossier.step {"dossier":$a,$sign} → ok
at 2024-03-04T08:00
as beto do dossier.step {"dossier":$b,$sign} → ok
as leader see /chi-so/hours-decided?nam=2024 → 200 "7,0 giờ" "Đơn vị tính: giờ làm việc" "lấy số ở giữa" "Đã tính lại"
as leader see /chi-so/hours-decided.json?nam=2024 → 200 '"denominator":2' '"numerator":50400' '"value":"7.0"'
as leader see /chi-so/hours-decided?nam=2024 → 200 "Theo cách nộp" "Giá trị (giờ)" "<strong>5,0</strong>" "<strong>9,0</strong>" \
    "Theo thủ tục" "Đăng ký thành lập hộ kinh doanh"
as leader see /chi-so/online-filed?nam=2024 → 200 "50 %" "Theo lĩnh vực" "Thành lập và hoạt động hộ kinh doanh"

# decided on an earlier day than promised, on the day, and too late: the first promise counts
as leader see /chi-so/ontime-decided?nam=2024 → 200 "2 trên 2 hồ sơ"
as leader see /chi-so/decided-dossiers?nam=2024 → 200 "Theo việc giữ hẹn lần đầu" "Trước hạn"
as awa do dossier.file {$here,"channel":"online"} → ok
let c = $dossier
as beto do dossier.receive {"dossier":$c} → ok
as beto do dossier.step {"dossier":$c,$examine} → ok
at 2024-03-15T08:00
as beto do dossier.step {"dossier":$c,$sign} → ok
as leader see /chi-so/ontime-decided?nam=2024 → 200 "66,7 %" "2 trên 3 hồ sơ"
as leader see /chi-so/decided-dossiers?nam=2024 → 200 "Trước hạn" "Trễ hạn"
as leader see /chi-so/ontime-decided/ho-so?nam=2024 → 200 "$code_a" "trễ hạn"
as leader see /chi-so/decided-dossiers?nam=2024 → 200 "3 hồ sơ" "03/2024"

# a number of any column opens to its records, for who may see them
as leader see /chi-so/ontime-decided/ho-so?nam=2024&theo=channel&la=counter → 200 "cách nộp: Tại quầy" "1 bản ghi" not "$code_a"
as leader see /chi-so/ontime-decided/ho-so?nam=2024&theo=worked&la=1 → 200 "$code_a"
as nobody see /chi-so/ontime-decided/ho-so?nam=2024&theo=channel&la=online → 200 "không mở" not "$code_a"

# 1–4 of anything: the public sees that they are few, on page, CSV and JSON, by every column
as nobody see /chi-so/ontime-decided?nam=2024 → 200 "Dưới 5 hồ sơ" not "66,7" not "Theo việc giữ hẹn"
as nobody see /chi-so/hours-decided.csv?nam=2024 → 200 "đã ẩn" not "7.0"
as nobody see /chi-so/filed-dossiers.json?nam=2024 → 200 '"suppressed":true' not '"records"'

# seven filings, six of them online: the one at the counter is hidden, and so is what would give it away
at 2024-03-18T08:00
4 times as awa do dossier.file {$here,"channel":"online"} → ok
as leader see /chi-so/filed-dossiers?nam=2024 → 200 "7 hồ sơ" "Tại quầy" "<strong>6</strong>"
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "7 hồ sơ" "3 mục bị ẩn: dưới 5" not "<strong>6</strong>" not "<strong>1</strong>"
as nobody see /chi-so/filed-dossiers.csv?nam=2024 → 200 '"cách nộp","counter","Tại quầy"' "đã ẩn" not '"6"' not '"1"'
as nobody see /chi-so/filed-dossiers.json?nam=2024 → 200 not '"value":"6"' not '"value":"1"'
# of a month or a calendar year the public sees no part at all, and no whole that beside the reporting year's table would give a hidden cell
# away
as nobody see /chi-so/filed-dossiers.json?ky=thang&nam=2024&thang=3 → 200 '"by":{}' '"units":[]' '"suppressed":true'
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2024&thang=3 → 200 "đặt cạnh bảng của năm báo cáo" not "6 hồ sơ"
as nobody see /chi-so/filed-dossiers.json?ky=duong-lich&nam=2024 → 200 '"by":{}' '"months":[]' '"value":"7"'
as leader see /chi-so/filed-dossiers.json?ky=thang&nam=2024&thang=3 → 200 '"by":{"channel"'

# the reporting year and the calendar year: a filing of 20/12/2024 is in the calendar year 2024 and in the reporting year 2025
at 2024-12-20T08:00
as beto do dossier.file {$here,"channel":"post","submitter":$awa} → ok
as leader see /chi-so/filed-dossiers?nam=2024 → 200 "7 hồ sơ" "15/12/2023 – 14/12/2024"
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2024 → 200 "8 hồ sơ" "01/01/2024 – 31/12/2024"
as leader see /chi-so/filed-dossiers?nam=2025 → 200 "1 hồ sơ" "tính đến 20/12/2024"
# 8 in the calendar year less 7 in the reporting year would be the one of December: not for the public
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "7 hồ sơ"
as nobody see /chi-so/filed-dossiers?ky=duong-lich&nam=2024 → 200 "đặt cạnh bảng của năm báo cáo" not "8 hồ sơ"

# a commune that ended on 01/07/2025 keeps its own line for its half year; the one that began then has the other half
at 2025-05-05T08:00
as awa do dossier.file {$biz,$form,"answers":{$shop,"place":"05446"},"channel":"online"} → ok
let old = $dossier
as ngocu do dossier.receive {"dossier":$old} → ok
as ngocu do dossier.step {"dossier":$old,$examine} → ok
as ngocu do dossier.step {"dossier":$old,$sign} → ok
at 2025-08-04T08:00
as awa do dossier.file {$here,"channel":"online"} → ok
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2025 \
    → 200 "Phường Quang Trung (đến 30/06/2025)" "Phường Phan Đình Phùng (từ 01/07/2025)" not "Trưng Vương"
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2024 → 200 "Phường Trưng Vương" not "Phan Đình Phùng (từ" not "Trưng Vương (đến"

# as known then: the figure of an earlier state of the journal, recounted there too
let then = $n
as awa do dossier.file {$here,"channel":"online"} → ok
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2025&as_of=$then → 200 "2 hồ sơ" "Đã tính lại"
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2025 → 200 "3 hồ sơ"

# no city report yet: the tile says why
as nobody see /chi-so/cityreports-ontime → 200 "Chưa có số liệu" "Phản ánh hiện trường"

# level 4 counts public services only: a report or a recognition that uses the same mechanism is none
as leader see /chi-so/level4-decided → 200 "thuộc dịch vụ công" "Theo lĩnh vực" "Đã tính lại" "Trang này không đối chiếu danh mục" \
    "Có 7 thủ tục chưa thấy quyết định"

# a city report, from a resident to the figure: received, answered on the day
person khcn khoahoc "Trần Thị Sở"
officer khcn H55.08 reception digital head
let said = "place":"Đầu cầu Bến Tượng","description":"Đèn không sáng"
as awa do dossier.file {"procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","answers":{"kind":"lighting",\
    "where":"05443"},"answers_personal":{$said},"files":[],"file_names":[]} → ok
let report = $dossier
as beto do dossier.receive {"dossier":$report} → ok
as beto do dossier.step {"dossier":$report,"step":"answer","answers":{"public_place":"Đường Bắc Kạn","public_text":"Đèn đường không sáng",\
    "public_answer":"Đã thay bóng đèn"},"answers_personal":{}} → ok
as leader see /chi-so/cityreports-ontime → 200 "100 %" "1 trên 1 hồ sơ" "Đã tính lại"
as nobody see /chi-so/cityreports-ontime → 200 "Dưới 5 hồ sơ" not "1 trên 1"
# it is no public service: the figures of services do not move
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2025 → 200 "3 hồ sơ"

# a state: digital enterprises in the register at the end of a period, beside the 700 that were promised
as nobody see /chi-so/enterprises-digital → 200 "Chưa có số liệu" not "0 doanh nghiệp"
let one = "name":"Công ty Cổ phần Nội dung Núi Cốc","tax_code":"4600000002","kind":"content","commune":"05482","recognised":"2024-05-06"
let two = "name":"Công ty TNHH Sông Cầu","tax_code":"4600000003","kind":"commerce","commune":"05443","recognised":"2025-01-15",\
    "employees":"7"
as system do register.import {"register":"digital-enterprises","source":"Danh sách của Sở","rows":[{$one},{$two}]} → ok
as nobody see /chi-so/enterprises-digital → 200 "2 doanh nghiệp" "So với mục tiêu năm 2025 còn thiếu 698 doanh nghiệp." "Theo nhóm" \
    "Nội dung số" "Thương mại điện tử" "Phường Phan Đình Phùng" "Đã tính lại"
as nobody see /chi-so/enterprises-digital → 200 "Đếm doanh nghiệp số của tỉnh, còn hiệu lực, tính đến cuối kỳ." \
    "Đã đối chiếu cả 2 bản ghi của số liệu này với nhật ký" "sổ “Doanh nghiệp số của tỉnh”"
as nobody see /chi-so/enterprises-digital?nam=2024 → 200 "1 doanh nghiệp"
as nobody see /chi-so/enterprises-digital?nam=2023 → 200 "Chưa có số liệu" not "1 doanh nghiệp"
as nobody see /chi-so/enterprises-digital/ho-so → 200 "Sông Cầu" "Núi Cốc" "/so-dang-ky/digital-enterprises/1"
as nobody see /chi-so/enterprises-digital/ho-so?theo=kind&la=content → 200 "Núi Cốc" "nhóm: Nội dung số" not "Sông Cầu"
as nobody see /chi-so/enterprises-digital.csv → 200 '"nhóm","content","Nội dung số"' not "4600000002"
as nobody see /ngay → 200 "Doanh nghiệp số" "2 doanh nghiệp"
# one is struck in September: August keeps it, September has it no more
at 2025-09-08T08:00
as khcn do register.strike {"register":"digital-enterprises","n":1,"reason":"Đã giải thể"} → ok
at 2025-10-06T08:00
as nobody see /chi-so/enterprises-digital?ky=thang&nam=2025&thang=8 → 200 "2 doanh nghiệp"
as nobody see /chi-so/enterprises-digital?ky=thang&nam=2025&thang=9 → 200 "1 doanh nghiệp" "còn thiếu 699"
as nobody see /chi-so/enterprises-digital?nam=2025 → 200 "08/2025" "<strong>2</strong>" "1 doanh nghiệp"

# a mean by commune, each weighing its households, of its latest quarter, in whichever order they came: (90 × 1000 + 100 × 3000) / 4000
let ward = "commune":"05443","period":"2025-Q3","households":"1000","four_g":"90","five_g":"40","fibre":"70","smartphone":"80"
let village = "commune":"05482","period":"2025-Q3","households":"3000","four_g":"100","five_g":"10"
let before = "commune":"05443","period":"2025-Q2","households":"900","four_g":"10"
as system do register.import {"register":"coverage","source":"Khảo sát","rows":[{$ward},{$village}]} → ok
as system do register.import {"register":"coverage","source":"Khảo sát quý II, nộp muộn","rows":[{$before}]} → ok
as nobody see /chi-so/fourg-households?nam=2025 → 200 "97,5 %" "So với mục tiêu năm 2025 còn thiếu 2,5 điểm phần trăm." \
    "chỉ lấy bản mới nhất của mỗi xã, phường" "Đã tính lại" "Đã đối chiếu cả 2 bản ghi của số liệu này với nhật ký"
as nobody see /chi-so/fourg-households.json?nam=2025 → 200 '"numerator":390000' '"denominator":4000' '"value":"97.5"' '"key":"05443"'
# the month that a late survey is about is told as it was
as nobody see /chi-so/fourg-households?nam=2025 → 200 "Theo xã, phường" "90 %" "100 %" "Phường Phan Đình Phùng" "06/2025" "10 %"
as nobody see /chi-so/fiveg-households?nam=2025 → 200 "17,5 %"
# who did not say the number is not counted among those whose numbers are
as nobody see /chi-so/fibre-households?nam=2025 → 200 "70 %" not "còn thiếu"
as nobody see /chi-so/smartphone-households?nam=2025 → 200 "80 %" "Từ 1 bản ghi"
as nobody see /chi-so/fourg-households?nam=2024 → 200 "Chưa có số liệu"
