/* Builds a province: reads province.yaml, and calls the readers of all other files in the right order. */
#include "definition.h"
#include "private.h"
#include "measure/measure.h"
#include "territory/territory.h"

/* ---- province.yaml ---- */

struct day_in {
    struct words name;
    str date, decision;
};
struct year_in {
    str begins;
};
struct province_in {
    struct words name;
    str code, gso, default_unit, report, security_contact;
    i64 reply_hours, supplement_limit;
    const struct node *day, *year, *cities, *breaks, *witnesses;
    struct texts shows, families;
    int slip_forms_until;
};

/* Reads MM-DD; 02-29 is allowed. */
static bool date_read(str s, int *out_month, int *out_dom) {
    int day;
    if (s.n != 5 || !day_read(str_fmt("2024-%.*s", STR_ARG(s)), &day)) return false;
    struct civil c = day_civil(day);
    *out_month = c.month;
    *out_dom = c.day;
    return true;
}

static const struct key the_day_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct day_in, name, "The day's name, as pages and reports print it."),
    KEY("date", KEY_TEXT, REQUIRED, struct day_in, date,
        "Month and day in quotes: `\"12-31\"`. 29 February falls on the 28th in a year without it."),
    KEY("decision", KEY_TEXT, OPTIONAL, struct day_in, decision,
        "Number and date of the decision that set the day. Not shown."),
};
static const struct keys the_day_keys = KEYS("day", the_day_rows);

static void the_day_read(const struct load *l, const struct node *m, struct province *p) {
    struct day_in x = {0};
    map_read(l, m, &the_day_keys, &x);
    if (x.date.n && !date_read(x.date, &p->day_month, &p->day_dom))
        complain(l, at_key(m, "date"), "month and day, as \"12-31\"", "date is %s", shown(x.date));
    p->day_name = x.name;
}

static const struct key reporting_year_rows[] = {
    KEY("begins", KEY_TEXT, REQUIRED, struct year_in, begins,
        "First day of the reporting year, month and day in quotes: `\"12-15\"`; `\"01-01\"` is the calendar "
        "year."),
};
static const struct keys reporting_year_keys = KEYS("reporting_year", reporting_year_rows);

static void year_read(const struct load *l, const struct node *m, struct province *p) {
    struct year_in x = {0};
    map_read(l, m, &reporting_year_keys, &x);
    if (x.begins.n && !date_read(x.begins, &p->year_month, &p->year_dom))
        complain(l, at_key(m, "begins"), "month and day, as \"12-15\"", "begins is %s", shown(x.begins));
}

static const struct key break_rows[] = {
    KEY("on", KEY_DAY, REQUIRED, struct series_break, on,
        "The first day of the new state. Breaks stand in order of time."),
    KEY("why", KEY_WORDS, REQUIRED, struct series_break, why,
        "What changed; shown wherever periods of both sides stand beside each other."),
};
static const struct keys break_keys = KEYS("a break", break_rows);

static void breaks_read(const struct load *l, const struct node *list, struct province *p) {
    p->breaks = NEWS(struct series_break, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct series_break *b = &p->breaks[p->n_breaks];
        if (!map_read(l, list->v[i], &break_keys, b) || !b->on) continue;
        if (p->n_breaks && b->on <= b[-1].on)
            complain(l, at_key(list->v[i], "on"), "a day after the break before it", "on is %s",
                     shown(day_iso(b->on)));
        else p->n_breaks++;
    }
}

