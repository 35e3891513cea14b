# Kept as long as its procedure says (keep_years), then the personal data go by an act of their own; the event rows, and so the figures,
# stay. Absent: never.
at 2026-03-02T08:00
adopt provinces/thai-nguyen procedures/9.000052.yaml=tests/sentences/desk/kept.yaml
person awa 019195000001 "Nguyễn Thị Awa"
person so sokhoa "Sở Khoa"
officer so H55.04 reception civil_status chair
let lamp = "procedure":"9.000052","procedure_act":$version.9.000052,"channel":"online","submitter_name":"Nguyễn Thị Awa",\
    "answers":{"place_unit":"05443","dangerous":"no"},"answers_personal":{"reporter":"Nguyễn Thị Awa","place":"Ngõ Bí Mật"},"files":[],\
    "file_names":[]
as awa do dossier.file {$lamp} → ok
let done = $dossier
let code_done = $code
as so do dossier.receive {"dossier":$done} → ok
as so do dossier.step {"dossier":$done,"step":"mend","answers":{},"answers_personal":{}} → ok
as awa do dossier.file {$lamp} → ok
let open = $dossier
let code_open = $code
as so do dossier.receive {"dossier":$open} → ok
as awa do dossier.file {$lamp} → ok
let refused = $dossier
let code_refused = $code
as so do dossier.refuse {"dossier":$refused,"reason":"Ngõ Khác"} → ok
at 2026-03-03T08:00
as so do dossier.return {"dossier":$done,"how":"online"} → ok
as so see /can-bo/$code_done → 200 "Ngõ Bí Mật"

# the day before two whole years are over nothing goes, whatever asks
at 2028-03-02T23:59
as system do house.tick {} → ok
as so see /can-bo/$code_done → 200 "Ngõ Bí Mật"
as so see /can-bo/$code_refused → 200 "Ngõ Khác"
# one that was refused a day earlier goes a day earlier
at 2028-03-03T00:01
as system do house.tick {} → ok
as so see /can-bo/$code_refused → 200 not "Ngõ Bí Mật" not "Ngõ Khác"
as so see /can-bo/$code_done → 200 "Ngõ Bí Mật"
at 2028-03-04T00:01
as system do house.tick {} → ok
as so see /can-bo/$code_done → 200 not "Ngõ Bí Mật"
# what is not ended stays, however old; asked again there is nothing left to do
at 2040-03-04T00:01
as system do house.tick {} → ok
as so see /can-bo/$code_open → 200 "Ngõ Bí Mật"
as nobody see /ngay → 200
