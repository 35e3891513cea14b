/* HTTP client for untrusted servers, on libcurl: see private.h. */
#include "private.h"

#include <curl/curl.h>

enum { CONNECT_SECONDS = 10, ALL_SECONDS = 30 };

struct taking {
    char bytes[ANSWER_MAX];
    size_t n, heads; /* bytes of the body; of the headers, which are not kept */
};

static size_t take_body(char *p, size_t size, size_t n, void *of) {
    struct taking *t = of;
    n *= size;
    if (n > sizeof t->bytes - t->n) return 0;
    memcpy(t->bytes + t->n, p, n);
    t->n += n;
    return n;
}

static size_t take_head(char *p, size_t size, size_t n, void *of) {
    struct taking *t = of;
    (void)p;
    t->heads += size * n;
    return t->heads > ANSWER_MAX ? 0 : size * n;
}

static int go_on(void *of, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)of, (void)a, (void)b, (void)c, (void)d;
    return stop_asked();
}

void dial_start(void) {
    if (curl_global_init(CURL_GLOBAL_DEFAULT)) panic("libcurl does not start");
}

/* Sets every option. False when libcurl does not know one: nothing is sent then. */
static bool options_set(CURL *c, str url, str body, struct taking *t, struct curl_slist *heads, char *words) {
    const char *protocols = str_starts(url, S("https://")) ? "https" : "http";
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        {CURLOPT_POST, 1},
        {CURLOPT_FOLLOWLOCATION, 0},
        {CURLOPT_NOSIGNAL, 1},
        {CURLOPT_NOPROGRESS, 0},
        {CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS},
        {CURLOPT_TIMEOUT, ALL_SECONDS},
        {CURLOPT_HTTP09_ALLOWED, 0},
        {CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1},
        {CURLOPT_DISALLOW_USERNAME_IN_URL, 1},
        {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
        {CURLOPT_POSTFIELDSIZE, (long)body.n},
    };
    const struct {
        CURLoption option;
        const void *value;
    } pointers[] = {
        {CURLOPT_URL, str_z(url)},    {CURLOPT_PROTOCOLS_STR, protocols},
        {CURLOPT_PROXY, ""},          {CURLOPT_USERAGENT, "tinhso"},
        {CURLOPT_HTTPHEADER, heads},  {CURLOPT_POSTFIELDS, body.p},
        {CURLOPT_WRITEDATA, t},       {CURLOPT_HEADERDATA, t},
        {CURLOPT_ERRORBUFFER, words},
    };
    bool good = true;
    for (size_t i = 0; i < COUNT(numbers); i++)
        good = good && !curl_easy_setopt(c, numbers[i].option, numbers[i].value);
    for (size_t i = 0; i < COUNT(pointers); i++)
        good = good && !curl_easy_setopt(c, pointers[i].option, pointers[i].value);
    return good && !curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body) &&
           !curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head) &&
           !curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, go_on);
}

static struct answer answer_of(CURL *c, CURLcode code, const struct taking *t, const char *words) {
    long status = 0;
    char *type = NULL;
    if (code == CURLE_WRITE_ERROR)
        return (struct answer){.why = str_fmt("it answers more than %d bytes", ANSWER_MAX)};
    if (code) return (struct answer){.why = str_copy(str_c(*words ? words : curl_easy_strerror(code)))};
    curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(c, CURLINFO_CONTENT_TYPE, &type);
    return (struct answer){.status = (int)status,
                           .body = str_copy((str){t->bytes, t->n}),
                           .type = str_copy(str_c(type)),
                           .why = S("")};
}

struct answer dial_post(str url, str body) {
    char words[CURL_ERROR_SIZE] = "";
    struct taking *t = NEW(struct taking);
    CURL *c = curl_easy_init();
    struct curl_slist *heads = curl_slist_append(NULL, "Content-Type: text/plain");
    struct curl_slist *more = heads ? curl_slist_append(heads, "Expect:") : NULL;
    struct answer a = {.why = S("libcurl has no room")};
    if (c && more && options_set(c, url, body, t, heads, words))
        a = answer_of(c, curl_easy_perform(c), t, words);
    curl_slist_free_all(heads);
    curl_easy_cleanup(c);
    return a;
}