static const struct key province_rows[] = {
    KEY("code", KEY_TEXT, REQUIRED, struct province_in, code,
        "Identifier of the provincial People's Committee: `H55`. Agencies' codes begin with it."),
    KEY("gso", KEY_TEXT, REQUIRED, struct province_in, gso,
        "The province's code at the statistics office, in quotes: `\"19\"`. A province of `units.yaml` in "
        "force."),
    KEY("name", KEY_WORDS, REQUIRED, struct province_in, name, "The province's name."),
    KEY("day", KEY_MAP, REQUIRED, struct province_in, day, "The province's Digital Transformation Day.",
        .in = &the_day_keys),
    KEY("reporting_year", KEY_MAP, REQUIRED, struct province_in, year, "When a year of reporting begins.",
        .in = &reporting_year_keys),
    KEY_NUMBER("reply_hours", REQUIRED, struct province_in, reply_hours, 1, 80,
               "Working hours a desk has to answer a filing: received, returned for more, or refused."),
    KEY_NUMBER("supplement_limit", OPTIONAL, struct province_in, supplement_limit, 0, 100,
               "How often a supplement may be asked for in one dossier; `0` is no limit.",
               .otherwise = "no limit"),
    KEY("default_unit", KEY_TEXT, REQUIRED, struct province_in, default_unit,
        "GSO code of the commune that forms offer first. It has an agency today."),
    KEY("slip_forms_until", KEY_DAY, OPTIONAL, struct province_in, slip_forms_until,
        "Last day on which slips bear the form numbers of Circular 01/2018.",
        .otherwise = "slips bear no form number"),
    KEY("report", KEY_TEXT, OPTIONAL, struct province_in, report,
        "Code of the procedure by which residents report what is broken.",
        .otherwise = "there are no residents' reports"),
    KEY("security_contact", KEY_TEXT, OPTIONAL, struct province_in, security_contact,
        "Address for reports of security holes, printed at `/.well-known/security.txt`: `mailto:`, "
        "`https://` or `tel:`.",
        .otherwise = "there is no such page"),
    KEY("shows", KEY_TEXTS, OPTIONAL, struct province_in, shows,
        "Ids of the indicators on a commune's and a city's page, in this order."),
    KEY("demo_families", KEY_TEXTS, OPTIONAL, struct province_in, families,
        "Family names of the demonstration's people, beside the country's commonest."),
    KEY_ENTRIES("cities", OPTIONAL, struct province_in, cities, 20,
                "Former cities whose communes are looked at together; each has a page.", .in = &city_keys),
    KEY_ENTRIES("breaks", OPTIONAL, struct province_in, breaks, 50,
                "Days from which a series of the whole province is about something else.", .in = &break_keys),
    KEY_ENTRIES("witnesses", OPTIONAL, struct province_in, witnesses, 8,
                "Outsiders who cosign the journal's checkpoints; the courier asks them and nobody else.",
                .in = &witness_keys),
};
const struct keys province_keys = KEYS("province.yaml", province_rows);

static void province_file(const struct load *l, const struct node *root, struct province *p) {
    struct province_in in = {0};
    if (!map_read(l, root, &province_keys, &in)) return;
    p->code = in.code;
    p->gso = in.gso;
    p->name = in.name;
    p->default_unit = in.default_unit;
    p->reply_seconds = in.reply_hours * HOUR;
    p->slip_forms_until = in.slip_forms_until;
    p->supplement_limit = in.supplement_limit;
    if (in.day) the_day_read(l, in.day, p);
    if (in.year) year_read(l, in.year, p);
    if (in.cities) cities_read(l, in.cities, p);
    if (in.breaks) breaks_read(l, in.breaks, p);
    if (in.witnesses) witnesses_read(l, in.witnesses, p);
    p->report = in.report;
    p->security_contact = in.security_contact;
    p->shows = in.shows.v;
    p->n_shows = in.shows.n;
    p->demo_families = in.families.v;
    p->n_demo_families = in.families.n;
}

static bool address_fits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] <= 32 || (u8)s.p[i] >= 127) return false;
    return str_starts(s, S("mailto:")) || str_starts(s, S("https://")) || str_starts(s, S("tel:"));
}

/* Checks that the units and agencies which province.yaml names exist. Needs units and agencies before it. */
static void province_fits(const struct load *l, const struct node *root, const struct province *p) {
    const struct unit *u = unit_on(p, p->gso, 0), *d = unit_on(p, p->default_unit, 0);
    if (p->gso.n && (!u || u->level != LEVEL_PROVINCE || u->until))
        complain(l, at_key(root, "gso"), "the code of the province in units.yaml", "there is no province %s",
                 shown(p->gso));
    if (p->default_unit.n &&
        (!d || d->level != LEVEL_COMMUNE || d->until || !agency_for_unit(p, p->default_unit, 0)))
        complain(l, at_key(root, "default_unit"), "the code of a commune in units.yaml",
                 "there is no commune %s with an agency today", shown(p->default_unit));
    if (p->security_contact.n && !address_fits(p->security_contact))
        complain(l, at_key(root, "security_contact"),
                 "mailto:, https:// or tel: and an address without blanks", "security_contact is \"%s\"",
                 shown(p->security_contact));
    cities_fit(l, root, p);
}

/* ---- the folder ---- */

struct part { /* a file at the top of the folder; all but map.yaml are required */
    const char *path;
    void (*read)(const struct load *l, const struct node *root, struct province *p);
    const struct node *root;
};
enum { PROVINCE, UNITS, AGENCIES, CALENDAR, PROGRAMME, MAP, N_PARTS };

struct build {
    struct province *p;
    struct complaints *c;
    struct part parts[N_PARTS];
    /* the root node of each source, in the same order; NULL: the text is no YAML */
    const struct node **roots;
};

