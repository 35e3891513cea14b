# A year is sealed by two people; its figures then stand for ever, and what came late is a restatement beside them. Reporting year 15/12 →
# 14/12 [M].
at 2026-03-02T08:00
adopt provinces/thai-nguyen
person mai 019195000002 "Trần Thị Mai"
person third third "Vi Thị Ba"
use ward
use second
leader third H55.05443
use shop
let shop = $shop,"place":"05443"
let biz = $biz,"answers":{$shop}
as awa do dossier.file {$biz} → ok
let code = $code
5 times as awa do dossier.file {$biz} → ok

# nothing is sealed before the year is over, by nobody alone, and not without knowing what is missing
propose 2026 leader → refused "not closed"
at 2026-12-14T23:59
propose 2026 leader → refused "not closed"
as leader see /ngay/2026/niem-phong → 200 "Chưa ai đề nghị" "tinhso seal DATA 2026"
at 2026-12-15T08:00
as nobody see /ngay/2026 → 200 "chưa niêm phong"
propose 1999 leader → refused "no such year"
# whoever keeps the machine is nobody of the two by that
propose 2026 system → refused "may not"
propose 2026 beto → refused "may not"
# a proposal that says another value than its documents is shown to nobody as one
as third do year.propose {"year":2026,"as_of":1,"programme":"$sample","figures":{"filed-dossiers":{"sha":"$sample","value":"77777"}}} → ok
let forged = $n
as second send /ngay/2026/niem-phong key=seal-forged-one1&de-nghi=$forged&thieu=1 → 422 "giá trị khác với tài liệu"
propose 2026 leader → ok
let first = $n
as leader see /ngay/2026/niem-phong → 200 "người thứ hai sẽ niêm phong" not "Niêm phong năm 2026</button>"
as second see /ngay/2026/niem-phong → 200 "Niêm phong năm 2026</button>" "còn thiếu các số này"
as beto see /ngay/2026/niem-phong → 404
as leader send /ngay/2026/niem-phong key=seal-by-proposer1&de-nghi=$first&thieu=1 → 422 "phải là người thứ hai"
as second send /ngay/2026/niem-phong key=seal-unknowing1&de-nghi=$first → 422 "đánh dấu là đã biết"
propose 2026 third → ok
let proposal = $n
let known = $as_of
as second do year.seal {"year":2026,"proposal":$proposal,"figures":{},"programme":"$programme"} → refused "not the figures"
as second send /ngay/2026/niem-phong key=seal-older-one01&de-nghi=$first&thieu=1 → 422 "đề nghị khác"
as second on /ngay/2026/niem-phong press "Niêm phong năm 2026" with thieu=1 → 303
let seal = $n
as second do year.seal {"year":2026,"proposal":$proposal,"figures":{},"programme":"x"} → refused "sealed already"
propose 2026 leader → refused "sealed already"
as nobody see /ngay/2026 → 200 "Đã niêm phong ngày 15/12/2026" "$seal"
as nobody read /ngay/2026 → 200 "Sealed on 15/12/2026"
as nobody see /chi-so/filed-dossiers?nam=2026&as_of=$known → 200 "6 hồ sơ" not "nam=2025&amp;as_of="
as nobody see /chi-so/filed-dossiers.csv?nam=2026&as_of=$known → 200 '"$known"'
as nobody see /chi-so/filed-dossiers.csv?nam=2026&as_of=$seal → 404 "đã niêm phong"
as nobody see /chi-so/filed-dossiers?nam=2026&as_of=2 → 404 "đã niêm phong"
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "6 hồ sơ" "Tải bằng chứng" "Hồ sơ của tôi có được tính không"
# a proof needs the signature of the back room, which these sentences do not have; whose dossier it is decides whether there is anything to
# say at all
as nobody see /ngay/2026/chung-minh/filed-dossiers.json → 503 "Chưa ký xong"
as nobody see /ngay/2026/chung-minh/no-such.json → 404
as nobody see /ngay/2025/chung-minh/filed-dossiers.json → 404
as mai see /ngay/2026/chung-minh/filed-dossiers.json?ho-so=$code → 404 "Không có hồ sơ này"
as second see /ngay/2026/chung-minh/filed-dossiers.json?ho-so=$code → 404 "Không có hồ sơ này"
as nobody see /ngay/02026/chung-minh/filed-dossiers.json → 404
as awa see /ngay/2026/chung-minh/filed-dossiers.json?ho-so=$code → 404 "Chưa ký xong"
as awa see /ngay/2026/chung-minh/filed-dossiers?ho-so=$code → 404 "Không có bằng chứng rằng $code" "Chưa ký xong" "Cách tính"
as awa read /ngay/2026/chung-minh/filed-dossiers?ho-so=$code → 404 "No proof that $code was counted"
as mai see /ngay/2026/chung-minh/filed-dossiers?ho-so=$code → 404 "Không có hồ sơ này" not "Không có bằng chứng"
as nobody see /ngay/2026/chung-minh/filed-dossiers → 503 "Chưa ký xong"
as nobody see /ngay/2026/chung-minh/no-such → 404
as nobody see /ngay/abcd/chung-minh/filed-dossiers → 404

