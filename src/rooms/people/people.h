/* Private to the room: who someone is, found by login or by number. */
#pragma once
#include "web/web.h"

struct person {
    i64 n;
    str name, login, phone; /* personal; empty once erased */
    str credential;         /* empty: no password signs in */
    i64 credential_act;     /* the act that chose it */
};
bool person_by_login(struct db *db, str login, struct person *out);
bool person_by_number(struct db *db, i64 n, struct person *out);
i64 officer_first(struct db *db, str agency); /* the first person who was an officer there; 0 = nobody */
u32 person_roles(struct db *db, i64 person, i64 at);
str login_clean(str typed); /* trimmed, lower case, digits without blanks or dots: what is stored */

int tool_user(int argc, char **argv);
extern const char tool_user_more[]; /* what --help says beside the usage line */
extern const struct page sign_in_pages[];
