# Registering a birth (1.001193): `{$birth,"answers":{$plain},"answers_personal":{$who,$child,$mother},$note}` files one.
let birth = "procedure":"1.001193","procedure_act":$version.1.001193,"channel":"online","submitter_name":"Nguyễn Thị Awa"
let who = "requester_name":"Nguyễn Thị Awa","requester_id":"019195000001"
let child = "child_name":"Nguyễn An","birth_date":"2026-02-20","sex":"female","birth_place":"Bệnh viện A"
let child = $child,"ethnicity":"Kinh","nationality":"Việt Nam","hometown":"Thái Nguyên"
let mother = "mother_name":"Nguyễn Thị Awa","mother_year":"1995","mother_address":"Tổ 3"
let plain = "relation":"mother","residence":"05443","copies":"2","mother_known":"yes","father_known":"no"
let note = "files":[{"doc":"birth_note","sha":"$sample","type":"pdf","bytes":1000}],"file_names":["a.pdf"]
