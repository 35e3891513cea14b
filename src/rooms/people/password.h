/* Passwords: argon2id of libsodium (2 passes, 19 MiB). At most two are hashed at once, so that sign-ins
 * cannot use up the machine. */
#pragma once
#include "base/base.h"

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128 }; /* code points (ASVS 2.1.1, 2.1.2) */
/* The hash of a password, as text (a credential). Empty = too many are being hashed, or memory is short. */
str credential_make(str password);
/* Whether the password has this hash. An empty credential takes as long as a real one and never fits.
 * *out_busy: too many are being hashed, nothing was compared. */
bool credential_fits(str credential, str password, bool *out_busy);
/* The fault of a chosen password as msgid; NULL = none. It may not contain `login` or `phone`. */
const char *password_fault(str password, str login, str phone);
