/* Makes the result papers (PDF) of decided dossiers: finds dossiers without a paper, fills it from committed
 * acts, draws it, puts it into DATA/files, and asks for the act that records it. */
#include "private.h"
#include "dossier/view.h"
#include "print/paper.h"

#include "web/web.h"

#include <glib.h>
#include <unistd.h>

enum { RETRY_SECONDS = 60 };

/* ---- the dossier and its answers ---- */

struct subject {
    i64 n, procedure_act, filed_at, answers_act, decided, decided_at;
    bool negative;
    str code, procedure, agency, unit;
    const struct procedure *p;
    const struct province *province;
    json_t *answers; /* the form's answers, overridden by the officers' */
    struct paper paper;
};

static bool row_read(struct db *db, i64 n, struct subject *s) {
    struct rows r =
        db_ask(db,
               SQL("SELECT d.n, d.code, d.procedure, d.procedure_act, d.agency, d.unit, d.filed_at,"
                   " d.answers_act, e.act, e.happened_at, d.negative"
                   " FROM " DOSSIERS " AS d"
                   " JOIN " DOSSIER_EVENTS " AS e ON e.dossier = d.n AND e.what = 'decided'"
                   " WHERE d.n = $1 ORDER BY e.act DESC LIMIT 1"),
               VN(n));
    bool found = rows_next(&r);
    if (found)
        *s = (struct subject){.n = row_int(&r, 0),
                              .code = row_text(&r, 1),
                              .procedure = row_text(&r, 2),
                              .procedure_act = row_int(&r, 3),
                              .agency = row_text(&r, 4),
                              .unit = row_text(&r, 5),
                              .filed_at = row_int(&r, 6),
                              .answers_act = row_int(&r, 7),
                              .decided = row_int(&r, 8),
                              .decided_at = row_int(&r, 9),
                              .negative = row_int(&r, 10) != 0};
    rows_end(&r);
    return found;
}

/* Merges the answers of one act into `all`; false when they were erased. */
static bool answers_take(struct db *db, i64 act, json_t *all) {
    bool erased = false;
    json_t *f = act_fields(db, act, &erased), *personal = json_object_get(f, "answers_personal");
    json_object_update(all, json_object_get(f, "answers"));
    if (personal) json_object_update(all, personal);
    return !erased;
}

static bool answers_read(struct db *db, struct subject *s) {
    s->answers = json_object();
    bool whole = answers_take(db, s->answers_act, s->answers);
    struct rows r = db_ask(db,
                           SQL("SELECT act FROM " DOSSIER_EVENTS " AS e"
                               " WHERE dossier = $1 AND what = 'step' ORDER BY act"),
                           VN(s->n));
    while (whole && rows_next(&r)) whole = answers_take(db, row_int(&r, 0), s->answers);
    rows_end(&r);
    return whole;
}

/* ---- words ---- */

static str capitals(str s) {
    char *z = g_utf8_strup(s.p ? s.p : "", (gssize)s.n);
    str up = str_copy(str_c(z));
    g_free(z);
    return up;
}

static str choice_label(const struct field *f, str value) {
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].id, value)) return f->choices[i].label.vi;
    return value;
}

static str shown(const struct subject *s, const struct field *f, str value) {
    int day = 0;
    const struct unit *u;
    switch (f->type) {
    case FIELD_CHOICE: return choice_label(f, value);
    case FIELD_YES_NO: return str_c(str_is(value, "yes") ? say(LANG_VI, "Yes") : say(LANG_VI, "No"));
    case FIELD_DATE: return day_parse(value, &day) ? day_text(day) : value;
    case FIELD_COMMUNE: u = unit_on(s->province, value, when_day(s->filed_at)); return u ? u->name.vi : value;
    /* names stand in capitals on papers of civil status (Circular 04/2020/TT-BTP) */
    case FIELD_PERSON_NAME: return capitals(value);
    default: return value;
    }
}

/* ---- the rows ---- */

static struct paper_line *line_add(struct paper *p, str label, str value, enum paper_style style) {
    GROW(p->lines, p->n_lines, p->cap);
    p->lines[p->n_lines] = (struct paper_line){label, value, style};
    return &p->lines[p->n_lines++];
}

/* True when other questions depend on this one. Its "yes" then only switches the form and is not printed. */
static bool opens_others(const struct procedure *p, str id) {
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++)
            if (str_eq(p->groups[g].fields[i].when_field, id)) return true;
    return false;
}

static bool printed(const struct subject *s, const struct field *f, str value) {
    if (!value.n || f->form_only || !field_asked(f, s->answers)) return false;
    /* contact details are for the desk only */
    if (f->type == FIELD_PHONE || f->type == FIELD_EMAIL) return false;
    return f->type != FIELD_YES_NO || str_is(value, "no") || !opens_others(s->p, f->id);
}

