/* What cairo leaves out of a PDF: the catalog's /Lang, so that a reader's voice speaks Vietnamese, that it is tagged, and the title in the window's bar. */
#include "paper.h"

static const char *find(str in, const char *what) { return memmem(in.p, in.n, what, strlen(what)); }

/* The last place where `what` stands; NULL if nowhere. */
static const char *find_last(str in, const char *what) {
    const char *last = NULL;
    for (const char *hit; (hit = find(in, what)); in = (str){hit + 1, (size_t)(in.p + in.n - hit - 1)}) last = hit;
    return last;
}

static str from(str pdf, const char *at) { return at ? (str){at, (size_t)(pdf.p + pdf.n - at)} : (str){0}; }

/* The whole number after `key`. */
static bool number_after(str in, const char *key, i64 *out_n) {
    const char *at = find(in, key);
    if (!at) return false;
    str s = {at + strlen(key), 0};
    while (s.p < in.p + in.n && (*s.p == ' ' || *s.p == '\n')) s.p++;
    while (s.p + s.n < in.p + in.n && s.p[s.n] >= '0' && s.p[s.n] <= '9') s.n++;
    return str_to_int(s, out_n);
}

str pdf_with_language(str pdf, const char *language) {
    i64 root = 0, size = 0, info = 0, table = 0;
    str trailer = from(pdf, find_last(pdf, "trailer")), end = from(pdf, find_last(pdf, "startxref"));
    if (!trailer.n || !number_after(trailer, "/Root", &root) || !number_after(trailer, "/Size", &size) || !number_after(trailer, "/Info", &info) ||
        !number_after(end, "startxref", &table))
        return pdf;
    const char *head = str_z(str_fmt("\n%lld 0 obj\n<<", (long long)root));
    str object = from(pdf, find_last(pdf, head));
    const char *stop = object.n ? find(object, "endobj") : NULL;
    if (!stop || find((str){object.p, (size_t)(stop - object.p)}, "/Lang")) return pdf;
    str rest = {object.p + strlen(head), (size_t)(stop - object.p) - strlen(head)};
    const char *title = find(rest, "/ViewerPreferences") ? "" : " /ViewerPreferences << /DisplayDocTitle true >>";
    const char *tagged = !find(rest, "/StructTreeRoot") || find(rest, "/MarkInfo") ? "" : " /MarkInfo << /Marked true >>";
    struct out o = {0};
    out_str(&o, pdf);
    size_t at = o.n;
    out_fmt(&o, "%lld 0 obj\n<< /Lang (%s)%s%s%.*sendobj\n", (long long)root, language, title, tagged, STR_ARG(rest));
    size_t again = o.n;
    out_fmt(&o, "xref\n%lld 1\n%010zu 00000 n \ntrailer\n<< /Size %lld /Root %lld 0 R /Info %lld 0 R /Prev %lld >>\nstartxref\n%zu\n%%%%EOF\n",
            (long long)root, at, (long long)size, (long long)root, (long long)info, (long long)table, again);
    return out_all(&o);
}
