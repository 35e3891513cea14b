/* Terms, fees, channels, statuses and agencies in the reader's language. */
#include "words.h"

#include "words/number.h"

str fee_text(enum lang l, i64 fee) {
    if (fee < 0) return str_c(say(l, "Fee not known yet"));
    if (!fee) return str_c(say(l, "Free of charge"));
    return say_fmt(l, "%s đồng", str_z(count_text(l, fee)));
}

str term_text(enum lang l, struct term t) {
    switch (t.unit) {
    case TERM_SAME_DAY:
        if (t.cutoff < 0) return str_c(say(l, "The same day"));
        return say_fmt(l, "The same day when received before %02d:%02d", t.cutoff / 60, t.cutoff % 60);
    case TERM_WORKING_DAYS: return say_fmt(l, "%d working days", t.value);
    case TERM_CALENDAR_DAYS: return say_fmt(l, "%d days", t.value);
    case TERM_WORKING_HOURS: return say_fmt(l, "%d working hours", t.value);
    }
    panic("term unit %d", (int)t.unit);
}

str applicants_text(enum lang l, const struct procedure *p) {
    if (p->by_agency) return str_c(say(l, "Agencies"));
    return str_c(say(l, p->citizen && p->enterprise ? N_("Citizens and enterprises")
                        : p->enterprise             ? N_("Enterprises")
                                                    : N_("Citizens")));
}

const char *status_kind(int status) {
    return status == ST_RETURNED || status == ST_DONE                                    ? "tag good"
           : status == ST_SUPPLEMENT || status == ST_PAYMENT                             ? "tag warn"
           : status == ST_NOT_RECEIVED || status == ST_STOPPED || status == ST_WITHDRAWN ? "tag bad"
                                                                                         : "tag";
}

const char *channel_label(enum channel c) {
    static const char *const names[N_CHANNELS] = {[CHANNEL_ONLINE] = N_("Online"),
                                                  [CHANNEL_COUNTER] = N_("At the counter"),
                                                  [CHANNEL_POST] = N_("By public post")};
    return names[c];
}

str agency_name(const struct request *r, str code, i64 at) {
    const struct agency *a = agency_on(r->province, code, when_day(at));
    return a ? pick(r->lang, a->name) : code;
}

str desk_name(const struct request *r, str code, i64 at) {
    const struct agency *a = agency_on(r->province, code, when_day(at));
    return a ? pick(r->lang, a->desk.vi.n ? a->desk : a->name) : code;
}
