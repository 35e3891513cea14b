/* Slips 01 to 05 of the one-stop desk about one dossier, as pages to print: layout by Decree 30/2020, words
 * of Circular 01/2018. Slips bear the form number until 14/09/2025, the circular's last day. */
#include "slip.h"

#include "base/text.h"
#include "journal/view.h"

#include <qrencode.h>

struct slip_form { /* how a kind of paper is drawn */
    const struct slip_kind *form;
    const char *none, *why; /* msgids of the 404: there is no such slip, and when there would be */
    void (*draw)(struct request *r, const struct slip *s);
};

enum { QUIET = 4 };

bool slip_form_number(const struct request *r, int day) { return day <= r->province->slip_forms_until; }

/* ---- the QR code ---- */

/* Draws the dossier's address as an SVG path: a module is one unit, a run of dark modules one rectangle. */
static void qr_make(struct slip *s) {
    QRcode *code = QRcode_encodeString8bit(
        str_z(str_fmt("%.*s/ho-so/%s", STR_ARG(s->address), url_seg(s->d.code))), 0, QR_ECLEVEL_M);
    struct out o = {0};
    if (!code) return;
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width;) {
            int from = x;
            while (x < code->width && code->data[y * code->width + x] & 1) x++;
            if (x > from) out_fmt(&o, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
            else x++;
        }
    s->qr = out_all(&o);
    s->qr_size = code->width + 2 * QUIET;
    QRcode_free(code);
}

/* ---- where and when ---- */

/* A paper's place is the bare name: "Phan Đình Phùng" (Decree 30/2020). */
str slip_place(const struct request *r, str desk, int day) {
    const struct agency *a = agency_on(r->province, desk, day);
    const struct unit *u = a ? unit_on(r->province, a->unit, day) : NULL;
    if (!u) u = unit_on(r->province, r->province->gso, day);
    return u ? u->bare : r->province->name.vi;
}

/* Decree 30/2020: a zero before days below 10 and before the months 1 and 2 */
str slip_date(i64 t) {
    struct civil c = when_civil(t);
    return say_fmt(LANG_VI, c.month < 3 ? N_("day %02d month %02d year %d") : N_("day %02d month %d year %d"),
                   c.day, c.month, c.year);
}

str slip_time(i64 t) {
    struct civil c = when_civil(t);
    return say_fmt(LANG_VI, "%02d:%02d, %s", c.hour, c.minute, str_z(slip_date(t)));
}

/* ---- what the paper says ---- */

/* Finds the act that made the slip: the newest with its event. The agencies are those of that moment. */
static bool issuing_act(struct request *r, struct slip *s) {
    str desk = {0}, agency = {0};
    struct rows q = db_ask(r->db,
                           SQL("SELECT e.act, e.happened_at, j.actor, e.desk, e.agency"
                               " FROM " DOSSIER_EVENTS " AS e"
                               " JOIN " ACTS " AS j ON j.n = e.act"
                               " WHERE e.dossier = $1 AND e.what = $2 ORDER BY e.act DESC LIMIT 1"),
                           VN(s->d.n), VT(str_c(s->kind->form->event)));
    if (rows_next(&q)) {
        s->act = row_int(&q, 0);
        s->at = row_int(&q, 1);
        s->officer = person_name(r->db, row_int(&q, 2));
        desk = row_text(&q, 3);
        agency = row_text(&q, 4);
    }
    rows_end(&q);
    if (!s->act) return false;
    const char *no = s->kind->form->no;
    bool by_head = !strcmp(no, "04"), of_agency = by_head || !strcmp(no, "02");
    str issuer = of_agency ? agency : desk;
    s->desk = desk_name(r, issuer, s->at);
    s->agency = agency_name(r, agency, s->at);
    s->parent = by_head ? (str){0} : agency_name(r, issuer, s->at);
    s->body = by_head ? s->agency : s->desk;
    s->place = slip_place(r, issuer, when_day(s->at));
    return true;
}

/* The due time that was promised when act `act` was done: the latest that the acts up to it recorded. */
static i64 promised_at(struct request *r, i64 dossier, i64 act) {
    i64 due = 0;
    struct rows q = db_ask(r->db,
                           SQL("SELECT act FROM " DOSSIER_EVENTS " AS e"
                               " WHERE dossier = $1 AND act <= $2 ORDER BY act DESC, i DESC LIMIT 200"),
                           VN(dossier), VN(act));
    while (!due && rows_next(&q)) due = json_int(act_result(r->db, row_int(&q, 0)), "due");
    rows_end(&q);
    return due;
}

/* Reads the words of the act. The reason is withheld once its body or that of the answers is erased: it may
 * repeat them. */