# what came late: recorded now, happened then; the sealed number stands until it is restated with a reason, and beside it afterwards
as beto do dossier.file when 2026-12-10T09:00 {"procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa",\
    "channel":"post","answers":{$shop},"answers_personal":{$who},"files":[],"file_names":[]} → ok
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "6 hồ sơ" not "7 hồ sơ"
as nobody see /chi-so/filed-dossiers?ky=duong-lich&nam=2026 → 200
as leader see /ngay/2026/niem-phong → 200 "Đã niêm phong: 6" "Hôm nay: 7"
as leader send /ngay/2026/dieu-chinh key=restate-no-reas&chi-so=filed-dossiers&ly-do= → 422 "lý do"
as leader send /ngay/2026/dieu-chinh key=restate-nothing&chi-so=no-such&ly-do=muộn+một+hồ+sơ → 422
as leader on /ngay/2026/niem-phong press "Điều chỉnh số liệu này" in "Hồ sơ đã nộp" with ly-do=Hồ sơ nhận qua bưu chính ghi muộn → 303
as leader send /ngay/2026/dieu-chinh key=restate-filed-2&chi-so=filed-dossiers&ly-do=Hồ+sơ+nhận+qua+bưu+chính+ghi+muộn → 422
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "7 hồ sơ" "<li>6" "Hồ sơ nhận qua bưu chính ghi muộn"
as leader see /ngay/2026/niem-phong → 200 "điều chỉnh" not "Hôm nay: 7"
as leader do year.restate {"year":2025,"indicator":"filed-dossiers","as_of":1,"sha":"x","reason":"năm chưa niêm phong"} \
    → refused "not sealed"

