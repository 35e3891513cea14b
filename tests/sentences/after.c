/* Checks after every file of sentences (all pages for all roles, verify, replay, figures computed two ways),
 * and the coverage that everything.t demands of all files. */
#include "audit/audit.h"
#include "backroom/private.h"
#include "sentences.h"
#include "dossier/dossier.h"
#include "answer/label.h"
#include "figure/sums.h"
#include "rooms/seal/seal.h"

#include <stdio.h>

static void path_fill(const char *pattern, str code, struct out *o) {
    for (const char *c = pattern; *c; c++) {
        if (*c != '{') {
            out_char(o, *c);
            continue;
        }
        bool tail = c[1] == '*';
        c = strchr(c, '}');
        str so_far = out_all(o);
        if (str_starts(so_far, S("/thu-tuc/"))) out_z(o, "1.001193");
        else if (str_is(so_far, "/so-dang-ky/")) out_z(o, "digital-enterprises");
        else if (str_starts(so_far, S("/so-dang-ky/"))) out_z(o, "1");
        else if (str_starts(so_far, S("/chi-so/"))) out_z(o, "level4-whole");
        else if (str_starts(so_far, S("/ngay/"))) out_z(o, "2026");
        else if (!tail && so_far.n > 12 && str_starts(so_far, S("/can-bo/")) &&
                 memmem(so_far.p, so_far.n, "/giay/", 6))
            out_z(o, "1");
        else out_str(o, code);
    }
}

/* ---- every page ---- */

const struct page *page_each(size_t i) {
    for (size_t k = 0; rooms[k]; k++)
        EACH (page, p, rooms[k]->pages, method)
            if (!i--) return p;
    return NULL;
}

/* Links seen on drawn pages: the first few for each page pattern. */
enum { PAGES = 300, ADDRESSES_EACH = 3 };
static str addresses[PAGES][ADDRESSES_EACH];
static size_t forms_read;
static json_t *wrong_forms; /* each fault is reported once */

static void address_keep(str address) {
    str part[4], rest = address, path = str_cut(&rest, '?');
    const struct page *p = web_find(S("GET"), path, part, NULL), *one;
    for (size_t i = 0; p && i < PAGES && (one = page_each(i)); i++)
        for (size_t k = 0; one == p && k < ADDRESSES_EACH; k++) {
            if (str_eq(addresses[i][k], address)) return;
            if (addresses[i][k].n) continue;
            addresses[i][k] = str_copy(address);
            return;
        }
}

void page_look(const struct request *r, str target) {
    str html = out_all(&r->out);
    bool is_html = html.n && (!r->type || strstr(r->type, "html")) && !r->file.n && !r->location.n;
    if (!is_html) return;
    struct page_drawn *p = page_read(html);
    forms_read += p->n_forms;
    str wrong = forms_wrong(r, target, p);
    struct arena *before = arena_enter(world.lasting);
    if (!wrong_forms) wrong_forms = json_object();
    while (wrong.n) {
        str one = str_cut(&wrong, '\n');
        json_object_set_new(
            wrong_forms, str_z(str_fmt("%.*s on the page %s", STR_ARG(one), r->page ? r->page->path : "?")),
            json_true());
    }
    for (size_t i = 0; i < p->n_links; i++)
        if (p->links[i].n && p->links[i].p[0] == '/') address_keep(address_on(target, p->links[i]));
    arena_enter(before);
}

/* State that a GET must not change. Waits for the scratch thread's pending writes first. */
struct written {
    i64 act;
    size_t n;
    struct draft drafts[200];
};
static void written(struct written *w) {
    str error = {0};
    scratch_drafts(world.scratch, ACTOR_NOBODY, NULL, 0);
    struct db *db = db_open(str_fmt("%.*s/scratch.db", STR_ARG(world.folder)), DB_READ, &error);
    struct rows r = db_ask(db, SQL("SELECT id, owner, procedure FROM draft ORDER BY id"));
    *w = (struct written){.act = journal_last(world.reader)};
    while (w->n < COUNT(w->drafts) && rows_next(&r)) {
        struct draft d = {.id = row_text(&r, 0), .owner = row_int(&r, 1), .procedure = row_text(&r, 2)};
        w->drafts[w->n++] = d;
    }
    rows_end(&r);
    db_close(db);
}

