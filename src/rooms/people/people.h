/* Private to this room: an account, found by login or by number. */
#pragma once
#include "web/web.h"

struct person {
    i64 n;
    str name, login, phone; /* personal; empty once erased */
    str credential;         /* the latest password's hash; empty = cannot sign in */
    i64 credential_act;     /* the act that brought it */
};
bool person_by_login(struct db *db, str login, struct person *out);
bool person_by_number(struct db *db, i64 n, struct person *out);
i64 officer_first(struct db *db, str agency); /* the first officer of an agency; 0 = none */
u32 person_roles(struct db *db, i64 person, i64 at);
str login_clean(str typed); /* as stored: trimmed, lower case; of 12 digits without dots and dashes */

int tool_user(int argc, char **argv);
extern const char tool_user_more[]; /* --help, below the usage line */
extern const struct page sign_in_pages[];
