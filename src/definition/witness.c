/* Reads the witnesses of province.yaml: outsiders who cosign the journal's checkpoints. */
#include "base/vkey.h"
#include "definition.h"
#include "private.h"

enum { URL_MAX = 200 };

/* Whether a URL has printable ASCII only, and no user, query or fragment. */
static bool url_plain(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((u8)s.p[i] <= 32 || (u8)s.p[i] >= 127 || strchr("@?#\\\"'<>{}|^`%", s.p[i])) return false;
    return s.n <= URL_MAX;
}

static bool digits_and_dots(str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.') return false;
    return true;
}

/* A port is empty, or a colon and a number. */
static bool port_fits(str s) {
    i64 number;
    if (!s.n) return true;
    return s.p[0] == ':' && str_to_int((str){s.p + 1, s.n - 1}, &number) && number >= 1 && number <= 65535;
}

static bool this_machine(str host) {
    return str_is(host, "[::1]") || (str_starts(host, S("127.")) && digits_and_dots(host));
}

/* https to any host; plain http to this machine only. */
static bool url_fits(str url) {
    bool secret = str_starts(url, S("https://"));
    if (!url_plain(url) || (!secret && !str_starts(url, S("http://")))) return false;
    str rest = {url.p + (secret ? 8 : 7), url.n - (secret ? 8 : 7)}, host = str_cut(&rest, '/');
    size_t n = str_starts(host, S("[::1]")) ? 5 : 0;
    while (n < host.n && host.p[n] != ':') n++;
    str port = {host.p + n, host.n - n};
    host.n = n;
    return host.n && port_fits(port) && (secret || this_machine(host));
}

static void witness_fits(const struct load *l, const struct node *m, const struct province *p,
                         const struct witness *w) {
    u8 key[32];
    str name;
    if (w->key.n && !vkey_read(w->key, VKEY_COSIGNATURE, key, &name))
        complain(l, at_key(m, "key"), "NAME+ID+KEY as the witness publishes it (C2SP verifier key, type 4)",
                 "key is %s", shown(w->key));
    if (w->url.n && !url_fits(w->url))
        complain(l, at_key(m, "url"), "https://HOST/PATH (http:// to 127.0.0.1 or [::1] only)", "url is %s",
                 shown(w->url));
    for (size_t i = 0; i < p->n_witnesses; i++)
        if (str_eq(p->witnesses[i].key, w->key))
            complain(l, at_key(m, "key"), "each witness once", "the key %s is there twice", shown(w->key));
}

static const struct key witness_rows[] = {
    KEY("name", KEY_WORDS, REQUIRED, struct witness, name, "Who the witness is, as pages name it."),
    KEY("url", KEY_TEXT, REQUIRED, struct witness, url,
        "Where it answers `add-checkpoint` (C2SP tlog-witness): `https://…`; `http://` only on this "
        "machine."),
    KEY("key", KEY_TEXT, REQUIRED, struct witness, key,
        "Its verifier key, NAME+ID+KEY, as the witness publishes it (C2SP, type 4)."),
};
const struct keys witness_keys = KEYS("a witness", witness_rows);

void witnesses_read(const struct load *l, const struct node *list, struct province *p) {
    p->witnesses = NEWS(struct witness, list->n + 1);
    for (size_t i = 0; i < list->n; i++) {
        struct witness w = {0};
        if (!map_read(l, list->v[i], &witness_keys, &w)) continue;
        witness_fits(l, list->v[i], p, &w);
        p->witnesses[p->n_witnesses++] = w;
    }
}

void witnesses_of(str text, struct province *out) {
    struct complaints c = {0};
    struct load l = {S("province.yaml"), &c};
    const struct node *root = yaml_read(l.file, text, &c);
    *out = (struct province){0};
    if (root && root->kind == NODE_MAP && has_key(root, "witnesses") &&
        at_key(root, "witnesses")->kind == NODE_LIST)
        witnesses_read(&l, at_key(root, "witnesses"), out);
}
