# What leaders change in the programme: each form sent as the page draws it, as often as one likes; and two leaders at once.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward
use second
use shop
let law = decision=100/QĐ-UBND&decided_on=1/3/2026&reason=theo chiến lược mới

# the journal goes on between the page and the press: only what was done to the same target counts
as leader see /chuong-trinh/muc-tieu/doanh_nghiep_so → 200 "Điều chỉnh mục tiêu"
as awa do dossier.file {$biz,"answers":{$shop,"place":"05443"}} → ok
as leader press "Điều chỉnh mục tiêu" with goal_year=2030&value=1.500&$law → 303
as leader see $location → 200 "Đã ghi"
as leader on /chuong-trinh/muc-tieu/doanh_nghiep_so press "Điều chỉnh mục tiêu" with goal_year=2028&value=1.100&$law → 303
as leader on /chuong-trinh/muc-tieu/dvc4 press "Điều chỉnh mục tiêu" with goal_year=2030&value=90,5&$law → 303
as second on /chuong-trinh/muc-tieu/dvc4 press "Điều chỉnh mục tiêu" with goal_year=2030&value=91&$law → 303

# somebody else changed it meanwhile: nothing is done, what was typed stays, and sent again it is done
as leader see /chuong-trinh/muc-tieu/dvc4 → 200
as second do target.amend {"target":"dvc4","goal_year":2030,"value":"92","decision":"101/QĐ-UBND","decided_on":20514,\
    "reason":"đính chính"} → ok
as leader press "Điều chỉnh mục tiêu" with goal_year=2030&value=93&$law → 409 "Đã có người xử lý trước" 'value="93"'
as leader press "Điều chỉnh mục tiêu" → 303

# the progress of a measure, and what others published: twice in a row, and beside somebody else
as leader on /chuong-trinh/bien-phap/phu_song press "Báo tiến độ" with done=70&note=Đã phủ 70 xã → 303
as leader see $location → 200 "Đã ghi"
as second on /chuong-trinh/bien-phap/phu_song press "Báo tiến độ" with done=80&spent=1.000.000&note=Đã phủ 80 xã → 303
as leader see /chuong-trinh/bien-phap/phu_song → 200
as second do measure.report {"measure":"phu_song","done":81,"note":"Đã phủ 81 xã"} → ok
as leader press "Báo tiến độ" with done=82&note=Đã phủ 82 xã → 409 "Đã phủ 82 xã"
as leader press "Báo tiến độ" → 303
let rank = source=Bộ Khoa học và Công nghệ, 01/02/2026
as leader on /chi-so/dti-rank/cong-bo press "Thêm số liệu" with year=2025&value=9&among=34&$rank → 303
as leader see $location → 200 "Đã ghi"
as second on /chi-so/dti-rank/cong-bo press "Thêm số liệu" with year=2025&value=8&among=34&$rank&reason=Bộ đính chính → 303

# what is not there, or is no number, is refused in words
as leader do target.amend {"target":"none","goal_year":2030,"value":"1","decision":"1/QĐ","decided_on":20514,"reason":"thử nghiệm"} \
    → refused "no such target"
as leader do measure.report {"measure":"none","done":1,"note":"x"} → refused "no such measure"
as leader do measure.report {"measure":"phu_song","done":1,"spent":-5,"note":"x"} → refused "whole đồng"
as leader do figure.publish {"figure":"digital-grdp","year":2023,"value":"9","among":-3,"source":"Bộ Khoa học","reason":"thử nghiệm"} \
    → refused "such as 34"
as leader do figure.publish {"figure":"dti-rank","year":2022,"value":"9","among":34,"source":"x","reason":"thử nghiệm"} \
    → refused "Write who"
