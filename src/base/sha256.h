/* SHA-256 by libcrypto, which has the processor's own instructions for it: a fifth of libsodium 1.0.18's
 * time. */
#pragma once
#define OPENSSL_SUPPRESS_DEPRECATED /* the state lies on the stack; what replaces these calls looks a \
                                       provider up for each text */
#include <openssl/sha.h>
