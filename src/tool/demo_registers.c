/* Demonstration data of the registers: a list of digital enterprises and the communes' quarterly surveys, imported as an administrator would. */
#include "tool.h"

#include "../journal/house.h"

enum { ENTERPRISES = 143, QUARTERS = 4 };

static u64 dice(u64 *seed, u64 n) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (*seed >> 33) % n;
}

static bool import(struct house *h, str reg, str key, i64 at, json_t *rows, str *out_error) {
    json_t *f = json_object();
    json_put(f, "register", reg);
    json_put(f, "source", S("Dữ liệu trình diễn, không phải số liệu thật"));
    json_object_set_new(f, "rows", rows);
    struct act_ask q = {.kind = "register.import", .key = str_fmt("demo-%.*s", STR_ARG(key)), .happened_at = at, .fields = f};
    struct reply r = house_do(h, &q);
    if (r.status == REPLY_OK) return true;
    *out_error = str_fmt("demonstration data: the register %.*s: %.*s %.*s", STR_ARG(reg), STR_ARG(r.why), STR_ARG(r.field));
    return false;
}

static void put_number(json_t *row, const char *field, u64 n) { json_put(row, field, str_fmt("%llu", (unsigned long long)n)); }

/* ---- what each commune surveyed in a quarter: a little better every quarter, never over a hundred ---- */

static u64 at_most_all(u64 n) { return n > 100 ? 100 : n; }

static json_t *surveys(const struct province *p, str quarter, int day, u64 better) {
    json_t *rows = json_array();
    for (size_t i = 0; i < p->n_units; i++) {
        const struct unit *u = &p->units[i];
        i64 code = 0;
        if (u->level != LEVEL_COMMUNE || u->since > day || (u->until && u->until <= day) || !str_to_int(u->code, &code)) continue;
        u64 seed = (u64)code; /* a commune stays itself from quarter to quarter */
        json_t *row = json_object();
        json_put(row, "commune", u->code);
        json_put(row, "period", quarter);
        put_number(row, "households", 900 + dice(&seed, 5000));
        put_number(row, "four_g", at_most_all(92 + dice(&seed, 8) + better / 2));
        put_number(row, "five_g", 8 + dice(&seed, 50) + better * 3);
        put_number(row, "fibre", at_most_all(58 + dice(&seed, 36) + better));
        put_number(row, "smartphone", at_most_all(66 + dice(&seed, 28) + better));
        json_array_append_new(rows, row);
    }
    return rows;
}

static bool surveys_make(struct house *h, i64 now, str *out_error) {
    const struct province *p = house_province(h);
    struct civil d = day_civil(when_day(now));
    int ended = d.year * 4 + (d.month - 1) / 3; /* quarters begun since year 0; the one before has ended */
    for (int q = ended - QUARTERS; q < ended; q++) {
        int from = 0, to = 0;
        str name = str_fmt("%d-Q%d", q / 4, q % 4 + 1);
        bool known = owed_period(OWED_QUARTER, name, &from, &to) && to + 9 < when_day(now) && unit_on(p, p->default_unit, from);
        if (!known || !reg_of(p, S("coverage"))) continue;
        json_t *rows = surveys(p, name, to, (u64)(q - ended + QUARTERS));
        if (!import(h, S("coverage"), name, when_of(to + 9, 9 * 60), rows, out_error)) return false;
    }
    return true;
}

/* ---- enterprises: plainly made up, by name and number ---- */

static bool enterprises_make(struct house *h, i64 now, str *out_error) {
    const struct province *p = house_province(h);
    const struct reg *g = reg_of(p, S("digital-enterprises"));
    const struct reg_field *kind = g ? reg_field(g, S("kind")) : NULL;
    int today = when_day(now);
    u64 seed = 700;
    json_t *rows = json_array();
    for (int k = 1; kind && kind->f.n_choices && k <= ENTERPRISES; k++) {
        const struct unit *u = &p->units[dice(&seed, p->n_units)];
        if (u->level != LEVEL_COMMUNE || u->until || u->since > today) u = unit_on(p, p->default_unit, 0);
        json_t *row = json_object();
        json_put(row, "name", str_fmt("Doanh nghiệp trình diễn %03d", k));
        json_put(row, "tax_code", str_fmt("0000000%03d", k));
        json_put(row, "kind", kind->f.choices[dice(&seed, 3) ? dice(&seed, kind->f.n_choices) : 0].id);
        json_put(row, "commune", u ? u->code : p->default_unit);
        json_put(row, "recognised", day_iso(today - 1 - (int)dice(&seed, 600)));
        put_number(row, "employees", 3 + dice(&seed, 60));
        json_array_append_new(rows, row);
    }
    return !json_array_size(rows) || import(h, g->id, g->id, now, rows, out_error);
}

bool demo_registers(struct house *h, i64 now, str *out_error) { return surveys_make(h, now, out_error) && enterprises_make(h, now, out_error); }
