/* Search for a procedure as people type: no tone marks, wrong marks, a wrong letter, half a word. The index
 * lies in memory: a few thousand names. */
#include "catalogue.h"

#include "reading/words.h"

#include "base/text.h"

#include <pthread.h>

#include "rooms/catalogue/search.html.h"

enum { WORDS = 48, ASKED = 12, HITS = 50 };

struct entry {
    const struct procedure *p;
    str words[WORDS], sounds[WORDS];
    size_t n;
    str joined; /* the folded name without blanks: "dangkykhaisinh" */
};
struct index {
    const struct province *province;
    i64 act;
    struct arena *arena;
    struct entry *v;
    size_t n;
};

/* Folds letters that people confuse: i/y, s/x, ch/tr, d/gi, c/k/q, ph/f. */
static str sound(str w) {
    static const struct {
        const char *from, *to;
    } same[] = {{"tr", "ch"}, {"gi", "d"}, {"ph", "f"}, {"y", "i"},
                {"x", "s"},   {"k", "c"},  {"q", "c"},  {"z", "d"}};
    struct out o = {0};
    while (w.n) {
        size_t i = 0;
        while (i < COUNT(same) && !str_starts(w, str_c(same[i].from))) i++;
        size_t used = i < COUNT(same) ? strlen(same[i].from) : 1;
        out_str(&o, i < COUNT(same) ? str_c(same[i].to) : (str){w.p, 1});
        w.p += used;
        w.n -= used;
    }
    return out_all(&o);
}

/* Whether `a` becomes `b` by at most `limit` edits: a letter wrong, missing, too many, or two swapped. */
static bool near(str a, str b, int limit) {
    enum { LONG = 24 };
    int rows[3][LONG + 1];
    if (a.n > LONG || b.n > LONG || a.n > b.n + (size_t)limit || b.n > a.n + (size_t)limit) return false;
    for (int j = 0; j <= (int)b.n; j++) rows[0][j] = j;
    for (int i = 1; i <= (int)a.n; i++) {
        int *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (int j = 1; j <= (int)b.n; j++) {
            int change = last[j - 1] + (a.p[i - 1] != b.p[j - 1]),
                d = last[j] < now[j - 1] ? last[j] + 1 : now[j - 1] + 1;
            if (change < d) d = change;
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1] &&
                before[j - 2] + 1 < d)
                d = before[j - 2] + 1;
            now[j] = d;
        }
    }
    return rows[a.n % 3][b.n] <= limit;
}

/* For short words, which one wrong letter makes another word (khau, khai): only two neighbours swapped. */
static bool swapped(str a, str b) {
    if (a.n != b.n || a.n < 3) return false;
    size_t i = 0;
    while (i + 1 < a.n && a.p[i] == b.p[i]) i++;
    bool turned = i + 1 < a.n && a.p[i] == b.p[i + 1] && a.p[i + 1] == b.p[i];
    return turned && !memcmp(a.p + i + 2, b.p + i + 2, a.n - i - 2);
}

