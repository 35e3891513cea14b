/* Which officer may act on a dossier, and in which status: the rows of rule.h applied. */
#include "acts.h"

const struct rule *rule_of(const char *act) {
    EACH (rule, x, LIST(rule, handle_rules, wait_rules, transfer_rules), act)
        if (!strcmp(x->act, act)) return x;
    return NULL;
}

bool rule_applies(const struct rule *rule, const struct dossier *d) {
    return (rule->in >> d->status & 1) && !d->closed_at;
}

str rule_agency(const struct rule *rule, const struct dossier *d) {
    return rule->who == DESK || d->status == ST_FILED ? d->desk : d->agency;
}

str rule_position(const struct rule *rule, const struct dossier *d, const struct procedure *p,
                  const struct province *all) {
    if (rule->who == HEAD) return p->steps[p->n_steps - 1].by;
    const struct step *s = rule->who == STEP && d->step.n ? procedure_step(p, d->step) : NULL;
    return s ? s->by : all->reception;
}

static bool officer_may(struct act *a, str agency, str position) {
    bool good =
        (a->actor.roles & R_OFFICER) && str_eq(a->actor.agency, agency) && actor_holds(&a->actor, position);
    if (!good) act_refuse(a, N_("This is done by another officer."), NULL);
    return good;
}

bool officer_acts(struct act *a, struct dossier *d, const struct procedure **p) {
    const struct rule *rule = rule_of(a->kind->name);
    if (!dossier_for_act(a, d, rule->in)) return false;
    if (d->closed_at) {
        act_refuse(
            a, rule->ended ? rule->ended : N_("The dossier is no longer in a state where this can be done."),
            "dossier");
        return false;
    }
    *p = pinned_procedure(a, d);
    if (!*p) return false;
    bool admin = (a->actor.roles & a->kind->by & R_ADMIN) != 0;
    return admin || officer_may(a, rule_agency(rule, d), rule_position(rule, d, *p, a->province));
}
