/* The verb `tinhso init`: creates a data folder, adopts a province folder, optionally adds demonstration
 * data, and signs the first checkpoint. */
#include "init.h"
#include "backroom/backroom.h"
#include "base/cli.h"
#include "demo/demo.h"
#include "tool/tool.h"

static bool found(struct folder *f, json_t *definitions, bool demo, str *out_error) {
    json_t *what = json_object();
    json_put_int(what, "demo", demo);
    struct reply r =
        folder_do(f, &(struct act_ask){.kind = "house.found", .key = S("house.found"), .fields = what});
    if (r.status == REPLY_OK)
        r = folder_do(f, &(struct act_ask){
                             .kind = "province.adopt", .key = S("province.adopt.1"), .fields = definitions});
    *out_error = r.why;
    return r.status == REPLY_OK;
}

static int init(const char *data, const char *province, bool demo) {
    str error = {0};
    json_t *definitions = adopt_fields_of(province);
    if (!definitions) return tool_fail(str_fmt("%s has mistakes: nothing was made", province));
    if (!folder_init(str_c(data), &error)) return tool_fail(error);
    struct folder *f = folder_open(str_c(data), &error);
    if (!f) return tool_fail(error);
    data = str_z(data_folder(str_c(data)));
    bool good = found(f, definitions, demo, &error) && (!demo || demo_fill(f, (i64)time(NULL), &error));
    i64 acts = journal_last(folder_db(f));
    folder_close(f);
    /* signed at once: from now on any change of the past is noticed */
    if (!good || !backroom_once(str_c(data), &error)) return tool_fail(error);
    printf("%s: %lld acts%s\n", data, (long long)acts, demo ? ", demonstration data" : "");
    return 0;
}

int tool_init(int argc, char **argv) {
    const char *data = NULL, *province = NULL;
    bool demo = false;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--demo")) demo = true;
        else if (!strcmp(argv[i], "--province") && i + 1 < argc) province = argv[++i];
        else if (argv[i][0] != '-' && !data) data = argv[i];
        else return tool_usage("init DATA --province DIR [--demo]");
    }
    if (!data || !province) return tool_usage("init DATA --province DIR [--demo]");
    return init(data, province, demo);
}
