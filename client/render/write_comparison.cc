#include "client/render/write_comparison.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "client/compare/stage_details.h"
#include "client/render/gnuplot.h"
#include "client/render/html_report.h"
#include "client/render/plots.h"
#include "client/render/repeats_table.h"
#include "client/render/report.h"
#include "client/render/summary_table.h"
#include "client/render/training_plot.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// A file of an earlier comparison beside this one's report would be read as this one's.
absl::Status RemoveOld(const std::string& path) {
  std::error_code error;
  std::filesystem::remove(path, error);
  if (!error) return absl::OkStatus();
  return absl::ErrnoToStatus(error.value(), absl::StrCat("cannot remove ", path, " of an earlier comparison"));
}

absl::Status RemoveOthers(const std::string& folder, const std::vector<std::string>& drawn) {
  for (const std::string& name : ComparisonPictures()) {
    if (std::find(drawn.begin(), drawn.end(), name) != drawn.end()) continue;
    OCTAVO_RETURN_IF_ERROR(RemoveOld(absl::StrCat(folder, "/", name)));
  }
  return absl::OkStatus();
}

/// Writes repeats.csv, or removes that of an earlier comparison.
absl::Status WriteRepeats(const Comparison& comparison, const std::string& folder) {
  const std::string path = folder + "/repeats.csv";
  if (comparison.repeats.has_value()) return WriteFileAtomically(path, RenderRepeatsCsv(*comparison.repeats));
  return RemoveOld(path);
}

}  // namespace

absl::StatusOr<WrittenComparison> WriteComparison(const Comparison& comparison, const std::string& folder, bool plots) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  WrittenComparison written;
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(folder + "/summary_table.csv", RenderSummaryCsv(comparison)));
  OCTAVO_RETURN_IF_ERROR(WriteRepeats(comparison, folder));
  std::vector<std::string> pictures;
  for (const Plot& plot : plots ? ComparisonPlots(comparison) : std::vector<Plot>()) {
    const absl::Status drawn = DrawPlot(plot, folder);
    if (drawn.ok()) {
      pictures.push_back(plot.file_name);
      continue;
    }
    written.warnings.push_back(absl::StrCat(plot.file_name, " was not drawn: ", drawn.message()));
    if (absl::IsNotFound(drawn)) break;
  }
  OCTAVO_RETURN_IF_ERROR(RemoveOthers(folder, pictures));
  written.report = folder + "/summary_report.md";
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(written.report, RenderReport(comparison, pictures)));
  OCTAVO_RETURN_IF_ERROR(
      WriteFileAtomically(folder + "/report.html", RenderHtmlReport(comparison, ReadStageDetails(comparison.stages))));
  return written;
}

absl::Status DrawStageComparison(absl::string_view stage, const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(const StageResult result, ReadStageFolder(stage, folder));
  OCTAVO_ASSIGN_OR_RETURN(const Comparison comparison, CompareWithin(result));
  std::vector<std::string> drawn;
  for (const Plot& plot : StagePlots(comparison)) {
    OCTAVO_RETURN_IF_ERROR(DrawPlot(plot, folder));
    drawn.push_back(plot.file_name);
  }
  return RemoveOthers(folder, drawn);
}

absl::Status DrawTrainingCurve(const std::string& folder, const std::string& title) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string csv, ReadFile(folder + "/training_curve.csv"));
  OCTAVO_ASSIGN_OR_RETURN(const Plot plot, TrainingCurvePlot(csv, title));
  return DrawPlot(plot, folder);
}

}  // namespace octavo::client
