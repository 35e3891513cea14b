/* The room of the programme: the figures, the Day, and the years it seals. Figures are read from the views that other rooms publish. */
#include "counter.h"
#include "day.h"
#include "lead.h"
#include "place.h"
#include "report.h"
#include "score.h"
#include "sealed.h"

static const struct input period_inputs[] = {{"kiem", 1}, {"ky", 20}, {"nam", 4}, {"thang", 2}, {"as_of", 18}};
static const struct input file_inputs[] = {{"ky", 20}, {"nam", 4}, {"thang", 2}, {"as_of", 18}, {"ngu", 8}};
static const struct input year_inputs[] = {{"ky", 20}};
static const struct input record_inputs[] = {{"ky", 20}, {"nam", 4}, {"thang", 2}, {"as_of", 18}, {"don-vi", 40}, {"theo", 40}, {"la", 60}, {"sau", 60}};

static const struct input card_inputs[] = {{"nam", 4}}, card_file_inputs[] = {{"nam", 4}, {"ngu", 8}};
static const struct input board_inputs[] = {{"don-vi", 40}, {"nam", 4}, {"voi", 40}, {"voi-nam", 4}};
static const struct input lead_inputs[] = {{"xong", 18}}, lead_send_inputs[] = {{"key", 100}, {"seen", 18}, {"answers.*", 8100}};
static const struct input seal_inputs[] = {{"key", 40}, {"de-nghi", 18}, {"thieu", 1}};
static const struct input restate_inputs[] = {{"key", 40}, {"chi-so", 80}, {"ly-do", 4000}};
static const struct input bundle_inputs[] = {{"ho-so", 40}, {"ban", 18}};

