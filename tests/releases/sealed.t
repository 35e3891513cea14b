# For releases since years are sealed: a figure declared with its evidence, a year sealed by two leaders, restated after a late record.
at 2026-10-06T08:00
person tu sotuphap "Lý Thị Tư"
officer tu H55.03 reception
let declared = "procedure":"TN.BC.02","procedure_act":$version.TN.BC.02,"channel":"online","submitter_name":"Lý Thị Tư",\
    "answers_personal":{}
let paper = "files":[{"doc":"evidence","sha":"$sample","type":"pdf","bytes":16}],"file_names":["bang-thong-ke.pdf"]
as tu do dossier.file {$declared,"answers":{"period":"2026-Q3","files":"1000","online":"700"},$paper} → ok
let k = $dossier
as khcn do dossier.receive {"dossier":$k} → ok
as khcn do dossier.ask_supplement {"dossier":$k,"reason":"Số trực tuyến không khớp bảng thống kê"} → ok
as tu do dossier.supplement {"dossier":$k,"answers":{"period":"2026-Q3","files":"1000","online":"900"},"answers_personal":{},"files":[],\
    "file_names":[]} → ok
as khcn do dossier.step {"dossier":$k,"step":"accept","answers":{},"answers_personal":{}} → ok
propose 2025 leader → ok
as second send /ngay/2025/niem-phong key=seal-the-year-01&de-nghi=$n&thieu=1 → 303
as beto do dossier.file when 2025-12-10T09:00 {$biz,"channel":"post"} → ok
as leader send /ngay/2025/dieu-chinh key=restate-filed-01&chi-so=filed-dossiers&ly-do=Hồ+sơ+nhận+qua+bưu+chính+ghi+muộn → 303
as leader do figure.publish {"figure":"dti-rank","year":2025,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ, 21/07/2026"} → ok
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1500","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → ok
as leader do measure.report {"measure":"phu_song","done":80,"spent":0,"note":"Đã phủ 80 xã"} → ok
