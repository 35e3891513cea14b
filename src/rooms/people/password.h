/* Passwords: argon2id by libsodium (2 passes, 19 MiB), at most two hashings at once so that sign-ins cannot
 * eat the machine. */
#pragma once
#include "base/base.h"

enum { PASSWORD_MIN = 12, PASSWORD_MAX = 128 }; /* code points (ASVS 2.1.1, 2.1.2) */
/* The credential of a password, as text; empty when too many are being made (try again later). */
str credential_make(str password);
/* Whether the password is the credential's. An empty credential takes as long as a real one and never fits.
 * *out_busy: nothing was tried. */
bool credential_fits(str credential, str password, bool *out_busy);
/* What is wrong with a chosen password: a msgid, or NULL. `login` and `phone` may not be the password. */
const char *password_fault(str password, str login, str phone);
