# Open data: registers as of any act, in three kinds of file; figures in four; the catalogue, the feed, the calendar, the description for
# machines.
at 2026-10-05T08:00
adopt provinces/thai-nguyen
person khcn khoahoc "Trần Thị Sở"
person leader leader "Hoàng Thị Lãnh Đạo"
officer khcn H55.08 reception digital head
leader leader

let one = "name":"Công ty Cổ phần Nội dung Núi Cốc","tax_code":"4600000002","kind":"content","commune":"05482","recognised":"2024-05-06",\
    "employees":"77777"
let two = "name":"=1+1 Sông Cầu","tax_code":"4600000003","kind":"commerce","commune":"05443","recognised":"2025-01-15"
as system do register.import {"register":"digital-enterprises","source":"Danh sách của Sở","rows":[{$one},{$two}]} → ok
let then = $n
as khcn do register.correct {"register":"digital-enterprises","n":1,"values":{"name":"Công ty Núi Cốc Mới"},"reason":"Đổi tên"} → ok
as khcn do register.strike {"register":"digital-enterprises","n":2,"reason":"Đã giải thể"} → ok

# now, and as it stood then: the same address says the same for ever
as nobody see /so-dang-ky/digital-enterprises.csv → 200 "Núi Cốc Mới" "# rows 1, as of act" not "Sông Cầu" not "77777"
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=$then \
    → 200 "Nội dung Núi Cốc" "'=1+1 Sông Cầu" "# rows 2, as of act $then, SHA-256 of all bytes before this line" not "Mới"
as nobody see /so-dang-ky/digital-enterprises.json?as_of=$then \
    → 200 '"as_of_act":$then' '"licence":"CC-BY-4.0"' '"count":2,"sha256":"' '"n":1' '"n":2' not "77777"
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=1 → 200 "# rows 0"
as nobody see /so-dang-ky/digital-enterprises.json?as_of=1 → 200 '"entries":[],"count":0'
# an act that is not there yet, or never: refused, for another state in its place would be taken for it
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=999999 → 404 "chưa có mục ấy" not "Núi Cốc Mới"
as nobody see /so-dang-ky/digital-enterprises.json?as_of=-5 → 404
as nobody see /so-dang-ky/digital-enterprises.xlsx?as_of=0 → 404
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=now → 404
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=$then&xa=05443 → 200 "# rows 1" "Sông Cầu" not "Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=$then&q=nui+coc → 200 "# rows 1" "Núi Cốc" not "Sông Cầu"
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=$then&loc.kind=commerce → 200 "# rows 1" "Sông Cầu"
as nobody see /so-dang-ky/digital-enterprises.xlsx → 200
as nobody see /so-dang-ky/births.xlsx → 404
as nobody see /so-dang-ky/births.csv → 404
as leader see /so-dang-ky/births.csv → 200 "# rows 0"

# a figure's files say what its page says
as nobody see /chi-so/enterprises-digital.sdmx.csv?nam=2026 \
    → 200 "STRUCTURE,STRUCTURE_ID,ACTION" \
    '"TINHSO:enterprises-digital(1.0)","I","A","H55","_T","_T","2025-12-15/P1Y","1","enterprises","A"' '"kind","content"'
as nobody see /chi-so/enterprises-digital.xlsx → 200
as nobody see /chi-so/no-such-figure.sdmx.csv → 404
as nobody see /chi-so/fourg-households.sdmx.csv?nam=2026 → 200 '"","%","M"'

# as of an earlier entry a figure is for officers and leaders; what cannot be shown so is refused, never another state in its place
as leader see /chi-so/enterprises-digital?nam=2026&as_of=$then → 200 "$then"
as leader see /chi-so/enterprises-digital.csv?nam=2026&as_of=$then → 200 '"$then"'
as nobody see /chi-so/enterprises-digital?nam=2026&as_of=$then → 404 "mở cho cán bộ và lãnh đạo"
as nobody read /chi-so/enterprises-digital.json?nam=2026&as_of=$then → 404
as nobody see /chi-so/enterprises-digital/ho-so?nam=2026&as_of=$then → 404
as nobody see /chi-so/enterprises-digital.csv?nam=2026&as_of=$n → 200
as leader see /chi-so/enterprises-digital.csv?nam=2026&as_of=999999 → 404 "chưa có mục ấy"
as leader see /chi-so/enterprises-digital?as_of=abc → 404
as nobody see /chi-so/enterprises-digital.sdmx.csv?as_of=0 → 404

