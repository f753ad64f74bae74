#ifndef OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_
#define OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// A comparison whose files are written.
struct WrittenResults {
  Comparison comparison;
  std::string report = {};  // path of summary_report.md; empty: nothing was written
};

/// Reads every stage below `results_dir`, and every further seed's below its repeats/, compares them, writes
/// results_dir/comparison, with pictures where `plots`, and warns of what could not be drawn. NOT_FOUND without the
/// folder; INVALID_ARGUMENT where there is nothing to compare.
absl::StatusOr<WrittenResults> CompareResults(Context& context, const std::string& results_dir, bool plots = true);

/// Tells the user, on stdout.
void TellComparison(Context& context, const WrittenResults& results);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_
