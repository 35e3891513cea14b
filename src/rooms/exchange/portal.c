/* The verb `tinhso export DATA portal`: the state of every dossier that changed after an act, one JSON line
 * each, for the national portal. Field names of its dossier synchronisation (DongBoHoSo); times
 * yyyyMMddHHmmss in Vietnam. Fields of that message that the journal does not know are left out. */
#include "exchange.h"
#include "base/cli.h"
#include "data/data.h"
#include "dossier/dossier.h"

enum { PAGE = 500 };

static str stamp(i64 t) {
    struct civil c = when_civil(t);
    return str_fmt("%04d%02d%02d%02d%02d%02d", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

static void put_time(json_t *o, const char *k, i64 t) {
    if (t) json_put(o, k, stamp(t));
}

static const char *agency_name(const struct province *p, str code, i64 at) {
    const struct agency *a = agency_on(p, code, when_day(at));
    return a ? str_z(a->name.vi) : str_z(code);
}

static json_t *message(struct db *db, const struct province *p, const struct dossier *d) {
    json_t *o = json_object();
    const struct procedure *q = procedure_at(db, d->procedure, d->procedure_act);
    json_put_int(o, "act", d->last_act);
    json_put(o, "MaHoSo", d->code);
    json_put(o, "MaTTHC", d->procedure);
    if (q) {
        json_put(o, "TenTTHC", q->name.vi);
        json_put(o, "TenLinhVuc", q->field_name.vi);
        json_put(o, "LoaiDoiTuong", q->by_agency ? S("3") : q->enterprise && !q->citizen ? S("2") : S("1"));
    }
    /* the portal's codes for the other channels are not known here: left out */
    if (d->channel == CHANNEL_ONLINE) json_put(o, "KenhThucHien", S("2"));
    json_put(o, "ChuHoSo", d->owner_name);
    json_put(o, "SoDienThoai", d->phone);
    json_put(o, "TrangThaiHoSo", str_fmt("%d", d->status));
    put_time(o, "NgayNopHoSo", d->filed_at);
    put_time(o, "NgayTiepNhan", d->received_at);
    put_time(o, "NgayHenTra", d->second_due ? d->second_due : d->first_due);
    put_time(o, "NgayKetThucXuLy", d->decided_at);
    put_time(o, "NgayTra", d->returned_at);
    if (d->status == ST_NOT_RECEIVED) put_time(o, "NgayTuChoi", d->closed_at);
    json_put(o, "DonViXuLy", str_c(agency_name(p, d->agency, d->filed_at)));
    json_put(o, "NoiNopHoSo", str_c(agency_name(p, d->desk, d->filed_at)));
    if (d->fee > 0)
        json_put(o, "DuocThanhToanTrucTuyen",
                 str_eq(d->paid_how, str_c(channel_name(CHANNEL_ONLINE))) ? S("1") : S("0"));
    return o;
}

/* Prints in pages, each read anew after the last act and in its own arena: constant memory, no long
 * transaction. Returns the last act printed; `after` if none. */
static i64 print_after(struct db *db, const struct province *p, i64 after, size_t *count) {
    struct arena *page = arena_new(), *before = arena_enter(page);
    i64 last = after;
    for (size_t got = PAGE; got == PAGE;) {
        got = 0;
        struct rows r =
            db_ask(db,
                   SQL("SELECT " DOSSIER_COLUMNS " FROM (SELECT d.* FROM " DOSSIER_EVENTS
                       " AS e JOIN " DOSSIERS " AS d ON d.n = e.dossier WHERE e.act > $1 AND e.i = 0 AND "
                       "d.last_act = e.act ORDER BY e.act LIMIT 500) AS x"
                       " ORDER BY last_act"),
                   VN(last));
        while (rows_next(&r)) {
            struct dossier d = dossier_row(&r);
            last = d.last_act;
            str line = json_canonical(message(db, p, &d));
            printf("%.*s\n", STR_ARG(line));
            got++;
        }
        *count += got;
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
    return last;
}

int tool_export(int argc, char **argv) {
    i64 after = 0;
    bool good = argc >= 3 && !strcmp(argv[2], "portal");
    for (int i = 3; i < argc && good; i++)
        good = !strcmp(argv[i], "--after") && i + 1 < argc && str_to_int(str_c(argv[++i]), &after);
    if (!good) return tool_usage("export DATA portal [--after ACT]");
    str error = {0};
    struct db *db = db_open_folder(str_c(argv[1]), DB_READ, &error);
    const struct province *p = db ? province_load(db, 0) : NULL;
    if (!p && db && !db_error(db).n) return tool_fail(S("no definitions have been adopted in this folder"));
    if (!p && !db_done(db, &error)) return tool_fail(error);
    size_t n = 0;
    i64 last = print_after(db, p, after, &n);
    if (!db_done(db, &error)) return tool_fail(error);
    fprintf(stderr, "%zu dossiers; go on with --after %lld\n", n, (long long)last);
    return 0;
}
