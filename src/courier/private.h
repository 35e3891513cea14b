/* Private header of the courier: its state, asking witnesses, HTTP requests, confinement. */
#pragma once
#include "courier/courier.h"
#include "data/data.h"
#include "data/keys.h"

struct courier {
    str data;
    int to_backroom;
    struct db *main; /* the province's tables, read only; NULL = opened at the next pass */
    struct db *own;  /* DATA/courier.db */
    struct definitions definitions;
};

/* ---- witness.c ---- */

/* Asks each witness in province.yaml to cosign the latest checkpoint, unless it has done so. */
enum errand_end witnesses_ask(void *of, struct limit *limit, str *out_error);

/* ---- dial.c: one request, one answer ---- */

enum { ANSWER_MAX = 16 * 1024 };
struct answer {
    int status; /* HTTP status; 0 = no response, see `why` */
    str body, type, why;
};
void dial_start(void);
/* Sends a POST by HTTPS, or by HTTP to a loopback address. Follows no redirect, uses no proxy, takes at most
 * ANSWER_MAX bytes within 30 seconds. SIGTERM ends it earlier. */
struct answer dial_post(str url, str body);

/* jail.c: confines this process for good; false when the kernel refuses */
bool courier_jail(str data);
