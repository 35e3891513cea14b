/* The page /thu: a checklist for visitors of the demonstration. The journal ticks each line when it happens.
 */
#include "demo.h"
#include "answer/chart.h"
#include "dossier/view.h"
#include "target/day.h"
#include "scratch/scratch.h"
#include "web/web.h"

enum { N_TICKS = 9 };
struct tick {
    const char *what, *how, *go; /* msgids; without a link, `go` is a command to type */
    url link;
    i64 at;   /* when it happened, Unix seconds; 0 = not yet */
    str code; /* the dossier it was about */
};

/* The indicator that counts filed dossiers: on its page a visitor can look for his dossier. */
static const struct indicator *filings_counted(const struct province *p) {
    for (size_t i = 0; i < p->n_indicators; i++)
        if (p->indicators[i].measure == MEASURE_COUNT && str_is(p->indicators[i].of, "filings"))
            return &p->indicators[i];
    return NULL;
}

#include "demo/checklist.html.h"

/* The first dossier filed online after act `since`; 0 = none. */
static i64 first_filing(struct db *db, i64 since) {
    return db_int(db,
                  SQL("SELECT act FROM " DOSSIER_EVENTS " AS e"
                      " WHERE act > $1 AND what = 'filed' AND channel = 'online' AND service = 1"
                      " ORDER BY act LIMIT 1"),
                  VN(since));
}

static i64 first_event(struct db *db, i64 since, str what) {
    return db_int(db,
                  SQL("SELECT act FROM " DOSSIER_EVENTS " AS e WHERE act > $1 AND what = $2"
                      " ORDER BY act LIMIT 1"),
                  VN(since), VT(what));
}

static str code_of(struct db *db, i64 act) {
    if (!act) return (str){0};
    return db_text(db,
                   SQL("SELECT d.code FROM " DOSSIER_EVENTS " AS e"
                       " JOIN " DOSSIERS " AS d ON d.n = e.dossier WHERE e.act = $1 ORDER BY e.i LIMIT 1"),
                   VN(act));
}

static void tick_desk(struct request *r, struct tick *v, i64 since) {
    i64 filed = first_filing(r->db, since), received = first_event(r->db, since, S("received")),
        returned = first_event(r->db, since, S("returned"));
    bool officer = r->roles & (R_OFFICER | R_LEADER); /* other visitors sign in on the home page first */
    url queue = officer ? url_fmt("/can-bo") : url_fmt("/");
    const char *to_queue = officer ? N_("To the queue") : N_("To the home page");
    const struct procedure *p = demo_procedure(r->province, r->province->default_unit, when_day(r->now));
    i64 signed_in = scratch_marked(r->scratch, S("citizen"));
    v[0] = (struct tick){
        N_("Someone signs in as a citizen"),
        N_("On the home page, press the button “citizen”: no password is asked on demonstration data."),
        N_("To the home page"),
        url_fmt("/"),
        signed_in ? signed_in : act_at(r->db, filed),
        {0}};
    v[1] = (struct tick){N_("A dossier is filed online"),
                         N_("Open the procedure, press File a dossier, and answer the questions."),
                         p ? N_("To the procedure") : N_("To the home page"),
                         p ? url_fmt("/thu-tuc/%s", str_z(p->code)) : url_fmt("/"),
                         act_at(r->db, filed),
                         code_of(r->db, filed)};
    v[2] = (struct tick){
        N_("An officer receives it"),
        N_("Sign in with the button “officer”: it stands in the queue. Open it and press Receive."),
        to_queue,
        queue,
        act_at(r->db, received),
        code_of(r->db, received)};
    v[3] = (struct tick){
        N_("Someone asks why it is due then"),
        N_("On the dossier's page at the desk, press “Why this time”: every minute is explained."),
        to_queue,
        queue,
        scratch_marked(r->scratch, S("why")),
        {0}};
    v[4] = (struct tick){N_("The result is returned"),
                         N_("At the desk, do the steps that remain, sign, and press Return the result."),
                         to_queue,
                         queue,
                         act_at(r->db, returned),
                         code_of(r->db, returned)};
}

static void tick_proof(struct request *r, struct tick *v) {
    i64 again = adopted_at(r->db, 2);
    v[5] =
        (struct tick){N_("The number on the Day's page has moved"),
                      N_("After a result is returned, open the Day: each figure says by how much it moved."),
                      N_("To the Day"),
                      url_fmt("/ngay"),
                      scratch_marked(r->scratch, S("day")),
                      {0}};
    v[6] = (struct tick){
        N_("The records behind a figure are opened"),
        N_("Sign in with the button “leader”; on the Day press a figure, then “See the records”."),
        N_("To the Day"),
        url_fmt("/ngay"),
        scratch_marked(r->scratch, S("records")),
        {0}};
    v[7] = (struct tick){
        N_("A record is forged behind our back, and named"),
        N_("In a terminal, on a copy of the data: verify and the figure's page name the act and the row."),
        "./run --break-it",
        {{0}},
        scratch_marked(r->scratch, S("break-it")),
        {0}};
    v[8] = (struct tick){
        N_("A second procedure is taken in while running"),
        N_("Copy a file in the folder procedures of the province, change its code and name, then type:"),
        "build/tinhso adopt DATA PROVINCE",
        {{0}},
        again,
        {0}};
}

static void page_demo(struct request *r) {
    if (!r->demo || !r->scratch) {
        web_error(r, 404, N_("There is no such page"), N_("Check the address, or begin at the home page."));
        return;
    }
    struct tick v[N_TICKS];
    tick_desk(r, v, last_act_before_today(&r->asker));
    tick_proof(r, v);
    size_t done = 0;
    for (size_t i = 0; i < N_TICKS; i++) done += v[i].at != 0;
    frame_open(r, str_c(say(r->lang, "Try it in five minutes")));
    draw_ticks(r, v, N_TICKS, done);
    frame_close(r);
}

static const struct page pages[] = {
    {.method = "GET",
     .path = "/thu",
     .who = R_ANYONE,
     .en = N_("Try it in five minutes"),
     .handle = page_demo},
    {0},
};
const struct room demonstration = {
    .name = "demonstration",
    .en = N_("What exists only on demonstration data: the checklist of a visit."),
    .pages = LIST(page, pages),
};
