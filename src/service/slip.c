/* The receipt-and-appointment slip: a printable page laid out by Decree 30/2020, in the words of form 01 of Circular 01/2018 (Giấy tiếp nhận hồ sơ và
   hẹn trả kết quả). The form's number is printed only for receptions until 14/09/2025, when the circular was in force (ONE-STOP, Papers). */
#include "desk.h"

#include <qrencode.h>

struct slip {
    struct desk k;
    i64 due;           /* as it was promised at reception */
    enum lang reader;  /* of the page around the paper; the paper itself is Vietnamese */
    str officer;       /* who received */
    str place, parent; /* where it was written; the body whose desk it is */
    str address;       /* where the dossier is followed */
    str qr;            /* the drawing of its modules; empty = none */
    int qr_size;       /* modules a side, with the quiet zone */
    bool form_number;
};

enum { QUIET = 4 };

/* A module is one unit; a run of dark ones is one rectangle of the path. */
static void qr_make(struct slip *s) {
    QRcode *code = QRcode_encodeString8bit(str_z(s->address), 0, QR_ECLEVEL_M);
    struct out o = {0};
    if (!code) return;
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width;) {
            int from = x;
            while (x < code->width && code->data[y * code->width + x] & 1) x++;
            if (x > from)
                out_fmt(&o, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
            else
                x++;
        }
    s->qr = out_all(&o);
    s->qr_size = code->width + 2 * QUIET;
    QRcode_free(code);
}

/* Of this server as the visitor wrote it; plain http only where there can be no certificate: this machine, or an address in digits. */
static str track_address(const struct request *r, str code) {
    bool plain = str_starts(r->host, S("localhost")) || str_starts(r->host, S("[")) || (r->host.n && r->host.p[0] >= '0' && r->host.p[0] <= '9');
    return str_fmt("%s://%.*s/ho-so/%s", plain ? "http" : "https", STR_ARG(r->host), PART(code));
}

/* What the act of reception told: the promise and who made it. */
static void reception(struct request *r, struct slip *s) {
    struct rows q = db_ask(r->db,
                           SQL("SELECT e.act, p.name FROM dossier_event e JOIN journal j ON j.n = e.act LEFT JOIN person p ON p.n = j.actor"
                               " WHERE e.dossier = $1 AND e.what = 'received' ORDER BY e.act DESC LIMIT 1"),
                           VN(s->k.d.n));
    i64 act = 0;
    if (rows_next(&q)) {
        act = row_int(&q, 0);
        s->officer = row_text(&q, 1);
    }
    rows_end(&q);
    s->due = act ? json_int(act_result(r->db, act), "due") : 0;
}

/* Documents that lay before the desk at reception: those of the filing. */
static void papers_filed(struct request *r, struct desk *k) {
    size_t all = desk_papers(r, k, &k->papers);
    for (size_t i = 0; i < all; i++)
        if (k->papers[i].act == k->d.n) k->papers[k->n_papers++] = k->papers[i];
}

static bool slip_open(struct request *r, struct slip *s) {
    struct desk *k = &s->k;
    if (dossier_by_code(r->db, r->part[0], &k->d)) k->p = procedure_at(r->db, k->d.procedure, k->d.procedure_act);
    if (!k->p || !dossier_visible(r, &k->d) || !k->d.received_at) {
        web_error(r, 404, N_("There is no slip"), N_("A slip exists from the moment the desk has received the dossier."));
        return false;
    }
    s->reader = r->lang;
    r->lang = LANG_VI; /* an official paper, whatever language its reader has chosen */
    k->desk = desk_agency(r, k->d.desk, k->d.received_at, true);
    k->agency = desk_agency(r, k->d.agency, k->d.received_at, false);
    return true;
}

/* "Phường Phan Đình Phùng" → "Phan Đình Phùng": a paper's place is the bare name (Decree 30/2020). */
static str bare_place(str name) {
    static const char *const kinds[] = {"Phường ", "Xã ", "Thị trấn ", "Tỉnh ", "Thành phố ", "Thị xã ", "Huyện "};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t n = strlen(kinds[i]);
        if (str_starts(name, str_c(kinds[i]))) return (str){name.p + n, name.n - n};
    }
    return name;
}

static str place_of(const struct request *r, const struct dossier *d, int day) {
    const struct agency *a = agency_on(r->province, d->desk, day);
    const struct unit *u = a ? unit_on(r->province, a->unit, day) : NULL;
    return bare_place(u ? u->name.vi : r->province->name.vi);
}

/* Decree 30/2020: a zero before days under 10 and months 1 and 2. */
static str date_words(i64 t) {
    struct civil c = when_civil(t);
    return say_fmt(LANG_VI, c.month < 3 ? N_("day %02d month %02d year %d") : N_("day %02d month %d year %d"), c.day, c.month, c.year);
}

static str time_words(i64 t) {
    struct civil c = when_civil(t);
    return say_fmt(LANG_VI, "%02d:%02d, %s", c.hour, c.minute, str_z(date_words(t)));
}

#include "service/slip.html.h"

void page_slip(struct request *r) {
    struct slip *s = NEW(struct slip);
    if (!slip_open(r, s)) return;
    int day = when_day(s->k.d.received_at);
    s->form_number = day <= day_of(2025, 9, 14);
    s->place = place_of(r, &s->k.d, day);
    s->parent = desk_agency(r, s->k.d.desk, s->k.d.received_at, false);
    reception(r, s);
    papers_filed(r, &s->k);
    s->k.why = why_of(r, &s->k);
    if (r->host.n) {
        s->address = track_address(r, s->k.d.code);
        qr_make(s);
    }
    draw_slip(r, s);
}
