#include "client/commands/compare_results.h"

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/stage_plan.h"
#include "client/compare/results_folder.h"
#include "client/render/repeats_table.h"
#include "client/render/summary_table.h"
#include "client/render/write_comparison.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int64_t kComparisonBytes = 8 << 20;

}  // namespace

absl::StatusOr<WrittenResults> CompareResults(Context& context, const std::string& results_dir, bool plots) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(results_dir, ignored)) {
    return absl::NotFoundError(
        absl::StrCat("--results-dir: the folder '", results_dir,
                     "' does not exist: run octavo run-all first, or name the folder that holds baseline/"));
  }
  OCTAVO_ASSIGN_OR_RETURN(Comparison comparison, CompareFolder(results_dir));
  const std::string folder = results_dir + "/comparison";
  OCTAVO_RETURN_IF_ERROR(CheckWritable(folder, kComparisonBytes));
  OCTAVO_ASSIGN_OR_RETURN(WrittenComparison written, WriteComparison(comparison, folder, plots));
  for (const std::string& warning : written.warnings) context.output().Warning(warning);
  return WrittenResults{std::move(comparison), std::move(written.report)};
}

void TellComparison(Context& context, const WrittenResults& results) {
  const Comparison& comparison = results.comparison;
  context.output().Result(RenderSummaryText(comparison));
  if (comparison.repeats.has_value()) {
    context.output().Result(absl::StrCat("\n", RenderRepeatsText(*comparison.repeats), "\n"));
  }
  context.output().Result(absl::StrCat("Ship: ", comparison.rows[comparison.recommended].label, "\n",
                                       results.report.empty() ? "" : absl::StrCat("Report: ", results.report, "\n")));
}

}  // namespace octavo::client
