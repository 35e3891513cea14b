/* URLs of a figure's page and files, and the SQL of its query as text. */
#pragma once
#include "answer.h"
#include "web/html.h"

/* `suffix` follows the indicator's id: ".csv", "/ho-so"; empty = its page */
url figure_url(const struct indicator *ind, const char *suffix, struct period when, const struct answer *a);
/* URL parameters: the period; "&as_of=N" where an earlier act was asked for */
str period_query(struct period when);
str state_query(const struct answer *a);
/* The SQL text of the figure's query, for readers of its page. */
str figure_sql(const struct answer *a);