static void fields_add(struct subject *s, str heading, const struct field *fields, size_t n, bool *headed) {
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &fields[i];
        str value = json_str(s->answers, str_z(f->id));
        if (!printed(s, f, value)) continue;
        if (!*headed) line_add(&s->paper, heading, (str){0}, PAPER_HEADING);
        *headed = true;
        line_add(&s->paper, f->label.vi, shown(s, f, value),
                 str_eq(f->id, s->p->owner_field) ? PAPER_STRONG : PAPER_PLAIN);
    }
}

static size_t owner_group(const struct procedure *p) {
    for (size_t g = 0; g < p->n_groups; g++)
        for (size_t i = 0; i < p->groups[g].n_fields; i++)
            if (str_eq(p->groups[g].fields[i].id, p->owner_field)) return g;
    return 0;
}

/* Order of the paper: the owner's group, what the officers entered, the groups after the owner's, and last
 * those before it (the submitter). */
static void lines_make(struct subject *s) {
    const struct procedure *p = s->p;
    size_t first = p->n_groups ? owner_group(p) : 0;
    for (size_t k = 0; k < p->n_groups; k++) {
        const struct group *g = &p->groups[(first + k) % p->n_groups];
        bool headed = false;
        fields_add(s, g->label.vi, g->fields, g->n_fields, &headed);
        headed = false;
        for (size_t i = 0; k == 0 && i < p->n_steps; i++)
            fields_add(s, str_c(say(LANG_VI, "Entered by the deciding agency")), p->steps[i].fields,
                       p->steps[i].n_fields, &headed);
    }
}

/* The paper of a negative decision: the owner and the reason. */
static void refusal_make(struct db *db, struct subject *s) {
    bool erased = false, headed = false;
    const struct procedure *p = s->p;
    const struct field *owner = procedure_field(p, p->owner_field);
    if (owner) fields_add(s, p->groups[owner_group(p)].label.vi, owner, 1, &headed);
    line_add(&s->paper, str_c(say(LANG_VI, "Reason")), (str){0}, PAPER_HEADING);
    line_add(&s->paper, str_c(say(LANG_VI, "Not agreed to because")),
             json_str(act_fields(db, s->decided, &erased), "reason"), PAPER_PLAIN);
}

/* ---- head and signature ---- */

/* The agency at the head of the paper (Decree 30/2020, appendix I): a People's Committee in two lines,
 * nothing above it; another agency under the province's committee. */
static void agency_write(struct subject *s) {
    int day = when_day(s->decided_at);
    const struct agency *a = agency_on(s->province, s->agency, day),
                        *top = agency_on(s->province, s->province->code, day);
    str name = a ? a->name.vi : s->agency, kind = S("UBND ");
    s->paper.agency = capitals(name);
    if (str_starts(name, kind)) {
        s->paper.agency = str_c(say(LANG_VI, "PEOPLE'S COMMITTEE"));
        s->paper.agency_more = capitals((str){name.p + kind.n, name.n - kind.n});
    } else if (top && top != a) {
        s->paper.above = capitals(top->name.vi);
    }
    const struct unit *u = unit_on(s->province, a ? a->unit : s->unit, day);
    if (!u) u = unit_on(s->province, s->province->gso, day);
    s->paper.place = u ? u->bare : s->province->name.vi;
}

static void signer_write(struct db *db, struct subject *s) {
    const struct role *role = role_of(s->province, s->p->steps[s->p->n_steps - 1].by);
    struct act_row decided;
    if (act_row(db, s->decided, &decided)) s->paper.signer_name = person_name(db, decided.actor);
    s->paper.signer_title = role ? capitals(role->name.vi) : str_c(say(LANG_VI, "THE SIGNER"));
}

/* The paper's number: the officer's answer `book_number`, the number in the paper register, else the
 * dossier's code. */
static str number_of(const struct subject *s) {
    str book = json_str(s->answers, "book_number");
    return book.n ? book : s->code;
}

