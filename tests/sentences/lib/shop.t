# Registering a household business (1.001612): `{$biz,"answers":{$shop,"place":"05443"}}` files one.
let who = "owner_name":"Nguyễn Thị Awa","owner_birth":"1990-01-01","owner_id":"019195000001","owner_phone":"0912345678","address":"Tổ 3"
let shop = "business_name":"Cơm Awa","trade":"ăn uống","capital":"50000000","workers":"2"
let none = "files":[],"file_names":[]
let biz = "procedure":"1.001612","procedure_act":$version.1.001612,"submitter_name":"Nguyễn Thị Awa"
let biz = $biz,"channel":"online","answers_personal":{$who},$none
