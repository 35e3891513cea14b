/* The province folder: the real one loads and says what it should; broken ones are named by line and column;
 * mutated ones never crash. */
#include "base/text.h"
#include "definition/definition.h"
#include "yaml/load.h"
#include "tap.h"
#include "web/web.h"

#include <sys/stat.h>
#include <unistd.h>

static struct sources real;

/* ---- the real folder ---- */

static int on(const char *day) {
    int d = 0;
    require(day_parse(str_c(day), &d));
    return d;
}

static size_t units_at(const struct province *p, enum level level, const char *day) {
    size_t n = 0;
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        n += u->level == level && u->since <= on(day) && (!u->until || on(day) < u->until);
    }
    return n;
}

static void units_real(const struct province *p) {
    ok(units_at(p, LEVEL_COMMUNE, "2022-01-01") == 178, "178 communes on 2022-01-01");
    ok(units_at(p, LEVEL_COMMUNE, "2026-01-01") == 92 && units_at(p, LEVEL_COMMUNE, "2025-07-01") == 92,
       "92 communes from 2025-07-01");
    ok(units_at(p, LEVEL_DISTRICT, "2025-06-30") == 9 && units_at(p, LEVEL_DISTRICT, "2022-04-10") == 9,
       "9 districts until 2025-06-30");
    ok(units_at(p, LEVEL_DISTRICT, "2025-07-01") == 0, "no district since 2025-07-01");
    const struct unit *before = unit_on(p, S("05443"), on("2025-06-30")),
                      *after = unit_on(p, S("05443"), on("2025-07-01"));
    ok(before && after && str_is(before->name.vi, "Phường Trưng Vương") &&
           str_is(after->name.vi, "Phường Phan Đình Phùng"),
       "one code, two units in turn");
    ok(str_is(after->name.en, "Phan Đình Phùng Ward") && str_is(after->parent, "19") &&
           str_is(before->parent, "164"),
       "an English name and a parent");
    ok(before->n_became == 1 && str_is(before->became[0], "05443"), "what it became");
    ok(unit_on(p, S("05443"), 0) == after && !unit_on(p, S("05443"), on("2020-12-31")) &&
           !unit_on(p, S("99999"), 0),
       "day 0 is the latest; nothing before");
    ok(str_is(unit_on(p, S("172"), on("2022-04-09"))->name.vi, "Thị xã Phổ Yên") &&
           str_is(unit_on(p, S("172"), 0)->name.vi, "Thành phố Phổ Yên"),
       "Phổ Yên became a city");
}

static void agencies_real(const struct province *p) {
    const struct agency *a = agency_for_unit(p, S("05443"), on("2026-11-23")),
                        *b = agency_for_unit(p, S("05443"), on("2025-06-30"));
    ok(a && str_is(a->name.vi, "UBND phường Phan Đình Phùng") &&
           str_is(a->name.en, "People's Committee of Phan Đình Phùng Ward"),
       "who decides now");
    ok(b && str_is(b->name.vi, "UBND phường Trưng Vương") && str_eq(a->code, b->code), "who decided before");
    ok(str_starts(a->desk.vi, S("Trung tâm Phục vụ hành chính công phường")) &&
           str_starts(b->desk.vi, S("Bộ phận Một cửa phường")),
       "the desk's name at its date");
    ok(agency_on(p, a->code, on("2026-11-23")) == a && agency_on(p, b->code, on("2024-01-01")) == b &&
           agency_on(p, a->code, 0) == a,
       "by code and day");
    ok(!agency_on(p, S("H55.164"), on("2025-07-01")) && agency_on(p, S("H55.164"), on("2025-06-30")),
       "district agencies end");
    ok(!agency_on(p, S("H55.03"), on("2025-02-28")) &&
           str_is(agency_on(p, S("H55.03"), on("2025-03-01"))->name.vi, "Sở Tư pháp"),
       "departments since 2025-03");
    size_t without = 0;
    for (size_t i = 0; i < p->n_units; i++)
        if (p->units[i].level == LEVEL_COMMUNE && !agency_for_unit(p, p->units[i].code, p->units[i].since))
            without++;
    ok(without == 0, "every commune has its agency, then and now");
    ok(role_of(p, S("reception")) && role_of(p, S("civil_status")) && role_of(p, S("chair")) &&
           !role_of(p, S("nobody")),
       "roles");
}

