/* The verb `tinhso describe`: prints rooms, acts, pages, views, SQL, keys of the province folder, and which
 * promises are kept. */
#include "tool.h"
#include "base/cli.h"
#include "definition/format.h"
#include "base/errand.h"
#include "scratch/scratch.h"
#include "web/web.h"

static void roles_print(u32 who) {
    static const struct {
        u32 bit;
        const char *name;
    } names[] = {{R_ANYONE, "anyone"}, {R_CITIZEN, "citizen"}, {R_OFFICER, "officer"},
                 {R_LEADER, "leader"}, {R_ADMIN, "admin"},     {R_SYSTEM, "system"}};
    for (size_t i = 0, said = 0; i < COUNT(names); i++)
        if (who & names[i].bit) printf("%s%s", said++ ? "," : "", names[i].name);
}

static void acts_print(const struct act_kind *k) {
    for (; k && k->name; k++) {
        printf("  act   %-24s ", k->name);
        roles_print(k->by);
        printf("  {");
        for (size_t i = 0; i < k->n_fields; i++)
            printf("%s%s%s%s", i ? ", " : "", k->fields[i].name, k->fields[i].flags & NEEDED ? "" : "?",
                   k->fields[i].flags & PERSONAL ? "*" : "");
        printf("}\n");
    }
}

static void room_print(const struct room *r) {
    printf("%s — %s\n", r->name, r->en);
    EACH (table, t, r->tables, name)
        printf("  table %-24s personal: %s\n", t->name, t->personal ? t->personal : "none");
    for (size_t i = 0; r->acts && r->acts[i]; i++) acts_print(r->acts[i]);
    EACH (page, p, r->pages, method) {
        printf("  page  %-4s %-28s ", p->method, p->path);
        roles_print(p->who);
        printf("\n");
    }
    for (size_t i = 0; r->views && r->views[i]; i++)
        printf("  view  %-24s %s\n", r->views[i]->name, r->views[i]->en);
}

static void errands_print(const struct errand_table *t) {
    printf("%s — %s\n", t->process, t->what);
    for (const struct errand *e = t->v; e->name; e++) {
        printf("  errand %-30s ", e->name);
        if (e->every) printf("every %d s", e->every);
        else printf("at each look");
        if (e->limit.an_hour)
            printf(", at most %d a second and %d an hour", e->limit.a_second, e->limit.an_hour);
        printf("\n");
    }
}

/* One SQL statement a line: ./test prepares each on SQLite and on PostgreSQL. */
static void sql_print(void) {
    size_t n;
    const char *const *all = sql_all(&n);
    for (size_t i = 0; i < n; i++) printf("%s\n", all[i]);
    for (size_t i = 0; rooms[i]; i++)
        for (size_t v = 0; rooms[i]->views && rooms[i]->views[v]; v++)
            printf("SELECT * FROM %s\n", rooms[i]->views[v]->from);
}

static void ddl_print(void) {
    const struct table *t;
    printf("%s\n%s\n", journal_schema(), scratch_schema());
    for (const struct errand_table *e = errand_tables; e->process; e++)
        if (e->schema) printf("%s\n", e->schema);
    for (size_t i = 0; (t = table_each(i)); i++) printf("%s;\n", t->ddl);
}

/* The promises and how far each is kept; README quotes this. */
static const struct {
    const char *state, *promise, *how;
} promises[] = {
    {"works", "1 The Day: every target beside its measured value, sealed, comparable",
     "/ngay/YEAR by pillar; sealed by two people, signed report in two languages, restated with a reason, a "
     "year beside the year before"},
    {"works", "2 The programme as data",
     "texts, objectives, targets with goals by year, measures with budget and progress; changed by decision, "
     "projected with an interval"},
    {"partly", "3 The index scored as the ministry scores it",
     "Decision 922 reproduces as published, 405 and 766 as data, communes and departments by our own; our "
     "points are in no source, so what is lost is known only once entered"},
    {"partly", "4 Every dossier, deadline and decision in one system",
     "phone, counter and post to result, all ten statuses, slips 01 to 06, periodic reports; work files "
     "inside agencies are declared, not handled here"},
    {"partly", "5 Every service wholly online on a phone",
     "seven services from search to record; a fee is paid outside and recorded, results are not signed "
     "digitally yet"},
    {"partly", "6 Smart cities: residents' reports on a map",
     "reports without an account, a public answer, a page for each city; no live board of a city yet"},
    {"works", "7 The register of digital enterprises",
     "recognised through a procedure, five kinds, counted toward 700, open as page, CSV, XLSX and JSON"},
    {"works", "8 Coverage and ownership per commune",
     "a quarterly duty of every commune; 4G, 5G, fibre, smart phones on a map, gaps first"},
    {"partly", "9 Works without JavaScript, on an old phone, with help",
     "every journey without JavaScript, first visit under 14 kB; offline filing is not there yet"},
    {"works", "10 Campaigns and measures tracked beside the targets",
     "who, from when to when, budget, progress as reported: /chuong-trinh"},
    {"partly", "11 Digital economy and digital society",
     "enterprises from our records, coverage and work files declared by agencies with evidence, the rest as "
     "others published it"},
    {"works", "A published figure that proves itself",
     "definition, records, recount; a proof file that tinhso verify-figure checks without network or "
     "database, with one's own dossier in it"},
    {"works", "A year that closes",
     "two people seal it, its figures freeze as documents an act names by hash; what comes late is a "
     "restatement"},
    {"works", "One clock",
     "one pure function explains every minute, tested against a simulation over 2021-2027"},
    {"works", "Described once, live at once", "one text file, adopted by the running server"},
    {"partly", "The weakest phone is the normal case", "see 9"},
    {"works", "One binary, one folder, one minute",
     "SQLite, or PostgreSQL with a second server that takes over"},
};

static void promises_print(void) {
    for (size_t i = 0; i < COUNT(promises); i++)
        printf("%-8s %s%s%s\n", promises[i].state, promises[i].promise, promises[i].how[0] ? " — " : "",
               promises[i].how);
}

static void whole_print(void) {
    printf("journal — acts, their tree, definitions, erasure.\n");
    acts_print(act_kind_each(0));
    for (size_t i = 0; rooms[i]; i++) room_print(rooms[i]);
    for (const struct errand_table *e = errand_tables; e->process; e++) errands_print(e);
}

static void keys_print(void) { printf("%.*s", STR_ARG(format_province())); }
static void keys_procedure_print(void) { printf("%.*s", STR_ARG(format_procedure())); }
static void keys_manual_print(void) { printf("%.*s", STR_ARG(format_manual())); }

int tool_describe(int argc, char **argv) {
    static const struct {
        const char *flag;
        void (*print)(void);
    } parts[] = {{"--sql", sql_print},
                 {"--ddl", ddl_print},
                 {"--promises", promises_print},
                 {"--keys", keys_print},
                 {"--keys-procedure", keys_procedure_print},
                 {"--man-province", keys_manual_print}};
    if (argc == 1) return whole_print(), 0;
    for (size_t i = 0; argc == 2 && i < COUNT(parts); i++)
        if (!strcmp(argv[1], parts[i].flag)) return parts[i].print(), 0;
    return tool_usage("describe [" TOOL_DESCRIBE_FLAGS "]");
}
