# The counter (Decree 118/2025: any desk receives): the officer finds or enters the person, the same form, papers
# scanned or shown, filed and received in one act, the slip at once.
at 2026-11-16T08:00
adopt provinces/thai-nguyen procedures/9.000022.yaml=tests/sentences/desk/counter.yaml
person gia gia "Phạm Văn Gia"
person xa mavanxa "Ma Văn Xa"
person so sotaichinh "Vũ Thị Sở"
use ward
officer gia H55.05443 business
officer xa H55.05482 reception
officer so H55.04 reception

# for the officer of reception only
as nobody see /can-bo/quay → 303 to "/dang-nhap"
as awa see /can-bo/quay → 404
as leader see /can-bo/quay → 404
as gia see /can-bo/quay → 404 "cán bộ khác"
as gia see /can-bo → 200 not "/can-bo/quay"
as beto see /can-bo → 200 "/can-bo/quay"
as beto see /can-bo/quay → 200 "Đăng ký khai sinh" "Đăng ký thường trú" "Qua bưu chính"
as so see /can-bo/quay → 200 "công ty"

# what is wrong is said beside it; a channel the procedure does not have
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=&kenh=counter → 422 "thu-tuc-error"
as beto send /can-bo/quay answers.thu-tuc=9.999999&answers.kenh=counter → 422
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=1.004222&kenh=post → 422 "kenh-error"
as beto send /can-bo/quay answers.thu-tuc=1.001193&answers.kenh=online → 422
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=1.001193&kenh=counter&nguoi=Awa → 422 "nguoi-error" not "autofocus"
# the cursor stands where the typing begins; not where an answer is wrong, which the summary says first
as beto see /can-bo/quay → 200 "autofocus"
as beto see /can-bo/quay?tt=1.001193&kenh=post → 200 "autofocus"

# somebody with an account is found by number or phone, and their name stands in the form; the address bears nothing of it
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=1.001612&kenh=counter&nguoi=019 195 000001 → 303 to "/can-bo/quay/"
let form = $location
as beto see $form → 200 "Nguyễn Thị Awa (số định danh kết thúc bằng 0001" "autofocus"
as beto see $form → 200 "Nguyễn Thị Awa" "019195000001" "3 ngày làm việc" "Tại quầy"
as xa see $form → 404
as gia see $form → 404
as awa see $form → 404
as beto on $form press "Tiếp nhận và lập giấy hẹn" with business_name=Cơm Awa → 422 "trade-error" "Cơm Awa"
let shop = business_name=Cơm Awa&place=05443&address=Tổ 3&trade=ăn uống&capital=50000000&workers=2
let owner = owner_name=Nguyễn Thị Awa&owner_birth=1/1/1995&owner_id=019195000001&owner_phone=0912345678
as beto on $form press "Tiếp nhận và lập giấy hẹn" with $shop&$owner → 303 to "?xong=tiep-nhan"
let code = $code
let received = $location
# sent twice it is one dossier
as beto repeat → 303 to "/can-bo?viec=xu-ly"
as beto see $received → 200 "17:00 19/11/2026" "Người tiếp theo" "In giấy tiếp nhận"
as beto see /can-bo/$code/phieu → 200 "$code" "Tại quầy" "17 giờ 00 phút, ngày 19 tháng 11 năm 2026"
as awa see /ho-so/$code → 200 "Được tiếp nhận" "Nguyễn Thị Awa"
as nobody see /ho-so/$code → 200 not "Awa" not "019195000001"

# a required paper is scanned or shown; the original shown is on the slip
as xa on /can-bo/quay press "Đến tờ khai" with thu-tuc=1.001193&kenh=post&nguoi=019195000009 → 303
let post = $location
let child = child_name=Nguyễn An&birth_date=1/11/2026&sex=female&birth_place=A&ethnicity=Kinh&nationality=VN&hometown=A&residence=05443&\
    copies=1
let rest = requester_name=Trần Văn Lạ&requester_id=019195000009&requester_phone=0987654321&relation=father&mother_known=no&father_known=no
as xa see $post → 200 "019195000009" "Không có đúng một tài khoản" not "đã có tài khoản"
as xa on $post press "Tiếp nhận và lập giấy hẹn" with $child&$rest → 422 "birth_note-error" "Nguyễn An"
as xa on $post press "Tiếp nhận và lập giấy hẹn" with $child&$rest&shown.birth_note=1 → 303
let by_post = $code
expect $by_post = H55.05482-261116-0001
as xa see /can-bo/$by_post → 200 "Đã xuất trình" "Qua bưu chính" "Trần Văn Lạ"
as xa see /can-bo/$by_post/phieu → 200 "đã xuất trình bản chính" "Trần Văn Lạ"
as beto see /can-bo?viec=xu-ly → 200 "Nguyễn An"
# nobody online can say that a paper was shown
let paperless = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"A","shown":["birth_note"],\
    "files":[],"file_names":[]
