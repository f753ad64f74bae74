// octavo compare: renders the comparison from a results folder; needs no server.
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/exit_status.h"
#include "client/commands/stage_plan.h"
#include "client/compare/stage_folders.h"
#include "client/render/summary_table.h"
#include "client/render/write_comparison.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int64_t kComparisonBytes = 8 << 20;

Json DescribeInterval(const Interval& interval) { return {interval.low, interval.high}; }

Json DescribeRatio(const std::optional<RatioEstimate>& ratio) {
  if (!ratio.has_value()) return nullptr;
  return {{"ratio", ratio->ratio}, {"interval", DescribeInterval(ratio->interval)}};
}

class CompareCommand final : public Command {
 public:
  std::string name() const override { return "compare"; }
  std::string summary() const override { return "Compare the results in a folder: table, report and pictures"; }
  std::string example() const override { return "octavo compare --results-dir results"; }
  std::vector<FlagSpec> flags() const override {
    return {{"results-dir", FlagSpec::Kind::kText,
             "Folder with baseline/, dynamic_quant/ …; comparison/ is written there.", "FOLDER", "results"}};
  }
  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_RETURN_IF_ERROR(CompareResults(context, context.settings().Text("", "results_dir", "results")).status());
    return kExitDone;
  }
};

}  // namespace

Json DescribeComparison(const Comparison& comparison, const std::string& report) {
  Json json = {{"model", comparison.model},
               {"dataset", comparison.dataset},
               {"test_rows", comparison.test_rows},
               {"recommended", comparison.rows[comparison.recommended].label},
               {"reasons", comparison.reasons},
               {"caveats", comparison.caveats},
               {"report", report},
               {"rows", Json::array()}};
  for (const ComparisonRow& row : comparison.rows) {
    Json item = {{"label", row.label},
                 {"stage", row.stage},
                 {"variant", row.variant},
                 {"folder", row.folder},
                 {"accuracy", row.figures.accuracy},
                 {"accuracy_interval", DescribeInterval(row.accuracy_interval)},
                 {"macro_f1", row.figures.macro_f1},
                 {"size_bytes", row.figures.size_bytes},
                 {"device_class", row.device_class},
                 {"threads", row.threads},
                 {"comparable", row.comparable},
                 {"speed_comparable", row.speed_comparable},
                 {"why_not", row.why_not_speed},
                 {"pareto_front", row.on_front},
                 {"speedup_batch1", DescribeRatio(row.speedup_batch1)},
                 {"speedup_throughput", DescribeRatio(row.speedup_throughput)}};
    if (row.compression.has_value()) item["compression_ratio"] = *row.compression;
    if (row.figures.latency.has_value()) item["latency_p50_ms"] = row.figures.latency->p50_ms;
    if (row.paired.has_value()) {
      item["accuracy_difference"] = row.paired->accuracy_difference;
      item["accuracy_difference_interval"] = DescribeInterval(row.paired->accuracy_difference_interval);
      item["mcnemar_p"] = row.paired->mcnemar_p;
      item["flips_to_wrong"] = row.paired->flips_to_wrong;
      item["flips_to_right"] = row.paired->flips_to_right;
    }
    json["rows"].push_back(std::move(item));
  }
  return json;
}

absl::StatusOr<Comparison> CompareResults(Context& context, const std::string& results_dir) {
  std::error_code ignored;
  if (!std::filesystem::is_directory(results_dir, ignored)) {
    return absl::NotFoundError(
        absl::StrCat("--results-dir: the folder '", results_dir,
                     "' does not exist: run octavo run-all first, or name the folder that holds baseline/"));
  }
  std::vector<StageResult> stages;
  for (const StageFolder& known : StageFolders()) {
    absl::StatusOr<StageResult> stage = ReadStageFolder(known.stage, absl::StrCat(results_dir, "/", known.folder));
    if (absl::IsNotFound(stage.status())) continue;
    OCTAVO_RETURN_IF_ERROR(stage.status());
    stages.push_back(*std::move(stage));
  }
  OCTAVO_ASSIGN_OR_RETURN(Comparison comparison, Compare(std::move(stages)));
  const std::string folder = results_dir + "/comparison";
  OCTAVO_RETURN_IF_ERROR(CheckWritable(folder, kComparisonBytes));
  OCTAVO_ASSIGN_OR_RETURN(const WrittenComparison written, WriteComparison(comparison, folder));
  for (const std::string& warning : written.warnings) context.output().Warning(warning);
  if (context.output().json()) {
    context.output().Document(DescribeComparison(comparison, written.report));
    return comparison;
  }
  context.output().Result(RenderSummaryText(comparison));
  context.output().Result(
      absl::StrCat("Ship: ", comparison.rows[comparison.recommended].label, "\nReport: ", written.report, "\n"));
  return comparison;
}

std::unique_ptr<Command> MakeCompareCommand() { return std::make_unique<CompareCommand>(); }

}  // namespace octavo::client
