# A Day on 29 February falls on the 28th in years that have none; a reporting year that begins on 1 January is the calendar year itself.
founded 2024-02-29T08:00
adopt provinces/thai-nguyen province.yaml=tests/sentences/seal/leap.yaml
person awa 019195000001 "Nguyễn Thị Awa"
person leader leader "Hoàng Thị Lãnh Đạo"
leader leader H55
use second
use shop
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","channel":"online",\
    "answers":{"business_name":"Cơm Awa","trade":"ăn uống","capital":"50000000","workers":"2","place":"05446"},"answers_personal":{$who},\
    "files":[],"file_names":[]
as nobody see /ngay/2024 → 200 "hôm nay" "29/02/2024" "01/01/2024 – 31/12/2024"
as nobody see /ngay/2025 → 200 "28/02/2025" "01/01/2025 – 31/12/2025" not "29/02/2025"
as nobody see /lich.ics → 200 "20240229" "20250228"
5 times as awa do dossier.file {$biz} → ok
# no folder says that anything was broken: nothing is said
at 2024-12-31T23:59
as awa do dossier.file {$biz} → ok
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "6 hồ sơ" "01/01/2024 – 31/12/2024" not "Không so sánh được"
propose 2024 leader → refused "not closed"
at 2025-01-01T00:01
as awa do dossier.file {$biz} → ok
propose 2024 leader → ok
let proposal = $n
as second on /ngay/2024/niem-phong press "Niêm phong năm 2024" with thieu=1 → 303
as nobody see /chi-so/filed-dossiers?nam=2024 → 200 "6 hồ sơ" "Tải bằng chứng"
as nobody see /ngay/2024/bao-cao → 200 "29/02/2024" "01/01/2024 – 31/12/2024" "6 hồ sơ"
as leader see /ngay/2024/niem-phong → 200 "đúng như đã niêm phong"
at 2025-02-28T08:00
as nobody see /ngay → 200 "hôm nay" "28/02/2025"
at 2028-02-29T08:00
as nobody see /ngay → 200 "hôm nay" "29/02/2028"