static void calendar_real(const struct province *p) {
    const struct day_off *e = NULL;
    ok(!day_works(&p->calendar, on("2026-11-24"), &e) && e && e->confidence == CONF_LOW,
       "24/11/2026 is off, not confirmed");
    ok(!day_works(&p->calendar, on("2026-02-17"), &e) && e && e->confidence == CONF_HIGH &&
           str_is(e->name_en, "Lunar New Year"),
       "Tết 2026 is sure");
    ok(day_works(&p->calendar, on("2024-05-04"), &e) && e && e->work, "04/05/2024, a Saturday, was worked");
    ok(day_works(&p->calendar, on("2026-11-23"), NULL) && !day_works(&p->calendar, on("2026-11-22"), NULL),
       "a Monday and a Sunday");
    const struct hours *h = hours_on(&p->calendar, on("2026-11-23"));
    ok(h && h->n_spans == 2 && h->spans[0].open == 7 * 60 && h->spans[1].close == 17 * 60, "office hours");
    ok(p->calendar.first_day == on("2021-01-01") && p->calendar.last_day == on("2027-12-31"), "2021 to 2027");
}

static void procedure_real(const struct province *p) {
    const struct procedure *q = procedure_of(p, S("1.001193"));
    ok(q && str_is(q->name.en, "Register a birth") && q->n_groups == 2 && q->n_steps == 2 && q->everyday &&
           q->sample && q->any_desk,
       "birth registration");
    ok(q->online == ONLINE_FULL && q->channels[CHANNEL_POST].open && q->channels[CHANNEL_ONLINE].fee == 0,
       "fully online, free");
    ok(q->channels[CHANNEL_COUNTER].term.unit == TERM_SAME_DAY &&
           q->channels[CHANNEL_COUNTER].term.cutoff == 15 * 60,
       "the same day, cut off at 15:00");
    const struct field *f = procedure_field(q, S("father_name"));
    ok(f && str_is(f->when_field, "father_known") && str_is(f->when_value, "yes") && f->personal,
       "a question that depends on another");
    ok(procedure_field(q, q->owner_field)->type == FIELD_PERSON_NAME &&
           procedure_field(q, q->chosen_from)->type == FIELD_COMMUNE,
       "owner and deciding commune");
    ok(procedure_document(q, S("birth_note"))->required &&
           procedure_document(q, S("birth_note"))->max_bytes == 20 * 1024 * 1024,
       "the birth note");
    const struct step *s = procedure_step(q, S("examine"));
    ok(s && s->within == 4 * HOUR && s->n_fields == 2 && str_is(s->fields[1].id, "child_id") &&
           s->fields[1].personal,
       "the officer's own answers");
    size_t bare = 0;
    for (size_t g = 0; g < q->n_groups; g++)
        for (size_t i = 0; i < q->groups[g].n_fields; i++) bare += !q->groups[g].fields[i].label.en.n;
    ok(!bare, "every question has an English label");
}

static void registers_real(const struct province *p) {
    const struct reg *g = reg_of(p, S("digital-enterprises")), *births = reg_of(p, S("births"));
    ok(g && births && g->is_public && !births->is_public && !reg_of(p, S("nothing")),
       "registers, public and not");
    ok(reg_field(g, S("kind"))->f.n_choices == 5 && str_is(g->unit_field, "commune") &&
           str_is(g->day_field, "recognised"),
       "five kinds of digital enterprises");
    const struct view *v = view_for(p, S("register/digital-enterprises")),
                      *hidden = view_for(p, S("register/births"));
    ok(v && view_reg(p, v) == g && !v->dossier && hidden && hidden->dossier &&
           view_for(p, S("returns")) == view_of(S("returns")) && !view_of(S("register/births")),
       "a register is a view, closed where it is not public");
    size_t personal = 0;
    for (size_t i = 0; i < hidden->n_columns; i++) personal += !strcmp(hidden->columns[i].name, "child_name");
    ok(!personal && hidden->n_columns == 12, "no personal column");
}

