/* Notes beside a figure that an agency declares: the year is sealed, or the agency existed only for a part of
 * the period. */
#include "dossier.h"

#include "figure/sealed.h"

int declared_sealed(struct db *db, const struct province *p, str period, i64 before) {
    int from, to;
    if (!period_days(period, &from, &to)) return 0;
    int year = reporting_year(p, to - 1);
    return year_sealed_before(db, year, before) ? year : 0;
}

str declared_notes(struct request *r, str agency, str period, i64 decided_at) {
    struct out o = {0};
    int from, to, sealed = declared_sealed(r->db, r->province, period, decided_at);
    if (!period_days(period, &from, &to)) return (str){0};
    int began = agency_began(r->province, agency, to - 1);
    if (began > from)
        out_str(&o, say_fmt(r->lang,
                            "This agency began on %s: the figure is for the days of the period since then.",
                            str_z(day_text(began))));
    if (sealed) {
        if (o.n) out_char(&o, ' ');
        out_str(&o, say_fmt(r->lang,
                            "The reporting year %d is sealed: this figure enters its report only by a "
                            "restatement with a reason.",
                            sealed));
    }
    return out_all(&o);
}
