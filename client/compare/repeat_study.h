#ifndef OCTAVO_CLIENT_COMPARE_REPEAT_STUDY_H_
#define OCTAVO_CLIENT_COMPARE_REPEAT_STUDY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/compare/seed_run.h"
#include "common/stats.h"

namespace octavo::client {

/// One quantity over the seeds that have it.
struct RepeatedFigure {
  std::vector<int64_t> seeds;
  std::vector<double> values;            // by seed
  std::optional<MeanEstimate> estimate;  // none without values
};

/// A variant over the seeds.
struct RepeatedRow {
  std::string stage;
  std::string variant;
  std::string label;
  bool reference = false;  // the baseline, whose spread is the luck of training
  RepeatedFigure accuracy;
  RepeatedFigure accuracy_difference;  // to the baseline of the same seed; empty of the baseline itself
  RepeatedFigure size_bytes;
  RepeatedFigure speedup_batch1;
  RepeatedFigure speedup_throughput;
};

/// The same pipeline run with several seeds.
struct RepeatStudy {
  std::vector<SeedRun> runs;          // those that are averaged; the ordinary run first
  std::vector<RepeatedRow> rows;      // the baseline first
  std::vector<std::string> left_out;  // sentences: what is missing or not averaged, and why
};

/// Averages `runs`, of which the first is the ordinary one that the others must repeat. A run whose baseline is of
/// other data, split, model, parameters, machine or threads is left out with the fields and values that differ, and so
/// is a single stage of one; so is a second run of the same seed, what is missing in one run, and a figure that is no
/// number. `left_out` begins with `problems`. REQUIRES: a run. Pure.
RepeatStudy StudyRepeats(std::vector<SeedRun> runs, std::vector<std::string> problems);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_REPEAT_STUDY_H_