static void programme_real(const struct province *p) {
    ok(p->n_targets == 15 && p->n_pillars == 5 && p->n_objectives == 3 && p->n_externals == 3 &&
           p->n_observations == 7 && p->n_indicators >= 9,
       "targets, pillars, objectives, figures of others, indicators");
    const struct target *t = NULL;
    size_t low = 0;
    for (size_t i = 0; i < p->n_targets; i++) {
        if (str_is(p->targets[i].id, "dvc4")) t = &p->targets[i];
        low += target_borrowed(&p->targets[i]);
    }
    ok(low == 4, "of four targets national figures stand in, and say so");
    const struct target *grdp = target_of(p, S("kinh_te_so_grdp"));
    ok(grdp && target_goal(grdp, 2026)->year == 2030 && target_goal(grdp, 2026)->document.n &&
           target_goal(grdp, 2040)->year == 2030,
       "a goal of the successor says by which text");
    ok(target_goal(target_of(p, S("dvc4")), 2030)->year == 2025,
       "a borrowed goal does not count beside the province's own");
    ok(t && t->at_least && str_is(target_goal(t, 2025)->value, "100") && target_goal(t, 2025)->text.vi.n &&
           indicator_of(p, t->indicator),
       "level 4: 100 %% and over 90 %%, measured");
    const struct indicator *i = indicator_of(p, S("level4-used"));
    ok(i && i->measure == MEASURE_SHARE && i->n_where == 2 && i->n_hit == 1 &&
           str_is(i->hit[0].column, "with_dossier") && i->up,
       "an indicator");
    ok(p->reply_seconds == 8 * HOUR && p->year_month == 12 && p->year_dom == 15 &&
           str_is(p->default_unit, "05443"),
       "province.yaml");
}

/* ---- broken ones ---- */

static struct sources copy_with(const char *path, str text) {
    struct sources s = {.v = NEWS(struct source_file, real.n + 1), .n = real.n};
    size_t at = real.n;
    for (size_t i = 0; i < real.n; i++) {
        s.v[i] = real.v[i];
        if (str_eq(real.v[i].path, str_c(path))) at = i;
    }
    if (at == real.n) s.n++;
    s.v[at] = (struct source_file){.path = str_c(path), .text = text};
    return s;
}

static str text_of(const char *path) {
    for (size_t i = 0; i < real.n; i++)
        if (str_eq(real.v[i].path, str_c(path))) return real.v[i].text;
    return (str){0};
}

/* The real text with the first `old` replaced; \0 bytes may be in `new`. */
static str replaced(const char *path, const char *old, str new) {
    str t = text_of(path);
    const char *at = memmem(t.p ? t.p : "", t.n, old, strlen(old));
    struct out o = {0};
    if (!at) panic("%s has no \"%s\"", path, old);
    out_str(&o, (str){t.p, (size_t)(at - t.p)});
    out_str(&o, new);
    at += strlen(old);
    out_str(&o, (str){at, (size_t)(t.p + t.n - at)});
    return out_all(&o);
}

/* A text that ends in … stands for whatever follows. */
static bool fits(str said, str wanted) {
    return str_ends(wanted, S("…")) ? str_starts(said, (str){wanted.p, wanted.n - 3}) : str_eq(said, wanted);
}

static void complains(const char *path, str text, const char *wanted) {
    struct complaints c = {0};
    struct sources s = copy_with(path, text);
    const struct province *p = province_build(&s, &c);
    bool found = false;
    for (size_t i = 0; i < c.n; i++) found = found || fits(complaint_text(&c.v[i]), str_c(wanted));
    ok(!p && found, "%s", wanted);
    for (size_t i = 0; !found && i < c.n; i++) printf("# %.*s\n", STR_ARG(complaint_text(&c.v[i])));
}

static const struct {
    const char *path, *old, *new, *wanted;
} broken[] = {
#include "province_broken.h"
};

static void type_unknown(void) {
    const char *file = "procedures/1.001193.yaml";
    struct out o = {0};
    out_z(&o,
          "procedures/1.001193.yaml:70:33: type is \"personname\" (did you mean \"person_name\"?); expected "
          "one of ");
    for (size_t i = 0; i < COUNT(field_types); i++) out_fmt(&o, "%s%s", i ? ", " : "", field_types[i].name);
    complains(file,
              replaced(file, "id: mother_name, type: person_name", S("id: mother_name, type: personname")),
              str_z(out_all(&o)));
}

