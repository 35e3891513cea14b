/* Makes a leader account for a benchmark, in a folder that no server writes to. */
#pragma once
#include "base/cli.h"
#include "data/data.h"
#include "web/web.h"

static i64 must(struct folder *h, const char *kind, i64 actor, json_t *fields) {
    struct reply r =
        folder_do(h, &(struct act_ask){.kind = kind, .actor = actor, .key = random_key(), .fields = fields});
    if (r.status != REPLY_OK) panic("%s: %.*s", kind, STR_ARG(r.why));
    return r.n;
}

static i64 leader_make(struct folder *h) {
    json_t *f = json_object();
    json_put(f, "name", S("Bench"));
    json_put(f, "login", str_fmt("bench-leader-%.*s", 8, str_z(random_key())));
    i64 person = must(h, "person.register", 0, f);
    f = json_object();
    json_put_int(f, "person", person);
    json_put(f, "agency", S("H55.05443"));
    json_put(f, "role", S("leader"));
    json_put(f, "position", S(""));
    json_put_int(f, "from_day", day_of(2025, 7, 1));
    json_put_int(f, "until_day", 0);
    must(h, "person.grant", 0, f);
    return person;
}
