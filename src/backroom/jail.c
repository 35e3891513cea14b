/* Confines the back room with seccomp. Whoever captures it, by a hole in a font or a database, cannot reach
 * the network, start a program or look into another process. He would have the signing key, so the key must
 * not leave by the network. */
#include "base/confine.h"
#include "private.h"

bool backroom_jail(str data) { return confine_calls(db_is_file(data) ? SOCKETS_LOCAL : SOCKETS_ANY, OURS); }