static str repeated(const char *head, const char *piece, size_t n, const char *tail) {
    struct out o = {0};
    out_z(&o, head);
    for (size_t i = 0; i < n; i++) out_z(&o, piece);
    out_z(&o, tail);
    return out_all(&o);
}

static void too_much(void) {
    const char *file = "indicators/level4-used.yaml";
    complains(file, (str){0}, "indicators/level4-used.yaml:1:1: the file is empty; expected keys and values");
    complains(file, S("# only a remark\n"),
              "indicators/level4-used.yaml:1:1: the file is empty; expected keys and values");
    complains(file, S("id: a\xff\n"),
              "indicators/level4-used.yaml:1:6: the byte 0xff is not text; expected UTF-8 without control "
              "characters");
    complains(file, S("id: a\n  \0: b\n"),
              "indicators/level4-used.yaml:2:3: the byte 0x00 is not text; expected UTF-8 without control "
              "characters");
    complains(file, S("id: \xc4"),
              "indicators/level4-used.yaml:1:5: the byte 0xc4 is not text; expected UTF-8 without control "
              "characters");
    complains(file, repeated("id: ", "[", 41, ""),
              "indicators/level4-used.yaml:1:44: this is nested too deeply; expected at most 40 levels");
    complains(
        file, repeated("id: [", "a,", 100001, "]"),
        "indicators/level4-used.yaml:1:200000: there are too many values; expected at most 100000 in a file");
    complains(file, repeated("id: ", "a", 1024 * 1024, ""),
              "indicators/level4-used.yaml: the file is too large; expected at most 1 MiB");
    struct out o = {0};
    for (int i = 0; i < 501; i++) out_fmt(&o, "k%d: 1\n", i);
    complains(
        file, out_all(&o),
        "indicators/level4-used.yaml:501:1: there are too many keys in one place; expected at most 500");
    complains("notes.yaml", S("a: b\n"),
              "notes.yaml: nothing reads a file of this name; expected province.yaml, units.yaml, "
              "agencies.yaml, calendar.yaml, "
              "programme.yaml, map.yaml, boundaries.geojson, procedures/*.yaml, registers/*.yaml, "
              "words/*.yaml, scorecards/*.yaml or indicators/*.yaml");
    complains("procedures/copy.yaml", text_of("procedures/1.001193.yaml"),
              "procedures/copy.yaml:2:7: the code \"1.001193\" is already taken by procedures/1.001193.yaml; "
              "expected another code");
}

static void missing_file(void) {
    struct complaints c = {0};
    struct sources s = copy_with("units.yaml", (str){0});
    for (size_t i = 0; i < s.n; i++)
        if (str_is(s.v[i].path, "units.yaml")) memmove(&s.v[i], &s.v[i + 1], (--s.n - i) * sizeof *s.v);
    const struct province *p = province_build(&s, &c);
    ok(!p && c.n == 1 &&
           str_is(complaint_text(&c.v[0]),
                  "units.yaml: the file is missing; expected every province to have one"),
       "a missing file is told once");
    c = (struct complaints){0};
    s.n = 0;
    p = province_build(&s, &c);
    ok(!p && c.n == 5, "an empty folder lacks five files");
}

static void all_at_once(void) {
    struct complaints c = {0};
    struct sources s = copy_with(
        "procedures/9.yaml", S("code: 1\nname: []\nsteps: [{id: x, by: nobody}]\nform: 3\nchanels: {}\n"));
    const struct province *p = province_build(&s, &c);
    bool sorted = true;
    for (size_t i = 1; i < c.n; i++) sorted = sorted && c.v[i].line >= c.v[i - 1].line;
    ok(!p && c.n >= 14 && sorted, "all complaints of a file at once (%zu), in order", c.n);
    s = copy_with(
        "units.yaml",
        repeated("groups:\n  - level: commune\n    parent: \"19\"\n    since: 2021-01-01\n    units:\n",
                 "      - {cod: 1}\n", 400, ""));
    c = (struct complaints){0};
    p = province_build(&s, &c);
    ok(!p && c.n == 200 && c.more > 500, "200 are kept, %zu more counted", c.more);
}

