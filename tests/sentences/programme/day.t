# The Day, the map of the communes, the former cities, a commune's page. Reporting year 15/12 → 14/12 [M], the calendar year a switch.
# A number and its unit are held together by a no-break space, in these sentences too.
# 1–4 are hidden from the public, on the map and in the sum over a city too. The cities ended as units on 01/07/2025 (units.yaml).
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward

# ---- the map: a figure kept by commune, and what cannot be drawn
as nobody see /ban-do/filed-dossiers/2026 → 200 "Bản đồ các xã, phường" "Chưa có số liệu" "Năm dương lịch 2026" not 'class="map"'
as nobody see /ban-do/filed-dossiers/2024 → 200 "Đến hết ngày 30/06/2025" not 'class="map"'
as nobody see /ban-do/filed-dossiers/2027 → 200
as nobody see /ban-do/level4-decided/2026 → 404
as nobody see /ban-do/no-such/2026 → 404
as nobody see /ban-do/filed-dossiers/2020 → 404
as nobody see /ban-do/filed-dossiers/2028 → 404
as nobody see /ban-do/filed-dossiers/02026 → 404

# three filings in one ward: a leader sees them, the public sees that they are few, nowhere the number
use shop
3 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as leader see /ban-do/filed-dossiers/2026 → 200 'title="Phường Phan Đình Phùng: 3 hồ sơ">Phan Đình Phùng' 'title="Xã Ba Bể: 0 hồ sơ"' \
    not "dưới 5, đã ẩn"
as nobody see /ban-do/filed-dossiers/2026 → 200 not "3 hồ sơ"
as leader see /xa/05443 → 200 "3 hồ sơ" "Trung tâm Phục vụ hành chính công phường Phan Đình Phùng" "07:00–11:30, 13:30–17:00" \
    "Thái Nguyên trước đây"
as nobody see /xa/05443 → 200 "Không nêu (dưới 5)" "Dưới 5 hồ sơ" not "3 hồ sơ"
as leader see /do-thi/thai-nguyen → 200 "3 hồ sơ" "Phường Quyết Thắng" "chưa đối chiếu"
as nobody see /do-thi/thai-nguyen → 200 "Dưới 5 hồ sơ" not "3 hồ sơ"

# six more elsewhere in the city: the province's sum is told, the city's is not, for it would give the ward with three away
6 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
7 times as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as leader see /do-thi/thai-nguyen → 200 "9 hồ sơ" "16 hồ sơ"
as nobody see /do-thi/thai-nguyen → 200 "16 hồ sơ" "Không nêu (dưới 5)" "nêu số chung sẽ làm lộ" not "9 hồ sơ" not "3 hồ sơ"
as nobody see /ban-do/filed-dossiers/2026 → 200 "16 hồ sơ" "dưới 5, đã ẩn" "7 hồ sơ" not "3 hồ sơ"
as nobody see /ban-do/filed-dossiers/2026?ky=duong-lich → 200 "01/01/2026 – 31/12/2026"
as leader see /ban-do/filed-dossiers/2026?ky=duong-lich → 200 "16 hồ sơ"
as nobody see /xa/05518 → 200 "Phường Sông Công" "7 hồ sơ" "Sông Công trước đây"

# every city, an old unit, no unit
as nobody see /do-thi/song-cong → 200 "Thành phố Sông Công" "01/07/2025"
as nobody see /do-thi/pho-yen → 200 "Vạn Xuân"
as nobody see /do-thi/ha-noi → 404
as nobody see /xa/05446 → 200 "30/06/2025" "Ở đây chưa rõ"
as nobody see /xa/164 → 404
as nobody see /xa/99999 → 404

# ---- the Day of each year: what is known, what is missing, and why; a year without records says so and claims nothing
as nobody see /ngay/2021 → 200 "Trong 15 mục tiêu: 1 đã đạt, 14 chưa có số liệu." "12/63" "8/63" "Kỳ này hệ thống không đo được gì" \
    not "8/34"
# a successor's goal is for the merged province: what was published of the old one is not held against it
as nobody see /ngay/2026 → 200 "Mốc năm 2030 đặt cho tỉnh từ ngày 01/07/2025, còn số này là của năm 2022"
as nobody see /ngay/2022 → 200 "8/63" "42,92" "Hạng 2 cả nước" "31/12/2022 là ngày nghỉ (Thứ Bảy)" "mục tiêu cả nước, tạm thay" not "8/34"
as nobody see /ngay/2023 → 200 "chưa tìm thấy" "31/12/2023 là ngày nghỉ (Chủ nhật)" "năm báo cáo 2023 khép lại vào 14/12/2023" not "8/34"
as nobody see /ngay/2024 → 200 "8/34" "99,7" "còn hạng này là trong 34 tỉnh" "chỉ gồm một phần của mục tiêu" \
    "trung bình của Thái Nguyên và Bắc Kạn"
# 2025: both the 100 % of the press and the resolution's "over 90 %"
as nobody see /ngay/2025 → 200 "ít nhất 100 %" "trên 90 %" "8/34" "15/12/2024 – 14/12/2025"
as nobody see /ngay/2026 → 200 "ngày nữa đến 31/12/2026" "Năm báo cáo 2026" "Chưa có số liệu, và vì sao" "Các đô thị thông minh" \
    not "là ngày nghỉ"
# the calendar year is one parameter, kept in every link of the page
as nobody see /ngay/2026?ky=duong-lich → 200 "01/01/2026 – 31/12/2026" "/ngay/2025?ky=duong-lich" "ky=duong-lich&amp;nam=2026"
as nobody see /ngay?ky=duong-lich → 200 "01/01/2026 – 31/12/2026"
as nobody see / → 200 "còn 304 ngày nữa đến 31/12/2026"
# on the Day itself, and when it has passed
at 2026-12-31T09:00
as nobody see /ngay → 200 "hôm nay" "Năm báo cáo 2026 đã khép" "/ngay/2027"
at 2027-01-01T09:00
as nobody see /ngay/2026 → 200 "đã qua"
as nobody see / → 200 "còn 364 ngày nữa đến 31/12/2027"

# ---- in English
as nobody read /ngay/2025 → 200 "Of 15 targets:" "own text: over 90 %" "Not comparable"
as nobody read /ngay/2023 → 200 "31/12/2023 is a day off (Sunday)"
as nobody read /ban-do/filed-dossiers/2026 → 200 "Map of the communes and wards" "fewer than 5, hidden" "Phan Đình Phùng Ward"
as nobody read /do-thi/song-cong → 200 "was dissolved as an administrative unit on 01/07/2025"
as nobody read /xa/05528 → 200 "Where to go" "former city of Sông Công"
