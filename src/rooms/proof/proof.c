/* Transparency log for the public (C2SP tlog-tiles). One page finds an act in the signed tree; programs
 * fetch checkpoint, key and tiles. An entry is the two hashes its leaf is made of, so nothing personal is
 * published. */
#include "data/keys.h"
#include "web/web.h"

enum { PATH_MAX_HASHES = 64, LEVELS = 6 };

/* ---- the latest checkpoint ---- */

struct signed_tree {
    struct checkpoint c;
    str note; /* the signed note (C2SP) */
};

static bool latest(struct request *r, struct signed_tree *out) {
    *out = (struct signed_tree){0};
    return checkpoint_latest(r->data, &out->c, &out->note);
}

/* ---- for programs ---- */

static void plain(struct request *r, str text) {
    r->type = "text/plain; charset=utf-8";
    out_str(&r->out, text);
}

static void not_there(struct request *r) {
    r->status = 404;
    plain(r, S("not there\n"));
}

/* Serves a recent checkpoint with witnesses' cosignatures if there is one, else the newest. Witnesses need
 * some seconds to cosign, and a client that needs a cosignature should not miss it meanwhile. */
static void page_checkpoint(struct request *r) {
    enum { LATELY = 60 };
    struct signed_tree t, cosigned = {0};
    if (!latest(r, &t)) return not_there(r);
    bool shown =
        checkpoint_cosigned(r->data, &cosigned.c, &cosigned.note) && cosigned.c.at + LATELY >= t.c.at;
    plain(r, shown ? cosigned.note : t.note);
}

static void page_key(struct request *r) {
    str text, error;
    if (!keys_text(r->data, &text, &error)) return not_there(r);
    plain(r, text);
}

/* security.txt (RFC 9116): the contact for reporting a vulnerability. */
static void page_security(struct request *r) {
    if (!r->province->security_contact.n) return not_there(r);
    plain(r, str_fmt("Contact: %.*s\nExpires: %.*s\nPreferred-Languages: vi, en\n",
                     STR_ARG(r->province->security_contact), STR_ARG(when_iso(r->now + 180 * DAY))));
}

struct tile_wanted {
    int level; /* -1 = entry bundles */
    i64 n;
    int width;
};

/* Parses a tile path: "x001/x234/067" is tile 1234067; "067.p/12" is the first 12 hashes of tile 67 (C2SP
 * tlog-tiles). */
static bool tile_parse(str level, str path, struct tile_wanted *out) {
    i64 part;
    *out = (struct tile_wanted){.width = TILE};
    if (str_is(level, "entries")) out->level = -1;
    else if (level.n == 1 && level.p[0] >= '0' && level.p[0] < '0' + LEVELS) out->level = level.p[0] - '0';
    else return false;
    for (int i = 0; i < 5; i++) {
        str piece = str_cut(&path, '/');
        bool more = piece.n == 4 && piece.p[0] == 'x', partial = piece.n == 5 && str_ends(piece, S(".p"));
        str digits = {piece.p + more, 3};
        if ((!more && !partial && piece.n != 3) || digits.p[0] < '0' || digits.p[0] > '9' ||
            !str_to_int(digits, &part) || part < 0)
            return false;
        out->n = out->n * 1000 + part;
        if (more) continue;
        if (!partial) return !path.n;
        if (!str_to_int(path, &part) || part < 1 || part >= TILE) return false;
        out->width = (int)part;
        return true;
    }
    return false;
}

static bool entry_put(struct request *r, i64 n) {
    u8 both[64];
    if (!act_hashes(r->db, n, both)) return false;
    out_char(&r->out, 0);
    out_char(&r->out, sizeof both);
    out_str(&r->out, (str){(const char *)both, sizeof both});
    return true;
}

static void page_tile(struct request *r) {
    struct tile_wanted w;
    if (!tile_parse(r->part[0], r->part[1], &w)) return not_there(r);
    i64 size = journal_last(r->db), unit = 1;
    for (int i = 0; i < w.level; i++) unit *= TILE;
    if ((w.n * TILE + w.width) * unit > size) return not_there(r);
    for (int i = 0; i < w.width; i++) {
        hash h;
        bool good =
            w.level < 0 ? entry_put(r, w.n * TILE + i + 1) : tree_node(r->db, w.level, w.n * TILE + i, &h);
        if (!good) {
            r->out = (struct out){0};
            return not_there(r);
        }
        if (w.level >= 0) out_str(&r->out, (str){(const char *)h.b, sizeof h.b});
    }
    r->type = "application/octet-stream";
    r->forever = true;
}

