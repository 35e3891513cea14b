/* Static files (styles, script, icon) inside the binary, plain and gzipped. Their address contains a hash, so
 * that browsers may cache them for a year. */
#include "web.h"

#include <sodium.h>
#include <pthread.h>

#define TAKE(symbol, path)                                                               \
    __asm__(".section .rodata\n.balign 16\n" #symbol ":\n.incbin \"" path "\"\n" #symbol \
            "_end:\n.byte 0\n.previous\n");                                              \
    extern const char symbol[] __asm__(#symbol), symbol##_end[] __asm__(#symbol "_end")
TAKE(style_css, "src/web/style.css");
TAKE(style_css_gz, "build/gen/web/style.css.gz");
TAKE(app_js, "src/web/app.js");
TAKE(app_js_gz, "build/gen/web/app.js.gz");
TAKE(icon_svg, "src/web/icon.svg");
#define BYTES(symbol) ((str){symbol, (size_t)(symbol##_end - symbol)})

static struct asset assets[3];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fill(struct asset *a, const char *name, const char *type, str plain, str gzip) {
    static char texts[COUNT(assets)][3][32];
    char(*t)[32] = texts[a - assets];
    u8 h[32];
    crypto_hash_sha256(h, (const u8 *)plain.p, plain.n);
    u32 v = (u32)h[0] << 24 | (u32)h[1] << 16 | (u32)h[2] << 8 | h[3];
    snprintf(t[0], sizeof t[0], "%08x", v);
    snprintf(t[1], sizeof t[1], "\"%08x\"", v);
    snprintf(t[2], sizeof t[2], "\"%08x-gz\"", v);
    *a = (struct asset){.name = name,
                        .type = type,
                        .plain = plain,
                        .gzip = gzip,
                        .version = t[0],
                        .etag = t[1],
                        .etag_gzip = t[2]};
}

static void start(void) {
    fill(&assets[0], "style.css", "text/css; charset=utf-8", BYTES(style_css), BYTES(style_css_gz));
    fill(&assets[1], "app.js", "text/javascript; charset=utf-8", BYTES(app_js), BYTES(app_js_gz));
    fill(&assets[2], "icon.svg", "image/svg+xml", BYTES(icon_svg), (str){0});
}

const struct asset *asset_find(str path) {
    pthread_once(&once, start);
    if (!str_starts(path, S("/tep/"))) return NULL;
    for (size_t i = 0; i < COUNT(assets); i++)
        if (str_eq((str){path.p + 5, path.n - 5}, str_c(assets[i].name))) return &assets[i];
    return NULL;
}

url asset_url(const char *name) {
    const struct asset *a = asset_find(str_fmt("/tep/%s", name));
    require(a);
    return url_fmt("/tep/%s?v=%s", a->name, a->version);
}

str web_site(const struct request *r) {
    bool plain = str_starts(r->host, S("localhost")) || str_starts(r->host, S("[")) ||
                 (r->host.n && r->host.p[0] >= '0' && r->host.p[0] <= '9');
    return str_fmt("%s://%.*s", plain ? "http" : "https", STR_ARG(r->host));
}
