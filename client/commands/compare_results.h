#ifndef OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_
#define OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// Reads every stage below `results_dir`, compares them, writes results_dir/comparison and tells the user. The
/// comparison itself is returned. INVALID_ARGUMENT where there is nothing to compare.
absl::StatusOr<Comparison> CompareResults(Context& context, const std::string& results_dir);

/// The comparison for programs.
Json DescribeComparison(const Comparison& comparison, const std::string& report);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMPARE_RESULTS_H_
