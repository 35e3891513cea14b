/* The courier's loop over its errands: see courier.h. */
#include "private.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_MS = 500, WITNESSES_EVERY = 1, AGAIN_SECONDS = 10, ASKS_A_SECOND = 8, ASKS_AN_HOUR = 1000 };

const struct errand courier_errands[] = {
    {.name = "asking witnesses to cosign",
     .every = WITNESSES_EVERY,
     .again = AGAIN_SECONDS,
     .limit = {.a_second = ASKS_A_SECOND, .an_hour = ASKS_AN_HOUR},
     .failed = "courier.failed",
     .pass = witnesses_ask},
    {0},
};
enum { ERRANDS = COUNT(courier_errands) - 1 };

const char courier_ddl[] =
    "CREATE TABLE IF NOT EXISTS courier_witness (key TEXT PRIMARY KEY, size BIGINT NOT NULL,"
    " handed BIGINT NOT NULL, failed BIGINT NOT NULL, again BIGINT NOT NULL);"
    "CREATE TABLE IF NOT EXISTS courier_attempt (n BIGINT PRIMARY KEY, at BIGINT NOT NULL, witness TEXT NOT "
    "NULL,"
    " size BIGINT NOT NULL, status BIGINT NOT NULL, outcome TEXT NOT NULL);";

/* Waits for files that other processes create: the confined courier may read them but not create them. */
static bool others_ready(str data) {
    static const char *const names[] = {"main.db-wal", "main.db-shm", "cosignatures", "checkpoints"};
    struct stat st;
    for (size_t i = db_is_file(data) ? 0 : 2; i < COUNT(names); i++)
        if (stat(str_z(str_fmt("%.*s/%s", STR_ARG(data), names[i])), &st)) return false;
    return true;
}

static bool own_open(struct courier *c, str *out_error) {
    str path = str_fmt("%.*s/courier.db", STR_ARG(c->data));
    c->own = db_open(path, DB_WRITE, out_error);
    if (!c->own) return false;
    db_script(c->own, courier_ddl);
    if (db_error(c->own).n) *out_error = str_copy(db_error(c->own));
    return !db_error(c->own).n;
}

static bool main_open(struct courier *c, str *out_error) {
    if (c->main && !db_error(c->main).n) return true;
    db_close(c->main);
    c->main = db_open_folder(c->data, DB_READ, out_error);
    return c->main != NULL;
}

static void rest(void) {
    struct timespec t = {.tv_nsec = LOOK_MS * 1000000L};
    nanosleep(&t, NULL);
}

static void loop(struct courier *c, pid_t parent) {
    struct errand errands[ERRANDS];
    struct arena *page = arena_new(), *before = arena_enter(page);
    struct last_error told = {0};
    str why = {0};
    memcpy(errands, courier_errands, sizeof errands);
    for (; !stop_asked() && getppid() == parent; rest()) {
        if (!main_open(c, &why)) told_say(&told, "courier.database", why);
        else errands_pass(errands, ERRANDS, c, &why);
        db_clear(c->own); /* try again: a full disk may have room now */
        arena_reset(page);
    }
    arena_enter(before);
    arena_free(page);
}

int courier_main(str data, int to_backroom) {
    pid_t parent = getppid();
    struct arena *own = arena_new(), *before = arena_enter(own);
    struct courier c = {.data = str_copy(data), .to_backroom = child_begin("tinhso-courier", to_backroom)};
    str error = {0};
    for (; !others_ready(c.data); rest())
        if (stop_asked() || getppid() != parent) return 0;
    dial_start();
    if (!own_open(&c, &error)) panic("%.*s", STR_ARG(error));
    if (!courier_jail(c.data)) panic("the courier cannot be shut in: %s", strerror(errno));
    loop(&c, parent);
    definitions_drop(&c.definitions);
    db_close(c.main);
    db_close(c.own);
    arena_enter(before);
    arena_free(own);
    return 0;
}
