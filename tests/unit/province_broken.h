/* Rows of a table: a file of the province folder, a text in it, its replacement, and the complaint that
 * `tinhso check` must print. */
{"procedures/1.001193.yaml", "received_by: any_desk", "recieved_by: any_desk",
 "procedures/1.001193.yaml:2:1: the key \"received_by\" is missing; expected received_by: … in a procedure"},
    {"procedures/1.001193.yaml", "received_by: any_desk", "received_by: any_dsk",
     "procedures/1.001193.yaml:8:14: received_by is \"any_dsk\" (did you mean \"any_desk\"?); expected one "
     "of any_desk, deciding_desk"},
    {"procedures/1.001193.yaml", "field_name: {vi: Hộ tịch, en: Civil status}\n", "",
     "procedures/1.001193.yaml:2:1: the key \"field_name\" is missing; expected field_name: … in a "
     "procedure"},
    {"procedures/1.001193.yaml", "field: civil-status\n", "field: civil-status\nfield: again\n",
     "procedures/1.001193.yaml:5:1: the key \"field\" is here twice; expected it once; it stands already in "
     "line 4"},
    {"procedures/1.001193.yaml", "owner: child_name", "owner: *child",
     "procedures/1.001193.yaml:19:8: aliases (*) are not used here; expected the value itself"},
    {"procedures/1.001193.yaml", "owner: child_name", "owner: &child child_name",
     "procedures/1.001193.yaml:19:8: anchors and tags (& and !) are not used here; expected the value "
     "itself"},
    {"procedures/1.001193.yaml", "owner: child_name", "owner: !!str child_name",
     "procedures/1.001193.yaml:19:8: anchors and tags (& and !) are not used here; expected the value "
     "itself"},
    {"procedures/1.001193.yaml", "code: \"1.001193\"", "%YAML 1.1\n---\ncode: \"1.001193\"",
     "procedures/1.001193.yaml:2:1: directives (%) are not used here; expected the first key"},
    {"procedures/1.001193.yaml", "outcome:\n", "---\noutcome:\n",
     "procedures/1.001193.yaml:108:1: a second document begins here; expected one document in a file"},
    {"procedures/1.001193.yaml", "everyday: true ", "\teveryday: true ",
     "procedures/1.001193.yaml:6:1: this is not YAML: found character that cannot start any token, while "
     "scanning for the next token; expected spaces: YAML is not indented by tabs"},
    {"procedures/1.001193.yaml", "everyday: true ", "everyday: ja ",
     "procedures/1.001193.yaml:6:11: everyday is \"ja\"; expected true or false"},
    {"procedures/1.001193.yaml", "applicants: [citizen]", "applicants: [citizen",
     "procedures/1.001193.yaml:8:12: this is not YAML: did not find expected ',' or ']', while parsing a "
     "flow sequence that begins in line 7"},
    {"procedures/1.001193.yaml", "applicants: [citizen]", "applicants: [citizens]",
     "procedures/1.001193.yaml:7:13: there is no applicant \"citizens\"; expected citizen, enterprise or "
     "agency"},
    {"procedures/1.001193.yaml", "applicants: [citizen]", "applicants: citizen",
     "procedures/1.001193.yaml:7:13: applicants is a text; expected a list"},
    {"procedures/1.001193.yaml", "label: {vi: Người được khai sinh, en: The child}",
     "label: {vi: Người được khai sinh, eng: The child}",
     "procedures/1.001193.yaml:23:39: label has no key \"eng\" (did you mean \"en\"?); expected one of vi, "
     "en"},
    {"procedures/1.001193.yaml", "label: {vi: Người được khai sinh, en: The child}",
     "label: \"Người\\e được khai sinh\"",
     "procedures/1.001193.yaml:23:12: the text holds a control character; expected letters and line breaks "
     "only"},
    {"procedures/1.001193.yaml", "label: {vi: Người được khai sinh, en: The child}",
     "label:", "procedures/1.001193.yaml:23:11: label has no value; expected a value, or leave the key out"},
    {"procedures/1.001193.yaml", "code: \"1.001193\"", "code: 1.1193",
     "procedures/1.001193.yaml:2:7: code is \"1.1193\"; expected the national code in quotes, as "
     "\"1.001193\""},
    {"procedures/1.001193.yaml", "chosen_from: residence", "chosen_from: child_name",
     "procedures/1.001193.yaml:9:43: chosen_from is \"child_name\"; expected the id of a field of type "
     "commune, required and always asked"},
    {"procedures/1.001193.yaml", "{level: commune, chosen_from: residence}", "{level: commune}",
     "procedures/1.001193.yaml:9:13: who decides is not settled; expected either chosen_from: a commune "
     "field of the form, or agency: a code in agencies.yaml"},
    {"procedures/1.001193.yaml", "{level: commune, chosen_from: residence}",
     "{level: province, agency: H55.99}",
     "procedures/1.001193.yaml:9:39: there is no agency \"H55.99\" today; expected a code in agencies.yaml"},
    {"procedures/1.001193.yaml", "unit: same_day", "unit: same_days",
     "procedures/1.001193.yaml:13:14: unit is \"same_days\" (did you mean \"same_day\"?); expected one of "
     "same_day, working_days, calendar_days, working_hours"},
    {"procedures/1.001193.yaml", "cutoff: \"15:00\"", "cutoff: \"25:00\"",
     "procedures/1.001193.yaml:13:32: cutoff is \"25:00\"; expected a time in quotes, as \"15:00\""},
    {"procedures/1.001193.yaml", "{unit: same_day, cutoff: \"15:00\"}",
     "{value: 3, unit: working_days, cutoff: \"15:00\"}",
     "procedures/1.001193.yaml:13:46: only a term of the same day has a cut-off; expected no cutoff"},
    {"procedures/1.001193.yaml", "{unit: same_day, cutoff: \"15:00\"}", "{unit: working_hours}",
     "procedures/1.001193.yaml:13:7: a term of no working_hours; expected value: 1 or more, or unit: "
     "same_day"},
    {"procedures/1.001193.yaml", "  amount: 0", "  amount: -5",
     "procedures/1.001193.yaml:15:11: amount is \"-5\"; expected a whole number from 0 to 1000000000"},
    {"procedures/1.001193.yaml", "post: {}", "email: {}",
     "procedures/1.001193.yaml:12:37: there is no channel \"email\"; expected online, counter or post"},
    {"procedures/1.001193.yaml", "owner: child_name", "owner: copies",
     "procedures/1.001193.yaml:19:8: owner is \"copies\"; expected the id of a personal field of type "
     "person_name or text"},
    {"procedures/1.001193.yaml", "id: mother_name, type: person_name", "id: child_name, type: person_name",
     "procedures/1.001193.yaml:70:14: the field \"child_name\" is here twice; expected another id: ids are "
     "unique in a procedure"},
    {"procedures/1.001193.yaml", "id: mother_name, type: person_name", "id: Mother-Name, type: person_name",
     "procedures/1.001193.yaml:70:14: id is \"Mother-Name\"; expected small letters a–z, digits and _, a "
     "letter first, at most 32"},
    {"procedures/1.001193.yaml", "when: {mother_known: yes}", "when: {father_known: yes}",
     "procedures/1.001193.yaml:70:85: when names \"father_known\", which is no earlier question; expected "
     "the id of an earlier field of type choice or yes_no"},
    {"procedures/1.001193.yaml", "when: {mother_known: yes}", "when: {mother_known: maybe}",
     "procedures/1.001193.yaml:70:99: \"mother_known\" has no answer \"maybe\"; expected true or false"},
    {"procedures/1.001193.yaml", "id: mother_name, type: person_name, required: true, personal: true",
     "id: mother_name, type: person_name, required: true, personal: false",
     "procedures/1.001193.yaml:70:72: a field of type person_name names a person; expected personal: true, "
     "or another type"},
    {"procedures/1.001193.yaml", "min: 1900, max: 2100", "min: 2100, max: 1900",
     "procedures/1.001193.yaml:71:78: min is greater than max; expected min: at most max"},
    {"procedures/1.001193.yaml", "max: 20, label: {vi: Số trong", "min: 3, label: {vi: Số trong",
     "procedures/1.001193.yaml:101:60: a field of type text has no min; expected min on a number or a date"},
    {"procedures/1.001193.yaml", "preset: me.phone", "preset: me.name",
     "procedures/1.001193.yaml:57:68: preset is \"me.name\"; expected me.name on a person_name, "
     "me.citizen_id on a citizen_id, me.phone on a phone"},
    {"procedures/1.001193.yaml", "preset: \"1\"", "preset: one",
     "procedures/1.001193.yaml:44:94: preset is \"one\"; expected a whole number"},
    {"procedures/1.001193.yaml", "        type: choice\n        required: true\n        label",
     "        type: text\n        required: true\n        label",
     "procedures/1.001193.yaml:64:11: a field of type text has no choices; expected type: choice, or no "
     "choices"},
    {"procedures/1.001193.yaml", "- {id: male, label: {vi: Nam, en: Male}}",
     "- {id: female, label: {vi: Nam, en: Male}}",
     "procedures/1.001193.yaml:34:18: the choice \"female\" is here twice; expected another id"},
    {"procedures/1.001193.yaml", "accept: [pdf, jpg, png]", "accept: [pdf, docx]",
     "procedures/1.001193.yaml:87:13: accept has \"docx\"; expected some of pdf, jpg, png"},
    {"procedures/1.001193.yaml", "max_mb: 20", "max_mb: 21",
     "procedures/1.001193.yaml:88:13: max_mb is \"21\"; expected a whole number from 1 to 20"},
    {"procedures/1.001193.yaml", "by: civil_status", "by: civil_statu",
     "procedures/1.001193.yaml:98:9: there is no role \"civil_statu\" (did you mean \"civil_status\"?); "
     "expected a role of agencies.yaml"},
    {"procedures/1.001193.yaml", "within: {hours: 4}", "within: {}",
     "procedures/1.001193.yaml:99:13: within says no time; expected hours: or days:"},
    {"indicators/level4-used.yaml", "with_dossier: true", "with_dosier: true",
     "indicators/level4-used.yaml:10:7: the view procedures has no column \"with_dosier\" (did you mean "
     "\"with_dossier\"?); expected one of act, code, field, …"},
    {"indicators/level4-used.yaml", "with_dossier: true", "with_dossier: 1",
     "indicators/level4-used.yaml:10:21: with_dossier is \"1\"; expected true or false"},
    {"indicators/level4-used.yaml", "of: procedures", "of: procedure",
     "indicators/level4-used.yaml:8:5: no room publishes a view \"procedure\" (did you mean "
     "\"procedures\"?); expected one of filings, …"},
    {"indicators/level4-used.yaml", "hit: {with_dossier: true}\n", "",
     "indicators/level4-used.yaml:7:10: a share does not say which records are its numerator; expected hit: "
     "{column: value}"},
    {"indicators/level4-used.yaml", "measure: share", "measure: sum",
     "indicators/level4-used.yaml:7:10: what is added up is missing; expected column: a whole-number column "
     "of the view"},
    {"indicators/online-filed.yaml", "by: [channel, field, procedure]", "by: [chanel, field]",
     "indicators/online-filed.yaml:11:6: the view filings has no column \"chanel\" (did you mean "
     "\"channel\"?); expected one of act, i, …"},
    {"indicators/online-filed.yaml", "by: [channel, field, procedure]", "by: [owner_name]",
     "indicators/online-filed.yaml:11:6: \"owner_name\" is personal: no figure is made of it; expected one "
     "of act, i, …"},
    {"indicators/online-filed.yaml", "by: [channel, field, procedure]", "by: [day]",
     "indicators/online-filed.yaml:11:6: day cannot be told apart by: it is a number, a day or a month; "
     "expected a column of text, of units or of yes and no"},
    {"indicators/online-filed.yaml", "by: [channel, field, procedure]", "by: [field, field]",
     "indicators/online-filed.yaml:11:13: \"field\" is here twice; expected each column once"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {channel: onlin}",
     "indicators/online-filed.yaml:10:16: channel is \"onlin\"; expected one of online counter post"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {channel: [online, paper]}",
     "indicators/online-filed.yaml:10:25: channel is \"paper\"; expected one of online counter post"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {channel: []}",
     "indicators/online-filed.yaml:10:16: \"channel\" names 0 values; expected from 1 to 20 values"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {channel: {at_least: 3}}",
     "indicators/online-filed.yaml:10:17: channel is not a number; expected a whole-number column of the "
     "view"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {worked: {at_leest: 3}}",
     "indicators/online-filed.yaml:10:16: there is no comparison \"at_leest\" (did you mean \"at_least\"?); "
     "expected column: value, [value, value], {at_least: 5}, {at_most: 5} or {not: value}"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {worked: {at_least: much}}",
     "indicators/online-filed.yaml:10:26: worked is \"much\"; expected a whole number"},
    {"indicators/online-filed.yaml", "hit: {channel: online}", "hit: {worked: {at_least: [1]}}",
     "indicators/online-filed.yaml:10:26: \"worked\" has no plain value; expected column: value, …"},
    {"indicators/online-filed.yaml", "direction: up", "goal: {target: dvc5}\ndirection: up",
     "indicators/online-filed.yaml:12:16: there is no target \"dvc5\"; expected an id of the targets in "
     "programme.yaml"},
    {"indicators/online-filed.yaml", "direction: up", "weight: worked\ndirection: up",
     "indicators/online-filed.yaml:12:9: only a mean has a weight; expected no weight"},
    {"indicators/online-filed.yaml", "direction: up", "per: hour\ndirection: up",
     "indicators/online-filed.yaml:12:6: only a sum, a median or a mean is told per hour or minute; expected "
     "no per"},
    {"indicators/online-filed.yaml", "direction: up", "as: stock\ndirection: up",
     "indicators/online-filed.yaml:12:5: as is \"stock\"; expected one of flow, state"},
    {"indicators/hours-decided.yaml", "column: worked", "column: late",
     "indicators/hours-decided.yaml:8:9: the column late is not a number; expected a whole-number column of "
     "the view"},
    {"indicators/hours-decided.yaml", "column: worked", "column: dossier",
     "indicators/hours-decided.yaml:8:9: the column dossier is not a number; expected a whole-number column "
     "of the view"},
    {"indicators/hours-decided.yaml", "measure: median", "measure: mode",
     "indicators/hours-decided.yaml:7:10: measure is \"mode\"; expected one of count, share, sum, median, "
     "mean, ratio"},
    {"indicators/hours-decided.yaml", "decimals: 1", "decimals: 4",
     "indicators/hours-decided.yaml:10:20: decimals is \"4\"; expected a whole number from 0 to 3"},
    {"indicators/fourg-households.yaml", "column: four_g", "column: fourg",
     "indicators/fourg-households.yaml:8:9: the view register/coverage has no column \"fourg\" (did you mean "
     "\"four_g\"?); expected one of act, i, n, dossier, …"},
    {"indicators/fourg-households.yaml", "column: four_g", "column: period",
     "indicators/fourg-households.yaml:8:9: the column period is not a number; expected a whole-number "
     "column of the view"},
    {"indicators/fourg-households.yaml", "weight: households", "weight: n",
     "indicators/fourg-households.yaml:9:9: the column n is not a number; expected a whole-number column of "
     "the view"},
    {"indicators/fourg-households.yaml", "latest: {of: commune, by: period}", "latest: {of: four_g}",
     "indicators/fourg-households.yaml:12:14: four_g is a number, a day, a month, or yes and no; expected a "
     "column of text or of units"},
    {"indicators/fourg-households.yaml", "latest: {of: commune, by: period}", "latest: {of: comune}",
     "indicators/fourg-households.yaml:12:14: the view register/coverage has no column \"comune\" (did you "
     "mean \"commune\"?); expected one of act, …"},
    {"indicators/fourg-households.yaml", "of: register/coverage", "of: register/coverag",
     "indicators/fourg-households.yaml:10:5: no room publishes a view \"register/coverag\" (did you mean "
     "\"register/coverage\"?); expected one of …"},
    {"indicators/enterprises-digital.yaml", "where: {current: true}", "where: {kind: farms}",
     "indicators/enterprises-digital.yaml:9:15: kind is \"farms\"; expected one of technology content "
     "creative commerce manufacturing"},
    {"indicators/enterprises-digital.yaml", "where: {current: true}", "where: {employees: {at_least: 10}}",
     "indicators/enterprises-digital.yaml:9:9: \"employees\" is not public, and this register's figures are; "
     "expected a public field of the register"},
    {"indicators/enterprises-digital.yaml", "register/digital-enterprises\nwhere: {current: true}",
     "register/births\nwhere: {child_name: A}",
     "indicators/enterprises-digital.yaml:9:9: \"child_name\" is personal: no figure is made of it; expected "
     "one of act, …"},
    {"indicators/level4-used.yaml", "direction: up", "as: state\ndirection: up",
     "indicators/level4-used.yaml:11:5: the view procedures has no days; expected no as: this view always "
     "tells a state"},
    {"programme.yaml", "indicator: level4-decided", "indicator: level4",
     "programme.yaml:52:16: there is no indicator \"level4\"; expected the id of a file in indicators/"},
    {"programme.yaml", "    pillar: chung\n    name: {vi: Thứ", "    pillar: chunk\n    name: {vi: Thứ",
     "programme.yaml:26:13: there is no pillar \"chunk\" (did you mean \"chung\"?); expected an id of the "
     "pillars above"},
    {"programme.yaml", "{by: 2025, value: 15}", "{by: 2025, value: 15 %}",
     "programme.yaml:32:27: value is \"15 %\"; expected a number with a decimal point, without a unit"},
    {"programme.yaml", "{by: 2025, value: 15}", "{by: 2031, value: 15}",
     "programme.yaml:33:14: by is 2030; expected a later year than the goal before"},
    {"programme.yaml", "    goals:\n      - {by: 2025, value: 15}\n      - {by: 2030, value: 10}",
     "    goals: []", "programme.yaml:31:12: the target has no goal; expected {by: 2025, value: 90}"},
    {"programme.yaml", "    confidence: high", "    confidence: sure",
     "programme.yaml:34:17: confidence is \"sure\"; expected one of low, medium, high"},
    {"indicators/digital-grdp.yaml", "value: 42.92", "awaited: false",
     "indicators/digital-grdp.yaml:12:5: a year has a value or is awaited; expected value: a number, or "
     "awaited: true"},
    {"indicators/dti-rank.yaml", "{year: 2021", "{year: 2022",
     "indicators/dti-rank.yaml:15:5: \"dti-rank\" already has a value for 2022; expected one for each year"},
    {"indicators/dti-rank.yaml", "goal: {target: dti_rank}", "goal: {target: dti_ranks}",
     "indicators/dti-rank.yaml:11:16: there is no target \"dti_ranks\"; expected an id of the targets in "
     "programme.yaml"},
    {"indicators/dti-rank.yaml", "goal: {target: dti_rank}", "goal: {target: kinh_te_so_grdp}",
     "indicators/dti-rank.yaml:11:7: \"digital-grdp\" stands beside \"kinh_te_so_grdp\" already; expected "
     "one external indicator for a target"},
    {"indicators/dti-rank.yaml", "kind: external", "kind: extern",
     "indicators/dti-rank.yaml:2:7: kind is \"extern\" (did you mean \"external\"?); expected one of "
     "external"},
    {"calendar.yaml", "days: [2021-01-01]", "days: [2021-02-29]",
     "calendar.yaml:13:65: a day off is \"2021-02-29\"; expected a day that exists, written YYYY-MM-DD"},
    {"calendar.yaml", "days: [2021-01-01]", "days: [2021-01-02]",
     "calendar.yaml:13:65: 2021-01-02 is a Saturday; expected a weekday: weekends are off by themselves"},
    {"calendar.yaml", "days: [2021-01-01]", "days: [01/01/2021]",
     "calendar.yaml:13:65: a day off is \"01/01/2021\"; expected a day that exists, written YYYY-MM-DD"},
    {"calendar.yaml", "days: [2021-04-21]", "days: [2021-09-02]",
     "calendar.yaml:17:59: 2021-09-02 is in the calendar twice (line 15); expected each day once"},
    {"calendar.yaml", "{day: 2024-05-04,", "{day: 2024-05-03,",
     "calendar.yaml:42:15: 2024-05-03 is a Friday; expected a Saturday or Sunday: a make-up day"},
    {"calendar.yaml", "instead_of: 2024-04-29", "instead_of: 2024-04-26",
     "calendar.yaml:42:39: 2024-04-26 is no day off here; expected one of the days off of this year"},
    {"calendar.yaml", "\"13:30-17:00\"", "\"11:00-17:00\"",
     "calendar.yaml:6:27: the span \"11:00-17:00\" is not after the one before, or ends before it begins; "
     "expected spans in order of the day, apart"},
    {"calendar.yaml", "\"13:30-17:00\"", "\"17:00-13:30\"",
     "calendar.yaml:6:27: the span \"17:00-13:30\" is not after the one before, or ends before it begins; "
     "expected spans in order of the day, apart"},
    {"calendar.yaml", "year: 2022", "year: 2032",
     "calendar.yaml:18:11: 2032 does not follow 2021; expected years in order, none left out"},
    {"calendar.yaml", "from: 2021-01-01", "from: 2021-06-01",
     "calendar.yaml:10:3: no office hours before 2021-06-01; expected hours from the calendar's first day "
     "on"},
    {"units.yaml", "parent: \"164\"", "parent: \"166\"",
     "units.yaml:48:13: \"05431\" has no unit \"166\" above it on 2021-01-01; expected parent: a unit of a "
     "higher level that existed all the time"},
    {"units.yaml", "{code: \"05434\", name: Phường Quang Vinh}", "{code: \"05431\", name: Phường Quang Vinh}",
     "units.yaml:53:9: the unit \"05431\" is already there at that time (line 52); expected days that do not "
     "overlap, or another code"},
    {"units.yaml", "{code: \"05434\", name: Phường Quang Vinh}", "{code: 5434, name: Phường Quang Vinh}",
     "units.yaml:53:16: code is \"5434\"; expected 5 digits for a commune"},
    {"units.yaml", "became: [\"05443\"]", "became: [\"05449\"]",
     "units.yaml:56:59: \"05443\" became \"05449\", which is not there on the day it ended; expected codes "
     "of units that begin on its `until`"},
    {"units.yaml", "until: 2022-04-10}", "until: 2020-04-10}",
     "units.yaml:32:13: \"172\" has no unit \"19\" above it on 2020-04-09; expected parent: a unit of a "
     "higher level that existed all the time"},
    {"units.yaml", "count: 178}", "count: 177}",
     "units.yaml:19:5: 178 units of level commune are listed for 2023-04-01; expected 177, or `listed` and a "
     "note that says why"},
    {"units.yaml", "since: 2021-01-01", "since: 2021-13-01",
     "units.yaml:27:12: since is \"2021-13-01\"; expected a day that exists, written YYYY-MM-DD"},
    {"agencies.yaml", "unit: \"19\"", "unit: \"29\"",
     "agencies.yaml:48:11: there is no unit \"29\" on 2021-01-01; expected unit: the code of a unit in "
     "units.yaml at that time"},
    {"agencies.yaml", "code: \"H55.{code}\"", "code: H55.5",
     "agencies.yaml:16:11: code is \"H55.5\" for every unit alike; expected {code} in it"},
    {"agencies.yaml", "{name_lower}\"", "{nme}\"",
     "agencies.yaml:19:11: there is no hole \"nme\"; expected {code}, {name} or {name_lower}"},
    {"agencies.yaml", "code: H55\n", "code: h55\n",
     "agencies.yaml:46:11: code is \"h55\"; expected a letter, digits and groups of digits, as H55.01"},
    {"agencies.yaml", "{id: chair,", "{id: reception,",
     "agencies.yaml:7:10: the role \"reception\" is here twice; expected another id"},
    {"agencies.yaml", "    since: 2025-07-01\n", "",
     "agencies.yaml:21:5: the agency \"H55.05431\" is already there at that time (line 15); expected days "
     "that do not overlap, or another code"},
    {"province.yaml", "default_unit: \"05443\"", "default_unit: \"05449\"",
     "province.yaml:16:15: there is no commune \"05449\" with an agency today; expected the code of a "
     "commune in units.yaml"},
    {"map.yaml", "----- 01879 01882", "----- 01879 99999",
     "map.yaml:5:5: there is no commune \"99999\" today; expected the code of a commune-level unit in force, "
     "or -----"},
    {"map.yaml", "----- 01879 01882", "----- 01879 01879",
     "map.yaml:5:5: \"01879\" is on the map twice; expected each commune once"},
    {"map.yaml", "----- 01879 01882", "----- 01879 -----",
     "map.yaml:4:3: \"Xã Nghiên Loan\" is not on the map; expected 01882 in a row"},
    {"map.yaml", "----- 01879 01882", "01879 01882",
     "map.yaml:5:5: this row has 7 places; expected 8, as the rows above"},
    {"province.yaml", "on: 2025-07-01", "on: 2025-06-31",
     "province.yaml:42:9: on is \"2025-06-31\"; expected a day that exists, written YYYY-MM-DD"},
    {"province.yaml", "on: 2025-07-01", "{on: 2025-08-01, why: x}\n  - on: 2025-07-01",
     "province.yaml:43:9: on is \"2025-07-01\"; expected a day after the break before it"},
    {"province.yaml", "was: \"165\"", "was: \"166\"",
     "province.yaml:30:10: the city \"song-cong\" was \"166\", which is not there; expected the code of the "
     "former city in units.yaml"},
    {"province.yaml", "\"05528\", \"05533\"", "\"05528\", \"05434\"",
     "province.yaml:32:15: the city \"song-cong\" has \"05434\", which is no commune today; expected codes "
     "of communes in force"},
    {"province.yaml", "\"05528\", \"05533\"", "\"05528\", \"05857\"",
     "province.yaml:37:15: \"05857\" is in two cities; expected each commune in one city"},
    {"province.yaml", "begins: \"12-15\"", "begins: \"15-12\"",
     "province.yaml:13:26: begins is \"15-12\"; expected month and day, as \"12-15\""},
    {"province.yaml", "reply_hours: 8 ", "reply_hours: eight ",
     "province.yaml:14:14: reply_hours is \"eight\"; expected a whole number from 1 to 80"},
    {"procedures/1.001193.yaml", "applicants: [citizen]", "applicants: [citizen, agency]",
     "procedures/1.001193.yaml:7:13: what agencies owe is filed by them only; expected agency alone"},
    {"procedures/1.001193.yaml", "everyday: true ", "opens: [{procedure: \"1.001193\"}] ",
     "procedures/1.001193.yaml:6:8: \"1.001193\" cannot be opened by this one; expected codes of procedures "
     "of this folder that open none themselves"},
    {"procedures/1.001193.yaml", "everyday: true ", "owed: {every: quarter, days: 15} ",
     "procedures/1.001193.yaml:22:3: a duty does not say for which period it is done; expected a required "
     "field: {id: period, type: text, required: true}"},
    {"procedures/1.001193.yaml", "everyday: true ", "supplement: {clock: stop} ",
     "procedures/1.001193.yaml:6:21: clock is \"stop\"; expected one of pause, restart"},
    {"procedures/1.001193.yaml", "entry: {book_number: book_number,", "entry: {book_number: nobody,",
     "procedures/1.001193.yaml:112:24: the entry takes \"book_number\" from \"nobody\"; expected "
     "register_field: the id of a question of the form or of a step"},
    {"procedures/1.001193.yaml", "entry: {book_number: book_number,", "entry: {number: book_number,",
     "procedures/1.001193.yaml:112:19: the register \"births\" has no field \"number\"; expected ids of "
     "fields of the register"},
    {"procedures/1.001193.yaml", "child_sex: sex", "child_sex: relation",
     "procedures/1.001193.yaml:112:94: \"child_sex\" and \"relation\" are not personal alike; expected both "
     "personal, or neither"},
    {"procedures/1.001193.yaml", "child_sex: sex", "child_sex: birth_date",
     "procedures/1.001193.yaml:112:94: \"birth_date\" cannot be entered as \"child_sex\"; expected a "
     "question of the same type, with no other choices and no longer text"},
    {"procedures/1.001193.yaml", "register: births", "register: birth",
     "procedures/1.001193.yaml:111:13: there is no register \"birth\"; expected the id of a file in "
     "registers/"},
    {"procedures/TN.DN.01.yaml", "website: website", "website: product",
     "procedures/TN.DN.01.yaml:58:93: \"product\" cannot be entered as \"website\"; expected a question of "
     "the same type, with no other choices and no longer text"},
    {"procedures/TN.DN.01.yaml", "employees: employees", "employees: website",
     "procedures/TN.DN.01.yaml:58:113: \"website\" cannot be entered as \"employees\"; expected a question "
     "of the same type, with no other choices and no longer text"},
    {"procedures/1.001193.yaml", "everyday: true ", "service: false ",
     "procedures/1.001193.yaml:2:7: code is \"1.001193\"; expected two to four capitals, a point, two "
     "capitals, a point, two digits, as \"TN.DN.01\""},
    {"registers/digital-enterprises.yaml", "public: true\nkept_by", "pubic: true\nkept_by",
     "registers/digital-enterprises.yaml:7:1: a register has no key \"pubic\" (did you mean \"public\"?); "
     "expected one of id, name, note, public, kept_by, key, day, fields, source"},
    {"registers/digital-enterprises.yaml", "kept_by: H55.08", "kept_by: H55.99",
     "registers/digital-enterprises.yaml:8:10: there is no agency \"H55.99\" today; expected a code in "
     "agencies.yaml"},
    {"registers/digital-enterprises.yaml", "key: [tax_code]", "key: [tax_cod]",
     "registers/digital-enterprises.yaml:9:6: the key names \"tax_cod\"; expected ids of fields of this "
     "register that are not personal"},
    {"registers/digital-enterprises.yaml", "day: recognised", "day: name",
     "registers/digital-enterprises.yaml:10:6: day is \"name\"; expected the id of a field of type date that "
     "is not personal, or period"},
    {"registers/digital-enterprises.yaml", "- {id: name, type: text, max: 300,",
     "- {id: name, type: text, max: 300, personal: true,",
     "registers/digital-enterprises.yaml:12:62: \"name\" is personal and cannot be public; expected public: "
     "false, or a field that names nobody"},
    {"registers/digital-enterprises.yaml", "- {id: name, type: text, max: 300,",
     "- {id: order, type: text, max: 300,",
     "registers/digital-enterprises.yaml:12:10: \"order\" is a column that every register has, or a word of "
     "SQL; expected another id"},
    {"registers/digital-enterprises.yaml", "- {id: name, type: text, max: 300,",
     "- {id: unit, type: text, max: 300,",
     "registers/digital-enterprises.yaml:12:10: \"unit\" is a column that every register has, or a word of "
     "SQL; expected another id"},
    {"registers/digital-enterprises.yaml", "- {id: name, type: text, max: 300,",
     "- {id: tax_code, type: text, max: 300,",
     "registers/digital-enterprises.yaml:13:10: the field \"tax_code\" is here twice; expected another id"},
    {"registers/digital-enterprises.yaml", "- {id: name, type: text, max: 300,",
     "- {id: name, type: test, max: 300,",
     "registers/digital-enterprises.yaml:12:22: type is \"test\" (did you mean \"text\"?); expected one of "
     "text, number, date, choice, commune, yes_no, agency"},
    {"registers/digital-enterprises.yaml", "type: number, min: 0,", "type: number, min: 5, max: 1,",
     "registers/digital-enterprises.yaml:27:40: min is greater than max; expected min: at most max"},
    {"registers/digital-enterprises.yaml", "type: number, min: 0,", "type: number, fill: filed,",
     "registers/digital-enterprises.yaml:27:41: filed does not go into a field of this type; expected fill "
     "on a date"},
    {"registers/births.yaml", "max: 20, search: true", "max: 20, public: true",
     "registers/births.yaml:7:52: \"book_number\" is public in a register that is not; expected public: true "
     "for the register too, or public: false here"},
    {"registers/births.yaml", "personal: true, label: {vi: Số định",
     "personal: true, search: true, label: {vi: Số định",
     "registers/births.yaml:12:56: \"child_id\" is personal and is not searched; expected no search"},
    {"procedures/TN.BC.02.yaml", "by: [departments, communes]", "by: [departments, villages]",
     "procedures/TN.BC.02.yaml:12:38: nobody is called \"villages\"; expected communes, departments, or "
     "both"},
    {"procedures/TN.BC.02.yaml", "by: [departments, communes]", "by: []",
     "procedures/TN.BC.02.yaml:12:38: nobody owes it; expected communes, departments, or both"},
    {"procedures/TN.BC.02.yaml", "at_most: files", "at_most: note",
     "procedures/TN.BC.02.yaml:22:3: \"online\" cannot be a part of \"note\"; expected at_most: the id of "
     "another question of type number"},
    {"procedures/TN.BC.02.yaml", "type: text, max: 500", "type: text, at_most: files, max: 500",
     "procedures/TN.BC.02.yaml:28:41: a field of type text is a part of nothing; expected at_most on a "
     "number"},
    {"registers/work-files.yaml", "type: agency, fill: agency", "type: agency, fill: level",
     "registers/work-files.yaml:10:36: level does not go into a field of this type; expected type: choice, "
     "with the choices province and commune"},
    {"registers/work-files.yaml", "at_most: files", "at_most: level",
     "registers/work-files.yaml:10:3: \"online\" cannot be a part of \"level\"; expected at_most: the id of "
     "another number of this register"},
    {"indicators/province-workfiles.yaml", "over: files\n", "",
     "indicators/province-workfiles.yaml:7:10: of what it is a part is missing; expected over: a "
     "whole-number column of the view"},
    {"indicators/province-workfiles.yaml", "over: files", "over: period",
     "indicators/province-workfiles.yaml:9:7: the column period is not a number; expected a whole-number "
     "column of the view"},
    {"registers/births.yaml", "id: births", "id: coverage",
     "registers/coverage.yaml:2:5: the register \"coverage\" is already there; expected another id"},
    {"words/ko.yaml", "code: ko", "code: kor",
     "words/ko.yaml:4:7: code is \"kor\" in words/ko.yaml; expected the file's own name"},
    {"words/ko.yaml", "code: ko", "code: en",
     "words/ko.yaml:4:7: code is \"en\"; expected two or three small letters, not vi or en"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"%n동\"]",
     "words/ko.yaml:51:17: \"%n동\" does not fit \"%s đồng\"; expected the same %-places in the same order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"%d동\"]",
     "words/ko.yaml:51:17: \"%d동\" does not fit \"%s đồng\"; expected the same %-places in the same order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"%s %s동\"]",
     "words/ko.yaml:51:17: \"%s %s동\" does not fit \"%s đồng\"; expected the same %-places in the same "
     "order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"동\"]",
     "words/ko.yaml:51:17: \"동\" does not fit \"%s đồng\"; expected the same %-places in the same order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"%*s동\"]",
     "words/ko.yaml:51:17: \"%*s동\" does not fit \"%s đồng\"; expected the same %-places in the same order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\", \"%1$s동\"]",
     "words/ko.yaml:51:17: \"%1$s동\" does not fit \"%s đồng\"; expected the same %-places in the same "
     "order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"%s đồng\"]",
     "words/ko.yaml:51:5: an entry is no pair of texts; expected [\"the text\", \"what stands for it\"]"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"Sign in\", \"%s동\"]",
     "words/ko.yaml:51:17: \"%s동\" does not fit \"Sign in\"; expected the same %-places in the same order"},
    {"words/ko.yaml", "[\"%s đồng\", \"%s동\"]", "[\"Sign in\", \"로그인하기\"]",
     "words/ko.yaml:8:3: \"Sign in\" is here twice; expected each text once"},

