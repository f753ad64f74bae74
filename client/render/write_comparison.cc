#include "client/render/write_comparison.h"

#include "absl/strings/str_cat.h"
#include "client/render/gnuplot.h"
#include "client/render/plots.h"
#include "client/render/report.h"
#include "client/render/summary_table.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {

absl::StatusOr<WrittenComparison> WriteComparison(const Comparison& comparison, const std::string& folder) {
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  WrittenComparison written;
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(folder + "/summary_table.csv", RenderSummaryCsv(comparison)));
  bool all_drawn = true;
  for (const Plot& plot : ComparisonPlots(comparison)) {
    const absl::Status drawn = DrawPlot(plot, folder);
    if (drawn.ok()) continue;
    all_drawn = false;
    written.warnings.push_back(absl::StrCat(plot.file_name, " was not drawn: ", drawn.message()));
    if (absl::IsNotFound(drawn)) break;
  }
  written.report = folder + "/summary_report.md";
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(written.report, RenderReport(comparison, all_drawn)));
  return written;
}

absl::Status DrawTrainingCurve(const std::string& folder, const std::string& title) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string csv, ReadFile(folder + "/training_curve.csv"));
  OCTAVO_ASSIGN_OR_RETURN(const Plot plot, TrainingCurvePlot(csv, title));
  return DrawPlot(plot, folder);
}

}  // namespace octavo::client