static bool among(const struct draft *d, const struct written *w) {
    for (size_t i = 0; i < w->n; i++)
        if (str_eq(w->drafts[i].id, d->id)) return true;
    return false;
}

static void drafts_tell(const struct written *w, const struct written *other, const char *how) {
    for (size_t i = 0; i < w->n; i++)
        if (!among(&w->drafts[i], other))
            printf("#   %s: the draft %.*s of %lld for %.*s\n", how, STR_ARG(w->drafts[i].id),
                   (long long)w->drafts[i].owner, STR_ARG(w->drafts[i].procedure));
}

static void nothing_written(const struct written *before) {
    struct written after;
    written(&after);
    bool same = after.act == before->act && after.n == before->n;
    for (size_t i = 0; i < after.n; i++) same &= among(&after.drafts[i], before);
    if (ok(same, S("none of them changed the journal or a draft"))) return;
    struct rows r = db_ask(world.reader, SQL("SELECT n, kind, actor FROM journal WHERE n > $1 ORDER BY n"),
                           VN(before->act));
    while (rows_next(&r))
        printf("#   written: act %lld %.*s by %lld\n", (long long)row_int(&r, 0), STR_ARG(row_text(&r, 1)),
               (long long)row_int(&r, 2));
    rows_end(&r);
    drafts_tell(before, &after, "gone");
    drafts_tell(&after, before, "new");
}

static const char *const roles[] = {"nobody", "awa", "beto", "leader"};

/* Draws one page for every role; returns how often it was drawn, and adds the wrong ones to *bad. */
static size_t page_drawn(str address, size_t *bad) {
    static struct arena *arena;
    size_t drawn = 0;
    if (!arena) arena = arena_new();
    for (size_t w = 0; w < COUNT(roles); w++) {
        if (who_is(str_c(roles[w])) < 0) continue;
        struct arena *before = arena_enter(arena);
        struct request *r = ask_page(str_c(roles[w]), &(struct sending){.method = "GET", .target = address});
        str out = out_all(&r->out);
        bool html = !r->type || strstr(r->type, "html");
        bool leak = html && out.n && memmem(out.p, out.n, "<script>alert(1)", 16);
        /* 503 is right for a proof file: it waits for a checkpoint, and this test signs none */
        if ((r->status >= 500 && r->status != 503) || leak) {
            printf("#   GET %.*s as %s: %d%s\n", STR_ARG(address), roles[w], r->status,
                   leak ? ", hostile text unescaped" : "");
            ++*bad;
        }
        drawn++;
        arena_enter(before);
        arena_reset(arena);
    }
    return drawn;
}

/* Draws every page for every role, at a made-up address and at links that pages showed. No page may answer
 * 500, show hostile text unescaped, or write anything. Every form shown must be one that its reader may send.
 */
static void every_page(void) {
    struct written before;
    written(&before);
    size_t pages = 0, bad = 0;
    str code = db_text(world.reader, SQL("SELECT code FROM dossier ORDER BY n DESC LIMIT 1"));
    const struct page *p;
    const char *line;
    json_t *v;
    for (size_t i = 0; (p = page_each(i)); i++) {
        if (strcmp(p->method, "GET")) continue;
        require(i < PAGES);
        struct out path = {0};
        path_fill(p->path, code, &path);
        pages += page_drawn(out_all(&path), &bad);
        for (size_t k = 0; k < ADDRESSES_EACH; k++)
            if (addresses[i][k].n) pages += page_drawn(addresses[i][k], &bad);
    }
    ok(bad == 0 && pages > 0, str_fmt("%zu pages drawn, as every role", pages));
    ok(!json_object_size(wrong_forms),
       str_fmt("%zu forms drawn can be sent, each by who saw it", forms_read));
    json_object_foreach(wrong_forms, line, v) printf("#   %s\n", line);
    nothing_written(&before);
}

