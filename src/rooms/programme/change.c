/* /chuong-trinh/muc-tieu/ID, /chuong-trinh/bien-phap/ID, /chi-so/ID/cong-bo: the forms by which leaders
 * amend targets, report progress and add external figures. A wrong input stays in its field. */
#include "programme.h"

#include "target/as_of.h"
#include "target/target.h"
#include "base/text.h"
#include "scratch/scratch.h"

/* ---- parsing typed numbers ---- */

static bool digits(str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* True for grouped digits, 1.234.567: one to three digits, then groups of three. */
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

/* Parses a number as written in either language: 92,5 · 92.5 · 1.500 · 1,500 · 1.234,5. An ambiguous one
 * (1.500) is read by the language. False when it is no number. */
static bool decimal_typed(enum lang l, str s, str *out) {
    s = str_trim(s);
    size_t dots = marks(s, '.'), commas = marks(s, ',');
    char point = l == LANG_VI ? ',' : '.';
    if (dots && commas) {
        point = memrchr(s.p, '.', s.n) > memrchr(s.p, ',', s.n) ? '.' : ',';
    } else if (dots + commas == 1) {
        char only = dots ? '.' : ',';
        const char *at = memchr(s.p, only, s.n);
        bool threes = (size_t)(s.p + s.n - at) == 4; /* 1.500 is ambiguous */
        point = threes ? point : only;
    } else if (dots + commas > 1) {
        point = dots ? ',' : '.';
    }
    char group = point == ',' ? '.' : ',';
    str whole = s, part = {0};
    const char *at = s.n ? memchr(s.p, point, s.n) : NULL;
    if (at) {
        whole = (str){s.p, (size_t)(at - s.p)};
        part = (str){at + 1, s.n - whole.n - 1};
    }
    bool good = (digits(whole) || grouped(whole, group)) && (!at || digits(part));
    *out = at ? str_fmt("%.*s.%.*s", STR_ARG(without(whole, group)), STR_ARG(part)) : without(whole, group);
    return good;
}

/* ---- the three forms: a question's id is the name of the act's field ---- */

enum { AREA = 2000, LINE = 200 };
enum number { NO_NUMBER, WHOLE, DECIMAL }; /* the type of the act's field: text, whole number, decimal */
struct question {
    const char *id, *label;
    enum field_type type;
    bool required;
    enum number number;
};
enum { QUESTIONS = 5 };
enum what { TARGET, MEASURE, PUBLISHED };
static const struct {
    const char *kind, *about, *title, *button; /* about: the act's field that names the subject */
    struct question questions[QUESTIONS];
} forms[] = {
    [TARGET] =
        {.kind = "target.amend",
         .about = "target",
         .title = N_("Change a target by a decision"),
         .button = N_("Change the target"),
         .questions =
             {{.id = "goal_year",
               .label = N_("For the end of which year"),
               .type = FIELD_TEXT,
               .required = true,
               .number = WHOLE},
              {.id = "value",
               .label = N_("New value"),
               .type = FIELD_TEXT,
               .required = true,
               .number = DECIMAL},
              {.id = "decision", .label = N_("Number of the decision"), .type = FIELD_TEXT, .required = true},
              {.id = "decided_on", .label = N_("Date of the decision"), .type = FIELD_DATE, .required = true},
              {.id = "reason", .label = N_("Why"), .type = FIELD_LONG_TEXT, .required = true}}},
    [MEASURE] = {.kind = "measure.report",
                 .about = "measure",
                 .title = N_("Report progress"),
                 .button = N_("Report progress"),
                 .questions =
                     {{.id = "done",
                       .label = N_("Done, per cent"),
                       .type = FIELD_TEXT,
                       .required = true,
                       .number = WHOLE},
                      {.id = "spent", .label = N_("Spent so far, đồng"), .type = FIELD_TEXT, .number = WHOLE},
                      {.id = "note",
                       .label = N_("What was done, and what lags"),
                       .type = FIELD_LONG_TEXT,
                       .required = true}}},
    [PUBLISHED] =
        {.kind = "figure.publish",
         .about = "figure",
         .title = N_("Add a figure that others published"),
         .button = N_("Add the figure"),
         .questions =
             {{.id = "year",
               .label = N_("Of the year"),
               .type = FIELD_TEXT,
               .required = true,
               .number = WHOLE},
              {.id = "value", .label = N_("Value"), .type = FIELD_TEXT, .required = true, .number = DECIMAL},
              {.id = "among", .label = N_("Among how many (a rank)"), .type = FIELD_TEXT, .number = WHOLE},
              {.id = "source",
               .label = N_("Who published it, where, when"),
               .type = FIELD_LONG_TEXT,
               .required = true},
              {.id = "reason",
               .label = N_("Why it replaces the value there is (when there is one)"),
               .type = FIELD_LONG_TEXT}}},
};

struct change {
    enum what what;
    str id, name, back;
    struct words unit;
    str now; /* the current value, as text */
    struct field fields[QUESTIONS];
    size_t n;
    json_t *typed;
    struct form_errors errors;
    str key;
    i64 seen; /* the journal's last act when the form was opened */
    /* it changed meanwhile: the form shows the new value and keeps what was typed */
    bool stale;
    i64 done; /* the act that was just recorded; 0 = none */
};

static void fields_of(struct change *x) {
    for (const struct question *q = forms[x->what].questions; x->n < QUESTIONS && q->id; q++) {
        struct field *f = &x->fields[x->n++];
        *f = (struct field){.id = str_c(q->id),
                            .type = q->type,
                            .label = say_both(q->label),
                            .required = q->required,
                            .has_max = true,
                            .max = q->type == FIELD_LONG_TEXT ? AREA : LINE};
        if (q->type == FIELD_DATE) f->max = 0; /* no later than today */
    }
}

static str measure_name(const struct request *r, str id) {
    for (size_t i = 0; i < r->province->n_measures; i++)
        if (str_eq(r->province->measures[i].id, id)) return pick(r->lang, r->province->measures[i].name);
    return (str){0};
}

/* Reads the subject's name, unit and current value; false when there is no such subject. */
static bool subject_read(const struct request *r, struct change *x) {
    const struct province *p = province_as_of(r->db, r->province, INT64_MAX);
    const struct target *t = x->what == TARGET ? target_of(p, x->id) : NULL;
    const struct external *e = x->what == PUBLISHED ? external_of(p, x->id) : NULL;
    if (x->what == MEASURE) x->name = measure_name(r, x->id);
    if (e) {
        x->name = pick(r->lang, e->name);
        x->unit = e->unit;
    }
    if (t) {
        x->name = pick(r->lang, t->name);
        x->unit = t->unit;
        x->now = target_words(r->lang, t);
    }
    return x->name.n > 0;
}

/* Opens the form of the request; NULL after answering 404. */
static struct change *change_open(struct request *r) {
    struct change *x = NEW(struct change);
    x->what = (enum what)r->page->which;
    x->id = r->part[0];
    if (!subject_read(r, x)) {
        web_error(r, 404, N_("There is nothing of that name"),
                  N_("Check the address, or begin at the page of the programme."));
        return NULL;
    }
    const char *mark = x->what == MEASURE ? "bp-" : "";
    x->back = x->what == PUBLISHED ? str_fmt("/chi-so/%.*s", STR_ARG(x->id))
                                   : str_fmt("/chuong-trinh#%s%.*s", mark, STR_ARG(x->id));
    fields_of(x);
    return x;
}

#include "rooms/programme/change.html.h"

static void change_draw(struct request *r, struct change *x) {
    r->out = (struct out){0};
    frame_open(r, str_c(T(forms[x->what].title)));
    draw_change(r, x);
    frame_close(r);
}

static void page_change(struct request *r) {
    struct change *x = change_open(r);
    if (!x) return;
    i64 act = req_int(r, "xong", 0);
    struct act_row done;
    if (act_row(r->db, act, &done) && done.actor == r->who.person &&
        str_eq(done.kind, str_c(forms[x->what].kind)))
        x->done = act;
    x->typed = json_object();
    x->key = key_new();
    x->seen = journal_last(r->db);
    change_draw(r, x);
}

/* ---- from the form to the act ---- */

/* Converts one answer to the act's field; an answer that is no number becomes the field's error. */
static void answer_put(struct request *r, struct change *x, const struct question *q, json_t *act) {
    str typed = json_str(x->typed, q->id), value = typed;
    bool whole = q->number == WHOLE;
    i64 n = 0;
    int day = 0;
    if (!typed.n) return;
    if (q->type == FIELD_DATE) {
        if (day_parse(typed, &day)) json_put_int(act, q->id, day);
        return;
    }
    if (q->number == NO_NUMBER) return json_put(act, q->id, typed);
    if (!decimal_typed(r->lang, typed, &value) || (whole && !str_to_int(value, &n)))
        return form_error_add(&x->errors, str_c(q->id),
                              str_c(whole ? T("Write a whole number.") : T("Write a number, such as 92.5.")));
    if (whole) json_put_int(act, q->id, n);
    else json_put(act, q->id, value);
}

static void page_change_send(struct request *r) {
    struct change *x = change_open(r);
    if (!x) return;
    x->key = req_field(r, "key");
    x->seen = req_int(r, "seen", 0);
    x->typed = json_object();
    form_read(r, x->fields, x->n, x->typed, when_day(r->now), &x->errors);
    json_t *act = json_object();
    json_put(act, forms[x->what].about, x->id);
    bool good = !x->errors.n;
    for (size_t i = 0; good && i < x->n; i++) answer_put(r, x, &forms[x->what].questions[i], act);
    if (x->errors.n) {
        r->status = 422;
        return change_draw(r, x);
    }
    r->keep = x;
    r->ask = NEW(struct act_ask);
    *r->ask = (struct act_ask){
        .kind = forms[x->what].kind, .actor = r->who.person, .key = x->key, .seen = x->seen, .fields = act};
}

static int status_of(enum reply_status s) {
    if (s == REPLY_BUSY) return 503;
    return s == REPLY_STALE ? 409 : 422;
}

static void page_change_done(struct request *r, const struct reply *reply) {
    struct change *x = r->keep;
    if (reply->status == REPLY_OK || reply->status == REPLY_AGAIN)
        return web_redirect(r, "%s?xong=%lld", str_z(r->path), (long long)reply->n);
    r->status = status_of(reply->status);
    if (reply->status == REPLY_STALE) {
        x->seen = journal_last(r->db);
        x->stale = true;
        return change_draw(r, x);
    }
    str why = str_c(reply->why.n ? say(r->lang, str_z(reply->why)) : T("Please try again in a moment"));
    for (size_t i = 0; i < x->n; i++)
        if (str_eq(x->fields[i].id, reply->field)) form_error_add(&x->errors, reply->field, why);
    if (!x->errors.n) form_error_add(&x->errors, x->fields[0].id, why);
    change_draw(r, x);
}

static const struct input look_inputs[] = {{"xong", 18}};
static const struct input send_inputs[] = {{"key", 100}, {"seen", 18}, {"answers.*", 8100}};
const struct page change_pages[] = {
    {.method = "GET",
     .path = "/chuong-trinh/muc-tieu/{}",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Change a target"),
     INPUTS(look_inputs),
     .which = TARGET,
     .handle = page_change},
    {.method = "POST",
     .path = "/chuong-trinh/muc-tieu/{}",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Change a target"),
     INPUTS(send_inputs),
     .which = TARGET,
     .handle = page_change_send,
     .acted = page_change_done},
    {.method = "GET",
     .path = "/chi-so/{}/cong-bo",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Add a figure that others published"),
     INPUTS(look_inputs),
     .which = PUBLISHED,
     .handle = page_change},
    {.method = "POST",
     .path = "/chi-so/{}/cong-bo",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Add a figure that others published"),
     INPUTS(send_inputs),
     .which = PUBLISHED,
     .handle = page_change_send,
     .acted = page_change_done},
    {.method = "GET",
     .path = "/chuong-trinh/bien-phap/{}",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Report progress"),
     INPUTS(look_inputs),
     .which = MEASURE,
     .handle = page_change},
    {.method = "POST",
     .path = "/chuong-trinh/bien-phap/{}",
     .who = R_LEADER | R_ADMIN,
     .en = N_("Report progress"),
     INPUTS(send_inputs),
     .which = MEASURE,
     .handle = page_change_send,
     .acted = page_change_done},
    {0},
};
