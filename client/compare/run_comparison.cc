#include "client/compare/run_comparison.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/compare/comparability.h"

namespace octavo::client {
namespace {

/// The run itself and the further seeds that lie in it.
std::vector<SeedRun> SeedRunsOf(const ComparedRun& run) {
  std::vector<SeedRun> runs;
  if (absl::StatusOr<SeedRun> own = MakeSeedRun(run.name, run.comparison.stages); own.ok())
    runs.push_back(*std::move(own));
  if (!run.comparison.repeats.has_value()) return runs;
  for (const SeedRun& further : run.comparison.repeats->runs) {
    if (runs.empty() || further.seed != runs.front().seed) runs.push_back(further);
  }
  return runs;
}

bool Repeats(const SeedRun& first, const SeedRun& run) {
  return first.seed != run.seed && WhyNotARepeat(first.stages.front(), run.stages.front()).empty();
}

std::vector<RepeatStudy> FindRepeats(const std::vector<ComparedRun>& runs) {
  std::vector<std::vector<SeedRun>> groups;
  for (const ComparedRun& run : runs) {
    for (SeedRun& seed : SeedRunsOf(run)) {
      const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return Repeats(g[0], seed); });
      if (group == groups.end()) {
        groups.emplace_back().push_back(std::move(seed));
      } else {
        group->push_back(std::move(seed));
      }
    }
  }
  std::vector<RepeatStudy> studies;
  for (std::vector<SeedRun>& group : groups) {
    if (group.size() > 1) studies.push_back(StudyRepeats(std::move(group), {}));
  }
  return studies;
}

}  // namespace

RunComparison CompareRuns(std::vector<NamedComparison> comparisons) {
  RunComparison all;
  for (NamedComparison& each : comparisons) {
    ComparedRun run;
    run.name = std::move(each.name);
    run.comparison = std::move(each.comparison);
    if (!all.runs.empty()) {
      const StageResult& first = all.runs[0].comparison.stages[0];
      const StageResult& stage = run.comparison.stages[0];
      run.why_not = WhyNotTheSameTest(first, stage);
      run.why_not_speed = run.why_not.empty() ? WhyNotInSpeed(first, stage) : run.why_not;
    }
    all.runs.push_back(std::move(run));
  }
  all.repeats = FindRepeats(all.runs);
  return all;
}

std::vector<Contender> ContendersOf(const RunComparison& runs) {
  std::vector<Contender> all;
  for (const ComparedRun& run : runs.runs) {
    for (Contender& contender : ContendersOf(run.comparison)) {
      contender.label = absl::StrCat(run.name, ": ", contender.label);
      contender.fair_latency_ms = contender.latency_ms;
      contender.fair_throughput = contender.throughput;
      if (contender.why_not.empty()) contender.why_not = run.why_not;
      if (contender.why_not_speed.empty()) contender.why_not_speed = run.why_not_speed;
      all.push_back(std::move(contender));
    }
  }
  return all;
}

}  // namespace octavo::client
