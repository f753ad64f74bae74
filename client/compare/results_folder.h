#ifndef OCTAVO_CLIENT_COMPARE_RESULTS_FOLDER_H_
#define OCTAVO_CLIENT_COMPARE_RESULTS_FOLDER_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// Where a further run of the pipeline lies: `results`/repeats/seed-43.
std::string RepeatFolder(const std::string& results, int64_t seed);

/// Compares the stages whose results lie below `results`, as Compare(), whose errors these are, and those of files that
/// cannot be read. Where further runs lie in its repeats/, the comparison has a study of them; one that cannot be read
/// is named there.
absl::StatusOr<Comparison> CompareFolder(const std::string& results);

/// Whether `folder` is one stage's own, with its metrics.json or results.json in it, and not one of several stages'.
bool IsStageFolder(const std::string& folder);

/// Compares what the stage whose results lie in `folder` made with the reference that it measured it against, as
/// CompareWithin(); of a baseline, the model with nothing. REQUIRES: IsStageFolder(folder).
absl::StatusOr<Comparison> CompareStageFolder(const std::string& folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_RESULTS_FOLDER_H_
