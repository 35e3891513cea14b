/* Private to the courier. */
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

/* Asks each witness that the province names to cosign the latest checkpoint, if it has not yet. */
enum errand_end witnesses_ask(void *of, struct limit *limit, str *out_error);

/* ---- dial.c: one request, one answer ---- */

enum { ANSWER_MAX = 16 * 1024 };
struct answer {
    int status; /* 0 = none: `why` says so */
    str body, type, why;
};
void dial_start(void);
/* HTTPS, or HTTP to a loopback address; no redirect is followed, no proxy asked, at most ANSWER_MAX bytes are
 * taken within half a minute, or less when we are to stop. */
struct answer dial_post(str url, str body);

/* jail.c: for good; false when the kernel refuses */
bool courier_jail(str data);
