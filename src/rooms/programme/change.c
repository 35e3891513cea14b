/* /chuong-trinh/muc-tieu/ID, /chuong-trinh/bien-phap/ID, /chi-so/ID/cong-bo: leaders change the programme;
 * what is typed wrong stays in its field. */
#include "change.h"
#include "day.h"
#include "rooms/seal/seal.h"
#include "base/text.h"
#include "scratch/scratch.h"

/* ---- numbers as typed ---- */

static bool digits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* 1.234.567: one to three digits, then threes. */
static bool grouped(str s, char mark) {
    str first = str_cut(&s, mark);
    if (!digits(first) || first.n > 3) return false;
    while (s.n) {
        str next = str_cut(&s, mark);
        if (next.n != 3 || !digits(next)) return false;
    }
    return true;
}

static size_t marks(str s, char c) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == c;
    return n;
}

static str without(str s, char mark) {
    struct out o = {0};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != mark) out_char(&o, s.p[i]);
    return out_all(&o);
}

bool decimal_typed(enum lang l, str s, str *out) {
    s = str_trim(s);
    size_t dots = marks(s, '.'), commas = marks(s, ',');
    char point = l == LANG_VI ? ',' : '.';
    if (dots && commas) point = memrchr(s.p, '.', s.n) > memrchr(s.p, ',', s.n) ? '.' : ',';
    else if (dots + commas == 1) {
        char only = dots ? '.' : ',';
        const char *at = memchr(s.p, only, s.n);
        bool threes = (size_t)(s.p + s.n - at) == 4; /* 1.500: thousands or a fraction, by the language */
        point = threes ? point : only;
    } else if (dots + commas > 1) point = dots ? ',' : '.';
    char group = point == ',' ? '.' : ',';
    str whole = s, part = {0};
    const char *at = s.n ? memchr(s.p, point, s.n) : NULL;
    if (at) whole = (str){s.p, (size_t)(at - s.p)}, part = (str){at + 1, s.n - whole.n - 1};
    bool good = (digits(whole) || grouped(whole, group)) && (!at || digits(part));
    *out = at ? str_fmt("%.*s.%.*s", STR_ARG(without(whole, group)), STR_ARG(part)) : without(whole, group);
    return good;
}

/* ---- the three forms: a field's id is what its act calls it ---- */

enum { AREA = 2000, LINE = 200 };
#define FIELD(name, kind, text, must)                                                          \
    {                                                                                          \
        .id = {name, sizeof name - 1}, .type = kind, .label = {.en = {text, sizeof text - 1}}, \
        .required = must                                                                       \
    }
enum what { TARGET, MEASURE, PUBLISHED, N_WHATS };
static const struct {
    const char *path, *kind, *title, *button;
    struct field fields[6];
    size_t n;
} forms[N_WHATS] = {
    [TARGET] = {"/chuong-trinh/muc-tieu/{}",
                "target.amend",
                N_("Change a target by a decision"),
                N_("Change the target"),
                {FIELD("goal_year", FIELD_TEXT, N_("For the end of which year"), true),
                 FIELD("value", FIELD_TEXT, N_("New value"), true),
                 FIELD("decision", FIELD_TEXT, N_("Number of the decision"), true),
                 FIELD("decided_on", FIELD_DATE, N_("Date of the decision"), true),
                 FIELD("reason", FIELD_LONG_TEXT, N_("Why"), true)},
                5},
    [MEASURE] = {"/chuong-trinh/bien-phap/{}",
                 "measure.report",
                 N_("Report progress"),
                 N_("Report progress"),
                 {FIELD("done", FIELD_TEXT, N_("Done, per cent"), true),
                  FIELD("spent", FIELD_TEXT, N_("Spent so far, đồng"), false),
                  FIELD("note", FIELD_LONG_TEXT, N_("What was done, and what lags"), true)},
                 3},
    [PUBLISHED] = {"/chi-so/{}/cong-bo",
                   "figure.publish",
                   N_("Add a figure that others published"),
                   N_("Add the figure"),
                   {FIELD("year", FIELD_TEXT, N_("Of the year"), true),
                    FIELD("value", FIELD_TEXT, N_("Value"), true),
                    FIELD("among", FIELD_TEXT, N_("Among how many (a rank)"), false),
                    FIELD("source", FIELD_LONG_TEXT, N_("Who published it, where, when"), true),
                    FIELD("reason", FIELD_LONG_TEXT,
                          N_("Why it replaces the value there is (when there is one)"), false)},
                   5},
};

struct lead {
    enum what what;
    str id, name, back;
    struct words unit;
    str now; /* what stands today */
    struct field fields[6];
    size_t n;
    json_t *typed;
    struct form_errors errors;
    str key;
    i64 seen; /* the journal's last act when the form was opened */
    /* somebody changed it meanwhile: what stands now is shown, what was typed is kept */
    bool stale;
    i64 done; /* the act that was just recorded; 0 = none */
};

static void fields_of(struct lead *x) {
    x->n = forms[x->what].n;
    for (size_t i = 0; i < x->n; i++) {
        struct field *f = &x->fields[i];
        *f = forms[x->what].fields[i];
        f->label = say_both(str_z(f->label.en));
        f->max = f->type == FIELD_LONG_TEXT ? AREA : LINE;
        f->has_max = f->type == FIELD_LONG_TEXT || f->type == FIELD_TEXT;
        if (f->type == FIELD_DATE) f->max = 0, f->has_max = true; /* not after today */
    }
}

