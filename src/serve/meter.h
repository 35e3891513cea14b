/* Monitoring of the server: numbers for /metrics (Prometheus), one log line per request, readiness. No
 * personal data: a page is named by its pattern (/ho-so/{}), never by its address. */
#pragma once
#include "web/web.h"

/* Opens the files of /proc that are read later. Call it before jail_close, which forbids opening them. */
void meter_start(str data);
/* Counts and logs a finished request. `page` is its pattern, "-" when it has none; `micros` in microseconds;
 * `bytes` before compression. */
void meter_request(const char *method, const char *page, int status, i64 micros, u64 bytes);
/* Counts one commit of the writer and the statuses of its replies. */
void meter_batch(const struct reply *replies, size_t n);
void meter_queue(size_t waiting, i64 wal_pages);
void meter_connections(int open);
void meter_drain(void); /* the server is stopping: /readyz fails from now on */
bool meter_draining(void);
/* Prometheus text exposition format 0.0.4. */
void meter_text(struct out *o, struct db *db);
/* Empty = ready. Otherwise one line for the operator: another server is the writer, the disk is nearly full,
 * or checkpoints are not signed. */
str meter_unready(struct db *db, bool writer);
