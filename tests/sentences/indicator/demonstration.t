# What demonstration data say of themselves: beside a number, in a source, of a seal that is dated back.
at 2026-12-01T08:00
adopt provinces/thai-nguyen
demonstration
use ward
use second
use shop
let shop = $shop,"place":"05443"
as awa do dossier.file {"procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","channel":"online",\
    "answers":{$shop},"answers_personal":{$who},"files":[],"file_names":[]} → ok
let a = $dossier
let filed = $n
as beto do dossier.receive {"dossier":$a} → ok
as beto do dossier.step {"dossier":$a,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{"certificate_number":"17A8000001"},"answers_personal":{}} → ok
as beto do dossier.return {"dossier":$a,"how":"online"} → ok

# the one number of the home page, and how a source is named
as nobody see / → 200 "Nguồn: dữ liệu trình diễn" not "nhật ký hồ sơ của tỉnh"
as leader see / → 200 '<span class="tag warn">số trình diễn</span>' "Nguồn: dữ liệu trình diễn"
as nobody see /du-lieu → 200 "<strong>DỮ LIỆU TRÌNH DIỄN</strong>"
as nobody read /du-lieu → 200 "<strong>DEMONSTRATION DATA</strong>"

as nobody see /thu → 200 "Hồ sơ của tôi có được tính không"

# a seal dated back says both days, wherever its day is told
at 2027-01-05T08:00
propose 2026 leader when 2026-12-31T09:00 → ok
let proposal = $n
as second see /ngay/2026/niem-phong → 200 "ngày 31/12/2026" "Được ghi vào nhật ký ngày 05/01/2027"
as second do year.seal when 2026-12-31T10:00 {"year":2026,"proposal":$proposal,"figures":$figures,"programme":"$programme"} → ok
let seal = $n
as nobody see /ngay/2026 → 200 "Đã niêm phong ngày 31/12/2026" "Được ghi vào nhật ký ngày 05/01/2027"
as nobody read /ngay/2026 → 200 "Sealed on 31/12/2026" "Recorded in the journal on 05/01/2027"
as nobody see /ngay/2026/bao-cao → 200 "Được ghi vào nhật ký ngày 05/01/2027"
as nobody see /chi-so/filed-dossiers?nam=2026 → 200 "Được ghi vào nhật ký ngày 05/01/2027"
as second see /ngay/2026/niem-phong → 200 "Được ghi vào nhật ký ngày 05/01/2027"

# the journal's page tells of public matters what they are and when they came in; of a dossier's nothing more than its leaf
as nobody see /nhat-ky?so=$seal → 200 "Ghi vào nhật ký lúc" "05/01/2027" not "31/12/2026"
as nobody see /nhat-ky?so=$filed → 200 "Số nhật ký" not "Ghi vào nhật ký lúc" not "01/12/2026"

# its doors: one press makes a visitor the citizen, who comes back to where they were
person thu demo-citizen "Người Dân Mẫu"
person can demo-officer "Cán Bộ Mẫu"
officer can H55.05443 reception
as nobody on /dang-nhap?den=/tra-cuu press "Đăng nhập bằng người dân dùng thử" → 303 to "/tra-cuu"
as nobody send /thu-nghiem/somebody → 404
