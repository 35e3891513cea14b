/* Arbitrary bytes as requests to the writer, as replies, as checkpoints: refused in words, nothing crashes,
 * the journal stays provable. */
#include "data/keys.h"
#include "web/web.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct folder *house_make(void) {
    static char dir[] = "/tmp/tinhso-fuzz-XXXXXX";
    str error = {0};
    rooms_start();
    if (!mkdtemp(dir) || !folder_init(str_c(dir), &error)) panic("%.*s", STR_ARG(error));
    struct folder *h = folder_open(str_c(dir), &error);
    if (!h) panic("%.*s", STR_ARG(error));
    json_t *f = json_object();
    json_put_int(f, "demo", 0);
    folder_do(h, &(struct act_ask){.kind = "house.found", .key = S("house.found"), .fields = f});
    return h;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *own, *page;
    static struct folder *h;
    if (!own) {
        own = arena_new();
        page = arena_new();
        arena_enter(own);
        h = house_make();
    }
    str in = {(const char *)data, size}, rest = in, note;
    struct arena *before = arena_enter(page);
    struct reply reply;
    struct checkpoint c;
    static const u8 key[32] = {1};
    checkpoint_next(&rest, &note);
    require(!checkpoint_read(in, &c, key)); /* nobody has signed it */
    struct cosigner witness = {.name = S("w"), .key = {1}};
    str body, lines, line;
    i64 at;
    if (note_split(in, &body, &lines)) require(!cosignature_find(body, lines, &witness, &line, &at));
    cosigner_read(in, &witness);
    reply_read(in, &reply);
    struct reply answers[2];
    str asks[2] = {in, str_fmt("{\"actor\":0,\"fields\":%.*s,\"key\":\"%.*s\",\"kind\":\"person.register\"}",
                               STR_ARG(in), 32, hex(data, size < 16 ? size : 16).p)};
    folder_perform(h, asks, answers, 2);
    for (size_t i = 0; i < 2; i++)
        require(answers[i].status == REPLY_OK || answers[i].status == REPLY_AGAIN || answers[i].why.n);
    arena_enter(before);
    arena_reset(page);
    return 0;
}
