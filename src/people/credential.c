/* Passwords hashed and compared: see credential.h. */
#include "credential.h"

#include "../base/text.h"
#include "../journal/act.h"

#include <pthread.h>
#include <semaphore.h>
#include <sodium.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024, WAIT_SECONDS = 4 };

/* Of a random password nobody knows: what is compared when there is no such account, so that both answers take the same time. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$3C5acQtT2NT3sVpA2O173A$EKlLDThHEmidqJhWMaI18g6j9+v/h+Ws1mkcikYBCjw";

/* Two hash and one waits: whoever asks while these three are at it is told so at once, and the server's last thread goes on serving pages. */
enum { HASHING = 2, WAITING = 1 };
static sem_t inside, slots;

static void slots_ready(void) {
    static int ready;
    static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&once);
    if (!ready) {
        if (sodium_init() < 0 || sem_init(&slots, 0, HASHING) || sem_init(&inside, 0, HASHING + WAITING)) panic("libsodium cannot start");
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
    int failed = crypto_pwhash_str_alg(text, password.p ? password.p : "", password.n, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
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

const char *password_fault(str password, str login, str phone) {
    static const char *const common[] = {"12345678",   "123456789", "1234567890", "password",  "matkhau123",
                                         "qwertyuiop", "11111111",  "00000000",   "thainguyen"};
    if (!password.n) return N_("Choose a password.");
    if (!text_valid(password)) return N_("The password holds a character that cannot be used.");
    if (text_length(password) < PASSWORD_MIN) return N_("The password needs at least 8 characters.");
    if (password.n > PASSWORD_MAX) return N_("The password is too long.");
    if (str_eq(password, login) || str_eq(password, phone)) return N_("Do not use your citizen number or phone as the password.");
    for (size_t i = 0; i < COUNT(common); i++)
        if (str_eq(password, str_c(common[i]))) return N_("This password is too easy to guess. Choose another.");
    return NULL;
}
