/* tinhso export DATA portal: the state of every dossier as the national portal takes it, one JSON line each,
 * changed after an act. Field names of the portal's dossier synchronisation (DongBoHoSo), times as
 * yyyyMMddHHmmss in Vietnam. What that message has and we do not know is left out. */
#include "tool/tool.h"

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

#define COLUMNS                                                                                   \
    "n, last_act, code, procedure, procedure_act, channel, owner_name, phone, status, filed_at, " \
    "received_at, first_due, second_due, "                                                        \
    "decided_at, returned_at, closed_at, agency, desk, fee, paid_how"

static json_t *message(struct db *db, const struct province *p, const struct rows *r) {
    json_t *o = json_object();
    i64 filed = row_int(r, 9), received = row_int(r, 10), second = row_int(r, 12), closed = row_int(r, 15),
        status = row_int(r, 8);
    const struct procedure *q = procedure_at(db, row_text(r, 3), row_int(r, 4));
    json_put_int(o, "act", row_int(r, 1));
    json_put(o, "MaHoSo", row_text(r, 2));
    json_put(o, "MaTTHC", row_text(r, 3));
    if (q) {
        json_put(o, "TenTTHC", q->name.vi);
        json_put(o, "TenLinhVuc", q->field_name.vi);
        json_put(o, "LoaiDoiTuong", q->by_agency ? S("3") : q->enterprise && !q->citizen ? S("2") : S("1"));
    }
    /* the only code of a channel that is known */
    if (str_is(row_text(r, 5), "online")) json_put(o, "KenhThucHien", S("2"));
    json_put(o, "ChuHoSo", row_text(r, 6));
    json_put(o, "SoDienThoai", row_text(r, 7));
    json_put(o, "TrangThaiHoSo", str_fmt("%lld", (long long)status));
    put_time(o, "NgayNopHoSo", filed);
    put_time(o, "NgayTiepNhan", received);
    put_time(o, "NgayHenTra", second ? second : row_int(r, 11));
    put_time(o, "NgayKetThucXuLy", row_int(r, 13));
    put_time(o, "NgayTra", row_int(r, 14));
    if (status == 3) put_time(o, "NgayTuChoi", closed);
    json_put(o, "DonViXuLy", str_c(agency_name(p, row_text(r, 16), filed)));
    json_put(o, "NoiNopHoSo", str_c(agency_name(p, row_text(r, 17), filed)));
    if (row_int(r, 18) > 0)
        json_put(o, "DuocThanhToanTrucTuyen", str_is(row_text(r, 19), "online") ? S("1") : S("0"));
    return o;
}

/* Pages by key, each in an arena of its own: constant memory, no read that lasts. The last act printed, 0 =
 * none. */
static i64 print_after(struct db *db, const struct province *p, i64 after, size_t *count) {
    struct arena *page = arena_new(), *before = arena_enter(page);
    i64 last = after;
    for (size_t got = PAGE; got == PAGE;) {
        got = 0;
        struct rows r = db_ask(
            db,
            SQL("SELECT " COLUMNS " FROM (SELECT d.* FROM dossier_event e JOIN dossier d ON d.n = e.dossier"
                " WHERE e.act > $1 AND e.i = 0 AND d.last_act = e.act ORDER BY e.act LIMIT 500) AS x"
                " ORDER BY last_act"),
            VN(last));
        while (rows_next(&r)) {
            last = row_int(&r, 1);
            str line = json_canonical(message(db, p, &r));
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
