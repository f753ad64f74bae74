#ifndef OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_
#define OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_

#include <string>

#include "client/compare/stage_result.h"

namespace octavo::client {

/// Why `variant`, which `stage` made, did not answer the same questions with a form of the same model as the baseline,
/// or empty. Pure.
std::string WhyNotComparable(const StageResult& baseline, const StageResult& stage, const std::string& variant);

/// Why times of two stages say nothing about each other, or empty. Pure.
std::string WhyNotInSpeed(const StageResult& a, const StageResult& b);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_