/* Fills s->paper. Returns NULL, or why no paper can be made. */
static const char *paper_fill(struct db *db, const struct province *province, i64 n, struct subject *s) {
    if (!province || !row_read(db, n, s)) return "nothing decided";
    s->province = province;
    s->p = procedure_at(db, s->procedure, s->procedure_act);
    if (!s->p || !s->p->n_steps) return "its definition is missing";
    if (!answers_read(db, s)) return "its answers were erased";
    str title = s->p->outcome.vi.n ? s->p->outcome.vi : s->p->name.vi;
    if (s->negative) title = str_c(say(LANG_VI, "Notice that the request is refused"));
    s->paper = (struct paper){.number = number_of(s),
                              .day = when_day(s->decided_at),
                              .title = capitals(title),
                              .decided_at = s->decided_at,
                              .code = s->code,
                              .address = str_fmt("/ho-so/%.*s", STR_ARG(s->code)),
                              .act = s->decided,
                              .demo = data_demo(db)};
    str leaf = act_leaf(db, s->decided);
    s->paper.leaf = hex(leaf.p, leaf.n);
    s->paper.about =
        say_fmt(LANG_VI, "Result of the procedure: %s (%s)", str_z(s->p->name.vi), str_z(s->p->code));
    agency_write(s);
    signer_write(db, s);
    if (s->negative) refusal_make(db, s);
    else lines_make(s);
    return db_error(db).n ? str_z(db_error(db)) : NULL;
}

/* ---- making one paper, and all that are due ---- */

bool server_answers(str data) {
    int fd = door_connect(data);
    if (fd >= 0) close(fd);
    return fd >= 0;
}

static bool paper_record(str data, i64 n, str pdf, str *out_error) {
    str sha = files_put(data, pdf);
    if (!sha.n) {
        *out_error = str_fmt("dossier %lld: its paper cannot be written to DATA/files", (long long)n);
        return false;
    }
    json_t *f = json_object();
    json_put_int(f, "dossier", n);
    json_put(f, "sha", sha);
    json_put_int(f, "bytes", (i64)pdf.n);
    struct reply r = door_ask(data, &(struct act_ask){.kind = "paper.issue",
                                                      .key = str_fmt("paper.issue.%lld", (long long)n),
                                                      .fields = f});
    if (r.status == REPLY_OK || r.status == REPLY_AGAIN) return true;
    *out_error = str_fmt("dossier %lld: its paper was not recorded: %.*s", (long long)n, STR_ARG(r.why));
    return false;
}

static bool paper_make(struct papers *p, struct db *db, i64 n, str *out_error) {
    struct subject s = {0};
    db_begin(db); /* all queries see the same state */
    const char *why = paper_fill(db, definitions_now(&p->definitions, db), n, &s);
    db_rollback(db);
    if (why) {
        *out_error = str_fmt("dossier %lld: no paper can be made: %s", (long long)n, why);
        return false;
    }
    str pdf = paper_pdf(&s.paper, out_error);
    return pdf.n && paper_record(p->data, n, pdf, out_error);
}

static bool waits(const struct papers *p, i64 dossier, i64 now) {
    for (size_t i = 0; i < p->n_failed; i++)
        if (p->failed[i].dossier == dossier) return p->failed[i].again > now;
    return false;
}

static void failed_note(struct papers *p, i64 dossier, i64 now) {
    size_t at = 0, oldest = 0;
    for (; at < p->n_failed && p->failed[at].dossier != dossier; at++)
        if (p->failed[at].again < p->failed[oldest].again) oldest = at;
    if (at == PAPERS_FAILED) at = oldest;
    else if (at == p->n_failed) p->n_failed++;
    p->failed[at].dossier = dossier;
    p->failed[at].again = now + RETRY_SECONDS;
}

static size_t due_after(struct db *db, i64 after, i64 *out, size_t max) {
    struct rows r = db_ask(db,
                           SQL("SELECT n FROM " DOSSIERS " AS d"
                               " WHERE " WITHOUT_PAPER " AND n > $1 ORDER BY n LIMIT $2"),
                           VN(after), VN(max));
    size_t n = 0;
    while (n < max && rows_next(&r)) out[n++] = row_int(&r, 0);
    rows_end(&r);
    return n;
}

i64 papers_due(struct db *db) {
    return db_int(db, SQL("SELECT COUNT(*) FROM " DOSSIERS " AS d WHERE " WITHOUT_PAPER));
}

bool papers_pass(struct papers *p, struct db *db, struct limit *limit, size_t *out_made, str *out_error) {
    i64 due[PAPERS_A_SECOND], now = steady_seconds();
    size_t n = due_after(db, p->after, due, COUNT(due));
    bool good = true;
    *out_made = 0;
    if (n && p->through_server && !server_answers(p->data)) return true;
    for (size_t i = 0; i < n; i++) {
        if (waits(p, due[i], now)) {
            p->after = due[i];
            continue;
        }
        if (!limit_take(limit)) return good;
        p->after = due[i];
        str why = {0};
        if (paper_make(p, db, due[i], &why)) {
            ++*out_made;
            continue;
        }
        failed_note(p, due[i], now);
        *out_error = why;
        good = false;
    }
    if (n < COUNT(due)) p->after = 0; /* the list is done: the next search starts over */
    return good;
}

void papers_close(struct papers *p) { definitions_drop(&p->definitions); }