# ranks that others publish later are awaited and then added, also to a sealed year; a target is amended by a decision whose number is told
at 2027-08-01T08:00
as nobody see /ngay/2026 → 200 not "9 trên 34"
as awa do figure.publish {"figure":"dti-rank","year":2026,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ, 21/07/2027"} \
    → refused "may not"
as leader do figure.publish {"figure":"no-such","year":2026,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ"} \
    → refused "no such figure"
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"chín","among":34,"source":"Bộ Khoa học và Công nghệ"} \
    → refused "Write a number"
as leader do figure.publish {"figure":"dti-rank","year":2028,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ"} \
    → refused "no such year"
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"9","among":34,"source":"Bộ Khoa học và Công nghệ, 21/07/2027"} → ok
as nobody see /ngay/2026 → 200 "9/34" "21/07/2027"
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1500","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → ok
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1500","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → refused "Nothing was changed"
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1600","decision":"","decided_on":20600,\
    "reason":"theo chiến lược mới"} → refused "decision"
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1600","decision":"99/QĐ-UBND","decided_on":30000,\
    "reason":"theo chiến lược mới"} → refused "not come"
as beto do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1600","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → refused "may not"
as nobody see /ngay/2027 → 200 "1.500"
# goals are set for any year of the programme and its successors, and say by which text
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2060,"value":"1600","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → refused "2020 to 2050"
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2028,"value":"1100","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"theo chiến lược mới"} → ok
as nobody see /ngay/2027 → 200 "Đến năm 2028: ít nhất 1.100 doanh nghiệp (99/QĐ-UBND). Đến năm 2030: ít nhất 1.500"
# the year sealed before keeps the targets it was sealed with
as nobody see /ngay/2026 → 200 not "1.500"
as leader do measure.report {"measure":"phu_song","done":101,"note":"x"} → refused "0 to 100"
as leader do measure.report {"measure":"phu_song","done":80,"spent":0,"note":"Đã phủ 80 xã"} → ok

# ---- the programme as a page, and the leader's board: it agrees with the desk to the second
as nobody see /chuong-trinh → 200 "01-NQ/TU" "1893/QĐ-UBND" "99/QĐ-UBND" "1.500" "Đã phủ 80 xã" "chưa nguồn nào nêu" \
    not "/chuong-trinh/muc-tieu/"
as nobody read /chuong-trinh → 200 "Changed by decision" "Nobody has reported progress"
as leader see /chuong-trinh → 200 "/chuong-trinh/muc-tieu/doanh_nghiep_so"
as beto send /chuong-trinh/muc-tieu/doanh_nghiep_so key=amend-by-officer&answers.goal_year=2030&answers.value=1.600&\
    answers.decision=100/QĐ&answers.decided_on.d=1&answers.decided_on.m=7&answers.decided_on.y=2027&answers.reason=thử+nghiệm → 404
as leader on /chuong-trinh/muc-tieu/doanh_nghiep_so press "Điều chỉnh mục tiêu" with \
    goal_year=2030&value=1.600&decision=100/QĐ-UBND&decided_on=31/2/2027&reason=thử nghiệm \
    → 422 "Ngày của quyết định" 'value="1.600"' "thử nghiệm"
as leader on /chuong-trinh/muc-tieu/doanh_nghiep_so press "Điều chỉnh mục tiêu" with \
    goal_year=2030&value=1.60.0&decision=100/QĐ-UBND&decided_on=1/7/2027&reason=thử nghiệm → 422 "Viết một số" 'value="1.60.0"'
as leader on /chuong-trinh/muc-tieu/doanh_nghiep_so press "Điều chỉnh mục tiêu" with \
    goal_year=2025&value=50&decision=100/QĐ-UBND&decided_on=1/7/2027&reason=thử nghiệm \
    → 422 "Mốc của những năm đã qua giữ nguyên" 'value="50"'
as leader on /chuong-trinh/muc-tieu/dvc4 press "Điều chỉnh mục tiêu" with goal_year=2030&value=250&decision=100/QĐ-UBND&\
    decided_on=1/7/2027&reason=thử nghiệm → 422 "Không thể quá 100"
as leader see /chuong-trinh/muc-tieu/no_such → 404
# opened before somebody else's change: nothing is done, what was typed stays; what nobody can see is no reason
as leader send /chuong-trinh/muc-tieu/doanh_nghiep_so key=amend-stale-0001&seen=5&answers.goal_year=2030&answers.value=1.600&\
    answers.decision=100/QĐ-UBND&answers.decided_on.d=1&answers.decided_on.m=7&answers.decided_on.y=2027&answers.reason=thử+nghiệm \
    → 409 'value="1.600"'
as leader do target.amend {"target":"doanh_nghiep_so","goal_year":2030,"value":"1600","decision":"99/QĐ-UBND","decided_on":20600,\
    "reason":"\u200b\u200b\u200b\u200b\u200b\u3164"} → refused "reason"
as leader on /chuong-trinh/muc-tieu/doanh_nghiep_so press "Điều chỉnh mục tiêu" with \
    goal_year=2030&value=1.600&decision=100/QĐ-UBND&decided_on=1/7/2027&reason=thử nghiệm → 303
as leader see /chuong-trinh/muc-tieu/doanh_nghiep_so?xong=$n → 200 "Đã ghi: mục số $n"
as leader see /chuong-trinh/muc-tieu/doanh_nghiep_so?xong=1 → 200 not "Đã ghi"
as leader see /chuong-trinh → 200 "1.500 → <strong>1.600" "100/QĐ-UBND, 01/07/2027"
as leader on /chi-so/digital-grdp/cong-bo press "Thêm số liệu" with year=2026&value=435&source=Cục Thống kê, 01/03/2027 \
    → 422 "Không thể quá 100" 'value="435"'
as leader on /chi-so/digital-grdp/cong-bo press "Thêm số liệu" with year=2027&value=43,5&source=Cục Thống kê, 01/03/2027 \
    → 422 "chưa kết thúc"
as leader on /chi-so/digital-grdp/cong-bo press "Thêm số liệu" with year=2026&value=43,5&source=Cục Thống kê, 01/03/2027 → 303
as leader on /chi-so/digital-grdp/cong-bo press "Thêm số liệu" with year=2026&value=43.9&source=Cục Thống kê, 01/06/2027 \
    → 422 "Năm đó đã có số"
as leader see /chi-so/digital-grdp/cong-bo → 200 "Thêm số liệu do nơi khác công bố"
as beto see /chi-so/digital-grdp/cong-bo → 404
as nobody see /ngay/2026 → 200 "43,5"
as leader on /chuong-trinh/bien-phap/phu_song press "Báo tiến độ" with done=90&spent=1.200.000.000&note=Còn hai xã → 303
as leader see /chuong-trinh/bien-phap/phu_song → 200 "Báo tiến độ"
as nobody see /chuong-trinh → 200 "90" "1.200.000.000" "Còn hai xã" "Các lần báo cáo trước: 1" "Đã phủ 80 xã"
as leader on /chuong-trinh/bien-phap/phu_song press "Báo tiến độ" with done=chín&note=Còn hai xã → 422 "Hãy ghi một số nguyên" "Còn hai xã"
as beto see /dieu-hanh → 404
as nobody see /dieu-hanh → 303
as leader see /dieu-hanh → 200 '<strong class="figure-value">0</strong> trong 7 hồ sơ đang mở' "92 trên 92 đơn vị chưa nộp"
as awa do dossier.file {$biz} → ok
let last = $dossier
as beto do dossier.receive {"dossier":$last} → ok
at 2027-08-20T08:00
as leader see /dieu-hanh → 200 '<strong class="figure-value">1</strong> trong 8 hồ sơ đang mở' "Phường Phan Đình Phùng" "1 hồ sơ quá hạn"
as beto see /can-bo?viec=xu-ly → 200 "quá hạn"
as leader see /dieu-hanh?don-vi=H55.05443&nam=2026&voi=&voi-nam=2026 → 200 "Phan Đình Phùng 2026" "7 hồ sơ"
as leader see /dieu-hanh?don-vi=H55.99999&nam=1900 → 200 "Tỉnh Thái Nguyên 2027"

# an indicator that others measure: its own page, every value with its source, a year without one a gap; leaders add what came out
as nobody see /chi-so → 200 "Thứ hạng chuyển đổi số cấp tỉnh (DTI)"
as nobody see /chi-so/dti-rank → 200 "Hạng 9/34" "21/07/2027" "Hạng 12/63" "không thuộc 12 tỉnh" "Hệ thống này không đo chỉ số này" \
    not "Thêm số liệu do nơi khác công bố"
as nobody read /chi-so/dti-rank → 200 "Rank 9 of 34" "does not measure it" "not among the first 12"
as leader see /chi-so/digital-grdp → 200 "43,5" "42,92" "749/QĐ-TTg" "/chi-so/digital-grdp/cong-bo"
# what replaces a value says why, and the former stays in sight; a rank is at most as large as there are provinces
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"1","among":34,"source":"mong muốn"} → refused "already"
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"40","among":34,"source":"Bộ Khoa học và Công nghệ",\
    "reason":"đính chính"} → refused "at most"