static void alone(void) {
    struct complaints c = {0};
    struct source_file f = {
        .path = S("procedures/1.001193.yaml"), .text = text_of("procedures/1.001193.yaml"), .act = 77};
    const struct procedure *q = procedure_build(&f, &c);
    ok(q && q->act == 77 && str_is(q->code, "1.001193") && !c.n, "one procedure alone: a pinned version");
    f.text = S("code: x");
    ok(!procedure_build(&f, &c) && c.n, "and one that does not parse");
}

/* ---- reading folders ---- */

static void write_file(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    require(f && fputs(text, f) >= 0 && !fclose(f));
}

static void folders(void) {
    char dir[] = "/tmp/tinhso-province-XXXXXX";
    require(mkdtemp(dir) && !chdir(dir) && !mkdir("procedures", 0700) && !mkdir("procedures/deep", 0700));
    write_file("b.yaml", "b");
    write_file("a.yaml", "a");
    write_file("README", "not ours");
    write_file(".hidden.yaml", "not ours");
    write_file("procedures/p.yaml", "p");
    write_file("procedures/deep/q.yaml", "too deep");
    write_file("boundaries.geojson", "{}");
    struct complaints c = {0};
    struct sources s = sources_read(str_c(dir), &c);
    ok(s.n == 4 && !c.n && str_is(s.v[0].path, "a.yaml") && str_is(s.v[2].path, BOUNDARIES_FILE) &&
           str_is(s.v[3].path, "procedures/p.yaml") && str_is(s.v[1].text, "b"),
       "a folder and those in it, sorted");
    require(!symlink("a.yaml", "link.yaml") && !mkfifo("pipe.yaml", 0600));
    write_file("c.yml", "c");
    write_file("procedures/boundaries.geojson", "{}");
    s = sources_read(str_c(dir), &c);
    ok(s.n == 4 && c.n == 4, "links, pipes, .yml and other .geojson are named, not read");
    c = (struct complaints){0};
    s = sources_read(S("/nowhere/at/all"), &c);
    ok(!s.n && c.n == 1, "no folder: %.*s", STR_ARG(complaint_text(&c.v[0])));
    const char *made[] = {"b.yaml",
                          "a.yaml",
                          "README",
                          ".hidden.yaml",
                          "procedures/p.yaml",
                          "procedures/deep/q.yaml",
                          "link.yaml",
                          "pipe.yaml",
                          "c.yml",
                          "boundaries.geojson",
                          "procedures/boundaries.geojson"};
    for (size_t i = 0; i < COUNT(made); i++) unlink(made[i]);
    require(!rmdir("procedures/deep") && !rmdir("procedures") && !rmdir(dir));
}

/* ---- mutated ones ---- */

static u64 seed = 20211231;
static size_t dice(size_t n) {
    seed += 0x9e3779b97f4a7c15u;
    u64 z = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9u;
    return n ? (size_t)((z ^ (z >> 31)) % n) : 0;
}

/* Flips, cuts and splices: one to eight of them. */
static str mutated(str text) {
    static const char *const pieces[] = {
        "\n",  ": ",  "- ",       "[",    "]",           "{",     "}",    "\"",         "'",
        "&a ", "*a ", "!!int ",   "<<: ", "|\n",         "#",     "\t",   "  ",         ",",
        "0",   "-1",  "\xc4\x91", "\xff", "%YAML 1.1\n", "---\n", "null", "\"\\u0000\""};
    str s = str_copy(text);
    for (size_t k = 1 + dice(8); k-- && s.n;) {
        char *p = (char *)(uintptr_t)s.p;
        size_t at = dice(s.n), n = dice(40);
        struct out o = {0};
        if (n > s.n - at) n = s.n - at;
        switch (dice(4)) {
        case 0: p[at] = (char)(p[at] ^ (1 << dice(8))); break;
        case 1: memmove(p + at, p + at + n, s.n - at - n), s.n -= n; break;
        default:
            out_str(&o, (str){s.p, at});
            if (dice(2)) out_z(&o, pieces[dice(COUNT(pieces))]);
            else out_str(&o, (str){s.p + dice(s.n - n + 1), n});
            out_str(&o, (str){s.p + at, s.n - at});
            s = out_all(&o);
        }
    }
    return s;
}

