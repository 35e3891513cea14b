# The counter (ONE-STOP "Who": channel; Decree 118/2025: any desk receives): the officer finds or enters the person, the same form, papers scanned or
# shown, filed and received in one act, the slip at once.
at 2026-11-16T08:00
adopt provinces/thai-nguyen
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person gia gia "Phạm Văn Gia"
person xa mavanxa "Ma Văn Xa"
person so sotaichinh "Vũ Thị Sở"
person leader leader "Hoàng Thị Lãnh Đạo"
officer beto H55.05443 reception civil_status chair
officer gia H55.05443 business
officer xa H55.05482 reception
officer so H55.04 reception
leader leader

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
as beto send /can-bo/quay answers.thu-tuc=&answers.kenh=counter → 422 "thu-tuc-error"
as beto send /can-bo/quay answers.thu-tuc=9.999999&answers.kenh=counter → 422
as beto send /can-bo/quay answers.thu-tuc=1.004222&answers.kenh=post → 422 "kenh-error"
as beto send /can-bo/quay answers.thu-tuc=1.001193&answers.kenh=online → 422

# somebody with an account is found by number or phone, and their name stands in the form; the address bears nothing of it
as beto send /can-bo/quay answers.thu-tuc=1.001612&answers.kenh=counter&answers.nguoi=019+195+000001 → 303 to "/can-bo/quay/"
let form = $location
as beto see $form → 200 "Nguyễn Thị Awa" "019195000001" "3 ngày làm việc" "Tại quầy"
as xa see $form → 404
as gia see $form → 404
as awa see $form → 404
as beto send $form answers.business_name=Cơm+Awa → 422 "trade-error" "Cơm Awa"
let shop = answers.business_name=Cơm+Awa&answers.place=05443&answers.address=Tổ+3&answers.trade=ăn+uống&answers.capital=50000000&answers.workers=2
let owner = answers.owner_name=Nguyễn+Thị+Awa&answers.owner_birth.d=1&answers.owner_birth.m=1&answers.owner_birth.y=1995&answers.owner_id=019195000001&answers.owner_phone=0912345678
as beto send $form key=x&$shop&$owner → 303 to "?xong=tiep-nhan"
let code = $code
as beto see $location → 200 "17:00 19/11/2026" "Người tiếp theo" "In giấy tiếp nhận"
as beto see /can-bo/$code/phieu → 200 "$code" "Tại quầy" "17 giờ 00 phút, ngày 19 tháng 11 năm 2026"
as awa see /ho-so/$code → 200 "Được tiếp nhận" "Nguyễn Thị Awa"
as nobody see /ho-so/$code → 200 not "Awa" not "019195000001"
# sent twice it is one dossier
as beto send $form key=x&$shop&$owner → 303 to "/can-bo?viec=xu-ly"

# a required paper is scanned or shown; the original shown is on the slip
as xa send /can-bo/quay answers.thu-tuc=1.001193&answers.kenh=post&answers.nguoi=019195000009 → 303
let post = $location
let child = answers.child_name=Nguyễn+An&answers.birth_date.d=1&answers.birth_date.m=11&answers.birth_date.y=2026&answers.sex=female&answers.birth_place=A&answers.ethnicity=Kinh&answers.nationality=VN&answers.hometown=A&answers.residence=05443&answers.copies=1
let rest = answers.requester_name=Trần+Văn+Lạ&answers.requester_id=019195000009&answers.requester_phone=0987654321&answers.relation=father&answers.mother_known=no&answers.father_known=no
as xa see $post → 200 "019195000009" not "đã có tài khoản"
as xa send $post key=y&$child&$rest → 422 "birth_note-error" "Nguyễn An"
as xa send $post key=y&$child&$rest&shown.birth_note=1 → 303
let by_post = $code
expect $by_post = H55.05482-261116-0001
as xa see /can-bo/$by_post → 200 "Đã xuất trình" "Qua bưu chính" "Trần Văn Lạ"
as xa see /can-bo/$by_post/phieu → 200 "đã xuất trình bản chính" "Trần Văn Lạ"
as beto see /can-bo?viec=xu-ly → 200 "Nguyễn An"
# nobody online can say that a paper was shown
let paperless = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"A","shown":["birth_note"],"files":[],"file_names":[]
as awa do dossier.file {$paperless,"answers":{"relation":"father","residence":"05443","copies":"1","mother_known":"no","father_known":"no"},"answers_personal":{"child_name":"Nguyễn An","birth_date":"2026-11-01","sex":"female","birth_place":"A","ethnicity":"Kinh","nationality":"VN","hometown":"A","requester_name":"Nguyễn Thị Awa","requester_id":"019195000009"}} → refused "required paper"
