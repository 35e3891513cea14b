/* Signs a PDF by PAdES-B-B (ETSI EN 319 142-1): a detached CMS over all bytes except the signature itself,
 * with the province's report key. OpenSSL 3.0 adds a signingTime attribute, which the baseline forbids, so
 * it is removed and the rest is signed again. DATA/keys/report.pem (0600) holds an ECDSA P-256 key and a
 * self-signed certificate. Trust comes from the journal: the act that records a report names the file's
 * hash, under the signed checkpoint. */
#include "paper.h"

#include "data/keys.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <unistd.h>

enum { CERTIFICATE_YEARS = 10 };
struct signer_key {
    EVP_PKEY *key;
    X509 *certificate;
};

static str openssl_words(void) {
    char text[256];
    unsigned long code = ERR_peek_last_error();
    if (!code) return S("no reason given");
    ERR_error_string_n(code, text, sizeof text);
    ERR_clear_error();
    return str_copy(str_c(text));
}

static void key_free(struct signer_key *k) {
    EVP_PKEY_free(k->key);
    X509_free(k->certificate);
    *k = (struct signer_key){0};
}

/* ---- the key and its certificate ---- */

static bool extension_add(X509 *x, int nid, const char *value) {
    X509V3_CTX c;
    X509V3_set_ctx_nodb(&c);
    X509V3_set_ctx(&c, x, x, NULL, NULL, 0);
    X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &c, nid, value);
    bool good = e && X509_add_ext(x, e, -1);
    X509_EXTENSION_free(e);
    return good;
}

static bool certificate_fill(X509 *x, EVP_PKEY *key, str name) {
    X509_NAME *n = X509_get_subject_name(x);
    u8 serial[8];
    hash h = sha256_of(name, (str){0});
    memcpy(serial, h.b, sizeof serial);
    serial[0] &= 0x7f;
    BIGNUM *number = BN_bin2bn(serial, sizeof serial, NULL);
    bool good = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x)) != NULL;
    BN_free(number);
    good = good && X509_set_version(x, 2) && X509_gmtime_adj(X509_getm_notBefore(x), 0) &&
           X509_gmtime_adj(X509_getm_notAfter(x), (long)CERTIFICATE_YEARS * 366 * DAY) &&
           X509_set_pubkey(x, key);
    good = good &&
           X509_NAME_add_entry_by_txt(n, "CN", MBSTRING_UTF8, (const u8 *)name.p, (int)name.n, -1, 0) &&
           X509_NAME_add_entry_by_txt(n, "OU", MBSTRING_UTF8, (const u8 *)"annual report", -1, -1, 0) &&
           X509_set_issuer_name(x, n);
    good = good && extension_add(x, NID_basic_constraints, "critical,CA:FALSE") &&
           extension_add(x, NID_key_usage, "critical,digitalSignature,nonRepudiation");
    return good && X509_sign(x, key, EVP_sha256());
}

