/* Passwords: right, wrong, composed or decomposed, no account at all; and what is refused as a password. */
#include "rooms/people/password.h"
#include "tap.h"

#include <pthread.h>

enum { AT_ONCE = 12 };
static pthread_barrier_t gate;

/* NULL: let in and right. */
static void *sign_in(void *credential) {
    struct arena *mine = arena_new();
    bool busy = false;
    arena_enter(mine);
    pthread_barrier_wait(&gate);
    bool fits = credential_fits(*(str *)credential, S("rừng cọ đồi chè"), &busy);
    arena_enter(NULL);
    arena_free(mine);
    return fits && !busy ? NULL : credential;
}

/* Who signs in when many do at once; no more than three ever hold a thread. */
static int let_in(str credential) {
    pthread_t t[AT_ONCE];
    int in = 0;
    void *turned_away;
    pthread_barrier_init(&gate, NULL, AT_ONCE);
    for (int i = 0; i < AT_ONCE; i++)
        if (pthread_create(&t[i], NULL, sign_in, &credential)) panic("no thread");
    for (int i = 0; i < AT_ONCE; i++) {
        pthread_join(t[i], &turned_away);
        in += !turned_away;
    }
    return in;
}

int main(void) {
    arena_enter(arena_new());
    bool busy = false;
    str c = credential_make(S("rừng cọ đồi chè"));
    ok(c.n > 40 && str_starts(c, S("$argon2id$v=19$m=19456,t=2,p=1$")), "argon2id, 19 MiB, 2 passes");
    ok(credential_fits(c, S("rừng cọ đồi chè"), &busy) && !busy, "the right password fits");
    ok(credential_fits(c, S("ru\xcc\x9b\xcc\x80ng co\xcc\xa3 đo\xcc\x82\xcc\x80i che\xcc\x80"), &busy),
       "so does the same typed decomposed");
    ok(!credential_fits(c, S("rung co doi che"), &busy), "without its marks it does not");
    ok(!credential_fits(c, S(""), &busy), "nothing does not fit");
    ok(!credential_fits(S(""), S(""), &busy), "no credential fits nothing");
    ok(!credential_fits(S("$argon2id$"), S("x"), &busy), "a broken credential fits nothing");
    ok(!str_eq(c, credential_make(S("rừng cọ đồi chè"))), "every credential has its own salt");
    ok(password_fault(S("ngắn"), S(""), S("")) != NULL, "four letters are too few, however many bytes");
    ok(password_fault(S("019195000001"), S("019195000001"), S("")) != NULL,
       "the citizen number is no password");
    ok(password_fault(S("12345678"), S(""), S("")) != NULL, "nor is 12345678");
    static const char *const easy[] = {"123456789012",      "aaaaaaaaaaaa",    "Password1234",
                                       "mật khẩu 12345678", "Thái Nguyên 123", "qwertyuiop123456",
                                       "abababababab",      "123456 654321"};
    for (size_t i = 0; i < COUNT(easy); i++)
        ok(password_fault(str_c(easy[i]), S(""), S("")) != NULL, "nor is %s", easy[i]);
    ok(password_fault(S("số của tôi 019195000001"), S("019195000001"), S("")) != NULL,
       "nor is the citizen number with words before it");
    str most = {memset(mem(400), 'x', 400), 129};
    ok(password_fault(most, S(""), S("")) != NULL, "129 characters are too many");
    ok(password_fault(S("abc\xff\xff\xff\xff\xff"), S(""), S("")) != NULL, "nor is what is not text");
    ok(!password_fault(S("rừng cọ đồi chè"), S("019195000001"), S("0912345678")), "four words are one");
    int in = let_in(c);
    ok(in >= 1 && in < AT_ONCE,
       "of twelve who sign in at once some are let in, the others are told to come again (%d)", in);
    ok(credential_fits(c, S("rừng cọ đồi chè"), &busy) && !busy, "and afterwards the door is open as before");
    return done();
}
