# Years at their edges: without data, with a leap day, cut by 1 July 2025, sealed under definitions that changed, restated twice; values at
# every level of the dated tree of units, and what is said where periods cannot be compared.
founded 2024-02-29T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person leader leader "Hoàng Thị Lãnh Đạo"
officer beto H55.05446 reception business chair
leader leader H55
use second
use shop
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","answers_personal":{$who},"files":[],\
    "file_names":[]
let ward = $biz,"answers":{$shop,"place":"05446"}
let next = $biz,"answers":{$shop,"place":"05449"}
let other = $biz,"answers":{$shop,"place":"05530"}
let second = $biz,"answers":{$shop,"place":"05527"}

# on the leap day: 12 in two wards of the city of Thái Nguyên, 11 in two communes of Sông Công, which was a city too
as awa do dossier.file {$ward,"channel":"online"} → ok
let code = $code
5 times as awa do dossier.file {$ward,"channel":"online"} → ok
6 times as awa do dossier.file {$next,"channel":"online"} → ok
5 times as awa do dossier.file {$other,"channel":"online"} → ok
6 times as awa do dossier.file {$second,"channel":"online"} → ok
as leader see /chi-so/filed-dossiers?ky=thang&nam=2024&thang=2 → 200 "23 hồ sơ" "29/02/2024"
# the level between: a district adds up its communes, for the public too where none gives anybody away
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "Theo huyện, thị xã, thành phố" "Thành phố Thái Nguyên" "<strong>12</strong>" \
    "Thành phố Sông Công" not "Không so sánh được" not "không còn cấp huyện"
as nobody see /chi-so/filed-dossiers.json?nam=2024 → 200 '"districts":[' '"key":"164","name":"Thành phố Thái Nguyên","records":12' \
    '"key":"167","name":"Huyện Định Hóa","records":0'
as nobody see /chi-so/filed-dossiers.csv?nam=2024 → 200 '"huyện","164","Thành phố Thái Nguyên","2023-12-15","2024-12-14","12"'
as nobody see /chi-so/filed-dossiers.sdmx.csv?nam=2024 → 200 '"district","164"' not '"B"'
# a share and the middle of a district are of its records, not of its communes' values
as nobody see /chi-so/online-filed.json?nam=2024 → 200 '"key":"164","name":"Thành phố Thái Nguyên","numerator":12,"records":12'
# one more in a third ward: 1 is hidden, the smallest beside it lies in Sông Công, so a second one is hidden in the city too: 13 less 12
# would be it
as awa do dossier.file {$biz,"answers":{$shop,"place":"05431"},"channel":"online"} → ok
as nobody see /chi-so/filed-dossiers.json?nam=2024 → 200 '"key":"164","name":"Thành phố Thái Nguyên","records":13' '"records":6' \
    not '"records":6,"suppressed":false,"to":"2024-12-14","value":"6"},{"from":"2023-12-15","key":"H55.05449"' not '"records":1,'
as leader see /chi-so/filed-dossiers.json?nam=2024 → 200 '"key":"164","name":"Thành phố Thái Nguyên","records":13' '"records":1,'

# ---- a year with no data at all is sealed as what it is, by two people who know it
at 2024-12-20T08:00
propose 2023 leader → ok
let proposal = $n
as second see /ngay/2023/niem-phong → 200 "còn thiếu các số này" "chưa có số liệu"
as second send /ngay/2023/niem-phong key=seal-empty-year1&de-nghi=$proposal → 422 "đánh dấu là đã biết"
as second on /ngay/2023/niem-phong press "Niêm phong năm 2023" with thieu=1 → 303
as nobody see /ngay/2023 → 200 "Đã niêm phong" "Kỳ này hệ thống không đo được gì"
as nobody see /chi-so/filed-dossiers?nam=2023 → 200 "Chưa có số liệu" "Tải bằng chứng" not "0 hồ sơ"
as nobody see /ngay/2023/bao-cao → 200 "được niêm phong" "Kỳ này hệ thống không đo được gì"
as leader see /ngay/2023/niem-phong → 200 "đúng như đã niêm phong"

# ---- a definition changes after the year and before its seal: what is sealed is the definition of the act it is as of, with its own words
adopt provinces/thai-nguyen indicators/filed-dossiers.yaml=tests/sentences/seal/filed.yaml
propose 2024 leader → ok
let proposal = $n
as second on /ngay/2024/niem-phong press "Niêm phong năm 2024" with thieu=1 → 303
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "Hồ sơ đã nộp trực tuyến" "24 hồ sơ" "Theo huyện, thị xã, thành phố"
# and a change after the seal leaves it as it was, here and in the report, while the next year reads by the new one
adopt provinces/thai-nguyen
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "Hồ sơ đã nộp trực tuyến" "24 hồ sơ"
as nobody see /ngay/2024/bao-cao → 200 "Hồ sơ đã nộp trực tuyến" "được niêm phong"
as nobody see /ngay/2025/bao-cao → 200 "Hồ sơ đã nộp" not "Hồ sơ đã nộp trực tuyến"

# ---- restated twice: all three values stay, on the figure's page and in the report, each with its act and reason
as beto do dossier.file when 2024-12-10T09:00 {$ward,"channel":"post","submitter":$awa} → ok
as leader see /ngay/2024/niem-phong → 200 "Đã niêm phong: 24" "Hôm nay: 25"
as leader on /ngay/2024/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Một hồ sơ bưu chính ghi muộn → 303
as leader send /ngay/2024/dieu-chinh key=restate-nothing-001&chi-so=filed-dossiers&ly-do=Không+có+gì+mới+cả → 422 "Chưa có gì thay đổi"
as beto do dossier.file when 2024-12-11T09:00 {$ward,"channel":"post","submitter":$awa} → ok
as leader on /ngay/2024/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Thêm một hồ sơ ghi muộn nữa → 303
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "26 hồ sơ" "<li>24" "<li>25" "<li>26" "Một hồ sơ bưu chính ghi muộn" \
    "Thêm một hồ sơ ghi muộn nữa"
