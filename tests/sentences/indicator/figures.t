# Figures and the Day: small numbers hidden from the public, the same on page, CSV and JSON; as of an act; years without data; who may open
# records.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward

# an empty province: no figure, with a reason; nothing is divided by nothing
as nobody see /ngay → 200 "31/12/2026" "Chưa có số liệu"
as nobody see /ngay/2021 → 200 "12/63"
as nobody see /ngay/2027 → 200
as nobody see /ngay/2020 → 404
as nobody see /ngay/2028 → 404
as nobody see /ngay/abcd → 404
as nobody see /chi-so → 200 "level4-whole"
as nobody see /chi-so/level4-whole → 200 "Chưa có số liệu"
as nobody see /chi-so/no-such → 404
as nobody see /chi-so/level4-whole?ky=thang&nam=2026&thang=13 → 404
as nobody see /chi-so/level4-whole?ky=thang&nam=2024&thang=2 → 200 "01/02/2024 – 29/02/2024"
as nobody see /chi-so/level4-whole?ky=duong-lich&nam=2025 → 200 "01/01/2025 – 31/12/2025"
as nobody see /chi-so/level4-decided/ho-so → 200 "1.001193"
as nobody see /thu → 404

# one dossier returned: a leader sees it, the public does not
use birth
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$note} → ok
let a = $dossier
let code_a = $code
let before = $n
as beto do dossier.receive {"dossier":$a} → ok
as beto do dossier.step {"dossier":$a,"step":"examine","answers":{"book_number":"12/2026"},"answers_personal":{"child_id":"019326000001"}} \
    → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → ok
as system do paper.issue {"dossier":$a,"sha":"$sample","bytes":16} → ok
as beto do dossier.return {"dossier":$a,"how":"online"} → ok

as leader see /chi-so/level4-whole → 200 "1 trên 1 hồ sơ" "Đã đối chiếu cả 1 bản ghi của số liệu này với nhật ký"
as leader see /chi-so/filed-dossiers?nam=2026 → 200 "bản ghi của số liệu này với nhật ký, cùng"
as leader see /chi-so/level4-whole.csv → 200 "100.0"
as leader see /chi-so/level4-whole/ho-so → 200 "$code_a"
as beto see /chi-so/level4-whole/ho-so → 200 "$code_a"
as nobody see /chi-so/level4-whole → 200 "Dưới 5 hồ sơ" not "1 trên 1 hồ sơ"
as nobody see /chi-so/level4-whole.csv → 200 "đã ẩn" not "100.0"
as nobody see /chi-so/level4-whole.json → 200 "suppressed" not "numerator"
as nobody see /chi-so/level4-whole/ho-so → 200 "không mở" not "$code_a"
as awa see /chi-so/level4-whole/ho-so → 200 "không mở" not "$code_a"
as nobody see /chi-so/level4-used → 200 "1 trên 7"
as leader see /ngay → 200 "Đang trễ hạn" "1 trên 1 hồ sơ"
as nobody see /ngay → 200 "Dưới 5 hồ sơ" not "Đang trễ hạn"

# as known then: before the return there was nothing to count
as leader see /chi-so/level4-whole?as_of=$before → 200 not "1 trên 1 hồ sơ"

# the public cannot take two neighbouring states, or a unit by month, apart into single records
as nobody see /chi-so/level4-whole.json?as_of=3 → 404 "mở cho cán bộ và lãnh đạo"
as nobody see /chi-so/level4-whole.json?ky=thang&nam=2026&thang=3 → 200 '"units":[]'
as nobody see /chi-so/level4-used.json → 200 '"units":[]'
# recounted at a press; records of one agency, and those after a page's last
as nobody see /chi-so/level4-decided?kiem=1 → 200
as leader see /chi-so/level4-whole/ho-so?don-vi=H55.05443 → 200 "$code_a"
as leader see /chi-so/level4-whole/ho-so?sau=9999999.0 → 200
