#include "client/render/plot_page.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/compare/stage_folders.h"
#include "client/render/numbers.h"
#include "client/render/plain_text.h"
#include "client/render/text_fit.h"

namespace octavo::client {
namespace {

constexpr TextStyle kSubtitle = {18, false, kMutedInk};
constexpr TextStyle kNote = {15, false, kMutedInk};
constexpr size_t kMostNoteLines = 6;
constexpr double kNoteHeight = 21;
constexpr double kSubjectEms = 28;

}  // namespace

double DrawHeading(absl::string_view title, absl::string_view subtitle, PlotScript* script) {
  const double width = script->width() - 2 * kPageMargin;
  double y = script->Lines(kPageMargin, kPageMargin + 16, Align::kLeft, FitLines(title, kTitle, width, 2), kTitle);
  y = script->Lines(kPageMargin, y - 4, Align::kLeft, FitLines(subtitle, kSubtitle, width, 2), kSubtitle);
  return y;
}

double DrawNotes(const std::vector<std::string>& notes, PlotScript* script) {
  const double width = script->width() - 2 * kPageMargin;
  std::vector<std::string> lines;
  for (const std::string& note : notes) {
    for (std::string& line : FitLines(note, kNote, width, kMostNoteLines)) lines.push_back(std::move(line));
  }
  if (lines.size() > kMostNoteLines) {
    lines.resize(kMostNoteLines - 1);
    lines.push_back("… and more: see the caveats of summary_report.md.");
  }
  const double top = script->height() - kPageMargin - kNoteHeight * static_cast<double>(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    script->Text(kPageMargin, top + kNoteHeight * (static_cast<double>(i) + 0.5), Align::kLeft, lines[i], kNote);
  }
  return lines.empty() ? top : top - 16;
}

std::string SubjectText(const Comparison& comparison) {
  // What follows in the heading must not be lost to a long name.
  return absl::StrCat(Shorten(CleanText(comparison.model), kSubjectEms), " on ",
                      Shorten(CleanText(comparison.dataset), kSubjectEms), ", ", Thousands(comparison.test_rows),
                      " test texts");
}

std::vector<std::string> MissingStageNotes(const Comparison& comparison) {
  if (comparison.missing_stages.empty()) return {};
  std::string note;
  for (const std::string& stage : comparison.missing_stages)
    absl::StrAppend(&note, note.empty() ? "" : ", ", StageTitle(stage), " (octavo ", stage, ")");
  return {absl::StrCat("No results here of: ", note, ". The command in brackets and then octavo compare add them.")};
}

std::vector<size_t> ComparableRows(const Comparison& comparison) {
  std::vector<size_t> rows;
  for (size_t i = 0; i < comparison.rows.size(); ++i) {
    if (WhyNotDrawn(comparison.rows[i]).empty()) rows.push_back(i);
  }
  return rows;
}

std::string WhyNotDrawn(const ComparisonRow& row) {
  if (!row.comparable) return absl::StrCat("not compared: ", row.why_not);
  return std::isfinite(row.figures.accuracy) && row.figures.size_bytes > 0 ? "" : "its figures are no numbers";
}

}  // namespace octavo::client
