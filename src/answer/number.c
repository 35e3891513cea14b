/* Rounds and formats a figure's value. Rounding happens once, at the end, and never turns a share into 0 %
 * or 100 %. */
#include "number.h"

static i64 scale_of(const struct indicator *ind) {
    return figure_is_percentage(ind) || !ind->scale ? 1 : ind->scale;
}

/* The value times 10^digits, rounded half away from zero. A share never rounds to all or to nothing. */
static i64 rounded(const struct indicator *ind, const struct figure *f, int digits) {
    bool share = figure_is_percentage(ind);
    i64 power = share ? 100 : 1, by = f->den * scale_of(ind), num = f->num < 0 ? -f->num : f->num;
    for (int i = 0; i < digits; i++) power *= 10;
    i64 t = num / by * power + (num % by * power * 2 + by) / (2 * by), all = share ? power : 100 * power;
    if (!share && str_is(ind->unit.vi, "%") && t >= all && num < 100 * by) t = all - 1;
    if (share && t >= power && f->num < f->den) t = power - 1;
    if (share && t <= 0 && f->num > 0) t = 1;
    return f->num < 0 ? -t : t;
}

bool figure_shown(const struct indicator *ind, const struct figure *f) {
    return f->has_value && !f->suppressed && (f->n || ind->measure == MEASURE_COUNT);
}

int figure_permille(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed || !figure_is_percentage(ind) || f->den <= 0) return -1;
    i64 p = rounded(ind, f, 1);
    if (p < 0) return 0;
    return p > 1000 ? 1000 : (int)p;
}

i64 figure_tenths(const struct indicator *ind, const struct figure *f) {
    return !f->has_value || f->suppressed || f->den <= 0 ? -1 : rounded(ind, f, 1);
}

/* Prints as many decimals as the folder says; without a setting one, left out when it is zero. */
static str number_text(enum lang l, const struct indicator *ind, const struct figure *f) {
    if (ind->has_decimals) return fixed_text(l, rounded(ind, f, ind->decimals), ind->decimals);
    return tenths_text(l, rounded(ind, f, 1));
}

str figure_plain(enum lang l, const struct indicator *ind, const struct figure *f) {
    return !f->has_value || f->suppressed ? (str){0} : number_text(l, ind, f);
}

str figure_unit(enum lang l, const struct indicator *ind) {
    return pick(l, ind->short_unit.vi.n ? ind->short_unit : ind->unit);
}

str figure_value(enum lang l, const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    str number = number_text(l, ind, f), unit = figure_is_percentage(ind) ? S("%") : figure_unit(l, ind);
    /* no-break space: the line never breaks before the unit */
    return unit.n ? str_fmt("%.*s\u00a0%.*s", STR_ARG(number), STR_ARG(unit)) : number;
}

str figure_machine(const struct indicator *ind, const struct figure *f) {
    if (!f->has_value || f->suppressed) return (str){0};
    bool whole = !figure_is_percentage(ind) && f->den * scale_of(ind) == 1;
    int digits = whole ? 0 : 1;
    if (ind->has_decimals) digits = ind->decimals;
    i64 t = rounded(ind, f, digits), power = 1;
    if (!digits) return str_fmt("%lld", (long long)t);
    for (int i = 0; i < digits; i++) power *= 10;
    i64 rest = t % power < 0 ? -(t % power) : t % power;
    return str_fmt("%s%lld.%0*lld", t < 0 && t / power == 0 ? "-" : "", (long long)(t / power), digits,
                   (long long)rest);
}

/* ---- decimals as the folder writes them ---- */

str decimal_text(enum lang l, str s) {
    str part = s, whole = str_cut(&part, '.');
    i64 n = 0;
    if (!str_to_int(whole, &n)) return s;
    str text = count_text(l, n);
    if (!part.n) return text;
    return str_fmt("%.*s%c%.*s", STR_ARG(text), l == LANG_VI ? ',' : '.', STR_ARG(part));
}

bool decimal_read(str s, i64 *out) {
    str whole = s, part = {0};
    const char *dot = memchr(s.p ? s.p : "", '.', s.n);
    if (dot) whole = (str){s.p, (size_t)(dot - s.p)}, part = (str){dot + 1, s.n - whole.n - 1};
    i64 n = 0, f = 0;
    if (!str_to_int(whole, &n) || n < 0 || n > 1000000000000) return false;
    if (dot && (part.n == 0 || part.n > 3 || !str_to_int(part, &f) || f < 0)) return false;
    for (size_t i = part.n; i < 3; i++) f *= 10;
    *out = n * 1000 + f;
    return true;
}
