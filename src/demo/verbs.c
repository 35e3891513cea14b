/* Command-line verbs on demonstration data: forge (alter a record, to see it found) and tick (the checklist).
 */
#include "demo.h"
#include "base/cli.h"
#include "dossier/dossier.h"
#include "scratch/scratch.h"

/* Alters one dossier behind the journal's back; ./run --break-it does it to a copy. */
int tool_forge(int argc, char **argv) {
    if (argc != 2) return tool_usage("forge DATA");
    str error = {0};
    struct db *db = db_open_folder(str_c(argv[1]), DB_WRITE, &error);
    if (!db) return tool_fail(error);
    if (!data_demo(db)) {
        if (!db_done(db, &error)) return tool_fail(error);
        return tool_fail(S("this is not demonstration data: nothing was touched"));
    }
    str code;
    i64 act;
    if (!dossier_forge(db, &code, &act)) {
        if (!db_done(db, &error)) return tool_fail(error);
        return tool_fail(S("there is no dossier to forge"));
    }
    if (!db_done(db, &error)) return tool_fail(error);
    printf("forged: dossier %.*s (act %lld) now claims to have been done wholly online\n", STR_ARG(code),
           (long long)act);
    return 0;
}

/* Ticks a checklist line for something that happens outside the server. */
int tool_tick(int argc, char **argv) {
    if (argc != 3) return tool_usage("tick DATA NAME");
    str error = {0};
    struct scratch *s = scratch_open(str_c(argv[1]), &error);
    if (!s) return tool_fail(error);
    scratch_mark(s, str_c(argv[2]), (i64)time(NULL));
    scratch_close(s);
    return 0;
}