static bool key_write(str path, const struct signer_key *k) {
    int fd = open(str_z(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    FILE *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool good = f && PEM_write_PrivateKey(f, k->key, NULL, NULL, 0, NULL, NULL) &&
                PEM_write_X509(f, k->certificate) && !fflush(f) && !fsync(fd);
    if (f) fclose(f);
    else if (fd >= 0) close(fd);
    return good;
}

static bool key_make(str data, str path, struct signer_key *out, str *out_error) {
    u8 checkpoint_key[32];
    str name;
    if (!keys_public(data, checkpoint_key, &name, out_error)) return false;
    *out = (struct signer_key){EVP_EC_gen("P-256"), X509_new()};
    if (out->key && out->certificate && certificate_fill(out->certificate, out->key, name) &&
        key_write(path, out))
        return true;
    *out_error =
        str_fmt("cannot make %.*s: %s", STR_ARG(path), errno ? strerror(errno) : str_z(openssl_words()));
    key_free(out);
    return false;
}

static bool key_read(str data, struct signer_key *out, str *out_error) {
    str path = str_fmt("%.*s/keys/report.pem", STR_ARG(data));
    int fd = open(str_z(path), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT) return key_make(data, path, out, out_error);
    FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;
    if (f)
        *out =
            (struct signer_key){PEM_read_PrivateKey(f, NULL, NULL, NULL), PEM_read_X509(f, NULL, NULL, NULL)};
    if (f) fclose(f);
    if (out->key && out->certificate) return true;
    *out_error = str_fmt("%.*s cannot be read, or is no key of ours", STR_ARG(path));
    key_free(out);
    return false;
}

str signer_fingerprint(str data, str *out_error) {
    struct signer_key k = {0};
    u8 digest[32];
    unsigned n = 0;
    if (!key_read(data, &k, out_error)) return (str){0};
    bool good = X509_digest(k.certificate, EVP_sha256(), digest, &n) && n == sizeof digest;
    key_free(&k);
    return good ? hex(digest, sizeof digest) : (str){0};
}

/* ---- signing ---- */

static int by_bytes(const void *a, const void *b) { return str_cmp(*(const str *)a, *(const str *)b); }

/* The signed attributes in the form that is signed: a DER SET OF, its members sorted. */
static str attributes_der(CMS_SignerInfo *s) {
    int n = CMS_signed_get_attr_count(s);
    str *v = NEWS(str, n + 1);
    struct out all = {0}, o = {0};
    for (int i = 0; i < n; i++) {
        u8 *der = NULL;
        int bytes = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(s, i), &der);
        if (bytes <= 0) return (str){0};
        v[i] = str_copy((str){(const char *)der, (size_t)bytes});
        OPENSSL_free(der);
    }
    qsort(v, (size_t)n, sizeof *v, by_bytes);
    for (int i = 0; i < n; i++) out_str(&all, v[i]);
    out_char(&o, 0x31);
    if (all.n > 255) out_char(&o, (char)0x82), out_char(&o, (char)(all.n >> 8));
    else if (all.n > 127) out_char(&o, (char)0x81);
    out_char(&o, (char)(all.n & 255));
    out_str(&o, out_all(&all));
    return out_all(&o);
}

static bool sign_again(CMS_SignerInfo *s, EVP_PKEY *key) {
    int at = CMS_signed_get_attr_by_NID(s, NID_pkcs9_signingTime, -1);
    if (at >= 0) X509_ATTRIBUTE_free(CMS_signed_delete_attr(s, at));
    str der = attributes_der(s);
    size_t n = (size_t)EVP_PKEY_get_size(key);
    u8 *sig = OPENSSL_malloc(n);
    EVP_MD_CTX *c = EVP_MD_CTX_new();
    bool good = der.n && sig && c && EVP_DigestSignInit(c, NULL, EVP_sha256(), NULL, key) == 1 &&
                EVP_DigestSign(c, sig, &n, (const u8 *)der.p, der.n) == 1;
    EVP_MD_CTX_free(c);
    if (good) ASN1_STRING_set0(CMS_SignerInfo_get0_signature(s), sig, (int)n);
    else OPENSSL_free(sig);
    return good;
}

/* The detached CMS over these bytes, in DER. */
static str cms_over(str bytes, const struct signer_key *k) {
    enum { FLAGS = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP | CMS_CADES };
    BIO *in = BIO_new_mem_buf(bytes.p, (int)bytes.n);
    CMS_ContentInfo *cms = in ? CMS_sign(NULL, NULL, NULL, in, FLAGS | CMS_PARTIAL) : NULL;
    CMS_SignerInfo *s =
        cms ? CMS_add1_signer(cms, k->certificate, k->key, EVP_sha256(), FLAGS | CMS_PARTIAL) : NULL;
    bool good = s && CMS_final(cms, in, NULL, FLAGS) && sign_again(s, k->key);
    u8 *der = NULL;
    int n = good ? i2d_CMS_ContentInfo(cms, &der) : 0;
    str out = n > 0 ? str_copy((str){(const char *)der, (size_t)n}) : (str){0};
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    return out;
}

static void range_write(char *pdf, size_t n, size_t begin, size_t end) {
    char text[64], *at = memmem(pdf, n, "/ByteRange [0 ", 14);
    for (char *next = at; next; next = memmem(next + 1, n - (size_t)(next + 1 - pdf), "/ByteRange [0 ", 14))
        at = next;
    require(at);
    snprintf(text, sizeof text, "%010zu %010zu %010zu]", begin, end, n - end);
    memcpy(at + 14, text, strlen(text));
}

str pdf_sign(str data, str pdf, str *out_error) {
    size_t begin, end;
    struct signer_key k = {0};
    if (!pdf_signature_range(pdf, &begin, &end)) {
        *out_error = S("the PDF has no room for a signature");
        return (str){0};
    }
    if (!key_read(data, &k, out_error)) return (str){0};
    char *p = mem(pdf.n), *signed_part = mem(pdf.n);
    memcpy(p, pdf.p, pdf.n);
    range_write(p, pdf.n, begin, end);
    memcpy(signed_part, p, begin);
    memcpy(signed_part + begin, p + end, pdf.n - end);
    str cms = cms_over((str){signed_part, pdf.n - (end - begin)}, &k);
    key_free(&k);
    if (!cms.n || cms.n > SIGNATURE_BYTES) {
        *out_error = str_fmt("the PDF cannot be signed: %.*s", STR_ARG(openssl_words()));
        return (str){0};
    }
    str text = hex(cms.p, cms.n);
    memcpy(p + begin + 1, text.p, text.n);
    return (str){p, pdf.n};
}
