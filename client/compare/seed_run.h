#ifndef OCTAVO_CLIENT_COMPARE_SEED_RUN_H_
#define OCTAVO_CLIENT_COMPARE_SEED_RUN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/compare/stage_result.h"

namespace octavo::client {

/// What one seed says of a variant, against the baseline of the same seed.
struct SeedFigures {
  std::string stage;
  std::string variant;
  std::string label;
  std::string why_not;        // why it is not compared with its baseline
  std::string why_not_speed;  // or its speed is not
  std::optional<double> accuracy;
  std::optional<double> accuracy_difference;  // none of the baseline itself
  std::optional<double> size_bytes;
  std::optional<double> speedup_batch1;
  std::optional<double> speedup_throughput;
};

/// The pipeline's results with one seed.
struct SeedRun {
  int64_t seed = 0;  // of the training
  std::string folder;
  std::vector<StageResult> stages;  // the baseline first; without their predictions, which are large
  std::vector<SeedFigures> rows;    // of every stage's own variants
};

/// Reads off the figures of one run. INVALID_ARGUMENT where `stages` do not begin with the baseline. Pure.
absl::StatusOr<SeedRun> MakeSeedRun(const std::string& folder, std::vector<StageResult> stages);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_SEED_RUN_H_
