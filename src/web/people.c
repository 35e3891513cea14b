/* Looking up persons through rooms/people, which owns their table. */
#include "web.h"

const struct people_answers *the_people(void) {
    for (size_t i = 0; rooms[i]; i++)
        if (rooms[i]->people) return rooms[i]->people;
    panic("no room of people");
}

bool person_known(struct db *db, i64 person, struct known *out) {
    *out = (struct known){0};
    return person > 0 && the_people()->known(db, person, out);
}

str person_name(struct db *db, i64 person) {
    struct known who;
    person_known(db, person, &who);
    return who.name;
}
