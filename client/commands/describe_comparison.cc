#include "client/commands/describe_comparison.h"

#include <optional>
#include <utility>

namespace octavo::client {
namespace {

Json DescribeInterval(const Interval& interval) { return {interval.low, interval.high}; }

Json DescribeRatio(const std::optional<RatioEstimate>& ratio) {
  if (!ratio.has_value()) return nullptr;
  return {{"ratio", ratio->ratio}, {"interval", DescribeInterval(ratio->interval)}};
}

/// Null of the reference and of what is not compared with it.
Json DescribePaired(const std::optional<PairedComparison>& paired) {
  if (!paired.has_value()) return nullptr;
  return {{"accuracy_difference", paired->accuracy_difference},
          {"accuracy_difference_interval", DescribeInterval(paired->accuracy_difference_interval)},
          {"mcnemar_p", paired->mcnemar_p},
          {"flips_to_wrong", paired->flips_to_wrong},
          {"flips_to_right", paired->flips_to_right}};
}

Json DescribeFigure(const RepeatedFigure& figure) {
  if (!figure.estimate.has_value()) return nullptr;
  const MeanEstimate& mean = *figure.estimate;
  Json json = {{"runs", mean.count},      {"mean", mean.mean},     {"lowest", mean.lowest},
               {"highest", mean.highest}, {"seeds", figure.seeds}, {"values", figure.values}};
  json["deviation"] = mean.interval.has_value() ? Json(mean.deviation) : Json();
  json["interval"] = mean.interval.has_value() ? DescribeInterval(*mean.interval) : Json();
  return json;
}

Json DescribeRepeats(const RepeatStudy& study) {
  Json json = {{"runs", Json::array()}, {"rows", Json::array()}, {"left_out", study.left_out}};
  for (const SeedRun& run : study.runs) json["runs"].push_back({{"seed", run.seed}, {"folder", run.folder}});
  for (const RepeatedRow& row : study.rows) {
    json["rows"].push_back({{"label", row.label},
                            {"stage", row.stage},
                            {"variant", row.variant},
                            {"accuracy", DescribeFigure(row.accuracy)},
                            {"accuracy_difference", DescribeFigure(row.accuracy_difference)},
                            {"size_bytes", DescribeFigure(row.size_bytes)},
                            {"speedup_batch1", DescribeFigure(row.speedup_batch1)},
                            {"speedup_throughput", DescribeFigure(row.speedup_throughput)}});
  }
  return json;
}

Json DescribeLeftOut(const std::vector<LeftOut>& all) {
  Json json = Json::array();
  for (const LeftOut& left : all) json.push_back({{"label", left.label}, {"why", left.why}});
  return json;
}

}  // namespace

Json DescribeComparison(const Comparison& comparison, const std::string& report) {
  Json json = {{"model", comparison.model},
               {"dataset", comparison.dataset},
               {"test_rows", comparison.test_rows},
               {"recommended", comparison.rows[comparison.recommended].label},
               {"reasons", comparison.reasons},
               {"caveats", comparison.caveats},
               {"report", report.empty() ? Json() : Json(report)},
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
    item["compression_ratio"] = row.compression.has_value() ? Json(*row.compression) : Json();
    item["latency_p50_ms"] = row.figures.latency.has_value() ? Json(row.figures.latency->p50_ms) : Json();
    item["throughput_samples_per_second"] =
        row.figures.throughput.has_value() ? Json(row.figures.throughput->samples_per_second) : Json();
    item["paired"] = DescribePaired(row.paired);
    json["rows"].push_back(std::move(item));
  }
  json["repeats"] = comparison.repeats.has_value() ? DescribeRepeats(*comparison.repeats) : Json();
  return json;
}

Json DescribeRuns(const RunComparison& runs) {
  Json json = {{"runs", Json::array()}, {"repeats", Json::array()}};
  for (const ComparedRun& run : runs.runs) {
    json["runs"].push_back({{"name", run.name},
                            {"why_not", run.why_not},
                            {"why_not_speed", run.why_not_speed},
                            {"comparison", DescribeComparison(run.comparison, "")}});
  }
  for (const RepeatStudy& study : runs.repeats) json["repeats"].push_back(DescribeRepeats(study));
  return json;
}

Json DescribeSelection(absl::Span<const Contender> contenders, const Selection& selection) {
  Json json = {{"best", GoalNames()[static_cast<size_t>(selection.best)]},
               {"winner", selection.winner.has_value() ? Json(contenders[*selection.winner].label) : Json()},
               {"why", selection.why},
               {"limits", Json::array()},
               {"not_compared", DescribeLeftOut(selection.not_compared)}};
  for (const LimitOutcome& limit : selection.limits) {
    json["limits"].push_back(
        {{"flag", limit.flag}, {"bound", limit.bound}, {"excluded", DescribeLeftOut(limit.excluded)}});
  }
  return json;
}

}  // namespace octavo::client
