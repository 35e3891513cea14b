/* Translations. msgids are English; the Vietnamese .po files are compiled to a .mo file inside the binary.
 * Further languages come from the province folder; a text they lack is shown in English. */
#include "words.h"
#include "base/text.h"

__asm__(".section .rodata\n.balign 4\nvi_mo:\n.incbin \"build/gen/vi.mo\"\nvi_mo_end:\n.byte 0\n.previous\n");
extern const char vi_mo[] __asm__("vi_mo"), vi_mo_end[] __asm__("vi_mo_end");

static u32 word_at(size_t at) {
    u32 v;
    memcpy(&v, vi_mo + at, sizeof v);
    return v;
}

/* GNU .mo format: magic, revision, count, offset of the sorted msgids (length, offset pairs), offset of the
 * translations. */
static const char *vietnamese(const char *msgid) {
    size_t low = 0, high = word_at(8), ids = word_at(12), texts = word_at(16);
    while (low < high) {
        size_t mid = (low + high) / 2;
        int c = strcmp(msgid, vi_mo + word_at(ids + 8 * mid + 4));
        if (!c) return vi_mo + word_at(texts + 8 * mid + 4);
        if (c < 0) high = mid;
        else low = mid + 1;
    }
    return msgid;
}

/* Replaces {tỉnh} in a Vietnamese text by the province's kind: "tỉnh" or "thành phố". */
static const char *with_kind(const char *text) {
    const struct province *p = strchr(text, '{') ? province_now() : NULL;
    str kind = p && p->kind.vi.n ? p->kind.vi : S("Tỉnh"), rest = str_c(text);
    struct out o = {0};
    if (!strchr(text, '{')) return text;
    while (rest.n) {
        out_str(&o, str_cut(&rest, '{'));
        str hole = rest.n ? str_cut(&rest, '}') : (str){0};
        if (str_is(hole, "tỉnh")) out_str(&o, text_first_lower(kind));
        else if (str_is(hole, "Tỉnh")) out_str(&o, kind);
        else if (str_is(hole, "TỈNH")) out_str(&o, text_upper(kind));
        else if (hole.n) out_fmt(&o, "{%.*s}", STR_ARG(hole));
    }
    return str_z(out_all(&o));
}

/* ---- further languages: those of the definitions in force ---- */

static const struct language *further(enum lang l) {
    const struct province *p = l >= LANG_FURTHER ? province_now() : NULL;
    return p && (size_t)(l - LANG_FURTHER) < p->n_languages ? &p->languages[l - LANG_FURTHER] : NULL;
}

size_t lang_count(void) {
    const struct province *p = province_now();
    return LANG_FURTHER + (p ? p->n_languages : 0);
}

const char *lang_code(enum lang l) {
    const struct language *x = further(l);
    if (x) return str_z(x->code);
    return l == LANG_VI ? "vi" : "en";
}

str lang_name(enum lang l) {
    const struct language *x = further(l);
    if (x) return x->name;
    return l == LANG_VI ? S("Tiếng Việt") : S("English");
}

enum lang lang_of(str code) {
    for (size_t i = 0; i < lang_count(); i++)
        if (str_eq(code, str_c(lang_code((enum lang)i)))) return (enum lang)i;
    return LANG_VI;
}

int lang_share(enum lang l) {
    const struct language *x = further(l);
    size_t all = word_at(8), ids = word_at(12), found = 0;
    if (!x) return 100;
    /* entry 0 is the header of the .mo file */
    for (size_t i = 1; i < all; i++)
        found += language_say(x, str_c(vi_mo + word_at(ids + 8 * i + 4))) != NULL;
    return (int)(found * 100 / (all > 1 ? all - 1 : 1));
}

const char *say(enum lang l, const char *msgid) {
    const struct language *x = further(l);
    const char *said = x && msgid[0] ? language_say(x, str_c(msgid)) : NULL;
    if (said) return said;
    return l == LANG_VI && msgid[0] ? with_kind(vietnamese(msgid)) : msgid;
}

str pick(enum lang l, struct words w) {
    const struct language *x = further(l);
    const char *said = x ? language_say(x, w.vi) : NULL;
    if (said) return str_c(said);
    return l != LANG_VI && w.en.n ? w.en : w.vi;
}

json_t *json_words(struct words w) {
    json_t *j = json_object();
    json_put(j, "vi", w.vi);
    json_put(j, "en", w.en.n ? w.en : w.vi);
    return j;
}

struct words say_both(const char *msgid) {
    return *msgid ? (struct words){str_c(say(LANG_VI, msgid)), str_c(say(LANG_EN, msgid))}
                  : (struct words){.vi = {0}};
}

/* Safe: msgfmt --check-format checks that each translation takes its msgid's arguments. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
str say_fmt(enum lang l, const char *msgid, ...) {
    va_list ap;
    va_start(ap, msgid);
    str s = str_vfmt(say(l, msgid), ap);
    va_end(ap);
    return s;
}

str period_text(enum lang l, str period) {
    int from, to;
    if (!period_days(period, &from, &to)) return period;
    if (period.n == 7 && period.p[5] == 'Q') return say_fmt(l, "quarter %c/%.4s", period.p[6], period.p);
    if (period.n == 7) return say_fmt(l, "month %.2s/%.4s", period.p + 5, period.p);
    return say_fmt(l, "year %.4s", str_z(period));
}