as awa do dossier.file {$paperless,"answers":{"relation":"father","residence":"05443","copies":"1","mother_known":"no",\
    "father_known":"no"},"answers_personal":{"child_name":"Nguyễn An","birth_date":"2026-11-01","sex":"female","birth_place":"A",\
    "ethnicity":"Kinh","nationality":"VN","hometown":"A","requester_name":"Nguyễn Thị Awa","requester_id":"019195000009"}} \
    → refused "required paper"

# post that came earlier today is received from then on (Decree 61/2018: the time counts from what lies at the desk); never a time to come,
# never nonsense
as xa on /can-bo/quay press "Đến tờ khai" with thu-tuc=1.001193&kenh=post → 303
let early = $location
at 2026-11-16T10:00
as xa see $early → 200 "den-luc"
as xa on $early press "Tiếp nhận và lập giấy hẹn" with $child&$rest&shown.birth_note=1&den-luc=10:30 → 422 "den-luc-error" "Nguyễn An"
as xa on $early press "Tiếp nhận và lập giấy hẹn" with $child&$rest&shown.birth_note=1&den-luc=sáng → 422 "den-luc-error"
as xa on $early press "Tiếp nhận và lập giấy hẹn" with $child&$rest&shown.birth_note=1&den-luc=25:00 → 422 "den-luc-error"
as xa on $early press "Tiếp nhận và lập giấy hẹn" with $child&$rest&shown.birth_note=1&den-luc=9h15 → 303
as xa see /can-bo/$code/phieu → 200 "09 giờ 15 phút, ngày 16 tháng 11 năm 2026"

# the channel's own term and fee are shown, promised and asked for (each channel may have its own)
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=9.000022&kenh=post → 422 "kenh-error"
as beto on /can-bo/quay press "Đến tờ khai" with thu-tuc=9.000022&kenh=counter&nguoi=0999999999 → 303
let book = $location
as beto see $book → 200 "5 ngày làm việc" "20.000" "nguoi-nop" not "3 ngày làm việc" not "den-luc"
as beto on $book press "Tiếp nhận và lập giấy hẹn" with household=Đỗ Văn Sổ&place_unit=05443 → 422 "nguoi-nop-error"
as beto on $book press "Tiếp nhận và lập giấy hẹn" with household=Đỗ Văn Sổ&place_unit=05443&nguoi-nop=Đỗ Thị Mang&dien-thoai=0999999999 \
    → 303
let copy = $code
let erasable = $dossier
as beto see /can-bo/$copy → 200 "23/11/2026" "20.000" "Tại quầy"
as beto see /can-bo/$copy/phieu → 200 "Đỗ Thị Mang" "20.000"
as nobody see /thu-tuc/9.000022 → 200 "3 ngày làm việc"
# by the code alone anyone sees how far it is, and nobody's name or number
as nobody see /ho-so/$copy → 200 "Được tiếp nhận" not "Đỗ" not "0999999999"

# the queue says how each came, and shows one channel alone
as beto see /can-bo?viec=xu-ly → 200 "$copy" "$by_post" "Qua bưu chính" "Tại quầy"
as beto see /can-bo?viec=xu-ly&kenh=counter → 200 "$copy" not "$by_post"
as beto see /can-bo?viec=xu-ly&kenh=post → 200 "$by_post" "<h2>Qua bưu chính" not "$copy"
as beto see /can-bo?viec=xu-ly&kenh=online → 200 not "$by_post" not "$copy"
as beto see /can-bo?viec=da-xong&kenh=post → 200 not "$by_post"
as beto see /can-bo?viec=xu-ly&kenh=zzz → 200 "$by_post" "$copy"

# the personal data of who stood at the counter can be erased like any other; the dossier and its times stay
as system do body.erase {"acts":[$erasable],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok
as beto see /can-bo/$copy → 200 "23/11/2026" not "Đỗ"

# an account made later with the same number proves nothing about who stood there: the dossier does not become theirs
person la 019195000009 "Trần Văn Lạ"
as la see /ho-so → 200 not "$by_post"
as la see /ho-so/$by_post → 200 "Được tiếp nhận" not "Nguyễn An"
