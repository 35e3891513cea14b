# The annual report as a page: all the Day says of a year in one document; what is measured, published, missing, each in the same words for everyone.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person leader leader "Hoàng Thị Lãnh Đạo"
leader leader H55.05443

# a year without any record: every target is there, nothing is claimed, no number is made up
as nobody see /ngay/2021/bao-cao → 200 "Báo cáo thường niên về chuyển đổi số năm 2021" "Chưa chốt" "Kỳ này hệ thống không đo được gì" "Hạng 8/63" \
    "Số doanh nghiệp số" "Năng suất lao động tăng hằng năm" "Phương pháp" "Những gì chưa đo được" "Danh sách số liệu đã điều chỉnh" "Tự kiểm tra" not "8/34"
as nobody see /ngay/2024/bao-cao → 200 "còn thiếu 0,3 điểm phần trăm" "chưa tìm thấy" "trong 34 tỉnh" "SELECT COUNT(*)" "15/12/2023 – 14/12/2024"
as nobody see /ngay/2025/bao-cao → 200 "đang chờ: nơi khác công bố" "trên 90 %" "Hình thành đô thị thông minh"
as nobody see /ngay/2020/bao-cao → 404
as nobody see /ngay/2028/bao-cao → 404
as nobody see /ngay/abcd/bao-cao → 404
as nobody see /ngay/2025 → 200 "/ngay/2025/bao-cao"

# three filings: nobody reads their number in it, not even who may read it elsewhere, so that all copies say the same
let shop = "business_name":"Cơm Awa","trade":"ăn uống","capital":"50000000","workers":"2"
let who = "owner_name":"Nguyễn Thị Awa","owner_birth":"1990-01-01","owner_id":"019195000001","owner_phone":"0912345678","address":"Tổ 3"
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","channel":"online","answers_personal":{$who},"files":[],"file_names":[]
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as leader see /ngay/2026/bao-cao → 200 "Dưới 5 hồ sơ" not "3 hồ sơ"
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as nobody see /ngay/2026/bao-cao → 200 "5 hồ sơ"
as nobody read /ngay/2026/bao-cao → 200 "Annual report on digital transformation 2026" "What was found" "Lagging" "Check it yourself" "What is not measured, and why"
