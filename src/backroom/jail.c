/* What somebody who had captured the back room, by a hole in a font or a database, could not do: speak to
 * anybody but this machine's server, start a program, look into another process. The key itself they would
 * have; so nothing of it leaves by the network. */
#include "base/confine.h"
#include "private.h"

bool backroom_quiet(str data) {
    return confine_calls(db_is_file(data) ? SOCKETS_LOCAL : SOCKETS_ANY, INPUT_OWN);
}
