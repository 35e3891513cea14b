/* News of the programme as RSS 2.0: years sealed and restated, targets changed, external figures, progress,
 * reports. */
#include "programme.h"

#include "target/view.h"
#include "figure/view.h"

enum { ITEMS = 50 };

static const char rfc822_days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
static const char rfc822_months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

static str rfc822(i64 at) {
    struct civil c = when_civil(at);
    return str_fmt("%s, %02d %s %04d %02d:%02d:%02d +0700", rfc822_days[c.weekday], c.day,
                   rfc822_months[c.month - 1], c.year, c.hour, c.minute, c.second);
}

static str target_name(struct request *r, str id) {
    const struct target *t = target_of(r->province, id);
    return t ? pick(r->lang, t->name) : id;
}

static str measure_name(struct request *r, str id) {
    for (size_t i = 0; i < r->province->n_measures; i++)
        if (str_eq(r->province->measures[i].id, id)) return pick(r->lang, r->province->measures[i].name);
    return id;
}

static str figure_name(struct request *r, str id) {
    const struct indicator *ind = indicator_of(r->province, id);
    const struct external *x = external_of(r->province, id);
    if (ind) return pick(r->lang, ind->name);
    return x ? pick(r->lang, x->name) : id;
}

/* One news item as text. */
static str told(struct request *r, str what, str of, int year, str value) {
    if (str_is(what, "sealed")) return say_fmt(r->lang, "The year %d is sealed", year);
    if (str_is(what, "restated"))
        return say_fmt(r->lang, "Restated for %d: %s", year, str_z(figure_name(r, of)));
    if (str_is(what, "target"))
        return say_fmt(r->lang, "Target changed for %d: %s: %s", year, str_z(target_name(r, of)),
                       str_z(value));
    if (str_is(what, "published"))
        return say_fmt(r->lang, "Published for %d: %s: %s", year, str_z(figure_name(r, of)), str_z(value));
    if (str_is(what, "progress"))
        return say_fmt(r->lang, "Progress of a measure: %s: %s %%", str_z(measure_name(r, of)), str_z(value));
    return say_fmt(r->lang, "The signed report of %d is there", year);
}

static void element(struct out *o, const char *name, str text) {
    out_fmt(o, "<%s>", name);
    html_str(o, text);
    out_fmt(o, "</%s>\n", name);
}

static void items(struct request *r, str site) {
    struct out *o = &r->out;
    struct rows q =
        db_ask(r->db,
               SQL("SELECT act, at, what, of_id, year, value"
                   " FROM (SELECT act, sealed_at AS at, 'sealed' AS what, '' AS of_id, year,"
                   " '' AS value FROM " SEALED_YEARS " AS s"
                   " UNION ALL SELECT f.act, f.at, 'restated', f.indicator, f.year, f.value"
                   " FROM " SEALED_FIGURES " AS f JOIN " SEALED_YEARS " AS y ON y.year = f.year"
                   " WHERE f.act > y.act"
                   " UNION ALL SELECT act, at, 'target', target, goal_year, value"
                   " FROM " TARGET_CHANGES " AS c"
                   " UNION ALL SELECT act, at, 'published', external, year, value FROM " PUBLISHED " AS p"
                   " UNION ALL SELECT act, at, 'progress', measure, 0, CAST(done AS TEXT)"
                   " FROM measure_report"
                   " UNION ALL SELECT act, at, 'report', lang, year, '' FROM year_report"
                   " WHERE lang = 'vi') x ORDER BY act DESC LIMIT $1"),
               VN(ITEMS));
    while (rows_next(&q)) {
        i64 act = row_int(&q, 0);
        int year = (int)row_int(&q, 4);
        str what = row_text(&q, 2);
        bool plan = str_is(what, "target") || str_is(what, "published") || str_is(what, "progress");
        out_z(o, "<item>\n");
        element(o, "title", told(r, what, row_text(&q, 3), year, row_text(&q, 5)));
        element(o, "link",
                plan ? str_fmt("%.*s/chuong-trinh", STR_ARG(site))
                     : str_fmt("%.*s/ngay/%d", STR_ARG(site), year));
        out_fmt(o, "<guid isPermaLink=\"false\">%.*s.tinhso-act-%lld</guid>\n", STR_ARG(r->province->code),
                (long long)act);
        element(o, "pubDate", rfc822(row_int(&q, 1)));
        out_z(o, "</item>\n");
    }
    rows_end(&q);
}

static void page_feed(struct request *r) {
    struct out *o = &r->out;
    str site = web_site(r), name = pick(r->lang, r->province->name);
    r->type = "application/rss+xml; charset=utf-8";
    out_z(o, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>\n");
    element(o, "title", say_fmt(r->lang, "What is new in the digital transformation of %s", str_z(name)));
    element(o, "link", str_fmt("%.*s/chuong-trinh", STR_ARG(site)));
    element(o, "description",
            r->demo ? str_c(T("DEMONSTRATION DATA"))
                    : pick(r->lang,
                           (struct words){r->province->programme_name_vi, r->province->programme_name_en}));
    element(o, "language", str_c(lang_code(r->lang)));
    items(r, site);
    out_z(o, "</channel></rss>\n");
}

const struct page feed_pages[] = {
    {.method = "GET",
     .path = "/tin.rss",
     .who = R_ANYONE,
     .en = N_("What is new in the programme, as RSS"),
     .handle = page_feed},
    {0},
};