#define WITNESS_KEY "witness.example/w1+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"
#define WITNESS(url, key) "witnesses: [{name: W, url: \"" url "\", key: \"" key "\"}]\nreport: TN.PA.01"
#define WITNESS_URL_BAD(url)                                                      \
    {                                                                             \
        "province.yaml", "report: TN.PA.01", WITNESS(url, WITNESS_KEY),           \
            "province.yaml:18:28: url is \"" url                                  \
            "\"; expected https://HOST/PATH (http:// to 127.0.0.1 or [::1] only)" \
    }
    WITNESS_URL_BAD("http://witness.example/"), WITNESS_URL_BAD("https://user@witness.example/"),
    WITNESS_URL_BAD("https://"), WITNESS_URL_BAD("ftp://127.0.0.1/"),
    WITNESS_URL_BAD("http://127.0.0.1.evil.example/"), WITNESS_URL_BAD("https://witness.example/?a=b"),
    WITNESS_URL_BAD("https://witness.example:70000/"), WITNESS_URL_BAD("http://localhost/"),
    {"province.yaml", "report: TN.PA.01",
     WITNESS("https://w.example", "w.example+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs"),
     "province.yaml:18:54: key is \"w.example+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6m…\"; "
     "expected NAME+ID+KEY as the witness publishes it (C2SP verifier key, type 4)"},
