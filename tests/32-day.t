# The Day, the map of the communes, the former cities, a commune's page. Reporting year 15/12 → 14/12 [M], the calendar year a switch: ONE-STOP "Years".
# A number and its unit are held together by a no-break space, in these sentences too.
# 1–4 are hidden from the public (HOUSE), on the map and in the sum over a city too. The cities ended as units on 01/07/2025 (units.yaml).
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person leader leader "Hoàng Thị Lãnh Đạo"
officer beto H55.05443 reception business chair
leader leader H55.05443

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
let shop = "business_name":"Cơm Awa","trade":"ăn uống","capital":"50000000","workers":"2"
let who = "owner_name":"Nguyễn Thị Awa","owner_birth":"1990-01-01","owner_id":"019195000001","owner_phone":"0912345678","address":"Tổ 3"
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","channel":"online","answers_personal":{$who},"files":[],"file_names":[]
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as leader see /ban-do/filed-dossiers/2026 → 200 'title="Phường Phan Đình Phùng: 3 hồ sơ">Phan Đình Phùng' 'title="Xã Ba Bể: 0 hồ sơ"' not "dưới 5, đã ẩn"
as nobody see /ban-do/filed-dossiers/2026 → 200 not "3 hồ sơ"
as leader see /xa/05443 → 200 "3 hồ sơ" "Trung tâm Phục vụ hành chính công phường Phan Đình Phùng" "07:00–11:30, 13:30–17:00" "Thái Nguyên trước đây"
as nobody see /xa/05443 → 200 "Dưới 5 hồ sơ" not "3 hồ sơ"
as leader see /do-thi/thai-nguyen → 200 "3 hồ sơ" "Phường Quyết Thắng" "chưa đối chiếu"
as nobody see /do-thi/thai-nguyen → 200 "Dưới 5 hồ sơ" not "3 hồ sơ"

# six more elsewhere in the city: the province's sum is told, the city's is not, for it would give the ward with three away
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05455"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as awa do dossier.file {$biz,"answers":{$shop,"place":"05518"}} → ok
as leader see /do-thi/thai-nguyen → 200 "9 hồ sơ" "16 hồ sơ"
as nobody see /do-thi/thai-nguyen → 200 "16 hồ sơ" "nêu số chung sẽ làm lộ" not "9 hồ sơ" not "3 hồ sơ"
as nobody see /ban-do/filed-dossiers/2026 → 200 "16 hồ sơ" "dưới 5, đã ẩn" "7 hồ sơ" not "3 hồ sơ"
as nobody see /ban-do/filed-dossiers/2026?ky=duong-lich → 200 "01/01/2026 – 31/12/2026"
as leader see /ban-do/filed-dossiers/2026?ky=duong-lich → 200 "16 hồ sơ"
as nobody see /xa/05518 → 200 "Phường Sông Công" "7 hồ sơ" "Sông Công trước đây"

# every city, an old unit, no unit
as nobody see /do-thi/song-cong → 200 "Thành phố Sông Công" "01/07/2025"
as nobody see /do-thi/pho-yen → 200 "Phường Vạn Xuân"
as nobody see /do-thi/ha-noi → 404
as nobody see /xa/05446 → 200 "30/06/2025" "Ở đây chưa rõ"
as nobody see /xa/164 → 404
as nobody see /xa/99999 → 404
