/* What the server knows of itself while it runs: numbers for /metrics, the log's line a request, whether it
 * is ready. No personal data: pages are told by their pattern (/ho-so/{}), never by their address. */
#pragma once
#include "web/web.h"

/* Before the jail closes: what is later read of /proc. */
void meter_start(str data);
/* One request is over. `page` is its pattern, "-" when there is none; duration in microseconds. */
void meter_request(const char *method, const char *page, int status, i64 micros, u64 bytes);
/* One commit of the writer, and what became of its requests. */
void meter_batch(const struct reply *replies, size_t n);
void meter_queue(size_t waiting, i64 wal_pages);
void meter_connections(int open);
void meter_drain(void); /* the server is ending: not ready any more */
bool meter_draining(void);
/* Prometheus text exposition format 0.0.4. */
void meter_text(struct out *o, struct db *db);
/* Empty = ready; else why not, a line for the operator: the writer's lock is another server's, no room on the
 * disk, nobody signs. */
str meter_unready(struct db *db, bool writer);