as nobody see /ngay/2024/bao-cao → 200 "25 hồ sơ" "26 hồ sơ" "Một hồ sơ bưu chính ghi muộn" "Thêm một hồ sơ ghi muộn nữa"
as leader see /ngay/2024/niem-phong → 200 not "Hôm nay: 26"

# ---- 2025 is cut by 1 July: a unit stands with the part it covers, districts for their days, and the page says why the years cannot be
# compared
at 2025-05-05T08:00
5 times as awa do dossier.file {$ward,"channel":"online"} → ok
at 2025-08-04T08:00
let today = $biz,"answers":{$shop,"place":"05443"}
6 times as awa do dossier.file {$today,"channel":"online"} → ok
as nobody see /chi-so/filed-dossiers?nam=2025 → 200 "11 hồ sơ" "Phường Quang Trung (đến 30/06/2025)" \
    "Phường Phan Đình Phùng (từ 01/07/2025)" "Thành phố Thái Nguyên (đến 30/06/2025)" "Từ ngày 01/07/2025 không còn cấp huyện" \
    "Không so sánh được số liệu trước ngày 01/07/2025" "37 trong 92"
as nobody read /chi-so/filed-dossiers?nam=2025 → 200 "until 30/06/2025" "There have been no districts since 01/07/2025" \
    "cannot be compared with figures since" "former province of Bắc Kạn"
as nobody see /chi-so/filed-dossiers.json?nam=2025 → 200 '"breaks":[{"on":"2025-07-01"' '"key":"164"' '"records":5'
as nobody see /chi-so/filed-dossiers.sdmx.csv?nam=2025 → 200 '"B"' '"2025-08","6","dossiers","A"' '"2025-07"'
# what lies wholly on one side says so only beside the other
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 not "Không so sánh được"
as nobody see /ngay/2024 → 200 not "Không so sánh được"
as nobody see /ngay/2025 → 200 "Không so sánh được số liệu trước ngày 01/07/2025" "Không phải năm nào cũng so sánh được"
as leader see /chi-so/filed-dossiers?ky=thang&nam=2025&thang=7 → 200 "Không so sánh được"
as leader see /chi-so/filed-dossiers?ky=thang&nam=2025&thang=8 → 200 not "Không so sánh được" not "Theo huyện"
as leader see /chi-so/filed-dossiers?ky=thang&nam=2025&thang=5 → 200 "Theo huyện" "Thành phố Thái Nguyên" not "Không so sánh được"
at 2025-12-31T08:00
propose 2025 leader → ok
let proposal = $n
as second on /ngay/2025/niem-phong press "Niêm phong năm 2025" with thieu=1 → 303
as nobody see /chi-so/filed-dossiers?nam=2025 → 200 "11 hồ sơ" "Phường Quang Trung (đến 30/06/2025)" \
    "Thành phố Thái Nguyên (đến 30/06/2025)" "Không so sánh được số liệu trước ngày 01/07/2025"
as nobody see /ngay/2025/bao-cao → 200 "Không so sánh được số liệu trước ngày 01/07/2025" "So với năm trước"
as nobody see /ngay/2024/bao-cao → 200 not "Không so sánh được"
as leader see /ngay/2025/niem-phong → 200 "đúng như đã niêm phong"
as leader see /dieu-hanh?don-vi=&nam=2025&voi=&voi-nam=2024 → 200 "Không so sánh được số liệu trước ngày 01/07/2025"
as leader see /dieu-hanh?don-vi=&nam=2024&voi=&voi-nam=2023 → 200 not "Không so sánh được"
as nobody see /chi-so/dti-rank → 200 not "Không so sánh được"
at 2027-01-04T08:00
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ, thử"} → ok
as nobody see /chi-so/dti-rank → 200 "Không so sánh được số liệu trước ngày 01/07/2025"
as leader see /dieu-hanh?don-vi=&nam=2027&voi=&voi-nam=2026 → 200 not "Không so sánh được"
as nobody see /chi-so/filed-dossiers?nam=2027 → 200 not "Không so sánh được" not "Theo huyện"

# ---- 31/12 as a working day, on a weekend, and as a listed day off: the figures do not depend on it, the reporting year closes before
adopt provinces/thai-nguyen calendar.yaml=tests/sentences/seal/off.yaml
as nobody see /ngay/2024 → 200 not "là ngày nghỉ"
as nobody see /ngay/2022 → 200 "31/12/2022 là ngày nghỉ (Thứ Bảy)"
as nobody see /ngay/2026 → 200 "31/12/2026 là ngày nghỉ (Nghỉ bù Tết Dương lịch)" "năm báo cáo 2026 khép lại vào 14/12/2026"
propose 2026 leader → ok
let proposal = $n
as second on /ngay/2026/niem-phong press "Niêm phong năm 2026" with thieu=1 → 303
as nobody see /ngay/2026 → 200 "Đã niêm phong" "31/12/2026 là ngày nghỉ"
as nobody see /ngay/2026/bao-cao → 200 "31/12/2026 là ngày nghỉ (Nghỉ bù Tết Dương lịch)"
