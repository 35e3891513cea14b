/* The columns of the sealed-year tables that other folders may read, as the FROM of a query. */
#pragma once
#define SEALED_YEARS "(SELECT year, act, proposal, as_of, sealed_at FROM sealed_year)"
#define SEALED_FIGURES "(SELECT year, indicator, act, as_of, at, value FROM sealed_figure)"