/* What it is about; false after a 404. */
static bool lead_open(struct request *r, struct lead *x) {
    while (x->what < N_WHATS && strcmp(forms[x->what].path, r->page->path)) x->what++;
    require(x->what < N_WHATS);
    r->province = province_as_of(r->db, r->province, INT64_MAX);
    x->id = r->part[0];
    const struct target *t = x->what == TARGET ? target_of(r->province, x->id) : NULL;
    const struct external *e = x->what == PUBLISHED ? external_of(r->province, x->id) : NULL;
    if (t) x->name = pick(r->lang, t->name), x->unit = t->unit, x->now = target_words(r->lang, t);
    if (e) x->name = pick(r->lang, e->name), x->unit = e->unit;
    for (size_t i = 0; x->what == MEASURE && i < r->province->n_measures; i++)
        if (str_eq(r->province->measures[i].id, x->id))
            x->name = pick(r->lang, r->province->measures[i].name);
    if (!x->name.n)
        return web_error(r, 404, N_("There is nothing of that name"),
                         N_("Check the address, or begin at the page of the programme.")),
               false;
    x->back = x->what == PUBLISHED
                  ? str_fmt("/chi-so/%.*s", STR_ARG(x->id))
                  : str_fmt("/chuong-trinh#%s%.*s", x->what == MEASURE ? "bp-" : "", STR_ARG(x->id));
    fields_of(x);
    return true;
}

#include "rooms/programme/change.html.h"

static void lead_draw(struct request *r, struct lead *x) {
    r->out = (struct out){0};
    frame_open(r, str_c(T(forms[x->what].title)));
    draw_lead(r, x);
    frame_close(r);
}

void page_lead(struct request *r) {
    struct lead *x = NEW(struct lead);
    if (!lead_open(r, x)) return;
    i64 act = req_int(r, "xong", 0);
    if (act && db_int(r->db, SQL("SELECT n FROM " ACTS " AS j WHERE n = $1 AND actor = $2 AND kind = $3"),
                      VN(act), VN(r->who.person), VT(str_c(forms[x->what].kind))))
        x->done = act;
    x->typed = json_object();
    x->key = key_new();
    x->seen = journal_last(r->db);
    lead_draw(r, x);
}

/* ---- to the act ---- */

/* One answer as the act takes it; what is no number is named beside its field. */
static void answer_put(struct request *r, struct lead *x, const struct field *f, json_t *act) {
    str typed = json_str(x->typed, str_z(f->id)), value = typed;
    const char *id = str_z(f->id);
    bool whole = str_is(f->id, "goal_year") || str_is(f->id, "year") || str_is(f->id, "among") ||
                 str_is(f->id, "done") || str_is(f->id, "spent");
    i64 n = 0;
    int day = 0;
    if (!typed.n) return;
    if (f->type == FIELD_DATE) {
        if (day_parse(typed, &day)) json_put_int(act, id, day);
        return;
    }
    if (!whole && !str_is(f->id, "value")) return json_put(act, id, typed);
    if (!decimal_typed(r->lang, typed, &value) || (whole && !str_to_int(value, &n)))
        return form_error_add(&x->errors, f->id,
                              str_c(whole ? T("Write a whole number.") : T("Write a number, such as 92.5.")));
    if (whole) json_put_int(act, id, n);
    else json_put(act, id, value);
}

void page_lead_send(struct request *r) {
    struct lead *x = NEW(struct lead);
    if (!lead_open(r, x)) return;
    x->key = req_field(r, "key");
    x->seen = req_int(r, "seen", 0);
    x->typed = json_object();
    form_read(r, x->fields, x->n, x->typed, when_day(r->now), &x->errors);
    json_t *act = json_object();
    json_put(act, x->what == TARGET ? "target" : x->what == MEASURE ? "measure" : "figure", x->id);
    if (!x->errors.n)
        for (size_t i = 0; i < x->n; i++) answer_put(r, x, &x->fields[i], act);
    if (x->errors.n) return r->status = 422, lead_draw(r, x);
    r->keep = x;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){
        .kind = forms[x->what].kind, .actor = r->who.person, .key = x->key, .seen = x->seen, .fields = act};
}

void page_lead_done(struct request *r, const struct reply *reply) {
    struct lead *x = r->keep;
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN)
        return web_redirect(r, "%s?xong=%lld", str_z(r->path), (long long)reply->n);
    r->status = reply->status == REPLY_BUSY ? 503 : reply->status == REPLY_STALE ? 409 : 422;
    if (reply->status == REPLY_STALE) x->seen = journal_last(r->db), x->stale = true;
    if (x->stale) return lead_draw(r, x);
    str why = str_c(reply->why.n ? say(r->lang, str_z(reply->why)) : T("Please try again in a moment"));
    for (size_t i = 0; i < x->n; i++)
        if (str_eq(x->fields[i].id, reply->field)) form_error_add(&x->errors, reply->field, why);
    if (!x->errors.n) form_error_add(&x->errors, x->fields[0].id, why);
    lead_draw(r, x);
}