static const struct page pages[] = {
    {.method = "GET", .path = "/ngay", .who = R_ANYONE, .en = N_("Digital Transformation Day"), .inputs = year_inputs, .n_inputs = COUNT(year_inputs), .handle = page_day_now},
    {.method = "GET",
     .path = "/ngay/{}",
     .who = R_ANYONE,
     .en = N_("Digital Transformation Day of a year"),
     .inputs = year_inputs,
     .n_inputs = COUNT(year_inputs),
     .handle = page_day},
    {.method = "GET", .path = "/ngay/{}/bao-cao", .who = R_ANYONE, .en = N_("Annual report of a year"), .handle = page_annual_report},
    {.method = "GET", .path = "/ngay/{}/bao-cao.pdf", .who = R_ANYONE, .en = N_("Signed report of a sealed year"), .handle = page_annual_pdf},
    {.method = "GET", .path = "/ngay/{}/bao-cao-en.pdf", .who = R_ANYONE, .en = N_("Signed report of a sealed year, in English"), .handle = page_annual_pdf},
    {.method = "GET", .path = "/bang-diem", .who = R_ANYONE, .en = N_("Scorecards"), .handle = page_scorecards},
    {.method = "GET", .path = "/bang-diem/{}", .who = R_ANYONE, .en = N_("A scorecard"), .inputs = card_inputs, .n_inputs = COUNT(card_inputs), .handle = page_scorecard},
    {.method = "GET", .path = "/bang-diem/{}.csv", .who = R_ANYONE, .en = N_("A scorecard as CSV"), .inputs = card_file_inputs, .n_inputs = COUNT(card_file_inputs), .handle = page_scorecard},
    {.method = "GET", .path = "/dieu-hanh", .who = R_LEADER | R_ADMIN, .en = N_("The board"), .inputs = board_inputs, .n_inputs = COUNT(board_inputs), .handle = page_board},
    {.method = "GET", .path = "/tin.rss", .who = R_ANYONE, .en = N_("What is new in the programme, as RSS"), .handle = page_feed},
    {.method = "GET", .path = "/chuong-trinh", .who = R_ANYONE, .en = N_("The programme"), .handle = page_plan},
    {.method = "GET", .path = "/chuong-trinh/muc-tieu/{}", .who = R_LEADER | R_ADMIN, .en = N_("Change a target"), .inputs = lead_inputs, .n_inputs = COUNT(lead_inputs), .handle = page_lead},
    {.method = "POST", .path = "/chuong-trinh/muc-tieu/{}", .who = R_LEADER | R_ADMIN, .en = N_("Change a target"), .inputs = lead_send_inputs, .n_inputs = COUNT(lead_send_inputs), .handle = page_lead_send, .acted = page_lead_done},
    {.method = "GET", .path = "/chi-so/{}/cong-bo", .who = R_LEADER | R_ADMIN, .en = N_("Add a figure that others published"), .inputs = lead_inputs, .n_inputs = COUNT(lead_inputs), .handle = page_lead},
    {.method = "POST", .path = "/chi-so/{}/cong-bo", .who = R_LEADER | R_ADMIN, .en = N_("Add a figure that others published"), .inputs = lead_send_inputs, .n_inputs = COUNT(lead_send_inputs), .handle = page_lead_send, .acted = page_lead_done},
    {.method = "GET", .path = "/chuong-trinh/bien-phap/{}", .who = R_LEADER | R_ADMIN, .en = N_("Report progress"), .inputs = lead_inputs, .n_inputs = COUNT(lead_inputs), .handle = page_lead},
    {.method = "POST", .path = "/chuong-trinh/bien-phap/{}", .who = R_LEADER | R_ADMIN, .en = N_("Report progress"), .inputs = lead_send_inputs, .n_inputs = COUNT(lead_send_inputs), .handle = page_lead_send, .acted = page_lead_done},
    {.method = "GET", .path = "/ngay/{}/niem-phong", .who = R_LEADER | R_ADMIN, .en = N_("Sealing a year"), .handle = page_seal},
    {.method = "POST", .path = "/ngay/{}/niem-phong", .who = R_LEADER | R_ADMIN, .en = N_("Sealing a year"), .inputs = seal_inputs, .n_inputs = COUNT(seal_inputs), .handle = page_seal_post},
    {.method = "POST", .path = "/ngay/{}/dieu-chinh", .who = R_LEADER | R_ADMIN, .en = N_("Restating a figure"), .inputs = restate_inputs, .n_inputs = COUNT(restate_inputs), .handle = page_restate_post},
    {.method = "GET", .path = "/ngay/{}/chung-minh/{}", .who = R_ANYONE, .en = N_("The proof of a sealed figure"), .inputs = bundle_inputs, .n_inputs = COUNT(bundle_inputs), .handle = page_bundle},
    {.method = "GET", .path = "/chi-so", .who = R_ANYONE, .en = N_("All figures"), .handle = page_indicators},
    {.method = "GET",
     .path = "/chi-so/{}",
     .who = R_ANYONE,
     .en = N_("A figure"),
     .inputs = period_inputs,
     .n_inputs = COUNT(period_inputs),
     .handle = page_indicator},
    {.method = "GET", .path = "/chi-so/{}.sdmx.csv", .who = R_ANYONE, .en = N_("A figure as SDMX-CSV"), .inputs = file_inputs, .n_inputs = COUNT(file_inputs), .handle = page_figure_file},
    {.method = "GET", .path = "/chi-so/{}.csv", .who = R_ANYONE, .en = N_("A figure as CSV"), .inputs = file_inputs, .n_inputs = COUNT(file_inputs), .handle = page_figure_file},
    {.method = "GET", .path = "/chi-so/{}.xlsx", .who = R_ANYONE, .en = N_("A figure as XLSX"), .inputs = file_inputs, .n_inputs = COUNT(file_inputs), .handle = page_figure_file},
    {.method = "GET", .path = "/chi-so/{}.json", .who = R_ANYONE, .en = N_("A figure as JSON"), .inputs = file_inputs, .n_inputs = COUNT(file_inputs), .handle = page_figure_file},
    {.method = "GET",
     .path = "/chi-so/{}/ho-so",
     .who = R_ANYONE,
     .en = N_("The records behind a figure"),
     .inputs = record_inputs,
     .n_inputs = COUNT(record_inputs),
     .handle = page_indicator_records},
    {.method = "GET",
     .path = "/ban-do/{}/{}",
     .who = R_ANYONE,
     .en = N_("Map of a figure"),
     .inputs = year_inputs,
     .n_inputs = COUNT(year_inputs),
     .handle = page_map},
    {.method = "GET", .path = "/do-thi/{}", .who = R_ANYONE, .en = N_("A former city"), .handle = page_city},
    {.method = "GET", .path = "/xa/{}", .who = R_ANYONE, .en = N_("A commune or ward"), .handle = page_commune},
    {.method = "GET", .path = "/thu", .who = R_ANYONE, .en = N_("Try it in five minutes"), .handle = page_demo},
    {0},
};

const struct room programme = {
    .name = "programme",
    .en = N_("The figures and the Day: every number down to its definition and its records."),
    .tables = programme_tables,
    .acts = programme_acts,
    .pages = pages,
    .warm = counters_warm,
};