/* units.yaml is long: a few lines of it break in the same ways. */
static str shortened(str text) {
    size_t n = 0, lines = 0;
    while (n < text.n && lines < 66) lines += text.p[n++] == '\n';
    return (str){text.p, n};
}

static bool mutation(void) {
    size_t k = dice(real.n);
    struct complaints c = {0};
    struct source_file f = real.v[k];
    bool whole = dice(200) == 0;
    f.text = mutated(whole || !str_is(f.path, "units.yaml") ? f.text : shortened(f.text));
    if (!whole && str_starts(f.path, S("procedures/"))) return !procedure_build(&f, &c) == (c.n > 0);
    struct sources s = {.v = NEWS(struct source_file, real.n), .n = 1};
    s.v[0] = f;
    for (size_t i = 0; i < real.n; i++)
        if (i != k && (whole || (str_is(f.path, "agencies.yaml") && str_is(real.v[i].path, "units.yaml")))) {
            s.v[s.n] = real.v[i];
            if (!whole) s.v[s.n].text = shortened(real.v[i].text);
            s.n++;
        }
    return !province_build(&s, &c) == (c.n > 0);
}

/* Prose of the folder is written in both languages: each {vi} has its en, and what is read by everybody is no
 * bare Vietnamese. */
static size_t one_language(const struct load *l, const struct node *m) {
    static const char *const prose[] = {"label", "hint", "note", "source", "what", "unmeasured"};
    size_t bad = 0;
    if (m->kind == NODE_LIST)
        for (size_t i = 0; i < m->n; i++) bad += one_language(l, m->v[i]);
    if (m->kind != NODE_MAP) return bad;
    bool half = has_key(m, "vi") != has_key(m, "en") && !has_key(m, "word");
    for (size_t i = 0; i + 1 < m->n; i += 2) {
        const struct node *v = m->v[i + 1];
        bad += one_language(l, v);
        for (size_t k = 0; v->kind == NODE_TEXT && k < COUNT(prose); k++)
            for (size_t b = 0; str_eq(m->v[i]->text, str_c(prose[k])) && b < v->text.n; b++)
                if ((u8)v->text.p[b] >= 128) {
                    half = true;
                    break;
                }
    }
    if (half) printf("# %.*s:%d: in one language only\n", STR_ARG(l->file), m->line);
    return bad + half;
}

static void both_languages(void) {
    size_t bad = 0;
    for (size_t i = 0; i < real.n; i++) {
        struct complaints c = {0};
        struct load l = {real.v[i].path, &c};
        const struct node *root = yaml_read(l.file, real.v[i].text, &c);
        if (root) bad += one_language(&l, root);
    }
    ok(!bad, "what the folder says it says in Vietnamese and in English");
}

static void mutations(size_t n) {
    struct arena *a = arena_new();
    size_t good = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *before = arena_enter(a);
        good += mutation();
        arena_enter(before);
        arena_reset(a);
    }
    arena_free(a);
    ok(good == n, "%zu mutated files: none crashes, and none is refused without a word", n);
}

int main(void) {
    arena_enter(arena_new());
    rooms_start(); /* the real views: indicators are checked against them */
    struct complaints c = {0};
    real = sources_read(S("provinces/thai-nguyen"), &c);
    const struct province *p = province_build(&real, &c);
    for (size_t i = 0; i < c.n; i++) printf("# %.*s\n", STR_ARG(complaint_text(&c.v[i])));
    ok(p != NULL, "the real folder loads");
    if (!p) return 1;
    units_real(p);
    agencies_real(p);
    calendar_real(p);
    procedure_real(p);
    registers_real(p);
    programme_real(p);
    both_languages();
    for (size_t i = 0; i < COUNT(broken); i++)
        complains(broken[i].path, replaced(broken[i].path, broken[i].old, str_c(broken[i].new)),
                  broken[i].wanted);
    type_unknown();
    too_much();
    missing_file();
    all_at_once();
    alone();
    mutations(20000);
    folders();
    return done();
}
