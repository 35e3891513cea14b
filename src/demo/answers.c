/* Made-up people and answers for demonstration data: by the key `demo` of the province folder's fields, else
 * by type. The only use of chance in the system; replay needs none, as the requests are journalled. */
#include "demo.h"

static u64 dice(u64 *seed) { /* splitmix64 */
    u64 z = (*seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}
i64 demo_roll(u64 *seed, i64 least, i64 most) { return least + (i64)(dice(seed) % (u64)(most - least + 1)); }
bool demo_chance(u64 *seed, int percent) { return demo_roll(seed, 0, 99) < percent; }

/* ---- people ---- */

static const char *const families[] = {"Nguyễn", "Trần", "Lê",    "Phạm", "Hoàng", "Vũ", "Đặng",
                                       "Bùi",    "Đỗ",   "Dương", "Phan", "Võ",    "Lý", "Hà"};
static const char *const middle[] = {"Thị",  "Văn",   "Minh",  "Thu", "Đức",
                                     "Ngọc", "Quang", "Thanh", "Hữu", "Khánh"};
static const char *const given[] = {"An",   "Bình", "Chi",  "Dũng", "Hà",    "Hạnh", "Hiếu", "Hoa",
                                    "Hùng", "Lan",  "Linh", "Long", "Mai",   "Nam",  "Ngân", "Phúc",
                                    "Quân", "Sơn",  "Tâm",  "Thảo", "Trang", "Tuấn", "Vân",  "Yến"};

str demo_name(const struct province *p, u64 *seed) {
    size_t i = (size_t)(dice(seed) % (COUNT(families) + p->n_demo_families));
    str family = i < COUNT(families) ? str_c(families[i]) : p->demo_families[i - COUNT(families)];
    return str_fmt("%.*s %s %s", STR_ARG(family), middle[dice(seed) % COUNT(middle)],
                   given[dice(seed) % COUNT(given)]);
}

/* A made-up identity number: province, century and sex, year of birth, and a tail 000… that no real number
 * has. */
str demo_citizen_id(const struct province *p, i64 sex, i64 year, i64 tail) {
    return str_fmt("0%.*s%lld%02lld000%03lld", STR_ARG(p->gso), (long long)sex, (long long)year,
                   (long long)tail);
}

static str citizen_id(const struct demo_asked *a) {
    i64 sex = demo_roll(a->seed, 0, 1), year = demo_roll(a->seed, 70, 99);
    return demo_citizen_id(a->p, sex, year, demo_roll(a->seed, 0, 999));
}

/* ---- answers ---- */

/* Replaces {n} by the dossier's number, {nnnnnnnn} by the same in eight digits. */
static str numbered(str pattern, i64 number) {
    struct out o = {0};
    while (pattern.n) {
        out_str(&o, str_cut(&pattern, '{'));
        str hole = pattern.n ? str_cut(&pattern, '}') : (str){0};
        if (hole.n) out_fmt(&o, "%0*lld", (int)hole.n, (long long)number);
    }
    return out_all(&o);
}

static str date_made(const struct demo_asked *a, const struct field *f) {
    i64 least = f->has_min ? f->min : -60, most = f->has_max ? f->max : 0;
    if (least < -60 && most >= -60) least = -60;
    if (most > 0) most = least > 0 ? most : 0;
    return day_iso(a->day + (int)demo_roll(a->seed, least, most));
}

/* A number between the two bounds of `demo`, larger as its series grows; when it counts a part of another
 * answer, that part of it. */
static i64 number_made(const struct demo_asked *a, const struct field *f, const json_t *said) {
    i64 least = f->has_min ? f->min : 1, most = f->has_max && f->max < least + 5 ? f->max : least + 5,
        all = 0;
    if (f->at_most.n && str_to_int(json_str(said, str_z(f->at_most)), &all))
        return all * (demo_roll(a->seed, 48, 84) + a->grown / 8) / 100;
    if (f->n_demo == 2 && str_to_int(f->demo[0], &least) && str_to_int(f->demo[1], &most))
        return demo_roll(a->seed, least, most - (most - least) / 5) + (most - least) / 5 * a->grown / 100;
    /* a minimum of 1800 or more means a year of birth */
    return least >= 1800 ? demo_roll(a->seed, 1982, 2003) : demo_roll(a->seed, least, most);
}

static str text_made(struct demo_asked *a, const struct field *f) {
    if (f->preset.n && f->type == FIELD_TEXT && !str_starts(f->preset, S("me."))) return f->preset;
    if (!memmem(f->id.p, f->id.n, "number", 6)) return str_c(field_types[f->type].example);
    i64 n = a->book ? ++*a->book : demo_roll(a->seed, 1, 400);
    return str_fmt("%lld/%d", (long long)n, day_civil(a->day).year);
}

static str choice_made(const struct demo_asked *a, const struct field *f) {
    return f->choices[demo_chance(a->seed, 60) ? 0 : (size_t)demo_roll(a->seed, 0, (i64)f->n_choices - 1)].id;
}

static str by_type(struct demo_asked *a, const struct field *f, const json_t *said) {
    switch (f->type) {
    case FIELD_PERSON_NAME: return demo_name(a->p, a->seed);
    case FIELD_CITIZEN_ID: return citizen_id(a);
    case FIELD_PHONE: return str_fmt("09%08d", (int)demo_roll(a->seed, 0, 99999999));
    case FIELD_DATE: return date_made(a, f);
    case FIELD_NUMBER: return str_fmt("%lld", (long long)number_made(a, f, said));
    case FIELD_CHOICE: return choice_made(a, f);
    case FIELD_YES_NO: return demo_chance(a->seed, 85) ? S("yes") : S("no");
    case FIELD_COMMUNE: return a->unit;
    case FIELD_AGENCY: return a->agency;
    case FIELD_ADDRESS: return str_fmt("Tổ %d", (int)demo_roll(a->seed, 1, 25));
    case FIELD_TEXT:
    case FIELD_LONG_TEXT: return text_made(a, f);
    default: return str_c(field_types[f->type].example);
    }
}

static str answer(struct demo_asked *a, const struct field *f, const json_t *said) {
    if (f->n_demo && f->type != FIELD_NUMBER)
        return numbered(f->demo[(size_t)a->number % f->n_demo], a->number);
    if (f->preset.n && f->type == FIELD_PERSON_NAME) return a->person;
    return by_type(a, f, said);
}

void demo_answers(struct demo_asked *a, const struct field *fields, size_t n, json_t *plain, json_t *own) {
    for (size_t i = 0; i < n; i++) {
        const struct field *f = &fields[i];
        json_t *said = json_object();
        json_object_update(said, plain);
        json_object_update(said, own);
        bool asked = !f->when_field.n || str_eq(json_str(said, str_z(f->when_field)), f->when_value),
             must = f->required || f->n_demo || str_eq(f->id, a->chosen_from);
        if (!asked || (!must && !demo_chance(a->seed, a->optional))) continue;
        json_put(f->personal ? own : plain, str_z(f->id), answer(a, f, said));
    }
}
