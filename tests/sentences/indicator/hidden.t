# What the public is not told, also not by two numbers beside each other: an agency that stands in a table only when it has a record, a city
# of which one commune has few, the records that came after a year was sealed.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward
use second
use shop
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","answers_personal":{$who},$none
let here = $biz,"answers":{$shop,"place":"05443"}
let there = $biz,"answers":{$shop,"place":"05455"}
let home = "person_name":"Nguyễn Thị Awa","person_birth":"1995-01-01","sex":"female","address":"Tổ 3","head_name":"Nguyễn Văn Cả",\
    "head_id":"019070000001","head_relation":"con"

# the police of a ward stands among the units only with a record: a hidden line of it would tell 1–4, no line 0. It is numbered and not
# named.
6 times as awa do dossier.file {$here,"channel":"online"} → ok
6 times as awa do dossier.file {$there,"channel":"online"} → ok
as awa do dossier.file {"procedure":"1.004222","procedure_act":$version.1.004222,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"residence":"05443"},"answers_personal":{$home},$none} → ok
as leader see /chi-so/filed-dossiers.json → 200 '"key":"H55.05443.01"'
as nobody see /chi-so/filed-dossiers.json → 200 '"key":"H55.05443"' not "H55.05443.01"
as nobody see /chi-so/filed-dossiers → 200 "92 đơn vị đã ẩn" not "Công an phường Phan Đình Phùng"

# how many reports wait: one in one ward, six in another; the city's seven less the six would be the one
let report = "procedure":"TN.PA.01","procedure_act":$version.TN.PA.01,"channel":"online","answers_personal":{"place":"Ngõ 2",\
    "description":"Đèn tắt"},$none
as awa do dossier.file {$report,"answers":{"kind":"lighting","where":"05443"}} → ok
6 times as awa do dossier.file {$report,"answers":{"kind":"lighting","where":"05455"}} → ok
as leader see /do-thi/thai-nguyen → 200 "đang chờ trả lời: 7"
as nobody see /xa/05455 → 200 "đang chờ trả lời: 6"
as nobody see /xa/05443 → 200 "Dưới 5 phản ánh"
as nobody see /do-thi/thai-nguyen → 200 "Không nêu số phản ánh đang chờ trả lời" not "đang chờ trả lời: 7"
as nobody read /do-thi/thai-nguyen → 200 "the sum would give it away"
4 times as awa do dossier.file {$report,"answers":{"kind":"lighting","where":"05443"}} → ok
as nobody see /do-thi/thai-nguyen → 200 "đang chờ trả lời: 11"

# a year is sealed: the months that can be asked for are those that are sealed
at 2026-04-06T08:00
6 times as awa do dossier.file {$here,"channel":"online"} → ok
at 2026-12-15T08:00
propose 2026 leader → ok
let proposal = $n
as second on /ngay/2026/niem-phong press "Niêm phong năm 2026" with thieu=1 → 303
let seal = $n
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "19 hồ sơ" "92 đơn vị đã ẩn"
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2026&thang=4 → 200 "6 hồ sơ"
as nobody see /chi-so/filed-dossiers?ky=duong-lich&nam=2026 → 200 "19 hồ sơ"

# one more comes late: a month or a calendar year of today less the sealed months would be that one
as beto do dossier.file when 2026-12-10T09:00 {$here,"channel":"post","submitter":$awa} → ok
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2026&thang=12 → 200 "sau khi niêm phong năm báo cáo có hồ sơ ghi thêm" not "1 hồ sơ"
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2026&thang=4 → 200 "sau khi niêm phong" not "6 hồ sơ"
as nobody see /chi-so/filed-dossiers?ky=duong-lich&nam=2026 → 200 "sau khi niêm phong" not "20 hồ sơ"
as nobody read /chi-so/filed-dossiers?ky=duong-lich&nam=2026 → 200 "would tell them one by one"
as nobody see /chi-so/filed-dossiers.json?ky=duong-lich&nam=2026 → 200 '"suppressed":true' not '"value":"20"'
as leader see /chi-so/filed-dossiers?ky=duong-lich&nam=2026 → 200 "20 hồ sơ"

# restated, the whole is the new one; its tables stay, or both versions together would tell that one by month, unit and column
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Một hồ sơ bưu chính ghi muộn → 303
let restated = $n
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "20 hồ sơ" "giữ nguyên như mục số $seal đã niêm phong"
as nobody read /chi-so/filed-dossiers?nam=2026 → 200 "stand as act $seal sealed them"
as nobody see /chi-so/filed-dossiers.json?nam=2026 → 200 '"value":"20"' '"key":"2026-12","records":0' '"records":12,' \
    not '"key":"2026-12","records":1'
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2026&thang=12 → 200 "sau khi niêm phong"
as leader send /ngay/2026/dieu-chinh key=restate-hidden-2&chi-so=filed-dossiers&ly-do=Một+hồ+sơ+bưu+chính+ghi+muộn \
    → 422 "Chưa có gì thay đổi"
# five more in the same cells: six moved since the parts were sealed, and they are shown
3 times as beto do dossier.file when 2026-12-10T09:00 {$here,"channel":"post","submitter":$awa} → ok
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Bốn hồ sơ bưu chính ghi muộn → 303
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "23 hồ sơ" "giữ nguyên như mục số $seal đã niêm phong"
2 times as beto do dossier.file when 2026-12-10T09:00 {$here,"channel":"post","submitter":$awa} → ok
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Sáu hồ sơ bưu chính ghi muộn → 303
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "25 hồ sơ" not "giữ nguyên như mục số"
as nobody see /chi-so/filed-dossiers.json?nam=2026 → 200 '"key":"2026-12","records":6' '"records":18,'
as nobody see /chi-so/filed-dossiers?ky=thang&nam=2026&thang=12 → 200 "6 hồ sơ"
