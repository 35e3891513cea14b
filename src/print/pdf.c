/* Post-processes PDFs of cairo 1.16. These are simple (numbered objects, one xref table, Flate streams), so
 * they are parsed and rewritten: language, title bar, alternative texts, table scopes, artifacts, and room
 * for a signature. */
#include "paper.h"

#include <libdeflate.h>

static const char *find(str in, const char *what) {
    return in.n ? memmem(in.p, in.n, what, strlen(what)) : NULL;
}

/* The last occurrence of `what`; NULL when there is none. */
static const char *find_last(str in, const char *what) {
    const char *last = NULL;
    for (const char *hit; (hit = find(in, what)); in = (str){hit + 1, (size_t)(in.p + in.n - hit - 1)})
        last = hit;
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

/* ---- parsing ---- */

enum { OBJECTS_MAX = 200000, PLAIN_MAX = 64 << 20 };
struct object {
    size_t at; /* offset of its first byte */
    str body;  /* between "N 0 obj" and "endobj" */
};
struct parts {
    str head;         /* the bytes before the first object */
    struct object *v; /* indexed by object number, 1 … n - 1 */
    size_t n;
    i64 root, info;
};

static int by_place(const void *a, const void *b) {
    const struct object *const *x = a, *const *y = b;
    return ((*x)->at > (*y)->at) - ((*x)->at < (*y)->at);
}

/* An object ends where the next begins, because "endobj" may also occur inside a stream. */
static bool body_take(str pdf, struct object *o, size_t end) {
    str all = {pdf.p + o->at, end - o->at};
    const char *begin = find(all, " 0 obj"), *stop = find_last(all, "endobj");
    if (!begin || !stop || stop < begin + 6) return false;
    o->body = (str){begin + 6, (size_t)(stop - begin - 6)};
    return true;
}

static bool places_read(str pdf, size_t table, struct parts *p) {
    str s = from(pdf, pdf.p + table);
    i64 n = 0, at = 0;
    if (!str_starts(s, S("xref\n0 ")) || !number_after(s, "xref\n0", &n) || n < 2 || n > OBJECTS_MAX)
        return false;
    str_cut(&s, '\n'), str_cut(&s, '\n');
    p->v = NEWS(struct object, n);
    p->n = (size_t)n;
    for (size_t i = 0; i < p->n; i++) {
        str line = str_cut(&s, '\n'), number = str_cut(&line, ' ');
        while (number.n > 1 && *number.p == '0') number.p++, number.n--;
        if (!str_to_int(number, &at) || (i && (at <= 0 || (size_t)at >= table))) return false;
        p->v[i].at = (size_t)at;
    }
    return true;
}

static bool take_apart(str pdf, struct parts *p) {
    i64 table = 0;
    str trailer = from(pdf, find_last(pdf, "trailer")), end = from(pdf, find_last(pdf, "startxref"));
    if (!number_after(trailer, "/Root", &p->root) || !number_after(trailer, "/Info", &p->info) ||
        !number_after(end, "startxref", &table))
        return false;
    if (table <= 0 || (size_t)table >= pdf.n || !places_read(pdf, (size_t)table, p) || p->root >= (i64)p->n)
        return false;
    struct object **order = NEWS(struct object *, p->n);
    for (size_t i = 1; i < p->n; i++) order[i - 1] = &p->v[i];
    qsort(order, p->n - 1, sizeof *order, by_place);
    for (size_t i = 0; i + 1 < p->n; i++)
        if (!body_take(pdf, order[i], i + 2 < p->n ? order[i + 1]->at : (size_t)table)) return false;
    p->head = (str){pdf.p, order[0]->at};
    return true;
}

/* Inserts text after the dictionary's "<<". */
static void put_in(struct object *o, str text) {
    const char *at = find(o->body, "<<");
    if (!at) return;
    size_t before = (size_t)(at + 2 - o->body.p);
    o->body = str_fmt("%.*s %.*s%.*s", (int)before, o->body.p, STR_ARG(text), (int)(o->body.n - before),
                      o->body.p + before);
}

/* ---- PDF text strings: UTF-16 in hex ---- */

static str pdf_text(str s) {
    struct out o = {0};
    out_z(&o, "<FEFF");
    for (size_t i = 0; i < s.n;) {
        static const u32 bits[] = {127, 31, 15, 7}; /* payload bits of the first byte */
        u32 c = (u8)s.p[i], more = (u32)((c >= 0xC0) + (c >= 0xE0) + (c >= 0xF0));
        c &= bits[more];
        i++;
        for (; more && i < s.n; more--, i++) c = c << 6 | ((u8)s.p[i] & 63);
        if (c > 0xFFFF)
            out_fmt(&o, "%04X%04X", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + ((c - 0x10000) & 0x3FF));
        else out_fmt(&o, "%04X", c);
    }
    out_char(&o, '>');
    return out_all(&o);
}

/* ---- artifacts: page content outside marked-content sequences ---- */

static bool blank(str s) { return !str_trim(s).n; }

struct scan {
    str in;
    size_t i, done; /* i: read position; done: end of what is already written */
    struct out out;
};

static void artifact(struct scan *s, size_t to) {
    str part = {s->in.p + s->done, to - s->done};
    bool mark = !blank(part);
    if (mark) out_z(&s->out, "/Artifact BMC\n");
    out_str(&s->out, part);
    if (mark) out_z(&s->out, "\nEMC\n");
    s->done = to;
}

static void string_skip(struct scan *s) {
    int depth = 0;
    for (; s->i < s->in.n; s->i++) {
        char c = s->in.p[s->i];
        if (c == '\\') s->i++;
        else if (c == '(') depth++;
        else if (c == ')' && !--depth) break;
    }
    s->i++;
}

static str word_next(struct scan *s) {
    size_t at = s->i;
    while (s->i < s->in.n && !strchr(" \n\r\t(<>[]/", s->in.p[s->i])) s->i++;
    if (s->i == at) s->i++;
    return (str){s->in.p + at, s->i - at};
}

static str with_artifacts(str content) {
    struct scan s = {.in = content};
    size_t name = 0, depth = 0, dict = 0;
    while (s.i < content.n) {
        char c = content.p[s.i];
        if (c == '(') {
            string_skip(&s);
            continue;
        }
        if (c == '/' && !dict) name = s.i;
        if (c == '<' && s.i + 1 < content.n && content.p[s.i + 1] == '<') dict++, s.i++;
        if (c == '>' && s.i + 1 < content.n && content.p[s.i + 1] == '>') dict -= dict > 0, s.i++;
        str word = word_next(&s);
        if (str_is(word, "BDC") && !depth++) artifact(&s, name);
        if (!str_is(word, "EMC") || !depth || --depth) continue;
        out_str(&s.out, (str){content.p + s.done, s.i - s.done});
        out_char(&s.out, '\n');
        s.done = s.i;
    }
    artifact(&s, content.n);
    return out_all(&s.out);
}

static str inflated(str s) {
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    if (!d) return (str){0};
    enum libdeflate_result state = LIBDEFLATE_INSUFFICIENT_SPACE;
    str plain = {0};
    for (size_t cap = 4 * s.n; state == LIBDEFLATE_INSUFFICIENT_SPACE && cap <= PLAIN_MAX; cap *= 2) {
        char *p = mem(cap);
        state = libdeflate_zlib_decompress(d, s.p, s.n, p, cap, &plain.n);
        plain.p = p;
    }
    libdeflate_free_decompressor(d);
    return state == LIBDEFLATE_SUCCESS ? plain : (str){0};
}

static str deflated(str s) {
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(9);
    if (!c) return (str){0};
    size_t cap = libdeflate_zlib_compress_bound(c, s.n);
    char *p = mem(cap);
    size_t n = libdeflate_zlib_compress(c, s.p, s.n, p, cap);
    libdeflate_free_compressor(c);
    return n ? (str){p, n} : (str){0};
}

/* Rewrites a page's content stream with artifacts marked; leaves it alone when it is not a stream as cairo
 * writes it. */
static void content_mark(struct parts *p, i64 number) {
    if (number <= 0 || number >= (i64)p->n) return;
    struct object *o = &p->v[number];
    i64 length = 0, n = 0;
    const char *stream = find(o->body, "stream\n");
    if (!stream || !number_after(o->body, "/Length", &length) || length <= 0 || length >= (i64)p->n ||
        !find(o->body, "/FlateDecode"))
        return;
    if (!str_to_int(str_trim(p->v[length].body), &n) || n <= 0 || (size_t)n > from(o->body, stream).n) return;
    str plain = inflated((str){stream + 7, (size_t)n}),
        packed = plain.n ? deflated(with_artifacts(plain)) : (str){0};
    if (!packed.n) return;
    struct out body = {0};
    out_str(&body, (str){o->body.p, (size_t)(stream + 7 - o->body.p)});
    out_str(&body, packed);
    out_z(&body, "\nendstream\n");
    o->body = out_all(&body);
    p->v[length].body = str_fmt("\n   %zu\n", packed.n);
}

/* ---- structure elements ---- */

static bool is_element(str body, const char *kind) {
    const char *s = find(body, kind);
    return s && find(body, "/Type /StructElem") && s[strlen(kind)] == '\n';
}

/* The scope of a TH: Column inside THead, else Row. */
static const char *scope_of(const struct parts *p, str body) {
    i64 row = 0, group = 0;
    if (!number_after(body, "/P", &row) || row <= 0 || row >= (i64)p->n) return "Row";
    if (!number_after(p->v[row].body, "/P", &group) || group <= 0 || group >= (i64)p->n) return "Row";
    return is_element(p->v[group].body, "/S /THead") ? "Column" : "Row";
}

static void structure_mark(struct parts *p, const struct pdf_metadata *more) {
    size_t figures = 0;
    for (size_t i = 1; i < p->n; i++) {
        struct object *o = &p->v[i];
        i64 content = 0;
        if (o->body.n > 100000) continue;
        if (is_element(o->body, "/S /Figure") && figures < more->n_alts) {
            str alt = pdf_text(more->alts[figures++]);
            put_in(o, str_fmt("/Alt %.*s", STR_ARG(alt)));
        } else if (is_element(o->body, "/S /TH"))
            put_in(o, str_fmt("/A << /O /Table /Scope /%s >>", scope_of(p, o->body)));
        else if (find(o->body, "/Type /Page ") && number_after(o->body, "/Contents", &content))
            content_mark(p, content);
    }
}

/* ---- room for the signature: an invisible signature field on the first page ---- */

static str pdf_date(i64 at) {
    struct civil c = when_civil(at);
    return str_fmt("(D:%04d%02d%02d%02d%02d%02d+07'00')", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static i64 first_page(const struct parts *p) {
    for (size_t i = 1; i < p->n; i++)
        if (p->v[i].body.n < 100000 && find(p->v[i].body, "/Type /Page % 1\n")) return (i64)i;
    return 0;
}

#define RANGE "/ByteRange [0 0000000000 0000000000 0000000000]"

static bool room_make(struct parts *p, const struct pdf_metadata *more) {
    i64 page = first_page(p), field = (i64)p->n, value = field + 1;
    if (!page) return false;
    struct object *v = NEWS(struct object, p->n + 2), *first;
    memcpy(v, p->v, p->n * sizeof *v);
    p->v = v;
    p->n += 2;
    first = &p->v[page];
    const char *annots = find(first->body, "/Annots [");
    if (annots) {
        size_t at = (size_t)(annots - first->body.p) + 9;
        first->body = str_fmt("%.*s %lld 0 R%.*s", (int)at, first->body.p, (long long)field,
                              (int)(first->body.n - at), first->body.p + at);
    } else {
        put_in(first, str_fmt("/Annots [ %lld 0 R ]", (long long)field));
    }
    v[field].body = str_fmt("\n<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /Rect [0 0 0 0] /F "
                            "132 /P %lld 0 R /V %lld 0 R >>\n",
                            (long long)page, (long long)value);
    char zeros[2 * SIGNATURE_BYTES + 1];
    memset(zeros, '0', sizeof zeros - 1);
    zeros[sizeof zeros - 1] = 0;
    v[value].body = str_fmt(
        "\n<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name %.*s /M %.*s\n" RANGE
        "\n/Contents <%s> >>\n",
        STR_ARG(pdf_text(more->signer)), STR_ARG(pdf_date(more->at)), zeros);
    put_in(&p->v[p->root], str_fmt("/AcroForm << /Fields [ %lld 0 R ] /SigFlags 3 >>", (long long)field));
    return true;
}

bool pdf_signature_range(str pdf, size_t *out_begin, size_t *out_end) {
    str tail = from(pdf, find_last(pdf, RANGE));
    const char *begin = find(tail, "/Contents <");
    if (!begin) return false;
    *out_begin = (size_t)(begin + 10 - pdf.p);
    *out_end = *out_begin + 2 * SIGNATURE_BYTES + 2;
    return *out_end < pdf.n && pdf.p[*out_end - 1] == '>';
}

/* ---- writing ---- */

static str write_all(const struct parts *p) {
    struct out o = {0}, table = {0};
    out_str(&o, p->head);
    for (size_t i = 1; i < p->n; i++) {
        out_fmt(&table, "%010zu 00000 n \n", o.n);
        out_fmt(&o, "%zu 0 obj", i);
        out_str(&o, p->v[i].body);
        out_z(&o, "endobj\n");
    }
    size_t at = o.n;
    out_fmt(&o, "xref\n0 %zu\n0000000000 65535 f \n", p->n);
    out_str(&o, out_all(&table));
    out_fmt(&o, "trailer\n<< /Size %zu /Root %lld 0 R /Info %lld 0 R >>\nstartxref\n%zu\n%%%%EOF\n", p->n,
            (long long)p->root, (long long)p->info, at);
    return out_all(&o);
}

str pdf_finish(str pdf, const struct pdf_metadata *more) {
    struct parts p = {0};
    if (!take_apart(pdf, &p)) return pdf;
    structure_mark(&p, more);
    str catalog = p.v[p.root].body;
    if (find(catalog, "/StructTreeRoot") && !find(catalog, "/MarkInfo"))
        put_in(&p.v[p.root], S("/MarkInfo << /Marked true >>"));
    put_in(&p.v[p.root],
           str_fmt("/Lang (%s) /ViewerPreferences << /DisplayDocTitle true >>", more->language));
    if (more->room && !room_make(&p, more)) return pdf;
    return write_all(&p);
}
