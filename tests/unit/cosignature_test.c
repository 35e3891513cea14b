/* Cosignatures of witnesses (C2SP tlog-cosignature v1) against one that another program made, and against
 * every flipped bit. */
#include "data/note.h"
#include "tap.h"

#include <sodium.h>

static const char body_text[] = "example.com/behind-the-sofa\n20852163\n"
                                "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
/* by node's crypto module, of the seed 07 07 07 … */
static const char vkey[] = "witness.example/w1+aa4a09d1+BOpKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";
static const char line_text[] = "— witness.example/w1 "
                                "qkoJ0QAAAABkGFDLWr4Jea05CAgwNVtwky0Jgz6WfX0QJgM//FkB/W9BoT9TX0DkTxG+2cT4p/"
                                "ViKNhUM/SnUwFcYQzugGFQ15LwDw==\n";

static struct cosigner witness;

static void made_elsewhere(void) {
    u8 seed[32], public_key[32], secret[64];
    str line;
    i64 at = 0;
    ok(cosigner_read(str_c(vkey), &witness) && str_is(witness.name, "witness.example/w1"),
       "a witness' key is read");
    ok(cosignature_find(str_c(body_text), str_c(line_text), &witness, &line, &at) && at == 1679315147,
       "a cosignature made by another program is right, with its time");
    memset(seed, 7, sizeof seed);
    crypto_sign_seed_keypair(public_key, secret, seed);
    ok(str_eq(cosignature_sign(str_c(body_text), witness.name, secret, 1679315147), str_c(line_text)),
       "ours is the same, byte for byte");
    ok(note_split(str_fmt("%s\n%s", body_text, line_text), &(str){0}, &line) &&
           str_eq(line, str_c(line_text)),
       "it is a signature line of a note");
}

static void among_others(void) {
    str line, lines = str_fmt("— other.example/w AAAAAAAA\n%s— other.example/x AAAA\n", line_text);
    i64 at;
    ok(cosignature_find(str_c(body_text), lines, &witness, &line, &at) && str_eq(line, str_c(line_text)),
       "lines of other witnesses are passed over");
    struct out many = {0};
    for (int i = 0; i < 100000; i++) out_z(&many, "— other.example/w AAAAAAAA\n");
    out_z(&many, line_text);
    ok(!cosignature_find(str_c(body_text), out_all(&many), &witness, &line, &at),
       "but not a hundred thousand");
}

static void flipped(void) {
    size_t taken = 0, all = 0;
    str line, whole = str_fmt("%s%s", body_text, line_text);
    i64 at;
    for (size_t i = 0; i < whole.n; i++)
        for (int bit = 0; bit < 8; bit++, all++) {
            char *z = (char *)(uintptr_t)str_copy(whole).p;
            z[i] ^= (char)(1 << bit);
            size_t n = sizeof body_text - 1;
            taken += cosignature_find((str){z, n}, (str){z + n, whole.n - n}, &witness, &line, &at);
        }
    ok(!taken, "none of %zu flipped bits is taken (%zu)", all, taken);
    taken = 0;
    for (size_t n = 0; n + 1 < sizeof line_text; n++)
        taken += cosignature_find(str_c(body_text), (str){line_text, n}, &witness, &line, &at);
    ok(!taken, "no shortened line is taken");
}

static void no_keys(void) {
    size_t taken = 0;
    str key = str_c(vkey);
    for (size_t i = 0; i < key.n; i++)
        for (int bit = 0; bit < 8; bit++) {
            char *z = (char *)(uintptr_t)str_copy(key).p;
            struct cosigner w;
            z[i] ^= (char)(1 << bit);
            taken += cosigner_read((str){z, key.n}, &w);
        }
    ok(!taken, "a key with a flipped bit is none (%zu)", taken);
    u8 public_key[32];
    str name;
    ok(!vkey_read(key, VKEY_NOTE, public_key, &name), "a witness' key is no key of a log");
}

int main(void) {
    arena_enter(arena_new());
    made_elsewhere();
    among_others();
    flipped();
    no_keys();
    return done();
}
