# The citizen's journey as a browser walks it: account, search, form, drafts, filing, following, supplement, withdrawal; and who may not.
at 2026-03-02T08:00
adopt provinces/thai-nguyen procedures/9.000001.yaml=tests/sentences/filing/citizen.yaml
person awa 019195000001 "Nguyễn Thị Awa"
person chi 019195000002 "Trần Văn Chi"
person beto beto "Lê Thị Beto"
officer beto H55.05443 reception civil_status chair

# --- an account: errors beside the fields, then signed in; one account a number; passwords are not told apart from unknown numbers
as nobody see /dang-ky?den=/thu-tuc/9.000001 → 200 "Đăng ký tài khoản" "/thu-tuc/9.000001"
as nobody on /dang-ky press "Tạo tài khoản" with name=En&login=123&phone=1&password=ngan&again=x → 422 "ít nhất 12 ký tự"
as nobody on /dang-ky press "Tạo tài khoản" with name=Hoàng Thị Én&login=019195000077&phone=0912345678&password=rung co doi che&again=rung \
    co doi → 422 "không giống nhau" "Hoàng Thị Én" not "rung co doi"
as nobody on /dang-ky?den=/thu-tuc/9.000001 press "Tạo tài khoản" with name=Hoàng Thị Én&login=019 195 000 \
    077&phone=0912345678&password=rung co doi che&again=rung co doi che \
    → 200 "Bây giờ hãy đăng nhập" 'value="019195000077"' 'value="/thu-tuc/9.000001"'
as nobody press "Đăng nhập" with password=rung co doi che → 303 to "/thu-tuc/9.000001"
# a number that has an account is answered the same, and keeps its password; so is the same form pressed twice
as nobody on /dang-ky?den=/thu-tuc/9.000001 press "Tạo tài khoản" with name=Hoàng Thị Én&login=019195000077&phone=0912345678&password=mat \
    khau khac&again=mat khau khac → 200 "Bây giờ hãy đăng nhập" 'value="019195000077"' 'value="/thu-tuc/9.000001"' not "tồn tại"
as nobody on /dang-nhap press "Đăng nhập" with login=019195000077&password=mat khau khac → 422 "chưa đúng"
as nobody on /dang-nhap?den=/thu-tuc/9.000001 press "Đăng nhập" with login=019195000077&password=rung co doi che \
    → 303 to "/thu-tuc/9.000001"
as nobody see /dang-nhap → 200
as awa see /dang-nhap?den=/tra-cuu → 303 to "/tra-cuu"
as nobody send /dang-nhap login=019195000077&password=rung+co+doi+che&den=//evil.example → 303 to "/ho-so"
as nobody on /dang-nhap press "Đăng nhập" with login=019195000077&password=sai → 422 "chưa đúng"
as nobody on /dang-nhap press "Đăng nhập" with login=019195000099&password=sai → 422 "chưa đúng"
as nobody on /dang-nhap press "Đăng nhập" with login=&password= → 422
as nobody see /mat-khau → 303 to "/dang-nhap?den=%2Fmat-khau"
as awa see /mat-khau → 200 "Đổi mật khẩu"
as awa on /mat-khau press "Đổi mật khẩu" with now=x&password=ngan&again=ngan → 422 "ít nhất 12 ký tự"
as awa on /mat-khau press "Đổi mật khẩu" with now=x&password=bon tu de nho&again=bon tu de → 422 "không giống nhau"
as awa on /mat-khau press "Đổi mật khẩu" with now=x&password=bon tu de nho&again=bon tu de nho → 422 "hiện nay chưa đúng"
as awa on /mat-khau press "Đăng xuất" → 303 to "/"
as nobody on /tra-cuu press "English" → 303 to "/tra-cuu"
as nobody send /ngon-ngu/xx → 404
as nobody send /thu-nghiem/citizen → 404
as system do person.register {"name":"Người Hai","login":"019195000077"} → refused "already an account"
as system do person.register {"name":"Người Ba","login":"Người Ba"} → refused "sign-in name"
as awa do person.password {"person":$n,"credential":"x"} → refused
as awa do person.grant {"person":2,"role":"admin","from_day":20000} → refused "may not"

