#ifndef OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_
#define OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_

#include <string>

#include "absl/types/span.h"
#include "client/compare/comparison.h"
#include "client/compare/run_comparison.h"
#include "client/compare/selection.h"
#include "common/json.h"

namespace octavo::client {

/// The comparison for programs: what octavo compare --json prints. `report` is the path of the report. Pure.
Json DescribeComparison(const Comparison& comparison, const std::string& report);

/// Several runs for programs. Pure.
Json DescribeRuns(const RunComparison& runs);

/// The answer to a query for programs. Pure.
Json DescribeSelection(absl::Span<const Contender> contenders, const Selection& selection);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_
