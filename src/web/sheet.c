/* Writing CSV and XLSX (libxlsxwriter): see sheet.h. */
#include "sheet.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

void csv_cell(struct out *o, str s, bool last) {
    out_char(o, '"');
    if (s.n && memchr("=+-@\t\r\n", s.p[0], 7)) out_char(o, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') out_char(o, '"');
        out_char(o, s.p[i]);
    }
    out_z(o, last ? "\"\r\n" : "\",");
}

enum { STYLES = SHEET_SUM + 1, TEXT_CELL_MAX = 32000, FILE_MAX_BYTES = 64 << 20 };

struct sheet {
    const char *path;
    lxw_workbook *book;
    lxw_worksheet *page;
    lxw_format *text[STYLES], *number[STYLES];
    lxw_row_t row;
};

static lxw_format *format(lxw_workbook *b, enum sheet_style style, bool number) {
    lxw_format *f = workbook_add_format(b);
    if (style != SHEET_PLAIN) format_set_bold(f);
    if (style == SHEET_TITLE) format_set_font_size(f, 14);
    if (style == SHEET_HEAD || style == SHEET_SUM || style == SHEET_PLAIN)
        format_set_border(f, LXW_BORDER_THIN);
    if (style == SHEET_HEAD) {
        format_set_text_wrap(f);
        format_set_align(f, LXW_ALIGN_CENTER);
        format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    }
    if (number) format_set_num_format(f, "#,##0");
    return f;
}

struct sheet *sheet_new(str data, const char *name, const int *widths, size_t n_widths) {
    u8 random[8];
    randombytes_buf(random, sizeof random);
    const char *folder = str_z(str_fmt("%.*s/drafts", STR_ARG(data)));
    struct sheet *s = NEW(struct sheet);
    s->path = str_z(str_fmt("%s/sheet-%.*s.xlsx", folder, STR_ARG(hex(random, sizeof random))));
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = (char *)(uintptr_t)folder};
    s->book = workbook_new_opt(s->path, &options);
    if (!s->book) return NULL;
    s->page = workbook_add_worksheet(s->book, name);
    for (int i = 0; i < STYLES; i++)
        s->text[i] = format(s->book, (enum sheet_style)i, false),
        s->number[i] = format(s->book, (enum sheet_style)i, true);
    for (size_t i = 0; i < n_widths; i++)
        worksheet_set_column(s->page, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL);
    worksheet_set_landscape(s->page);
    worksheet_set_paper(s->page, 9); /* A4 */
    worksheet_fit_to_pages(s->page, 1, 0);
    return s;
}

void sheet_row(struct sheet *s, enum sheet_style style, const struct sheet_cell *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        str text = v[i].text;
        if (text.n > TEXT_CELL_MAX) text.n = TEXT_CELL_MAX;
        if (v[i].is_number)
            worksheet_write_number(s->page, s->row, (lxw_col_t)i, (double)v[i].number, s->number[style]);
        else if (text.n || style != SHEET_TITLE)
            worksheet_write_string(s->page, s->row, (lxw_col_t)i, str_z(text), s->text[style]);
    }
    s->row++;
}

str sheet_done(struct sheet *s) {
    bool good = workbook_close(s->book) == LXW_NO_ERROR;
    int fd = good ? open(s->path, O_RDONLY | O_CLOEXEC) : -1;
    struct stat st;
    str bytes = {0};
    if (fd >= 0 && !fstat(fd, &st) && st.st_size > 0 && st.st_size < FILE_MAX_BYTES) {
        char *p = mem((size_t)st.st_size);
        if (read(fd, p, (size_t)st.st_size) == st.st_size) bytes = (str){p, (size_t)st.st_size};
    }
    if (fd >= 0) close(fd);
    unlink(s->path);
    return bytes;
}
