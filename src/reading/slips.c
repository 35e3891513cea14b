/* Which slips of the one-stop desk (forms 01 to 05) a dossier has, and the links to them. */
#include "slips.h"

const struct slip_kind slip_kinds[] = {
    {.no = "01",
     .event = "received",
     .title = N_("Slip of receipt and appointment for the result"),
     .citizen = true},
    {.no = "02",
     .event = "supplement_asked",
     .title = N_("Slip asking to supplement the dossier"),
     .citizen = true},
    {.no = "03", .event = "refused", .title = N_("Slip of refusal to receive the dossier"), .citizen = true},
    {.no = "04",
     .event = "apologised",
     .title = N_("Slip of apology and new appointment for the result"),
     .citizen = true},
    {.no = "05", .event = "received", .title = N_("Slip of control of the dossier's handling")},
    {0},
};

#include "reading/slips.html.h"

void slips_draw(struct request *r, const struct dossier *d, enum reader who) {
    const struct slip_kind *has[COUNT(slip_kinds)];
    size_t n = 0;
    struct out happened = {0};
    struct rows q =
        db_ask(r->db, SQL("SELECT what FROM " DOSSIER_EVENTS " AS e WHERE dossier = $1"), VN(d->n));
    while (rows_next(&q)) out_fmt(&happened, ",%.*s,", STR_ARG(row_text(&q, 0)));
    rows_end(&q);
    str all = out_all(&happened);
    for (const struct slip_kind *k = slip_kinds; k->no; k++) {
        bool there = strstr(str_z(all), str_z(str_fmt(",%s,", k->event))) != NULL;
        if (there && (k->citizen || who == READER_DESK)) has[n++] = k;
    }
    if (n) draw_slip_links(r, d, who, has, n);
}
