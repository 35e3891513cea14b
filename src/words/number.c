/* Numbers and file sizes as text: see number.h. */
#include "number.h"

str count_text(enum lang l, i64 n) {
    str plain = str_fmt("%lld", (long long)n);
    struct out o = {0};
    for (size_t i = 0; i < plain.n; i++) {
        if (i && (plain.n - i) % 3 == 0 && plain.p[i - 1] != '-') out_char(&o, l == LANG_VI ? '.' : ',');
        out_char(&o, plain.p[i]);
    }
    return out_all(&o);
}

str fixed_text(enum lang l, i64 t, int digits) {
    i64 power = 1;
    for (int i = 0; i < digits; i++) power *= 10;
    str whole = count_text(l, t / power);
    i64 rest = t % power < 0 ? -(t % power) : t % power;
    const char *sign = t < 0 && t / power == 0 ? "-" : "";
    return digits ? str_fmt("%s%.*s%c%0*lld", sign, STR_ARG(whole), l == LANG_VI ? ',' : '.', digits,
                            (long long)rest)
                  : whole;
}

str tenths_text(enum lang l, i64 tenths) {
    return tenths % 10 ? fixed_text(l, tenths, 1) : count_text(l, tenths / 10);
}

str size_text(enum lang l, i64 bytes) {
    if (bytes < 1 << 20) return str_fmt("%lld kB", (long long)((bytes + 1023) >> 10));
    /* 20 MB is 20 << 20 here, as phones and our limits count */
    return str_fmt("%.*s MB", STR_ARG(tenths_text(l, (bytes * 10 + (1 << 19)) >> 20)));
}