as leader do figure.publish {"figure":"dti-rank","year":2026,"value":"10","among":34,"source":"Bộ Khoa học và Công nghệ, 01/08/2027",\
    "reason":"Bộ đính chính"} → ok
as nobody see /chi-so/dti-rank → 200 "Hạng 10/34" \
    "Trước đó: 9/34 (Bộ Khoa học và Công nghệ, 21/07/2027); thay bằng mục số $n: Bộ đính chính"
as nobody see /ngay/2026 → 200 "bổ sung sau khi niêm phong, mục số $n" "1 số liệu đã được điều chỉnh"
as nobody see /ngay/2026/bao-cao → 200 "Số nơi khác công bố sau khi niêm phong" "Bộ Khoa học và Công nghệ, 01/08/2027"
as nobody see /ngay/2026?ky=duong-lich → 200 "Chỉ năm báo cáo được niêm phong"
as nobody see /chi-so/dti-rank.csv → 200 '"dti-rank","2024","8","34","hạng"' '"dti-rank","2023","","","hạng"'
as nobody see /chi-so/dti-rank.json → 200 '"kind":"external"' '{"confidence":"medium","of":34,"source":{"en":' '"value":null,"year":2023'
as nobody see /chi-so/dti-rank.sdmx.csv → 404
as nobody see /chi-so/dti-rank.xlsx → 404
as nobody see /chi-so/dti-rank/ho-so → 404
# a version that is none has no proof; what is proposed is what was worked out
as nobody see /ngay/2026/chung-minh/filed-dossiers?ban=99 → 404
as leader do year.propose {"year":2025,"as_of":1,"programme":"x","figures":{"a":5}} → refused "not well-formed"
as leader do year.restate {"year":2026,"indicator":"none","as_of":1,"sha":"$sample","reason":"một lý do dài"} → refused "no such figure"
as leader see /dieu-hanh?don-vi=H55.05443&nam=2026&voi=H55.05482&voi-nam=2026 → 200 "Võ Nhai"
