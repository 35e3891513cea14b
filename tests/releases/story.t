# What a small province has done in a year, told to a published release by its own runner of sentences (tools/release-folder): the folder it
# leaves is what every later release must bring up to date. Only what the first release kept knows; what came later stands in a story of
# its own.
founded 2026-03-02T08:00
at 2026-03-02T08:00
adopt @WORK@/first
person awa 019195000001 "Nguyễn Thị Awa"
person chi 019195000002 "Trần Văn Chi"
person beto beto "Lê Thị Beto"
person gia gia "Phạm Văn Gia"
person xa mavanxa "Ma Văn Xa"
person congan congan "Đỗ Văn Công"
person so sotaichinh "Vũ Thị Sở"
person khcn khoahoc "Trần Thị Khoa"
person leader lanhdao "Hoàng Thị Lãnh Đạo"
person second lanhdao2 "Nông Văn Hai"
officer beto H55.05443 reception civil_status chair business
officer gia H55.05443 business
officer xa H55.05482 reception civil_status chair business
officer congan H55.05443.01 residence head
officer so H55.04 reception business head civil_status
officer khcn H55.08 reception digital head
leader leader H55.05443
leader second H55.05443
let none = "files":[],"file_names":[]
let shop = "business_name":"Cơm Awa","place":"05443","trade":"ăn uống","capital":"50000000","workers":"2"
let who = "owner_name":"Nguyễn Thị Awa","owner_birth":"1995-01-01","owner_id":"019195000001","owner_phone":"0912345678","address":"Tổ 3"
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","answers":{$shop},\
    "answers_personal":{$who},$none
let child = "child_name":"Nguyễn An","birth_date":"2026-02-20","sex":"female","birth_place":"Bệnh viện A","ethnicity":"Kinh",\
    "nationality":"Việt Nam","hometown":"Thái Nguyên"
let mother = "mother_name":"Nguyễn Thị Awa","mother_year":"1995","mother_address":"Tổ 3"
let parent = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001"
let plain = "relation":"mother","residence":"05443","copies":"2","mother_known":"yes","father_known":"no"
let note = "files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":16}],"file_names":["giay-chung-sinh.pdf"]
let birth = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"Nguyễn Thị Awa"

