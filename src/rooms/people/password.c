/* Password hashing and the check of a chosen password: see password.h. */
#include "password.h"

#include "base/text.h"
#include "journal/act.h"

#include <pthread.h>
#include <semaphore.h>
#include <sodium.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024, WAIT_SECONDS = 4 };

/* The hash of a random password that nobody knows. A login without account is compared with it, so that both
 * answers take the same time. */
static const char nobody[] =
    "$argon2id$v=19$m=19456,t=2,p=1$3C5acQtT2NT3sVpA2O173A$EKlLDThHEmidqJhWMaI18g6j9+v/h+Ws1mkcikYBCjw";

/* Two requests hash and one waits; a fourth is told "busy" at once. These hold three of the server's four
 * threads, so that one still serves pages. */
enum { HASHING = 2, WAITING = 1 };
static sem_t inside, slots;

static void slots_ready(void) {
    static int ready;
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&once);
    if (!ready) {
        if (sodium_init() < 0 || sem_init(&slots, 0, HASHING) || sem_init(&inside, 0, HASHING + WAITING))
            panic("libsodium cannot start");
        ready = 1;
    }
    pthread_mutex_unlock(&once);
}

static bool slot_take(void) {
    struct timespec until;
    slots_ready();
    if (sem_trywait(&inside)) return false;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += WAIT_SECONDS;
    bool taken = !sem_timedwait(&slots, &until);
    if (!taken) sem_post(&inside);
    return taken;
}

static void slot_give(void) {
    sem_post(&slots);
    sem_post(&inside);
}

str credential_make(str password) {
    char text[crypto_pwhash_STRBYTES];
    password = text_nfc(password);
    if (!slot_take()) return (str){0};
    int failed = crypto_pwhash_str_alg(text, password.p ? password.p : "", password.n, PASSES, MEMORY,
                                       crypto_pwhash_ALG_ARGON2ID13);
    slot_give();
    return failed ? (str){0} : str_copy(str_c(text));
}

bool credential_fits(str credential, str password, bool *out_busy) {
    bool known = credential.n > 0 && credential.n < crypto_pwhash_STRBYTES;
    char text[crypto_pwhash_STRBYTES] = {0};
    memcpy(text, known ? credential.p : nobody, known ? credential.n : sizeof nobody);
    password = text_nfc(password);
    *out_busy = !slot_take();
    if (*out_busy) return false;
    bool fits = !crypto_pwhash_str_verify(text, password.p ? password.p : "", password.n);
    slot_give();
    return fits && known;
}

/* The number of different characters left after taking out the words and digits that guessers try first. */
static size_t unguessed(str password) {
    static const char *const first[] = {"mat khau", "matkhau",    "password",   "thai nguyen", "thainguyen",
                                        "viet nam", "vietnam",    "qwertyuiop", "qwerty",      "asdfgh",
                                        "zxcvbn",   "iloveyou",   "anh yeu em", "em yeu anh",  "dang nhap",
                                        "admin",    "0123456789", "123456789",  "12345678",    "123456",
                                        "1234",     "123",        "987654321",  "654321"};
    str s = str_copy(text_fold(password));
    for (size_t i = 0; i < COUNT(first); i++)
        for (char *at; s.n && (at = memmem(s.p, s.n, first[i], strlen(first[i])));) {
            size_t head = (size_t)(at - s.p), n = strlen(first[i]);
            memmove(at, at + n, s.n - head - n);
            s.n -= n;
        }
    bool had[256] = {0};
    size_t different = 0;
    for (size_t i = 0; i < s.n; i++) {
        different += !had[(u8)s.p[i]];
        had[(u8)s.p[i]] = true;
    }
    return different;
}

const char *password_fault(str password, str login, str phone) {
    if (!password.n) return N_("Choose a password.");
    if (!text_valid(password)) return N_("The password holds a character that cannot be used.");
    if (text_length(password) < PASSWORD_MIN) return N_("The password needs at least 12 characters.");
    if (text_length(password) > PASSWORD_MAX) return N_("The password is too long.");
    if ((login.n && memmem(password.p, password.n, login.p, login.n)) ||
        (phone.n && memmem(password.p, password.n, phone.p, phone.n)))
        return N_("Do not use your citizen number or phone in the password.");
    if (unguessed(password) < 5) return N_("This password is too easy to guess. Choose another.");
    return NULL;
}
