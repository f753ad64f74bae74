#ifndef OCTAVO_CLIENT_COMMANDS_REPEATS_PLAN_H_
#define OCTAVO_CLIENT_COMMANDS_REPEATS_PLAN_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/settings.h"
#include "client/commands/stage_plan.h"

namespace octavo::client {

inline constexpr int kMaxRepeats = 20;

/// One run of the pipeline among several that differ in their seed.
struct Repeat {
  int64_t seed = 0;    // of the training
  std::string folder;  // whose stages' folders lie below it
  std::vector<Stage> stages;
};

/// How often run-all runs the pipeline: the setting "repeats". INVALID_ARGUMENT outside of 1 … kMaxRepeats.
absl::StatusOr<int> ReadRepeats(const Settings& settings);

/// `first`, which PlanRunAll() has planned in `results`, and `repeats` - 1 further runs of it: each with the next seed,
/// on the first one's splits, in RepeatFolder(results, seed), with jobs of names of their own. Without a baseline stage
/// each takes the model of its seed that an earlier run has left there; the seeds go on from that of the model in
/// `results`. Errors: INVALID_ARGUMENT or NOT_FOUND where such a model is missing, the seeds end, or a stage takes
/// static results that were made of one model only. REQUIRES: a stage; repeats >= 1.
absl::StatusOr<std::vector<Repeat>> PlanRepeats(std::vector<Stage> first, const std::string& results, int repeats);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_REPEATS_PLAN_H_