static void act_words(struct request *r, struct slip *s) {
    bool gone = false, reason_gone = false;
    dossier_answers(r->db, &s->d, &gone);
    json_t *f = act_fields(r->db, s->act, &reason_gone), *result = act_result(r->db, s->act);
    s->reason = gone || reason_gone ? str_c(T("(personal data erased)")) : json_str(f, "reason");
    s->second = json_int(f, "until");
    s->unsure = json_int(result, "unsure_day") != 0;
    s->number = json_str(result, "number");
    s->promise = promised_at(r, s->d.n, s->act);
    if (!s->promise) s->promise = s->d.first_due;
    const struct role *head = role_of(r->province, s->p->steps[s->p->n_steps - 1].by);
    s->signs = text_upper(head ? head->name.vi : str_c(T("Head of the agency")));
}

/* The documents of the filing: what lay before the desk at reception, not what a supplement added. */
static void papers_filed(struct request *r, struct slip *s) {
    struct reading k = {.d = &s->d, .p = s->p, .whole = true};
    size_t all = dossier_papers(r, k, &s->papers);
    for (size_t i = 0; i < all; i++)
        if (s->papers[i].act == s->d.n) s->papers[s->n_papers++] = s->papers[i];
    s->n_shown = dossier_shown(r, k, &s->shown);
}

/* ---- opening ---- */

static const struct slip_form *form_of(str no, bool own);

/* Loads the dossier of the address. To a visitor who may not see it, the answer is that of no dossier. */
static bool dossier_open(struct request *r, struct slip *s) {
    if (dossier_by_code(r->db, r->part[0], &s->d))
        s->p = procedure_at(r->db, s->d.procedure, s->d.procedure_act);
    bool may = s->p && (s->own ? dossier_mine(r, &s->d) : dossier_visible(r, &s->d));
    if (!may)
        web_error(r, 404, N_("There is no such paper"),
                  N_("Check the code, or open the dossier and choose the paper there."));
    return may;
}

static bool slip_open(struct request *r, struct slip *s) {
    if (!dossier_open(r, s)) return false;
    s->kind = form_of(r->part[1].n ? r->part[1] : S("01"), s->own);
    if (!s->kind) {
        web_error(r, 404, N_("There is no such paper"),
                  N_("Check the code, or open the dossier and choose the paper there."));
        return false;
    }
    s->reader = r->lang;
    r->lang = LANG_VI; /* the slip is in Vietnamese, whatever the reader's language */
    if (issuing_act(r, s)) return true;
    r->lang = s->reader;
    web_error(r, 404, s->kind->none, s->kind->why);
    return false;
}

#include "rooms/slip/slip.html.h"

static const struct slip_form forms[] = {
    {&slip_kinds[0], N_("There is no slip"),
     N_("A slip exists from the moment the desk has received the dossier."), draw_receipt},
    {&slip_kinds[1], N_("No supplement was asked for"),
     N_("This slip exists from the moment the desk asks for a supplement."), draw_supplement_slip},
    {&slip_kinds[2], N_("The dossier was not refused"),
     N_("This slip exists only for a dossier that the desk did not receive."), draw_refusal},
    {&slip_kinds[3], N_("There is no apology"),
     N_("This slip exists from the moment the agency apologises and promises a second date."), draw_apology},
    {&slip_kinds[4], N_("There is no control slip"),
     N_("The control slip begins when the desk receives the dossier."), draw_control_slip},
};

static const struct slip_form *form_of(str no, bool own) {
    for (size_t i = 0; i < COUNT(forms); i++)
        if (str_eq(no, str_c(forms[i].form->no)) && (forms[i].form->citizen || !own)) return &forms[i];
    return NULL;
}

static void slip_show(struct request *r, bool own) {
    struct slip *s = NEW(struct slip);
    s->own = own;
    if (!slip_open(r, s)) return;
    act_words(r, s);
    s->form_number = slip_form_number(r, when_day(s->at));
    papers_filed(r, s);
    if (s->d.received_at) s->why = why_of(r, &s->d, s->p);
    if (r->host.n) {
        s->address = web_site(r);
        qr_make(s);
    }
    draw_slip(r, s);
}

static void page_slip(struct request *r) { slip_show(r, false); }
static void page_own_slip(struct request *r) { slip_show(r, true); }

/* ---- the pages ---- */

static const struct page pages[] = {
    {.method = "GET",
     .path = "/can-bo/{}/phieu",
     .who = R_OFFICER,
     .en = N_("Receipt and appointment slip"),
     .handle = page_slip},
    {.method = "GET",
     .path = "/can-bo/{}/phieu/{}",
     .who = R_OFFICER,
     .en = N_("A paper of a dossier"),
     .handle = page_slip},
    {.method = "GET",
     .path = "/ho-so/{}/phieu/{}",
     .who = R_SIGNED_IN,
     .en = N_("A paper of one's own dossier"),
     .handle = page_own_slip},
    {0},
};

const struct room slip = {
    .name = "slip",
    .en = N_("Papers of the one-stop desk, and the periodic report."),
    .pages = LIST(page, pages, book_pages, periodic_pages),
};
