// octavo compare: renders the comparison of one run, or puts several side by side, and answers which variant fits.
#include <cmath>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/compare_results.h"
#include "client/commands/compare_sources.h"
#include "client/commands/describe_comparison.h"
#include "client/commands/exit_status.h"
#include "client/commands/stage_plan.h"
#include "client/compare/results_folder.h"
#include "client/compare/run_comparison.h"
#include "client/render/runs_table.h"
#include "client/render/selection_text.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr int64_t kFetchedBytes = 64 << 20;

/// A limit that is a number above 0; nothing where it is not given.
absl::StatusOr<std::optional<double>> ReadLimit(const Context& context, const std::string& name, double most) {
  if (!context.flags().Has(name)) return std::optional<double>();
  const std::string text = context.flags().Text(name);
  double value = 0;
  if (absl::SimpleAtod(text, &value) && std::isfinite(value) && value > 0 && value <= most) return std::optional(value);
  return context.settings().ErrorAbout(
      "", name,
      absl::StrCat("'", text, "' is not a number above 0",
                   std::isfinite(most) ? absl::StrCat(" and up to ", most, "; 85 % is 0.85") : ""));
}

absl::StatusOr<Query> ReadQuery(const Context& context) {
  Query query;
  OCTAVO_ASSIGN_OR_RETURN(query.max_size_mb, ReadLimit(context, "max_size_mb", INFINITY));
  OCTAVO_ASSIGN_OR_RETURN(query.max_latency_ms, ReadLimit(context, "max_latency_ms", INFINITY));
  OCTAVO_ASSIGN_OR_RETURN(query.min_accuracy, ReadLimit(context, "min_accuracy", 1));
  OCTAVO_ASSIGN_OR_RETURN(query.min_throughput, ReadLimit(context, "min_throughput", INFINITY));
  if (!context.flags().Has("best")) return query;
  const absl::StatusOr<Goal> best = ParseGoal(context.flags().Text("best"));
  if (!best.ok()) return context.settings().ErrorAbout("", "best", best.status().message());
  query.best = *best;
  return query;
}

/// Answers the query about what was compared, in `json` or as text; the exit status.
int Answer(Context& context, const std::vector<Contender>& contenders, const Query& query, Json json) {
  const bool asked = !query.Empty();
  const Selection selection = asked ? Select(contenders, query) : Selection();
  if (context.output().json()) {
    json["selection"] = asked ? DescribeSelection(contenders, selection) : Json();
    context.output().Document(json);
  } else if (asked) {
    context.output().Result(absl::StrCat("\n", RenderSelectionText(contenders, selection)));
  }
  return asked && !selection.winner.has_value() ? kExitFailed : kExitDone;
}

class CompareCommand final : public Command {
 public:
  std::string name() const override { return "compare"; }
  std::string summary() const override {
    return "Compare results: table, report and pictures; which variant keeps your limits; several runs side by side";
  }
  std::string example() const override {
    return "octavo compare --results-dir results --max-size-mb 100 --max-latency-ms 10 --best accuracy\n"
           "  octavo compare results e12                 # a folder beside an experiment of the server";
  }
  std::vector<FlagSpec> flags() const override {
    const auto text = FlagSpec::Kind::kText;
    return {{"results", FlagSpec::Kind::kPositionalList,
             "Folders, also of a single stage, or ids of experiments, whose results are fetched. One is compared as "
             "--results-dir is; several are put side by side, and those that differ in the seed alone averaged.",
             "RESULTS"},
            {"results-dir", text,
             "Folder with baseline/, dynamic_quant/ …, and the further seeds' repeats/; comparison/ is written there.",
             "FOLDER", "results"},
            {"output_dir", text, "Where the results of experiments are kept, a folder each; without it nothing is.",
             "FOLDER"},
            {"no-plots", FlagSpec::Kind::kSwitch, "Draw no pictures, which take most of the time."},
            {"max-size-mb", text, "Only variants of at most this size, in megabytes of 1,000,000 bytes.", "X"},
            {"max-latency-ms", text, "Only variants with at most this median latency of single texts.", "X"},
            {"min-accuracy", text, "Only variants with at least this accuracy, from 0 to 1.", "X"},
            {"min-throughput", text, "Only variants that take at least this many texts a second in batches.", "X"},
            {"best", text, "Name the variant that is best in this; with a limit accuracy, unless said otherwise.",
             absl::StrJoin(GoalNames(), "|")}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    OCTAVO_ASSIGN_OR_RETURN(const Query query, ReadQuery(context));
    const std::vector<std::string> words = context.flags().List("results");
    const bool plots = !context.flags().switches.contains("no_plots");
    const std::string keep_in = context.flags().Text("output_dir");
    if (words.empty() && keep_in.empty()) {
      const std::string results = context.settings().Text("", "results_dir", "results");
      return One(context, {results, results, true}, query, plots);
    }
    if (context.flags().Has("results_dir"))
      return absl::InvalidArgumentError("give the folders either as RESULTS or with --results-dir, not both");
    if (!keep_in.empty()) OCTAVO_RETURN_IF_ERROR(CheckWritable(keep_in, kFetchedBytes));
    OCTAVO_ASSIGN_OR_RETURN(const CompareSources found, FindCompareSources(context, words, keep_in));
    if (!keep_in.empty() && !found.fetched)
      return absl::InvalidArgumentError("--output_dir keeps the results of experiments, and none is among RESULTS");
    if (found.sources.size() == 1) return One(context, found.sources[0], query, plots);
    return Several(context, found.sources, query);
  }

 private:
  static absl::StatusOr<Comparison> Read(const CompareSource& source) {
    absl::StatusOr<Comparison> comparison =
        IsStageFolder(source.folder) ? CompareStageFolder(source.folder) : CompareFolder(source.folder);
    if (comparison.ok()) return comparison;
    return absl::Status(comparison.status().code(), absl::StrCat(source.name, ": ", comparison.status().message()));
  }

  static absl::StatusOr<int> One(Context& context, const CompareSource& source, const Query& query, bool plots) {
    WrittenResults results;
    if (source.kept && !IsStageFolder(source.folder)) {
      OCTAVO_ASSIGN_OR_RETURN(results, CompareResults(context, source.folder, plots));
    } else {
      OCTAVO_ASSIGN_OR_RETURN(results.comparison, Read(source));
    }
    if (!context.output().json()) TellComparison(context, results);
    return Answer(context, ContendersOf(results.comparison), query,
                  DescribeComparison(results.comparison, results.report));
  }

  static absl::StatusOr<int> Several(Context& context, const std::vector<CompareSource>& sources, const Query& query) {
    std::vector<NamedComparison> comparisons;
    for (const CompareSource& source : sources) {
      OCTAVO_ASSIGN_OR_RETURN(Comparison comparison, Read(source));
      comparisons.push_back({source.name, std::move(comparison)});
    }
    const RunComparison runs = CompareRuns(std::move(comparisons));
    if (!context.output().json()) context.output().Result(RenderRunsText(runs));
    return Answer(context, ContendersOf(runs), query, DescribeRuns(runs));
  }
};

}  // namespace

std::unique_ptr<Command> MakeCompareCommand() { return std::make_unique<CompareCommand>(); }

}  // namespace octavo::client
