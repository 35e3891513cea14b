# Who may be made known and be given what; and what any act may hold.
at 2026-03-02T08:00
adopt provinces/thai-nguyen
use ward
let one = "person":$awa,"from_day":20514
as system do person.grant {$one,"role":"chief"} → refused "A role is"
as system do person.grant {$one,"role":"officer","agency":"H55.99","position":"reception"} → refused "no such agency"
as system do person.grant {$one,"role":"officer","agency":"H55.05443","position":"king"} → refused "no such position"
as system do person.grant {$one,"role":"leader","until_day":20000} → refused "days are not right"
let long = Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn 
as system do person.register {"name":"$long","login":"somebody"} → refused "full name"

# an act takes what it declares, each in its kind, under a key that can be told again
as system do person.register {"name":5,"login":"somebody"} → refused "wrong kind"
as system do person.register {"login":"somebody"} → refused "required is missing"
as system do person.register {"name":"Somebody","login":"somebody","rank":"king"} → refused "does not know"
as system do person.register key short {"name":"Somebody","login":"somebody"} → refused "no usable key"
as system do person.register when 2031-01-01T08:00 {"name":"Somebody","login":"somebody"} → refused "in the future"

# what founds and what defines a folder
as system do house.found {"demo":0} → refused "founded already"
as system do province.adopt {"files":{"../agencies.yaml":"x"}} → refused "unusable name"
as system do body.erase {"acts":[99999],"reason":"theo yêu cầu"} → refused "no such act"