/* Words of a sentence that name no service: "I want to do the paper for …". */
static bool filler(str w) {
    static const char *const words[] = {"lam", "giay", "cho",  "con", "chau", "xin", "em",
                                        "be",  "toi",  "muon", "can", "nop",  "don", "o",
                                        "dau", "the",  "nao",  "va",  "cua",  "to"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (str_eq(w, str_c(words[i]))) return true;
    return false;
}

/* How well a word of the query fits a word of an entry: 4 equal, 3 its beginning, 2 sounds alike, 1 a typing
 * error, 0 not. */
static int meets(str asked, str asked_sound, str word, str word_sound) {
    if (str_eq(asked, word)) return 4;
    if (asked.n > 1 && str_starts(word, asked)) return 3;
    if (str_eq(asked_sound, word_sound)) return 2;
    if (asked.n < 5 && word.n < 5 ? swapped(asked, word)
                                  : asked.n + 1 >= word.n && near(asked, word, asked.n >= 8 ? 2 : 1))
        return 1;
    return 0;
}

static void words_add(struct entry *e, str text) {
    str rest = text_fold(text);
    while (rest.n && e->n < WORDS) {
        str w = str_cut(&rest, ' ');
        if (!w.n) continue;
        e->words[e->n] = w;
        e->sounds[e->n++] = sound(w);
    }
}

static str joined(str text) {
    str folded = text_fold(text);
    struct out o = {0};
    while (folded.n) out_str(&o, str_cut(&folded, ' '));
    return out_all(&o);
}

static void index_build(struct index *x, const struct province *p) {
    if (!x->arena) x->arena = arena_new();
    struct arena *before = arena_enter(x->arena);
    arena_reset(x->arena);
    x->province = p;
    x->act = p->act;
    x->n = p->n_procedures;
    x->v = NEWS(struct entry, x->n + 1);
    for (size_t i = 0; i < x->n; i++) {
        const struct procedure *q = p->procedures[i];
        struct entry *e = &x->v[i];
        e->p = q;
        words_add(e, q->name.vi);
        words_add(e, q->name.en);
        words_add(e, q->field_name.vi);
        words_add(e, q->field_name.en);
        for (size_t k = 0; k < q->n_known_as; k++) words_add(e, q->known_as[k]);
        e->joined = joined(q->name.vi);
    }
    arena_enter(before);
}

/* An entry's score for the query; 0 = does not fit. *out_all: every word of the query was found. */
static int score(const struct entry *e, const str *asked, const str *sounds, size_t n, str together,
                 bool *out_all) {
    int total = 0;
    size_t met = 0;
    for (size_t i = 0; i < n; i++) {
        int best = 0;
        for (size_t j = 0; j < e->n && best < 4; j++) {
            int m = meets(asked[i], sounds[i], e->words[j], e->sounds[j]);
            if (m > best) best = m;
        }
        total += best;
        met += best > 0;
    }
    bool run = together.n >= 4 && memmem(e->joined.p, e->joined.n, together.p, together.n);
    *out_all = met == n || run;
    if (run) total += 8;
    return *out_all || met * 2 > n ? total * 4 / (int)n + (e->p->everyday ? 1 : 0) : 0;
}

static void hit_insert(struct hits *h, int *scores, const struct procedure *p, int s) {
    size_t at = h->n < HITS ? h->n++ : HITS - 1;
    if (at == HITS - 1 && h->n == HITS && scores[at] >= s && h->v[at]) return;
    for (; at > 0 && scores[at - 1] < s; at--) {
        h->v[at] = h->v[at - 1];
        scores[at] = scores[at - 1];
    }
    h->v[at] = p;
    scores[at] = s;
}

static struct hits hits_of(const struct index *x, str query) {
    struct hits all = {.v = NEWS(const struct procedure *, HITS)},
                some = {.v = NEWS(const struct procedure *, HITS), .loose = true};
    int all_scores[HITS], some_scores[HITS];
    str asked[ASKED], sounds[ASKED], rest, code = str_trim(query), together = joined(query);
    size_t n = 0;
    for (int pass = 0; pass < 2 && !n; pass++) { /* second pass: the query was fillers only, so take them */
        rest = text_fold(query);
        while (rest.n && n < ASKED) {
            str w = str_cut(&rest, ' ');
            if (!w.n || (!pass && filler(w))) continue;
            asked[n] = w;
            sounds[n++] = sound(w);
        }
    }
    for (size_t i = 0; n && i < x->n; i++) {
        bool whole = false;
        int s = code.n >= 3 && str_starts(x->v[i].p->code, code)
                    ? 100
                    : score(&x->v[i], asked, sounds, n, together, &whole);
        if (s >= 100 || (s && whole)) hit_insert(&all, all_scores, x->v[i].p, s);
        else if (s) hit_insert(&some, some_scores, x->v[i].p, s);
    }
    return all.n ? all : some;
}

struct hits search_procedures(const struct province *p, str query) {
    /* built for the definitions in force; an adoption, which is rare, rebuilds it */
    static struct index index;
    static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
    pthread_rwlock_rdlock(&lock);
    while (index.province != p || index.act != p->act) {
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_wrlock(&lock);
        if (index.province != p || index.act != p->act) index_build(&index, p);
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_rdlock(&lock);
    }
    struct hits h = hits_of(&index, query);
    pthread_rwlock_unlock(&lock);
    return h;
}

static void page_search(struct request *r) {
    str q = text_squeeze(req_field(r, "q"));
    if (!q.n) return web_redirect(r, "/");
    struct hits h = search_procedures(r->province, q);
    draw_search(r, q, &h);
}

/* ---- the pages ---- */

static const struct input in_search[] = {{"q", 300}};

const struct page search_pages[] = {
    {.method = "GET",
     .path = "/tim",
     .who = R_ANYONE,
     .en = N_("Find a service"),
     INPUTS(in_search),
     .handle = page_search},
    {0},
};