static void every_view(void) {
    for (size_t i = 0; rooms[i]; i++)
        for (size_t v = 0; rooms[i]->views && rooms[i]->views[v]; v++) {
            const struct view *view = rooms[i]->views[v];
            struct val vals[] = {VN(INT64_MAX), VN(0), VN(100000), VT(S(""))};
            struct rows r =
                db_ask_built(world.reader, str_fmt("SELECT * FROM %s", view->from), vals, COUNT(vals));
            i64 n = 0;
            while (rows_next(&r)) n++;
            if (n && !db_error(world.reader).n) note_seen("view", str_c(view->name));
        }
    const struct province *p = folder_province(world.house);
    for (size_t i = 0; p && i < p->n_registers; i++) {
        struct val vals[] = {VN(INT64_MAX), VN(0), VN(100000), VT(S(""))};
        struct rows r = db_ask_built(world.reader, str_fmt("SELECT * FROM %s", p->registers[i].view.from),
                                     vals, COUNT(vals));
        while (rows_next(&r)) {}
    }
    ok(!db_error(world.reader).n, str_fmt("every view answers %.*s", STR_ARG(db_error(world.reader))));
}

static bool same_figure(struct figure a, struct figure b) {
    return a.num == b.num && a.den == b.den && a.n == b.n && a.has_value == b.has_value;
}

/* One figure in total and by commune, from the sums and from the rows; returns how many answers differ. */
static size_t figure_differs(const struct province *p, const struct indicator *ind, struct period when,
                             i64 as_of) {
    struct figure whole[2];
    struct cells units[2];
    for (int k = 0; k < 2; k++) {
        sums_off(k == 1);
        whole[k] = figure_read(world.reader, ind, when, (str){0}, as_of);
        units[k] = cells_by_unit(world.reader, p, ind, when, when_day(world.now), as_of);
    }
    sums_off(false);
    size_t wrong = (size_t)!same_figure(whole[0], whole[1]) + (units[0].n != units[1].n);
    for (size_t i = 0; i < units[0].n && i < units[1].n; i++)
        wrong += !same_figure(units[0].v[i].f, units[1].v[i].f);
    return wrong;
}

static void every_figure(void) {
    const struct province *p = folder_province(world.house);
    i64 acts = db_int(world.reader, SQL("SELECT COALESCE(MAX(n), 0) FROM journal"));
    size_t wrong = 0, asked = 0;
    for (size_t i = 0; p && i < p->n_indicators; i++) {
        if (!figure_view(&p->indicators[i])) continue;
        int year = reporting_year(p, when_day(world.now));
        wrong += figure_differs(p, &p->indicators[i], period_reporting(p, year), acts) +
                 figure_differs(p, &p->indicators[i], period_calendar(year), acts / 2);
        asked += 2;
    }
    ok(!wrong, str_fmt("%zu figures from counters are what the rows say", asked));
}

/* Recomputes every version of every sealed figure from its records, as `tinhso recount` does. */
static void every_version(void) {
    struct asker r = {.db = world.reader,
                      .data = world.folder,
                      .now = world.now,
                      .province = folder_province(world.house),
                      .roles = R_ANYONE};
    struct out wrong = {0};
    size_t n_versions = 0;
    const char *id;
    json_t *f;
    for (int year = 2020; year <= 2030; year++) {
        struct sealing s;
        if (!year_sealed(world.reader, year, &s)) continue;
        json_object_foreach(s.figures, id, f) {
            struct frozen *v;
            size_t n = frozen_versions(world.reader, year, str_c(id), &v);
            for (size_t i = 0; i < n; i++) out_str(&wrong, figure_recompute(&r, year, str_c(id), &v[i]));
            n_versions += n;
        }
    }
    ok(!wrong.n, str_fmt("%zu versions of sealed figures are again what the records say %.*s", n_versions,
                         STR_ARG(out_all(&wrong))));
}

