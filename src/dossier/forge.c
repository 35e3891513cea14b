/* ./run --break-it: changes one dossier of copied demonstration data in the tables, without an act. */
#include "dossier.h"

/* The forgery of somebody with a target to meet: a counter dossier becomes one done wholly online. */
bool dossier_forge(struct db *db, str *out_code, i64 *out_act) {
    struct rows r = db_ask(db, SQL("SELECT e.act, e.i, d.code, e.dossier FROM dossier_event e"
                                   " JOIN dossier d ON d.n = e.dossier"
                                   " WHERE e.what = 'returned' AND e.wholly_online = 0"
                                   " ORDER BY e.act DESC LIMIT 1"));
    if (!rows_next(&r)) return false;
    i64 i = row_int(&r, 1), dossier = row_int(&r, 3);
    *out_act = row_int(&r, 0);
    *out_code = row_text(&r, 2);
    rows_end(&r);
    db_run(db,
           SQL("UPDATE dossier_event"
               " SET wholly_online = 1, channel = 'online'"
               " WHERE act = $1 AND i = $2"),
           VN(*out_act), VN(i));
    db_run(db, SQL("UPDATE dossier SET channel = 'online' WHERE n = $1"), VN(dossier));
    return true;
}
