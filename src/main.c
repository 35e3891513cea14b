/* The command line of tinhso: a table of verbs, --help, and the manual page tinhso(1). Exit status: 0 done, 1
 * refused or wrong, 2 usage. */
#include "init.h"
#include "backroom/backroom.h"
#include "demo/demo.h"
#include "rooms/exchange/exchange.h"
#include "rooms/people/people.h"
#include "rooms/seal/seal.h"
#include "serve/serve.h"
#include "tool/tool.h"

#include <sys/stat.h>

struct verb {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the verb */
    const char *usage, *what;
    const char *more; /* printed by --help below the usage; NULL = nothing */
};
static int describe(int argc, char **argv);
static const struct verb verbs[] = {
    {"init", tool_init, "DATA --province DIR [--demo]",
     "make a new data folder, optionally with demonstration data up to today", NULL},
    {"serve", tool_serve, "DATA [--listen HOST:PORT]", "the server", NULL},
    {"check", tool_check, "PROVINCE", "check a province folder: file, line, column, what is wrong",
     tool_check_more},
    {"adopt", tool_adopt, "DATA PROVINCE", "take a province folder's definitions into a running province",
     NULL},
    {"verify", tool_verify, "DATA [--tables] [--checkpoint FILE --key FILE]",
     "prove journal, checkpoints and files; with --tables also every row; with a checkpoint and key kept "
     "elsewhere, that nothing before it was rewritten",
     NULL},
    {"replay", tool_replay, "DATA NEW", "rebuild a folder from journal and files", NULL},
    {"upgrade", tool_upgrade, "DATA",
     "tables of another release are made anew from the journal; nothing to do otherwise", NULL},
    {"backup", tool_backup, "DATA DIR", "a consistent copy, without private keys", NULL},
    {"restored", tool_restored, "DATA --reason TEXT",
     "after a loss: say that an older copy was put in place, so that signing goes on", NULL},
    {"export", tool_export, "DATA portal [--after ACT]",
     "the state of every dossier changed since, as the national portal takes it", NULL},
    {"user", tool_user, "DATA …", "officers, leaders, passwords", tool_user_more},
    {"erase", tool_erase, "DATA CODE REASON", "take the personal data of a dossier out of journal and tables",
     NULL},
    {"seal", tool_seal, "DATA YEAR --as LOGIN [--missing]",
     "work out a closed year's figures and propose them; a second person seals them", NULL},
    {"recount", tool_recount, "DATA", "every sealed figure again from the records as of its act", NULL},
    {"verify-figure", tool_verify_figure, "FILE [--key FILE]",
     "check a downloaded proof, without network or database", NULL},
    {"forge", tool_forge, "DATA",
     "alter one dossier behind the journal's back (a copy of demonstration data only)", NULL},
    {"tick", tool_tick, "DATA NAME", "tick a line of the demonstration's checklist (/thu)", NULL},
    {"backroom", tool_backroom, "DATA [--once]", "sign checkpoints and make papers while no server runs",
     NULL},
    {"report", tool_report, "DATA YEAR OUT.pdf [--lang vi|en]",
     "the annual report of a year, drawn and signed where the key lies", NULL},
    {"describe", describe, "[" TOOL_DESCRIBE_FLAGS "]",
     "rooms, acts, pages, views, promises: the system describes itself",
     "--ddl, --sql: tables and statements. --keys, --keys-procedure: the keys of a province folder's files.\n"
     "--man, --man-province: the manual pages tinhso(1) and tinhso-province(5)."},
};

/* Prints to stdout when help was asked for, to stderr after a mistake. */
static int usage(bool asked) {
    FILE *to = asked ? stdout : stderr;
    fprintf(to, "usage: tinhso VERB …        tinhso VERB --help\n\n");
    for (size_t i = 0; i < COUNT(verbs); i++)
        fprintf(to, "  tinhso %-13s %-28s %s\n", verbs[i].name, verbs[i].usage, verbs[i].what);
    fprintf(to, "\nExit status: 0 done, 1 refused or wrong, 2 usage.\n");
    return asked ? 0 : 2;
}

static int help(const struct verb *v) {
    printf("usage: tinhso %s %s\n%s\n", v->name, v->usage, v->what);
    if (v->more) printf("\n%s\n", v->more);
    return 0;
}

/* ---- tinhso(1) ---- */

/* Escapes text for troff: hyphens, backslashes, newlines, and lines that would begin with a troff request. */
static void roff(const char *text) {
    for (const char *p = text; *p; p++) {
        if (*p == '-') fputs("\\-", stdout);
        else if (*p == '\\') fputs("\\e", stdout);
        else if (*p == '\n') fputs("\n.br\n", stdout);
        else if ((*p == '.' || *p == '\'') && (p == text || p[-1] == '\n')) printf("\\&%c", *p);
        else putchar(*p);
    }
}

static void manual(void) {
    fputs(".TH TINHSO 1 \"\" \"tinhso\" \"User commands\"\n.SH NAME\n"
          "tinhso \\- the system a province runs its digital transformation on\n"
          ".SH SYNOPSIS\n.B tinhso\n.I VERB\n\\&...\n.br\n.B tinhso\n.I VERB\n.B \\-\\-help\n"
          ".SH DESCRIPTION\nOne program, one data folder DATA, one province folder PROVINCE. DATA may be an "
          "address\n"
          "\\fBpostgresql://...&folder=PATH\\fR where the folder is made; every other verb is given the "
          "folder.\n"
          ".SH VERBS\n",
          stdout);
    for (size_t i = 0; i < COUNT(verbs); i++) {
        printf(".TP\n\\fB%s\\fR ", verbs[i].name);
        roff(verbs[i].usage);
        putchar('\n');
        roff(verbs[i].what);
        printf(".\n");
        if (!verbs[i].more) continue;
        fputs(".sp\n", stdout);
        roff(verbs[i].more);
        putchar('\n');
    }
    fputs(".SH EXIT STATUS\n0 done, 1 refused or wrong, 2 usage.\n.SH SEE ALSO\n.BR tinhso\\-province (5)\n",
          stdout);
}

static int describe(int argc, char **argv) {
    if (argc != 2 || strcmp(argv[1], "--man")) return tool_describe(argc, argv);
    manual();
    return 0;
}

static bool help_asked(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--help")) return true;
    return false;
}

/* Replaces an argument postgresql://…&folder=PATH by PATH. init and replay get the whole address, which they
 * store in the folder. */
static void folders(int argc, char **argv) {
    for (int i = 2; i < argc; i++) argv[i] = (char *)(uintptr_t)str_z(data_folder(str_c(argv[i])));
}

int main(int argc, char **argv) {
    umask(077); /* files we create are for this user only */
    arena_enter(arena_new());
    rooms_start();
    if (argc < 2 || !strcmp(argv[1], "--help")) return usage(argc > 1);
    for (size_t i = 0; i < COUNT(verbs); i++) {
        if (strcmp(argv[1], verbs[i].name)) continue;
        if (help_asked(argc, argv)) return help(&verbs[i]);
        if (verbs[i].run != tool_init && verbs[i].run != tool_replay) folders(argc, argv);
        return verbs[i].run(argc - 1, argv + 1);
    }
    fprintf(stderr, "tinhso: there is no verb %s\n", argv[1]);
    return usage(false);
}