static void every_event(void) {
    struct rows r = db_ask(world.reader, SQL("SELECT DISTINCT what FROM dossier_event"));
    while (rows_next(&r)) note_seen("event", row_text(&r, 0));
    rows_end(&r);
}

static void proven(void) {
    struct findings f = {0};
    struct signer s = {.data = world.folder, .lock = -1};
    str error = {0};
    ok(signer_pass(&s, world.reader, true, &error) == SIGNED_ONE, S("the back room signs for it"));
    signer_close(&s);
    bool good = verify_folder(world.folder, true, &f);
    ok(good, S("verify --tables: journal, tree, files, every row equal to its replay"));
    for (size_t i = 0; i < f.n; i++) printf("#   %s: %.*s\n", f.v[i].where, STR_ARG(f.v[i].what));
    ok(!f.differences.n, S("today's code decides every act as it was decided"));
    if (f.differences.n) printf("# %.*s\n", STR_ARG(out_all(&f.differences)));
}

void after_file(void) {
    every_view();
    every_page();
    every_figure();
    every_version();
    every_event();
    proven();
}

/* ---- everything.t ---- */

static json_t *lines_of(const char *path) {
    char line[2000];
    FILE *in = fopen(path, "r");
    json_t *all = json_object();
    while (in && fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        if (line[0] && line[0] != '#') json_object_set_new(all, line, json_true());
    }
    if (in) fclose(in);
    return all;
}

/* `met`: what the files before noted; `unmet`: the known gaps of unmet.txt. */
static json_t *met, *unmet;
static void demand(str what) {
    const char *line = str_z(what);
    bool was_met = json_object_get(met, line), listed = json_object_get(unmet, line);
    if (listed) json_object_set_new(unmet, line, json_false());
    ok(was_met != listed, str_fmt("%s %s", line,
                                  was_met && listed ? "was exercised: strike it out of unmet.txt"
                                  : listed          ? "is not exercised yet"
                                                    : "was exercised"));
}

static void demand_page(const struct page *p) {
    bool post = !strcmp(p->method, "POST");
    demand(str_fmt("page %s %s", p->method, p->path));
    if (post) demand(str_fmt("pressed POST %s", p->path));
    for (size_t i = 0; i < p->n_inputs; i++)
        demand(str_fmt("input %s %s %s", p->method, p->path, p->inputs[i].name));
}

/* Demands every reason that the code passes to act_refuse. */
static void demand_refusals(void) {
    json_t *reasons = lines_of("build/gen/refusals"), *v;
    const char *reason;
    json_object_foreach(reasons, reason, v) demand(str_fmt("refusal %s", reason));
    ok(json_object_size(reasons) > 50,
       str_fmt("%zu reasons to refuse were found in the code", json_object_size(reasons)));
}

/* Fails for anything that no sentence exercised, except what unmet.txt lists. An unneeded line there fails
 * too, so the list only shrinks. */
void coverage(void) {
    const struct act_kind *k;
    const struct page *p;
    const char *line;
    json_t *left;
    met = lines_of("build/seen");
    unmet = lines_of("tests/sentences/unmet.txt");
    for (size_t i = 0; (k = act_kind_each(i)); i++) demand(str_fmt("act %s", k->name));
    for (size_t i = 0; (p = page_each(i)); i++) demand_page(p);
    for (size_t i = 0; rooms[i]; i++)
        for (size_t v = 0; rooms[i]->views && rooms[i]->views[v]; v++)
            demand(str_fmt("view %s", rooms[i]->views[v]->name));
    for (const struct event_kind *e = event_kinds; e->what; e++) demand(str_fmt("event %s", e->what));
    demand_refusals();
    json_object_foreach(unmet, line, left)
        ok(json_is_false(left), str_fmt("unmet.txt names what there is: %s", line));
}