# --- finding
as nobody see / → 200 "Báo đèn đường hỏng" "Đăng ký khai sinh" not "/thu-nghiem/"
as nobody see /tim?q=den+duong+hong → 200 "9.000001" not "1.001193"
as nobody see /tim?q=đèn+đừơng → 200 "9.000001"
as nobody see /tim?q=zzzz → 200 "Không tìm thấy" "1.001193"
as nobody see /tim?q= → 303 to "/"
as nobody see /thu-tuc/9.000001 → 200 "3 ngày làm việc" "Miễn phí" "giả định" "/dang-nhap?den=/thu-tuc/9.000001"
as awa see /thu-tuc/9.000001 → 200 "/thu-tuc/9.000001/nop"
as awa see /thu-tuc/9.000001/nop → 303 to "/thu-tuc/9.000001"
as nobody send /thu-tuc/9.000001/nop → 303 to "/dang-nhap"
as beto send /thu-tuc/9.000001/nop → 409

# --- the form: saved at every step, wrong values kept, questions that are not asked are skipped
as awa on /thu-tuc/9.000001 press "Nộp hồ sơ" → 303 to "/nhap/"
let draft = $location
as awa see $draft → 303 to "/1"
# pressed twice, the button begins one form; pressed by somebody else, or as another form, it begins another
as chi send /thu-tuc/9.000001/nop key=0123456789abcdef0123 → 303 to "/nhap/"
let pressed = $location
as chi send /thu-tuc/9.000001/nop key=0123456789abcdef0123 → 303 to "$pressed"
as awa send /thu-tuc/9.000001/nop key=0123456789abcdef0123 → 303 to "/nhap/"
let own = $location
as awa see $pressed/1 → 404
as awa send $own/xoa → 303 to "/ho-so"
as chi on /ho-so press "Xóa" → 303 to "/ho-so"
as chi send /thu-tuc/9.000001/nop key=0123456789abcdef0123 → 303 to "/nhap/"
let again = $location
as chi see $again/1 → 200
as chi see $pressed/1 → 404
as chi on /ho-so press "Xóa" → 303 to "/ho-so"
as awa see $draft/1 → 200 "Bước 1/2" "Nguyễn Thị Awa"
as chi see $draft/1 → 404
as chi send $draft/1 answers.place=x → 404
as nobody see $draft/1 → 303 to "/dang-nhap"
as awa see $draft/9 → 404
as awa see $draft/x → 404
as awa send $draft/1 answers.reporter=Nguyễn+Thị+Awa&answers.place_unit=00000&answers.place=$hostile&answers.dangerous= \
    → 422 "&lt;script&gt;" not "<script>alert"
as awa see $draft/kiem-tra → 303 to "/1?loi=1"
as awa see $draft/1?loi=1 → 200 "xã" "&lt;script&gt;"
as awa on $draft/1 press "Tiếp tục" with reporter=Nguyễn Thị Awa&place_unit=05443&place=Đầu ngõ 3&dangerous=yes → 303 to "/2"
as awa see $draft/2 → 200 "Bước 2/3"
as awa on $draft/2 press "Lưu, làm tiếp sau" with what= → 303 to "/ho-so"
as awa see /ho-so → 200 "Đang soạn" "Báo đèn đường hỏng"
as awa see /thu-tuc/9.000001 → 200 "$draft"
as awa on $draft/1?ve=kiem-tra press "Tiếp tục" with reporter=Nguyễn Thị Awa&place_unit=05443&place=Đầu ngõ 3&dangerous=no \
    → 303 to "/kiem-tra"
as awa see $draft/kiem-tra → 200 "Đầu ngõ 3" "Bước 2/2" "Miễn phí"
as chi see $draft/kiem-tra → 404
as chi send $draft/nop → 303 to "/ho-so"
as awa on $draft/kiem-tra press "Nộp hồ sơ" → 303 to "moi=1"
let code = $code
let dossier = $dossier
as awa see /ho-so/$code?moi=1 → 200 "Đã nộp hồ sơ" "$code" "Mã băm"
as awa repeat → 303 to "/ho-so"
as awa see $draft/1 → 404
as awa see /ho-so → 200 "$code" not "Đang soạn"

# --- following: state and dates for anyone, the rest for who is entitled
as nobody see /ho-so/$code → 200 "Mới đăng ký" not "Đầu ngõ 3" not "Báo đèn"
as chi see /ho-so/$code?moi=1 → 200 not "Awa" not "Báo đèn"
as beto see /ho-so/$code → 200 "Đầu ngõ 3"
as nobody see /tra-cuu → 200
as nobody see /tra-cuu?ma=h55.05443-260302-0001 → 303 to "/ho-so/$code"
as nobody see /tra-cuu?ma=H55.1 → 200 "Không có hồ sơ"
as chi see /ho-so/$code/rut → 404
as chi see /ho-so/$code/bo-sung → 404
as chi send /ho-so/$code/rut key=chi-withdraws-it-1 → 404
as awa see /ho-so/$code/bo-sung → 303 to "/ho-so/$code"
as awa see /ho-so/$code/ket-qua → 404

