#ifndef OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_
#define OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_

#include <string>

#include "client/compare/stage_result.h"

namespace octavo::client {

/// Why `variant`, which `stage` made, did not answer the same questions with a form of the same model as the baseline,
/// or empty. Pure.
std::string WhyNotComparable(const StageResult& baseline, const StageResult& stage, const std::string& variant);

/// Why `b` is not the same work as `a` with another seed: each field that differs, as "threads is 4 instead of 2".
/// Empty where it is, so that their figures may be averaged. Pure.
std::string WhyNotARepeat(const StageResult& a, const StageResult& b);

/// Why accuracies of two results say nothing about each other, or empty: they must have answered the same test texts of
/// the same cut, whatever model did. Pure.
std::string WhyNotTheSameTest(const StageResult& a, const StageResult& b);

/// Why times of two stages say nothing about each other, or empty. Pure.
std::string WhyNotInSpeed(const StageResult& a, const StageResult& b);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_COMPARABILITY_H_
