/* Tables as files: CSV cell by cell, and a spreadsheet (XLSX) of one sheet row by row, written by
 * libxlsxwriter. Rooms say what stands in a row, not how a file of that kind is made. */
#pragma once
#include "base/base.h"

/* Quoted always; a cell that a spreadsheet would take for a formula begins with an apostrophe. The last one
 * ends the line. */
void csv_cell(struct out *o, str s, bool last);

enum sheet_style { SHEET_PLAIN, SHEET_TITLE, SHEET_HEAD, SHEET_SUM };
struct sheet_cell {
    str text; /* a text; empty with `number` set = a whole number */
    bool is_number;
    i64 number;
};
#define CELL(s) ((struct sheet_cell){.text = (s)})
#define CELL_N(x) ((struct sheet_cell){.is_number = true, .number = (x)})
struct sheet;
/* The library writes a file: it lies in DATA/drafts until it is read back, the only folder of that kind the
 * server may write to. NULL: no room. */
/* widths in characters */
struct sheet *sheet_new(str data, const char *name, const int *widths, size_t n_widths);
void sheet_row(struct sheet *s, enum sheet_style style, const struct sheet_cell *v, size_t n);
/* its bytes, in the arena; empty when it could not be written; s is gone */
str sheet_done(struct sheet *s);
