/* Acts of sealing: a year is proposed and sealed by two people; a sealed figure is restated with a reason.
 * Every version is kept. */
#include "seal.h"

#include "base/text.h"

/* ---- year.propose, year.seal ---- */

static bool sha_ok(str s) {
    u8 bytes[32];
    return s.n == 64 && unhex(s, bytes, 32) && str_eq(hex(bytes, 32), s);
}

static bool figures_ok(const json_t *figures) {
    const char *id;
    json_t *f;
    json_object_foreach((json_t *)(uintptr_t)figures, id,
                        f) if (!*id || !json_is_object(f) || !sha_ok(json_str(f, "sha"))) return false;
    return json_object_size(figures) > 0;
}

/* Only a year that is over can be proposed: its last day must be past. */
static bool year_open(struct act *a) {
    i64 year = act_int(a, "year");
    const char *why = NULL;
    if (year < 2000 || year > 2100) why = N_("There is no such year.");
    else if (year_sealed(a->db, (int)year, NULL))
        why = N_("This year has been sealed already; what came late is a restatement.");
    else if (period_reporting(a->province, (int)year).to > when_day(a->happened_at))
        why = N_("The reporting year has not closed yet.");
    if (why) act_refuse(a, why, "year");
    return !why;
}

static void propose_apply(struct act *a) {
    json_t *figures = act_json(a, "figures");
    if (!year_open(a)) return;
    if (!a->actor.person) return act_refuse(a, N_("A year is proposed by a person."), "year");
    if (!figures_ok(figures) || !sha_ok(act_text(a, "programme")))
        return act_refuse(a, N_("The figures of the year are not well-formed."), "figures");
    if (act_int(a, "as_of") < 1 || act_int(a, "as_of") >= a->n)
        return act_refuse(a, N_("There is no such act."), "as_of");
    proposal_add(a->db, &(struct sealing){.year = (int)act_int(a, "year"),
                                          .proposal = a->n,
                                          .proposer = a->actor.person,
                                          .as_of = act_int(a, "as_of"),
                                          .at = a->happened_at,
                                          .programme = act_text(a, "programme"),
                                          .figures = figures});
}

/* The second person's act repeats the proposal and names every document by its hash. */
static void seal_apply(struct act *a) {
    struct sealing s;
    if (!year_open(a)) return;
    if (!year_proposed(a->db, (int)act_int(a, "year"), &s) || s.proposal != act_int(a, "proposal"))
        return act_refuse(a, N_("Another proposal has been made since; look at that one."), "proposal");
    if (s.proposer == a->actor.person)
        return act_refuse(a, N_("Who proposed the figures cannot seal them: a second person does."),
                          "proposal");
    json_t *figures = act_json(a, "figures");
    if (!json_equal(figures, s.figures) || !str_eq(act_text(a, "programme"), s.programme))
        return act_refuse(a, N_("These are not the figures that were proposed."), "figures");
    s.act = a->n;
    s.at = a->happened_at;
    sealing_add(a->db, &s);
    const char *id;
    json_t *f;
    json_object_foreach(figures, id, f) frozen_add(a->db, s.year, str_c(id),
                                                   &(struct frozen){.act = a->n,
                                                                    .as_of = s.as_of,
                                                                    .at = a->happened_at,
                                                                    .sha = json_str(f, "sha"),
                                                                    .value = json_str(f, "value")});
}

static void restate_apply(struct act *a) {
    i64 year = act_int(a, "year"), as_of = act_int(a, "as_of");
    struct frozen *v;
    str sha = act_text(a, "sha"), reason = text_squeeze(act_text(a, "reason"));
    if (!year_sealed(a->db, (int)year, NULL))
        return act_refuse(a, N_("This year is not sealed: its figures still move by themselves."), "year");
    size_t n = frozen_versions(a->db, (int)year, act_text(a, "indicator"), &v);
    if (!n) return act_refuse(a, N_("The sealed year has no such figure."), "indicator");
    if (text_length(reason) < 5) return act_refuse(a, N_("Write the reason."), "reason");
    if (!sha_ok(sha) || str_eq(sha, v[n - 1].sha)) return act_refuse(a, N_("Nothing was changed."), "sha");
    if (as_of <= v[n - 1].as_of || as_of >= a->n) return act_refuse(a, N_("There is no such act."), "as_of");
    frozen_add(a->db, (int)year, act_text(a, "indicator"),
               &(struct frozen){.act = a->n,
                                .as_of = as_of,
                                .at = a->happened_at,
                                .sha = sha,
                                .value = act_text(a, "value"),
                                .reason = reason});
}

/* ---- the table of acts ---- */

#define YEAR INT("year", NEEDED)
#define FIGURES OBJECT("figures", 512 * 1024, NEEDED), TEXT("programme", 64, NEEDED)
static const struct act_field propose_fields[] = {YEAR, INT("as_of", NEEDED), FIGURES};
static const struct act_field seal_fields[] = {YEAR, INT("proposal", NEEDED), FIGURES};
static const struct act_field restate_fields[] = {YEAR,
                                                  TEXT("indicator", 80, NEEDED),
                                                  INT("as_of", NEEDED),
                                                  TEXT("sha", 64, NEEDED),
                                                  TEXT("value", 40, 0),
                                                  TEXT("reason", 4000, NEEDED)};

const struct act_kind seal_acts[] = {
    {.name = "year.propose",
     .en = N_("Figures of a year proposed for sealing"),
     .by = R_LEADER | R_ADMIN,
     .fields = propose_fields,
     .n_fields = COUNT(propose_fields),
     .apply = propose_apply},
    {.name = "year.seal",
     .en = N_("Year sealed"),
     .by = R_LEADER | R_ADMIN,
     .fields = seal_fields,
     .n_fields = COUNT(seal_fields),
     .apply = seal_apply},
    {.name = "year.restate",
     .en = N_("Figure of a sealed year restated"),
     .by = R_LEADER | R_ADMIN,
     .fields = restate_fields,
     .n_fields = COUNT(restate_fields),
     .apply = restate_apply},
    {0},
};
