/* Where a figure's page is, and how its query reads. */
#pragma once
#include "answer.h"
#include "web/html.h"

/* suffix: what follows the indicator's id: ".csv", "/ho-so"; empty = its page */
url figure_url(const struct indicator *ind, const char *suffix, struct period when, const struct answer *a);
/* the period, and the state of the journal where one was asked for, as parameters */
str period_query(struct period when);
str state_query(const struct answer *a);
/* The text of the query as it is put to the database, for whoever wants to read it. */
str figure_sql(const struct answer *a);
