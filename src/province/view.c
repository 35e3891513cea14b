/* Published views by name: those of the rooms, and one for each register. See view.h. */
#include "province.h"

static const struct view *const *views;
static size_t n_views;

void province_views(const struct view *const *v, size_t n) {
    views = v;
    n_views = n;
}

const struct view *view_of(str name) {
    for (size_t i = 0; i < n_views; i++)
        if (str_eq(str_c(views[i]->name), name)) return views[i];
    return NULL;
}

const struct view *view_for(const struct province *p, str name) {
    for (size_t i = 0; i < p->n_registers; i++)
        if (str_eq(str_c(p->registers[i].view.name), name)) return &p->registers[i].view;
    return view_of(name);
}

static const struct register_answers *registers;

void province_registers(const struct register_answers *a) { registers = a; }

const struct register_answers *registers_of(void) { return registers; }

const struct reg *view_reg(const struct province *p, const struct view *v) {
    str name = str_c(v->name), head = S("register/");
    return str_starts(name, head) ? reg_of(p, (str){name.p + head.n, name.n - head.n}) : NULL;
}

size_t view_names(const struct province *p, const char ***out) {
    size_t n = 0;
    if (!n_views) return 0;
    const char **names = NEWS(const char *, n_views + p->n_registers);
    for (size_t i = 0; i < n_views; i++) names[n++] = views[i]->name;
    for (size_t i = 0; i < p->n_registers; i++) names[n++] = p->registers[i].view.name;
    *out = names;
    return n;
}
