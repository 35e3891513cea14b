/* TAP: the published values of 2022 come out of main values × points (Decision 922); ranks within the region;
 * points lost; what `check` refuses. */
#include "rooms/programme/score.h"
#include "tap.h"

static const char folder[] = "provinces/thai-nguyen";

static const struct province *built(const char *file, const char *from, const char *to,
                                    struct complaints *c) {
    *c = (struct complaints){0};
    struct sources s = sources_read(str_c(folder), c);
    for (size_t i = 0; i < s.n && file; i++) {
        if (!str_eq(s.v[i].path, str_c(file))) continue;
        const char *at = memmem(s.v[i].text.p, s.v[i].text.n, from, strlen(from));
        require(at);
        size_t before = (size_t)(at - s.v[i].text.p);
        s.v[i].text = str_fmt("%.*s%s%.*s", (int)before, s.v[i].text.p, to,
                              (int)(s.v[i].text.n - before - strlen(from)), at + strlen(from));
    }
    return province_build(&s, c);
}

static size_t wrong_totals(const struct scorecard *s, const struct score_year *y, size_t *out_compared) {
    size_t wrong = 0;
    *out_compared = 0;
    for (size_t i = 0; i < y->n_rows; i++) {
        i64 published = 0, ours = score_total(s, &y->rows[i]);
        if (!y->rows[i].n_values || !ten_thousandths(y->rows[i].total, &published)) continue;
        ++*out_compared;
        wrong += ours < published - 1 || ours > published + 1;
    }
    return wrong;
}

static void published(const struct province *p) {
    const struct scorecard *s = scorecard_of(p, S("dti-922"));
    const struct score_year *y = &s->years[1];
    size_t compared = 0;
    ok(y->year == 2022 && y->n_rows == 63, "all 63 of 2022");
    ok(!wrong_totals(s, y, &compared) && compared == 5,
       "the published values of %zu provinces come out within 0.0001", compared);
    s->main[0].points = 110;
    ok(wrong_totals(s, y, &compared), "with another weight they do not");
    s->main[0].points = 100;
    ok(score_ours(s, y)->rank == 8 && score_rank_in_region(s, y) == 2,
       "eighth in the country, second in the region");
    ok(!score_ours(s, &s->years[2]) && !score_rank_in_region(s, &s->years[2]),
       "2023: not among those that were seen, no rank is made up");
    struct score_lost *v;
    int year;
    size_t unknown;
    s = scorecard_of(p, S("dti-405"));
    ok(!score_losses(s, &year, &v, &unknown) && year == 2024 && unknown == 6,
       "2024: two values known, six not, no points: nothing is said of loss");
    ok(score_total(s, &s->years[0].rows[0]) < 0, "no total without points");
    struct complaints c;
    p = built("scorecards/dti-922.yaml", "ours: Thái Nguyên\n", "ours: Đà Nẵng\n", &c);
    size_t n = p ? score_losses(scorecard_of(p, S("dti-922")), &year, &v, &unknown) : 0;
    ok(n == 8 && !unknown && v[0].tenths == 720 && str_is(v[0].index->id, "hoat_dong_xa_hoi_so"),
       "where values are known the largest loss comes first: 72.0 points of 150");
    p = built("scorecards/dti-922.yaml", "points: 150, parts: 8}",
              "points: 150, parts: 8, components: [{name: {vi: A, en: A}, points: 20, ours: 5.5}, {name: "
              "{vi: B, en: B}}]}",
              &c);
    n = p ? score_losses(scorecard_of(p, S("dti-922")), &year, &v, &unknown) : 0;
    ok(n == 1 && v[0].part && v[0].tenths == 145, "components count once the province has entered them");
}

static void refused(const char *from, const char *to, const char *complaint) {
    struct complaints c;
    const struct province *p = built("scorecards/dti-922.yaml", from, to, &c);
    str text = c.n ? complaint_text(&c.v[0]) : S("nothing");
    if (!ok(!p && memmem(text.p, text.n, complaint, strlen(complaint)), "refused: %s", complaint))
        diag("%.*s", STR_ARG(text));
}

int main(void) {
    arena_enter(arena_new());
    rooms_start();
    struct complaints c;
    const struct province *p = built(NULL, NULL, NULL, &c);
    if (!ok(p != NULL, "the folder is right")) return done();
    published(p);
    refused("points: 200", "points: 201", "they add up to 1001, the scale is 1000");
    refused("group: hoat_dong", "group: hoat_dog", "there is no group \"hoat_dog\"");
    refused("{name: Lạng Sơn}", "{name: Đà Nẵng}", "stands here twice");
    refused("total: 0.8002", "total: 1.8002", "total is \"1.8002\"");
    refused("0.8253, ", "", "there are 7, of 8");
    return done();
}
