# The annual report as a page: all the Day says of a year in one document; what is measured, published, missing, each in the same words for
# everyone.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use second
use ward

# a year without any record: every target is there, nothing is claimed, no number is made up
as nobody see /ngay/2021/bao-cao → 200 "Báo cáo thường niên về chuyển đổi số năm 2021" "Chưa niêm phong" \
    "Kỳ này hệ thống không đo được gì" "Hạng 8/63" "Số doanh nghiệp số" "Năng suất lao động tăng hằng năm" "Bảng điểm" "8 trên 63" \
    "922/QĐ-BTTTT" "Cách chấm của riêng tỉnh" "Phương pháp" "Những gì chưa đo được" "Danh sách số liệu đã điều chỉnh" "Tự kiểm tra" \
    not "8/34"
as nobody see /ngay/2024/bao-cao → 200 "chỉ gồm một phần của mục tiêu" "chưa tìm thấy" "trong 34 tỉnh" "SELECT COUNT(*)" \
    "15/12/2023 – 14/12/2024"
as nobody see /ngay/2025/bao-cao → 200 "đang chờ: nơi khác công bố" "trên 90 %" "Hình thành đô thị thông minh"
as nobody see /ngay/2020/bao-cao → 404
as nobody see /ngay/2028/bao-cao → 404
as nobody see /ngay/abcd/bao-cao → 404
as nobody see /ngay/2025 → 200 "/ngay/2025/bao-cao"

# three filings: nobody reads their number in it, not even who may read it elsewhere, so that all copies say the same
use shop
3 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as leader see /ngay/2026/bao-cao → 200 "Dưới 5 hồ sơ" not "3 hồ sơ"
2 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as nobody see /ngay/2026/bao-cao → 200 "5 hồ sơ"
as nobody read /ngay/2026/bao-cao → 200 "Annual report on digital transformation 2026" "What was found" "Missed" "Check it yourself" \
    "What is not measured, and why"

# the signed one: none before the year is sealed; then the back room notes each it has made; who is no system cannot
as nobody see /ngay/2026/bao-cao.pdf → 404 "Chưa có báo cáo ký số"
as system do year.report {"year":2026,"lang":"vi","basis":1,"sha":"$sample","bytes":16,"certificate":"$sample"} → refused "not sealed"
at 2026-12-15T08:00
propose 2026 leader → ok
let proposal = $n
as second on /ngay/2026/niem-phong press "Niêm phong năm 2026" with thieu=1 → 303
as nobody see /ngay/2026/bao-cao → 200 "được niêm phong ngày 15/12/2026 bởi hai người" "chưa có số liệu nào phải điều chỉnh" "5 hồ sơ" \
    not "Báo cáo ký số"
as leader do year.report {"year":2026,"lang":"vi","basis":1,"sha":"$sample","bytes":16,"certificate":"$sample"} → refused "may not"
as system do year.report {"year":2026,"lang":"fr","basis":1,"sha":"$sample","bytes":16,"certificate":"$sample"} \
    → refused "Vietnamese or in English"
as system do year.report {"year":2026,"lang":"vi","basis":1,"sha":"short","bytes":16,"certificate":"$sample"} → refused "not well-formed"
as system do year.report {"year":2026,"lang":"vi","basis":1,"sha":"$sample","bytes":16,"certificate":"$sample"} → ok
as nobody see /ngay/2026/bao-cao → 200 "/ngay/2026/bao-cao.pdf"
as nobody see /ngay/2026/bao-cao.pdf → 200
as nobody see /ngay/2026/bao-cao-en.pdf → 404

# both values of what was restated stay, with the reason
as beto do dossier.file when 2026-12-10T09:00 {"procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa",\
    "channel":"post","answers":{$shop,"place":"05443"},"answers_personal":{$who},"files":[],"file_names":[]} → ok
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Hồ sơ ghi muộn sau khi khóa sổ → 303
as nobody see /ngay/2026/bao-cao → 200 "6 hồ sơ" "5 hồ sơ" "Hồ sơ ghi muộn sau khi khóa sổ"
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1500","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → ok
as nobody see /ngay/2027/bao-cao → 200 "Mục tiêu đã đổi theo quyết định" "99/QĐ-UBND" "1.500"
as nobody see /ngay/2026/bao-cao → 200 not "99/QĐ-UBND"