/* ---- for people ---- */

struct checked {
    struct signed_tree t;
    bool asked, signed_there, leaf_typed, leaf_right;
    i64 n;
    str leaf; /* the journal's leaf hash in hex */
    hash path[PATH_MAX_HASHES];
    size_t n_path;
    bool proven;      /* the path leads from the leaf to the signed root */
    const char *kind; /* msgid; NULL = not public */
    i64 at;           /* time of recording; public only together with the kind */
};

static str hex_of(hash h) { return hex(h.b, sizeof h.b); }

/* True when the kind of an act may be shown. Kind and time of a dossier's act would reveal something about
 * the dossier; acts about years, targets and definitions are public. */
static bool kind_public(str kind) {
    static const char *const begin[] = {"year.", "target.", "figure.", "measure.", "province.adopt"};
    for (size_t i = 0; i < COUNT(begin); i++)
        if (str_starts(kind, str_c(begin[i]))) return true;
    return false;
}

static void kind_read(struct request *r, struct checked *c) {
    struct act_row row;
    const struct act_kind *kind = act_row(r->db, c->n, &row) ? act_kind_of(row.kind) : NULL;
    if (!kind || !kind_public(row.kind)) return;
    c->kind = kind->en;
    c->at = row.at;
}

struct seen { /* the latest cosigned checkpoint, as one witness saw it */
    struct checkpoint c;
    i64 at; /* time of cosigning; 0 = this witness did not cosign it */
};

/* Reads whether a witness cosigned the latest cosigned checkpoint. */
static struct seen seen_by(struct request *r, const struct witness *w) {
    str note, body, lines, line;
    struct cosigner by;
    struct seen s = {0};
    if (!checkpoint_cosigned(r->data, &s.c, &note) || !note_split(note, &body, &lines) ||
        !cosigner_read(w->key, &by) || !cosignature_find(body, lines, &by, &line, &s.at))
        s.at = 0;
    return s;
}

#include "rooms/proof/proof.html.h"

static void page_journal(struct request *r) {
    struct checked *c = NEW(struct checked);
    c->signed_there = latest(r, &c->t);
    str typed = str_trim(req_field(r, "la")), number = str_trim(req_field(r, "so"));
    c->asked = number.n > 0;
    c->leaf_typed = typed.n > 0;
    str stored = c->asked && str_to_int(number, &c->n) && c->n > 0 ? act_leaf(r->db, c->n) : (str){0};
    if (stored.n == 32) {
        hash leaf;
        memcpy(leaf.b, stored.p, 32);
        c->leaf = hex_of(leaf);
        c->leaf_right = str_eq(c->leaf, typed);
        kind_read(r, c);
        if (c->signed_there && c->n <= c->t.c.size) {
            c->n_path = tree_path(r->db, c->n, c->t.c.size, c->path);
            c->proven = path_check(leaf, c->n, c->t.c.size, c->path, c->n_path, c->t.c.root);
        }
    }
    draw_journal(r, c, number, typed);
}

/* ---- the room ---- */

static const struct input in_journal[] = {{"so", 20}, {"la", 100}};
static const struct page pages[] = {
    {.method = "GET",
     .path = "/nhat-ky",
     .who = R_ANYONE,
     .en = N_("The journal"),
     INPUTS(in_journal),
     .handle = page_journal},
    {.method = "GET",
     .path = "/log/checkpoint",
     .who = R_ANYONE,
     .en = N_("The journal's signed checkpoint"),
     .handle = page_checkpoint},
    {.method = "GET",
     .path = "/log/key",
     .who = R_ANYONE,
     .en = N_("The key checkpoints are signed with"),
     .handle = page_key},
    {.method = "GET",
     .path = "/.well-known/security.txt",
     .who = R_ANYONE,
     .en = N_("How to report a vulnerability"),
     .handle = page_security},
    {.method = "GET",
     .path = "/log/tile/{}/{*}",
     .who = R_ANYONE,
     .en = N_("A tile of the journal's tree"),
     .handle = page_tile},
    {0},
};
const struct room proof = {.name = "proof",
                           .en = N_("The journal as anybody may check it: checkpoint, key, tiles, and the "
                                    "way from one's own entry to the signed root."),
                           .pages = LIST(page, pages)};
