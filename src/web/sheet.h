/* Writing tables as files: CSV cell by cell, and XLSX of one sheet row by row. */
#pragma once
#include "base/base.h"

/* Writes a quoted cell; `last` ends the line. A text that a spreadsheet would run as a formula gets an
 * apostrophe in front. */
void csv_cell(struct out *o, str s, bool last);

enum sheet_style { SHEET_PLAIN, SHEET_TITLE, SHEET_HEAD, SHEET_SUM };
struct sheet_cell {
    str text; /* used unless is_number */
    bool is_number;
    i64 number;
};
#define CELL(s) ((struct sheet_cell){.text = (s)})
#define CELL_N(x) ((struct sheet_cell){.is_number = true, .number = (x)})
struct sheet;
/* Begins a workbook; `widths` of the columns in characters. libxlsxwriter writes into a file, which lies in
 * DATA/drafts until sheet_done: the server may write there. NULL when the file cannot be made. */
struct sheet *sheet_new(str data, const char *name, const int *widths, size_t n_widths);
void sheet_row(struct sheet *s, enum sheet_style style, const struct sheet_cell *v, size_t n);
/* closes the workbook and returns its bytes, in the arena; empty when it could not be written */
str sheet_done(struct sheet *s);