# last year, entered late: six filed and decided at the counter, one of them after the promise
as beto do dossier.file when 2025-09-10T08:00 {$biz,"channel":"counter","submitter":$awa} → ok
let last = $dossier
as beto do dossier.receive when 2025-09-10T08:10 {"dossier":$last} → ok
as gia do dossier.step when 2025-09-11T08:00 {"dossier":$last,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step when 2025-09-12T08:00 {"dossier":$last,"step":"sign","answers":{"certificate_number":"17A8000001"},\
    "answers_personal":{}} → ok
as beto do dossier.return when 2025-09-12T09:00 {"dossier":$last,"how":"counter"} → ok
as beto do dossier.file when 2025-09-15T08:00 {$biz,"channel":"post","submitter":$awa} → ok
let last = $dossier
as beto do dossier.receive when 2025-09-15T08:10 {"dossier":$last} → ok
as gia do dossier.step when 2025-09-25T08:00 {"dossier":$last,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step when 2025-09-26T08:00 {"dossier":$last,"step":"sign","answers":{"certificate_number":"17A8000002"},\
    "answers_personal":{}} → ok
as beto do dossier.file when 2025-10-01T08:00 {$biz,"channel":"counter"} → ok
as beto do dossier.receive when 2025-10-01T08:10 {"dossier":$dossier} → ok
as gia do dossier.step when 2025-10-02T08:00 {"dossier":$dossier,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step when 2025-10-02T09:00 {"dossier":$dossier,"step":"sign","answers":{},"answers_personal":{},"negative":1,\
    "reason":"Ngành nghề bị cấm"} → ok
as beto do dossier.file when 2025-10-02T08:00 {$biz,"channel":"counter"} → ok
as beto do dossier.refuse when 2025-10-02T09:00 {"dossier":$dossier,"reason":"Sai mẫu"} → ok
as beto do dossier.file when 2025-10-03T08:00 {$biz,"channel":"counter"} → ok
as beto do dossier.receive when 2025-10-03T08:10 {"dossier":$dossier} → ok
as beto do dossier.file when 2025-10-06T08:00 {$biz,"channel":"counter"} → ok

# a city report without an account, answered
as nobody send /thu-tuc/TN.PA.01/nop key=report-1 → 303
let report = $location
as nobody send $report/1 answers.kind=lighting&answers.where=05443&answers.place=Trước+nhà+bà+Hạnh&answers.description=Đèn+tắt\
    &answers.phone= → 303
as nobody send $report/nop key=report-2 → 303
as beto do dossier.receive {"dossier":$n} → ok
as beto do dossier.step {"dossier":$dossier,"step":"answer","answers":{"public_place":"Đường Bắc Kạn","public_text":"Đèn đường không sáng",\
    "public_answer":"Đã thay bóng đèn"},"answers_personal":{}} → ok

# births: one returned after a supplement, one decided, one refused, one withdrawn, one only filed, one to be erased by the operator
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
let a = $dossier
as beto do dossier.receive {"dossier":$a} → ok
as beto do dossier.step {"dossier":$a,"step":"examine","answers":{"book_number":"1/2026"},\
    "answers_personal":{"child_id":"019326000001"}} → ok
as beto do dossier.ask_supplement {"dossier":$a,"reason":"Ảnh mờ"} → ok
at 2026-03-04T10:00
as awa do dossier.supplement {"dossier":$a,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
as beto do dossier.step {"dossier":$a,"step":"sign","answers":{},"answers_personal":{}} → ok
as system do paper.issue {"dossier":$a,"sha":"$sample","bytes":16} → ok
as beto do dossier.return {"dossier":$a,"how":"online"} → ok
as chi do dossier.file {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
let b = $dossier
as beto do dossier.receive {"dossier":$b} → ok
as beto do dossier.step {"dossier":$b,"step":"examine","answers":{"book_number":"2/2026"},\
    "answers_personal":{"child_id":"019326000002"}} → ok
as beto do dossier.step {"dossier":$b,"step":"sign","answers":{},"answers_personal":{}} → ok
as chi do dossier.file {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
as beto do dossier.refuse {"dossier":$dossier,"reason":"Ảnh mờ"} → ok
as chi do dossier.file {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
as chi do dossier.withdraw {"dossier":$dossier} → ok
as awa do dossier.file {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok
as chi do dossier.file key to-be-erased {$birth,"answers":{$plain},"answers_personal":{$parent,$child,$mother},$note} → ok

# businesses: asked, supplemented, apologised and late; suspended and resumed; stopped; withdrawal refused, then granted; transferred
at 2026-03-09T09:00
as awa do dossier.file {$biz,"channel":"online"} → ok
let c = $dossier
as beto do dossier.receive {"dossier":$c} → ok
as gia do dossier.want_supplement {"dossier":$c,"reason":"Thiếu biên bản họp"} → ok
as beto do dossier.ask_supplement {"dossier":$c,"reason":"Thiếu biên bản họp"} → ok
at 2026-03-11T09:00
let more = "business_name":"Cơm Awa","place":"05443","trade":"ăn uống","capital":"50000000","workers":"3"
as awa do dossier.supplement {"dossier":$c,"answers":{$more},"answers_personal":{$who},$none} → ok
as beto do dossier.apologise {"dossier":$c,"until":1773914400,"reason":"Cần xác minh thêm"} → ok
at 2026-03-18T09:00
as gia do dossier.step {"dossier":$c,"step":"examine","answers":{},"answers_personal":{}} → ok
as beto do dossier.step {"dossier":$c,"step":"sign","answers":{"certificate_number":"17A8000003"},"answers_personal":{}} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
let d = $dossier
as beto do dossier.receive {"dossier":$d} → ok
as gia do dossier.suspend {"dossier":$d,"reason":"Chờ kết luận thanh tra"} → ok
at 2026-03-23T08:00
as gia do dossier.resume {"dossier":$d} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
as beto do dossier.receive {"dossier":$dossier} → ok
as gia do dossier.stop {"dossier":$dossier,"reason":"Không đủ điều kiện"} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
let e = $dossier
as beto do dossier.receive {"dossier":$e} → ok
as awa do dossier.ask_withdrawal {"dossier":$e,"reason":"Không mở quán nữa"} → ok
as gia do dossier.answer_withdrawal {"dossier":$e,"grant":0,"reason":"Đã ký xong"} → ok
as awa do dossier.ask_withdrawal {"dossier":$e,"reason":"Xin rút"} → ok
as gia do dossier.answer_withdrawal {"dossier":$e,"grant":1,"reason":"Đồng ý"} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
as beto do dossier.receive {"dossier":$dossier} → ok
as awa do dossier.ask_withdrawal {"dossier":$dossier,"reason":"Xin rút"} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
as beto do dossier.receive {"dossier":$dossier} → ok
as gia do dossier.transfer {"dossier":$dossier,"agency":"H55.05482","reason":"Đúng thẩm quyền"} → ok
as xa do dossier.step {"dossier":$dossier,"step":"examine","answers":{},"answers_personal":{}} → ok
as awa do dossier.file {$biz,"channel":"online"} → ok
let f = $dossier
as beto do dossier.receive {"dossier":$f} → ok
as beto do dossier.ask_supplement {"dossier":$f,"reason":"Thiếu giấy"} → ok
# a supplement that never came lapses
at 2026-04-25T08:00
as system do house.tick {} → ok

# fees: paid at the counter; asked for and paid; asked for and waiting
let newcomer = "person_name":"Nguyễn Thị Awa","person_birth":"1995-01-01","sex":"female","address":"Tổ 3","head_name":"Nguyễn Văn Cả",\
    "head_id":"019070000001","head_relation":"con"
let home = "procedure":"1.004222","procedure_act":$version.1.004222,"submitter_name":"Nguyễn Thị Awa","answers":{"residence":"05443"},\
    "answers_personal":{$newcomer},$none
at 2026-05-04T08:00
as awa do dossier.file {$home,"channel":"online"} → ok
let g = $dossier
as beto do dossier.receive {"dossier":$g} → ok
as beto do dossier.paid {"dossier":$g,"how":"counter","reference":"BL 17"} → ok
as congan do dossier.step {"dossier":$g,"step":"examine","answers":{},"answers_personal":{}} → ok
as congan do dossier.step {"dossier":$g,"step":"sign","answers":{},"answers_personal":{}} → ok
as beto do dossier.return {"dossier":$g,"how":"online"} → ok
as beto do dossier.file {$home,"channel":"counter","submitter":0,"citizen_id":"019195000009","receive":1} → ok
let doc = "files":[{"doc":"request","sha":"$sample","type":"pdf","bytes":16},{"doc":"charter","sha":"$sample","type":"pdf","bytes":16},\
    {"doc":"identity","sha":"$sample","type":"pdf","bytes":16}],"file_names":["a","b","c"]
let firm = "procedure":"2.001583","procedure_act":$version.2.001583,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"company_name":"Công ty Awa","seat":"05443","trade":"phần mềm","capital":"100000000"},\
    "answers_personal":{"address":"Tổ 3","representative":"Nguyễn Thị Awa","representative_id":"019195000001","phone":"0912345678",\
    "email":"a@b.vn"},$doc
as awa do dossier.file {$firm} → ok
let h = $dossier
as so do dossier.receive {"dossier":$h} → ok
as so do dossier.ask_payment {"dossier":$h,"amount":100000,"reason":"Phí công bố"} → ok
as so do dossier.paid {"dossier":$h,"how":"online","reference":"FT1"} → ok
as so do dossier.step {"dossier":$h,"step":"examine","answers":{},"answers_personal":{}} → ok
as so do dossier.step {"dossier":$h,"step":"sign","answers":{"company_number":"4601000001"},"answers_personal":{}} → ok
as awa do dossier.file {$firm} → ok
as so do dossier.receive {"dossier":$dossier} → ok
as so do dossier.ask_payment {"dossier":$dossier,"amount":100000,"reason":"Phí công bố"} → ok

# interlinked: one filing, three dossiers
let family = $parent,$mother,"address":"Tổ 3","head_name":"Nguyễn Văn Cả","head_id":"019070000001","head_relation":"cháu"
let newborn = $plain,"clinic":"Trạm y tế"
let linked = "procedure":"2.002621","procedure_act":$version.2.002621,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$newborn},$note
at 2026-05-11T08:00
as awa do dossier.file {$linked,"answers_personal":{"child_name":"Nguyễn Bình","birth_date":"2026-04-20","sex":"male",\
    "birth_place":"Bệnh viện A","ethnicity":"Kinh","nationality":"Việt Nam","hometown":"Thái Nguyên",$family}} → ok
as beto do dossier.receive {"dossier":$dossier} → ok

# definitions change: another term (what is open keeps its own), a department that ends, a day off that moves what is open
adopt @WORK@/second
person thu sothu "Ngô Văn Thử"
officer thu H55.50 reception civil_status
let newer = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa","answers":{$shop},\
    "answers_personal":{$who},$none
as awa do dossier.file {$newer,"channel":"online"} → ok
as beto do dossier.receive {"dossier":$dossier} → ok
expect $due = 17:00 15/05/2026
as awa do dossier.file {$firm} → ok
as so do dossier.receive {"dossier":$dossier} → ok
as so do dossier.transfer {"dossier":$dossier,"agency":"H55.50","reason":"Đúng thẩm quyền"} → ok
at 2026-05-20T08:00
as system do house.tick {} → ok
as awa do dossier.file {$newer,"channel":"online"} → ok
let moved = $code
as beto do dossier.receive {"dossier":$dossier} → ok
adopt @WORK@/third
as beto see /can-bo/$moved → 200 "Ngày nghỉ bổ sung"

# registers: entered by a decision, imported, corrected, struck; a name erased; the books of births have theirs from above
at 2026-10-05T08:00
let made = "enterprise_name":"Công ty Phần mềm Sông Cầu","tax_code":"4600000001","kind":"technology","commune":"05443",\
    "website":"songcau.example.vn","employees":"12","product":"Phần mềm"
as awa do dossier.file {"procedure":"TN.DN.01","procedure_act":$version.TN.DN.01,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{$made},"answers_personal":{"representative":"Nguyễn Thị Awa"},$none} → ok
let i = $dossier
as khcn do dossier.receive {"dossier":$i} → ok
as khcn do dossier.step {"dossier":$i,"step":"examine","answers":{},"answers_personal":{}} → ok
as khcn do dossier.step {"dossier":$i,"step":"sign","answers":{},"answers_personal":{}} → ok
let one = "name":"Công ty Cổ phần Nội dung Núi Cốc","tax_code":"4600000002","kind":"content","commune":"05482","recognised":"2024-05-06"
let two = "name":"Chợ Mạng Bắc Kạn","tax_code":"4600000003","kind":"commerce","commune":"05443","recognised":"2025-01-15","employees":"7"
as system do register.import {"register":"digital-enterprises","source":"Danh sách của Sở","rows":[{$one},{$two}]} → ok
as khcn do register.correct {"register":"digital-enterprises","n":2,"values":{"kind":"creative"},"reason":"Ghi nhầm nhóm"} → ok
as khcn do register.strike {"register":"digital-enterprises","n":3,"reason":"Đã giải thể"} → ok
as system do register.import {"register":"births","source":"Sổ cũ","rows":[{"book_number":"12/1998","residence":"05443"}],\
    "rows_personal":[{"child_name":"Nguyễn Bí Mật","child_sex":"female"}]} → ok
let imported = $n
as beto do register.correct {"register":"births","n":1,"values":{},"values_personal":{"child_name":"Nguyễn Kín Đáo"},\
    "reason":"Ghi sai tên"} → ok
as system do body.erase {"acts":[$imported],"reason":"theo yêu cầu của chủ thể dữ liệu"} → ok

# the quarter's survey of a commune, accepted
let survey = "households":"4120","four_g":"100","five_g":"71","fibre":"88","smartphone":"93"
as beto do dossier.file {"procedure":"TN.BC.01","procedure_act":$version.TN.BC.01,"channel":"online","submitter_name":"Lê Thị Beto",\
    "answers_personal":{},"answers":{$survey,"unit":"05443","period":"2026-Q3"},$none} → ok
as khcn do dossier.receive {"dossier":$dossier} → ok
as khcn do dossier.step {"dossier":$dossier,"step":"accept","answers":{},"answers_personal":{}} → ok
