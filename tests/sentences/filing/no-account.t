# What needs no account, and what agencies owe: the same form, the same acts, other people at the door.
at 2026-10-05T08:00
adopt provinces/thai-nguyen procedures/TN.PT.01.yaml=tests/sentences/filing/report.yaml \
    procedures/TN.KB.01.yaml=tests/sentences/filing/duty.yaml
person awa 019195000001 "Nguyễn Thị Awa"
person beto beto "Lê Thị Beto"
person xa mavanxa "Ma Văn Xa"
officer beto H55.05443 reception civil_status chair
officer xa H55.05482 reception civil_status chair

# anybody may report; nobody else finds the draft; a signed-in citizen keeps what they sent under their name
as nobody see /thu-tuc/TN.PT.01 → 200 "Không cần tài khoản" "/thu-tuc/TN.PT.01/nop"
as nobody on /thu-tuc/TN.PT.01 press "Nộp hồ sơ" → 303
let draft = $location
as awa see $draft/1 → 404
as nobody on $draft/1 press "Tiếp tục" with where=05443&what=Đèn hỏng&note= → 303 to "$draft/kiem-tra"
as nobody see $draft/kiem-tra → 200 "Đèn hỏng"
as nobody on $draft/kiem-tra press "Nộp hồ sơ" → 303
as nobody see $location → 200 "Đã gửi" "Mới đăng ký" not "Đèn hỏng"
as nobody see $draft/1 → 303 to "/dang-nhap"
as beto see /can-bo → 200 "Báo đèn hỏng"
as nobody send /thu-tuc/1.001193/nop key=c → 303 to "/dang-nhap"
as nobody do dossier.file {"procedure":"1.001612","procedure_act":$version.1.001612,"channel":"online","answers":{},"answers_personal":{},\
    "files":[],"file_names":[]} → refused "may not"

# a duty: filed by an agency for its own unit and a quarter that has ended, once; the last one is offered
as nobody see /thu-tuc/TN.KB.01 → 200 "Cơ quan" not "Nộp hồ sơ"
as awa send /thu-tuc/TN.KB.01/nop key=d → 409
as beto see /thu-tuc/TN.KB.01 → 200 "Nộp hồ sơ"
as beto on /thu-tuc/TN.KB.01 press "Nộp hồ sơ" → 303
let duty = $location
as beto see $duty/1 → 200 "2026-Q3" "05443"
let top = "procedure":"TN.KB.01","procedure_act":$version.TN.KB.01,"channel":"online","submitter_name":"Lê Thị Beto","answers_personal":{},\
    "files":[],"file_names":[]
as beto do dossier.file {$top,"answers":{"unit":"05482","period":"2026-Q3","covered":"98"}} → refused "its own unit"
as beto do dossier.file {$top,"answers":{"unit":"05443","period":"2027-Q1","covered":"98"}} → refused "quarter that has ended"
as beto do dossier.file {$top,"answers":{"unit":"05443","period":"2026-09","covered":"98"}} → refused "quarter that has ended"
as beto do dossier.file {$top,"answers":{"unit":"05443","period":"2026-Q4","covered":"98"}} → refused "quarter that has ended"
as beto do dossier.file {$top,"answers":{"unit":"05443","period":"2026-Q3","covered":"98"}} → ok
as beto do dossier.file {$top,"answers":{"unit":"05443","period":"2026-Q3","covered":"99"}} → refused "for that period already"
as xa do dossier.file {$top,"answers":{"unit":"05482","period":"2026-Q3","covered":"80"}} → ok
as awa do dossier.file {$top,"answers":{"unit":"05482","period":"2026-Q2","covered":"80"}} → refused "not received this way"
# neither counts among the services
as nobody see /chi-so/level4-decided → 200 "7 trên 7"
