/* Duties that agencies file regularly (procedures with `owed`): their periods, deadlines, and the agencies
 * that owe them. */
#include "province.h"

/* ---- periods ---- */

bool owed_period(enum owed every, str period, int *out_from, int *out_to) {
    i64 year = 0, part = 1;
    static const int months[] = {[OWED_NEVER] = 12, [OWED_MONTH] = 1, [OWED_QUARTER] = 3, [OWED_YEAR] = 12};
    bool quarter = every == OWED_QUARTER && period.n == 7 && period.p[5] == 'Q',
         month = every == OWED_MONTH && period.n == 7;
    if (!(quarter || month || (every == OWED_YEAR && period.n == 4)) ||
        !str_to_int((str){period.p, 4}, &year) || year < 2000 || year > 2100)
        return false;
    if (period.n == 7 &&
        (period.p[4] != '-' || !str_to_int((str){period.p + (quarter ? 6 : 5), quarter ? 1 : 2}, &part)))
        return false;
    if (part < 1 || part > 12 / months[every]) return false;
    int first = ((int)part - 1) * months[every], next = first + months[every];
    *out_from = day_of((int)year, first + 1, 1);
    *out_to = day_of((int)year + next / 12, next % 12 + 1, 1);
    return true;
}

str owed_last(enum owed every, int day) {
    struct civil c = day_civil(day);
    if (every == OWED_YEAR) return str_fmt("%04d", c.year - 1);
    if (every == OWED_QUARTER) {
        int q = (c.month - 1) / 3;
        return q ? str_fmt("%04d-Q%d", c.year, q) : str_fmt("%04d-Q4", c.year - 1);
    }
    return c.month > 1 ? str_fmt("%04d-%02d", c.year, c.month - 1) : str_fmt("%04d-12", c.year - 1);
}

bool period_days(str period, int *out_from, int *out_to) {
    for (enum owed every = OWED_MONTH; every <= OWED_YEAR; every++)
        if (owed_period(every, period, out_from, out_to)) return true;
    return false;
}

int owed_due(const struct procedure *q, str period) {
    int from = 0, to = 0;
    return owed_period(q->owed, period, &from, &to) ? to - 1 + (int)q->owed_days : 0;
}

/* ---- who owes ---- */

/* The provincial People's Committee (a->code == p->code) is no department. */
bool owed_kind(const struct province *p, const struct procedure *q, const struct agency *a) {
    if (a->kind.n) return false;
    if (a->level == LEVEL_COMMUNE) return (q->owed_by & OWED_BY_COMMUNES) != 0;
    return a->level == LEVEL_PROVINCE && (q->owed_by & OWED_BY_DEPARTMENTS) && !str_eq(a->code, p->code);
}

size_t owed_agencies(const struct province *p, const struct procedure *q, str period,
                     const struct agency ***out) {
    const struct agency **v = NEWS(const struct agency *, p->n_agencies + 1);
    int from = 0, to = 0, due = owed_due(q, period);
    size_t n = 0;
    *out = v;
    if (!owed_period(q->owed, period, &from, &to)) return 0;
    for (enum level level = LEVEL_PROVINCE; level <= LEVEL_COMMUNE; level++)
        for (size_t i = 0; i < p->n_agencies; i++) {
            const struct agency *a = &p->agencies[i];
            /* an agency has one entry for each name it had: take the first */
            if (a->level != level || (i && str_eq(a->code, p->agencies[i - 1].code))) continue;
            a = agency_on(p, a->code, due);
            if (a && owed_kind(p, q, a) && agency_on(p, a->code, to - 1)) v[n++] = a;
        }
    return n;
}