/* Subfolders, each with files of one kind; the files at the top are build.parts. */
enum { PROCEDURES, REGISTERS, WORDS, SCORECARDS, INDICATORS };
static const char *const folders[] = {[PROCEDURES] = "procedures/",
                                      [REGISTERS] = "registers/",
                                      [WORDS] = "words/",
                                      [SCORECARDS] = "scorecards/",
                                      [INDICATORS] = "indicators/"};

static bool in_folder(str path, str folder) {
    return str_starts(path, folder) && path.n > folder.n && str_ends(path, S(".yaml"));
}

static bool in_any_folder(str path) {
    for (size_t i = 0; i < COUNT(folders); i++)
        if (in_folder(path, str_c(folders[i]))) return true;
    return false;
}

static str names_read(const struct build *b) {
    struct out o = {0};
    for (size_t k = 0; k < N_PARTS; k++) out_fmt(&o, "%s, ", b->parts[k].path);
    out_z(&o, BOUNDARIES_FILE);
    for (size_t i = 0; i < COUNT(folders); i++)
        out_fmt(&o, "%s%s*.yaml", i + 1 < COUNT(folders) ? ", " : " or ", folders[i]);
    return out_all(&o);
}

static void texts_parse(struct build *b, const struct sources *s) {
    b->roots = NEWS(const struct node *, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        str path = s->v[i].path;
        size_t k = 0;
        if (str_is(path, BOUNDARIES_FILE)) continue; /* no YAML: boundaries_read reads it */
        while (k < N_PARTS && !str_eq(path, str_c(b->parts[k].path))) k++;
        if (k == N_PARTS && !in_any_folder(path)) {
            complaint_add(b->c, path, 0, 0, S("nothing reads a file of this name"), names_read(b));
            continue;
        }
        size_t before = b->c->n + b->c->more;
        b->roots[i] = yaml_read(path, s->v[i].text, b->c);
        if (b->roots[i]) b->roots[i] = former_read(&(struct load){path, b->c}, b->roots[i]);
        if (k == N_PARTS) continue;
        b->parts[k].root = b->roots[i];
        if (b->c->n + b->c->more > before)
            b->parts[k].read = NULL; /* unreadable, which was complained of: do not also call it missing */
    }
    for (size_t k = 0; k < N_PARTS; k++)
        if (!b->parts[k].root && b->parts[k].read && k != MAP) /* a province may do without a map */
            complaint_add(b->c, str_c(b->parts[k].path), 0, 0, S("the file is missing"),
                          S("every province to have one"));
}

/* Reads a file, and sets its root to NULL when there were complaints. Files that depend on it are then not
 * checked against it, so that one mistake is reported once. */
static void part_read(struct build *b, int k) {
    struct load l = {str_c(b->parts[k].path), b->c};
    size_t before = b->c->n + b->c->more;
    if (b->parts[k].root) b->parts[k].read(&l, b->parts[k].root, b->p);
    if (b->c->n + b->c->more > before) b->parts[k].root = NULL;
}

/* Reads the boundaries, when map.yaml was read without complaint. */
static void boundaries_read(struct build *b, const struct sources *s) {
    for (size_t i = 0; i < s->n; i++) {
        if (!str_is(s->v[i].path, BOUNDARIES_FILE)) continue;
        if (b->parts[MAP].root && b->p->n_tiles)
            boundaries_file(s->v[i].text, b->p->boundary_code, b->p, b->c);
        else if (!b->p->n_tiles && b->parts[UNITS].root && b->parts[MAP].read)
            complaint_add(b->c, s->v[i].path, 0, 0, S("borders alone make no map"),
                          S("map.yaml beside it: forms are filled in by tiles"));
    }
}

/* Sorts the registers by id. Must run before the indicators are read: they keep pointers to views inside this
 * array. */
static void registers_read(struct build *b, const struct sources *s) {
    struct province *p = b->p;
    p->registers = NEWS(struct reg, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        if (!b->roots[i] || !in_folder(l.file, str_c(folders[REGISTERS]))) continue;
        size_t before = p->n_registers;
        register_file(&l, b->roots[i], p);
        if (p->n_registers > before && b->parts[AGENCIES].root)
            register_fits(&l, b->roots[i], &p->registers[before], p);
    }
    registers_sort(p);
}

static void indicators_read(struct build *b, const struct sources *s) {
    b->p->indicators = NEWS(struct indicator, s->n + 1);
    b->p->externals = NEWS(struct external, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        if (b->roots[i] && in_folder(l.file, str_c(folders[INDICATORS])))
            (external_is(b->roots[i]) ? external_file : indicator_file)(&l, b->roots[i], b->p);
    }
}

