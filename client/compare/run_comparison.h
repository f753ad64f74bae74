#ifndef OCTAVO_CLIENT_COMPARE_RUN_COMPARISON_H_
#define OCTAVO_CLIENT_COMPARE_RUN_COMPARISON_H_

#include <string>
#include <vector>

#include "client/compare/comparison.h"
#include "client/compare/repeat_study.h"
#include "client/compare/selection.h"

namespace octavo::client {

/// One run of several that are looked at together.
struct ComparedRun {
  std::string name;           // its folder, or its experiment's id
  Comparison comparison;      // with its own baseline
  std::string why_not;        // why its accuracies are not compared with the first run's; empty: they are
  std::string why_not_speed;  // or its times are not
};

/// Runs side by side. Each variant is compared with the baseline of its own run; runs with each other only where they
/// answered the same test texts, and in speed where they ran on the same device class with as many threads.
struct RunComparison {
  std::vector<ComparedRun> runs;
  std::vector<RepeatStudy> repeats;  // of runs that are the same work with different seeds; two runs or more in each
};

/// A comparison and what it is called.
struct NamedComparison {
  std::string name;
  Comparison comparison;
};

/// Puts them side by side and finds out which repeat one another, the further seeds in a run's own repeats included.
/// REQUIRES: a comparison. Pure.
RunComparison CompareRuns(std::vector<NamedComparison> comparisons);

/// The rows of all runs in their order, as "RUN: VARIANT". Times count as measured: runs have no reference in common.
std::vector<Contender> ContendersOf(const RunComparison& runs);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_RUN_COMPARISON_H_
