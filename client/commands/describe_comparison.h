#ifndef OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_
#define OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_

#include <string>

#include "client/compare/comparison.h"
#include "common/json.h"

namespace octavo::client {

/// The comparison for programs: what octavo compare --json prints. `report` is the path of the report. Pure.
Json DescribeComparison(const Comparison& comparison, const std::string& report);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DESCRIBE_COMPARISON_H_