static void scorecards_read(struct build *b, const struct sources *s) {
    b->p->scorecards = NEWS(struct scorecard, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        if (b->roots[i] && in_folder(l.file, str_c(folders[SCORECARDS])))
            scorecard_file(&l, b->roots[i], b->p);
    }
}

static void languages_read(struct build *b, const struct sources *s) {
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        if (b->roots[i] && in_folder(l.file, str_c(folders[WORDS]))) language_file(&l, b->roots[i], b->p);
    }
}

static void procedures_read(struct build *b, const struct sources *s) {
    struct province *p = b->p;
    p->procedures = NEWS(struct procedure *, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        if (!b->roots[i] || !in_folder(l.file, str_c(folders[PROCEDURES]))) continue;
        struct procedure *q = procedure_file(&l, b->roots[i]);
        if (!q) continue;
        q->path = str_copy(l.file);
        q->act = s->v[i].act;
        procedure_fits(&l, b->roots[i], q, p, b->parts[AGENCIES].root != NULL);
        size_t at = p->n_procedures++;
        for (; at && str_cmp(p->procedures[at - 1]->code, q->code) > 0; at--)
            p->procedures[at] = p->procedures[at - 1];
        p->procedures[at] = q;
    }
    for (size_t i = 0; i < s->n; i++) {
        struct load l = {s->v[i].path, b->c};
        for (size_t k = 0; k < p->n_procedures; k++)
            if (str_eq(p->procedures[k]->path, l.file)) {
                if (p->procedures[k]->n_opens) procedure_opens_fit(&l, b->roots[i], p->procedures[k], p);
                if (p->procedures[k]->n_entry) procedure_entry_fits(&l, b->roots[i], p->procedures[k], p);
            }
    }
}

/* The year of the first unit: before it nobody decided anything, so there is no figure. */
static void first_year_set(struct province *p) {
    int first = p->n_units ? p->units[0].since : 0;
    for (size_t i = 0; i < p->n_units; i++)
        if (p->units[i].since < first) first = p->units[i].since;
    p->first_year = day_civil(first).year;
}

static void kind_set(struct province *p) {
    const struct unit *u = unit_on(p, p->gso, 0);
    if (u) p->kind = u->kind;
}

static bool too_large(const struct sources *s) {
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) n += s->v[i].text.n;
    return n > FOLDER_MAX;
}

const struct province *province_build(const struct sources *s, struct complaints *c) {
    if (too_large(s)) {
        complaint_add(c, S("province.yaml"), 0, 0, S("the folder is too large"), S("at most 16 MiB in all"));
        return NULL;
    }
    struct build b = {.p = NEW(struct province),
                      .c = c,
                      .parts = {[PROVINCE] = {"province.yaml", province_file, NULL},
                                [UNITS] = {"units.yaml", units_file, NULL},
                                [AGENCIES] = {"agencies.yaml", agencies_file, NULL},
                                [CALENDAR] = {"calendar.yaml", calendar_file, NULL},
                                [PROGRAMME] = {"programme.yaml", programme_file, NULL},
                                [MAP] = {"map.yaml", map_file, NULL}}};
    size_t before = c->n + c->more;
    b.p->act = s->act;
    texts_parse(&b, s);
    part_read(&b, PROVINCE);
    part_read(&b, UNITS);
    if (b.parts[UNITS].root) part_read(&b, AGENCIES), part_read(&b, MAP), boundaries_read(&b, s);
    else b.parts[AGENCIES].root = NULL;
    part_read(&b, CALENDAR);
    registers_read(&b, s);
    indicators_read(&b, s);
    procedures_read(&b, s);
    languages_read(&b, s);
    part_read(&b, PROGRAMME);
    scorecards_read(&b, s);
    first_year_set(b.p);
    kind_set(b.p);
    struct load l = {S("province.yaml"), c};
    if (b.parts[PROVINCE].root && b.parts[UNITS].root && b.parts[AGENCIES].root)
        province_fits(&l, b.parts[PROVINCE].root, b.p);
    complaints_sort(c);
    return c->n + c->more > before ? NULL : b.p;
}

const struct procedure *procedure_build(const struct source_file *f, struct complaints *c) {
    size_t before = c->n + c->more;
    struct load l = {f->path, c};
    const struct node *root = yaml_read(f->path, f->text, c);
    struct procedure *q = root ? procedure_file(&l, former_read(&l, root)) : NULL;
    if (!q || c->n + c->more > before) return NULL;
    q->path = str_copy(f->path);
    q->act = f->act;
    return q;
}
