#include "worker/runner/job/precision_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "worker/runner/job/candidate_choice.h"

namespace octavo {
namespace {

/// "all_int8", "mixed_1", by place.
std::vector<std::string> CandidateNames(const PrecisionStudy& study) {
  std::vector<std::string> names;
  int mixed = 0;
  for (const PrecisionCandidate& candidate : study.search.candidates) {
    const ComputeType first = candidate.types.front();
    const bool uniform = std::count(candidate.types.begin(), candidate.types.end(), first) ==
                         static_cast<int64_t>(candidate.types.size());
    names.push_back(uniform ? absl::StrCat("all_", ComputeTypeName(first)) : absl::StrCat("mixed_", ++mixed));
  }
  return names;
}

/// All by one clock: the ratio to INT8, which the machine's mood does not change, times that of the first measurement.
double LatencyMs(const PrecisionStudy& study, const PrecisionCandidate& candidate) {
  return candidate.latency.to_int8.ratio * study.search.candidates.front().latency.int8_ms;
}

Json DescribeInterval(const Interval& interval) { return Json{interval.low, interval.high}; }

Json DescribeRatio(double ratio, double low, double high) { return Json{{"ratio", ratio}, {"interval", {low, high}}}; }

Json DescribeCandidate(const PrecisionStudy& study, const PrecisionCandidate& candidate) {
  const RatioEstimate& to_int8 = candidate.latency.to_int8;
  const RatioEstimate& to_fp32 = candidate.latency.to_fp32;
  return Json{{"layers", FormatAssignment(candidate.types, study.layers)},
              {"accuracy", candidate.scores.accuracy},
              {"accuracy_drop", candidate.accuracy_drop},
              {"accuracy_drop_interval", DescribeInterval(candidate.scores.drop)},
              {"mean_kl", candidate.scores.mean_kl},
              {"latency_ms", LatencyMs(study, candidate)},
              {"time_over_int8", DescribeRatio(to_int8.ratio, to_int8.interval.low, to_int8.interval.high)},
              {"timed_runs", candidate.latency.runs},
              {"speedup", DescribeRatio(1 / to_fp32.ratio, 1 / to_fp32.interval.high, 1 / to_fp32.interval.low)},
              {"size_bytes", candidate.size_bytes}};
}

const char* Bool(bool value) { return value ? "true" : "false"; }

}  // namespace

Json DescribeSensitivity(const PrecisionStudy& study) {
  Json layers = Json::array();
  for (const SensitivityRow& row : study.sensitivity) {
    layers.push_back({{"layer", row.layer},
                      {"precision", ComputeTypeName(row.precision)},
                      {"kept", KeptName(row.kept)},
                      {"accuracy", row.scores.accuracy},
                      {"accuracy_difference", row.accuracy_difference},
                      {"mean_kl", row.scores.mean_kl}});
  }
  return Json{{"decided_on", "validation"},
              {"rows", study.rows},
              {"reference_accuracy", study.reference_accuracy},
              {"layers", std::move(layers)}};
}

Json DescribeSearch(const PrecisionStudy& study) {
  const SearchOutcome& search = study.search;
  const std::vector<std::string> names = CandidateNames(study);
  const std::vector<bool> front = ParetoFront(search.candidates);
  Json types = Json::array(), candidates = Json::array();
  for (const ComputeType type : study.types) types.push_back(ComputeTypeName(type));
  for (size_t i = 0; i < search.candidates.size(); ++i) {
    Json candidate = DescribeCandidate(study, search.candidates[i]);
    candidate["candidate"] = names[i];
    candidate["on_front"] = static_cast<bool>(front[i]);
    candidate["chosen"] = i == search.chosen;
    candidates.push_back(std::move(candidate));
  }
  return Json{{"decided_on", "validation"},
              {"rows", study.rows},
              {"reference_accuracy", study.reference_accuracy},
              {"accuracy_budget", study.limits.accuracy_budget},
              {"holds_budget", search.holds_budget},
              {"accuracy_drop", study.chosen().accuracy_drop},
              {"accuracy_drop_interval", DescribeInterval(study.chosen().scores.drop)},
              {"types", std::move(types)},
              {"rounds", search.candidates.size() - study.types.size()},
              {"chosen", names[search.chosen]},
              {"layers", FormatAssignment(study.chosen().types, study.layers)},
              {"candidates", std::move(candidates)}};
}

std::string FormatParetoCsv(const PrecisionStudy& study) {
  const SearchOutcome& search = study.search;
  const std::vector<std::string> names = CandidateNames(study);
  const std::vector<bool> front = ParetoFront(search.candidates);
  std::string csv =
      "candidate,accuracy,accuracy_drop,drop_low,drop_high,latency_ms,size_bytes,on_front,chosen,layers\n";
  for (size_t i = 0; i < search.candidates.size(); ++i) {
    const PrecisionCandidate& candidate = search.candidates[i];
    absl::StrAppendFormat(&csv, "%s,%.9g,%.9g,%.9g,%.9g,%.9g,%d,%s,%s,\"%s\"\n", names[i], candidate.scores.accuracy,
                          candidate.accuracy_drop, candidate.scores.drop.low, candidate.scores.drop.high,
                          LatencyMs(study, candidate), candidate.size_bytes, Bool(front[i]), Bool(i == search.chosen),
                          FormatAssignment(candidate.types, study.layers));
  }
  return csv;
}

}  // namespace octavo