as nobody see /du-lieu → 200 "Doanh nghiệp số của tỉnh" "/so-dang-ky/digital-enterprises.csv" "/chi-so/enterprises-digital.sdmx.csv" \
    "CC BY 4.0" "openapi.json" "/chi-so/dti-rank.json" not "khai sinh" not "/chi-so/dti-rank.xlsx"
as nobody see /du-lieu.jsonld → 200 '"@type":"dcat:Catalog"' '"dcat:mediaType":"text/csv"' "creativecommons.org/licenses/by/4.0" \
    not "births"
as nobody see /openapi.json → 200 '"openapi":"3.1.0"' '"/so-dang-ky/{p1}.csv":{"get"' '"name":"as_of"' '"multipart/form-data"' \
    '"/can-bo":{"get"' '"security":[{"session":[]}]'
as nobody see /lich.ics → 200 "BEGIN:VCALENDAR" "DTSTART;VALUE=DATE:20261231" "UID:day-2026@H55.tinhso" "UID:targets-2030@H55.tinhso" \
    "UID:TN.BC.01-2026-Q3@H55.tinhso" "DTSTART;VALUE=DATE:20261015" "END:VCALENDAR"
as nobody see /tin.rss → 200 "<rss version=" not "<item>"

# a file's language is its address's, never the reader's: who cites an address cites those bytes; the links of a page seen in English say so
as nobody read /so-dang-ky/digital-enterprises.csv?as_of=$then → 200 "Số trong sổ" not "Number in" "# rows 2"
as nobody see /so-dang-ky/digital-enterprises.csv?as_of=$then&ngu=en → 200 "Number in the register" "# rows 2"
as nobody read /so-dang-ky/digital-enterprises.json?as_of=$then → 200 '"count":2'
as nobody read /chi-so/enterprises-digital.csv?nam=2026 → 200 '"giá trị"' not '"value"'
as nobody see /chi-so/enterprises-digital.csv?nam=2026&ngu=en → 200 '"value"' not '"giá trị"'
as nobody read /chi-so/enterprises-digital.json?nam=2026 → 200 "sổ “Doanh nghiệp số của tỉnh”"
as nobody see /chi-so/enterprises-digital.json?nam=2026&ngu=en → 200 "Digital content" '"period":{"from"'
as nobody read /chi-so/dti-rank.csv → 200 "nguồn" not "source"
as nobody see /chi-so/dti-rank.csv?ngu=en → 200 "source"
as nobody read /chi-so/dti-rank.json → 200
as nobody read /bang-diem/xa-phuong.csv → 200 "Hạng" not "Rank"
as nobody see /bang-diem/xa-phuong.csv?ngu=en → 200 "Rank" not "Hạng"
as nobody read /chi-so/enterprises-digital?nam=2026 → 200 ".csv?ky=bao-cao&amp;nam=2026&amp;ngu=en" \
    ".sdmx.csv?ky=bao-cao&amp;nam=2026&amp;ngu=en"
as nobody see /chi-so/enterprises-digital?nam=2026 → 200 ".csv?ky=bao-cao&amp;nam=2026" not "ngu=en"
as nobody read /chi-so/dti-rank → 200 "dti-rank.csv?ngu=en" "dti-rank.json?ngu=en"
as nobody read /so-dang-ky/digital-enterprises → 200 "digital-enterprises.xlsx?q=&amp;ngu=en"
as nobody read /du-lieu → 200 "/so-dang-ky/digital-enterprises.csv?ngu=en"
as nobody read /bang-diem/xa-phuong → 200 "&amp;ngu=en"
as nobody see /openapi.json → 200 '"name":"ngu"'
# the other kinds of file are filtered alike
as nobody see /so-dang-ky/digital-enterprises.json?as_of=$then&xa=05443 → 200 "Sông Cầu" not "Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises.json?as_of=$then&loc.kind=commerce → 200 "Sông Cầu" not "Núi Cốc"
as nobody see /so-dang-ky/digital-enterprises.xlsx?as_of=$then&xa=05443&loc.kind=commerce → 200