# --- the supplement: asked, sent with the same form, once; the clock stands still meanwhile
as beto do dossier.receive {"dossier":$dossier} → ok
as awa see /ho-so/$code/rut → 200 "Xin rút"
as awa see /ho-so/$code → 200 "17:00 05/03/2026" "Được tiếp nhận"
as beto do dossier.ask_supplement {"dossier":$dossier,"reason":"Cho biết số cột đèn."} → ok
as awa see /ho-so/$code → 200 "Cho biết số cột đèn." "Tạm dừng"
as nobody see /ho-so/$code → 200 "Yêu cầu bổ sung" not "số cột đèn"
as awa see /ho-so/$code/bo-sung → 200 "Cho biết số cột đèn."
as awa on /ho-so/$code/bo-sung press "Bắt đầu" → 303 to "/nhap/"
let more = $location
as awa on /ho-so/$code/bo-sung press "Bắt đầu" → 303 to "$more"
as awa see $more → 303 to "/kiem-tra"
as awa see $more/kiem-tra → 200 "Đầu ngõ 3"
as awa see /ho-so → 200 "Phần bổ sung"
as awa on $more/1 press "Tiếp tục" with reporter=Nguyễn Thị Awa&place_unit=05443&place=Cột số 12&dangerous=no → 303 to "/kiem-tra"
as awa on $more/kiem-tra press "Gửi" → 303 to "moi=1"
as awa see /ho-so/$code?moi=1 → 200 "Đã gửi phần bổ sung"
as awa see /ho-so/$code → 200 "Đang xử lý" "Cột số 12" "Đã gửi phần bổ sung"
as beto do dossier.step {"dossier":$dossier,"step":"mend","answers":{},"answers_personal":{}} → ok
as awa see /ho-so/$code/ket-qua → 404
as beto do dossier.return {"dossier":$dossier,"how":"online"} → ok
as awa see /ho-so/$code → 200 "Đã trả kết quả"

# --- withdrawal before reception; a form that was overtaken by the desk is told so
as chi on /thu-tuc/9.000001 press "Nộp hồ sơ" → 303 to "/nhap/"
let other = $location
as chi on $other/1 press "Tiếp tục" with reporter=Trần Văn Chi&place_unit=05443&place=Cổng chợ&dangerous=no → 303 to "/kiem-tra"
as chi on $other/kiem-tra press "Nộp hồ sơ" → 303 to "moi=1"
let mine = $code
as chi see /ho-so/$mine/rut → 200 "Rút hồ sơ"
as awa send /ho-so/$mine/rut key=awa-withdraws-chi&seen=$n → 404
as chi send /ho-so/$mine/rut key=chi-withdraws-it-2&seen=1 → 409 "Chưa rút được"
as chi on /ho-so/$mine/rut press "Đồng ý rút" → 303 to "/ho-so/$mine"
as chi see /ho-so/$mine → 200 "Công dân yêu cầu rút hồ sơ"

# --- papers: what is missing is said beside it; a draft can be thrown away; nobody else's can
as chi on /thu-tuc/1.001193 press "Nộp hồ sơ" → 303 to "/nhap/"
let birth = $location
as chi see $birth/2 → 200 "Trần Văn Chi" "019195000002"
as chi see $birth/giay-to → 200 "Giấy chứng sinh" "20 MB"
as chi see $birth/giay-to?loi=1 → 200 "Hãy thêm giấy tờ"
as chi on $birth/giay-to press "Tiếp tục" → 422 "Hãy thêm giấy tờ"
as chi on $birth/giay-to press "Tải lên, thêm tệp khác" → 303 to "/giay-to"
as chi on $birth/giay-to press "Tải lên, thêm tệp khác" with doc.birth_note=chứng sinh.exe → 422 "chứng sinh.exe" "birth_note-error"
as chi on $birth/giay-to press "Tải lên, thêm tệp khác" with doc.birth_note=chứng sinh.pdf → 303 to "/giay-to"
as chi see $birth/giay-to → 200 "chứng sinh.pdf"
as chi on $birth/giay-to press "Bỏ" → 303 to "/giay-to"
as chi see $birth/giay-to → 200 not "chứng sinh.pdf"
as awa see $birth/giay-to → 404
as awa send $birth/giay-to lam=tiep → 404
as awa send $birth/xoa → 303 to "/ho-so"
as chi see $birth/giay-to → 200
as chi on /ho-so press "Xóa" → 303 to "/ho-so"
as chi see $birth/giay-to → 404
