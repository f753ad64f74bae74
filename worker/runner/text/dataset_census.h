#ifndef OCTAVO_WORKER_RUNNER_TEXT_DATASET_CENSUS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_DATASET_CENSUS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "worker/runner/text/dataset.h"

namespace octavo {

/// What is in one part of a data set.
struct PartCensus {
  int64_t texts = 0;
  int64_t bytes = 0;
  std::vector<int64_t> by_label;      // texts, by label
  int64_t empty = 0;                  // of white space alone
  int64_t ill_formed = 0;             // not UTF-8
  int64_t repeated = 0;               // texts that stand earlier in this part too, byte for byte
  int64_t in_training = 0;            // of validation and test: texts that stand in the training part
  int64_t in_validation = 0;          // of test: texts that stand in the validation part
  int64_t with_another_label = 0;     // texts that stand earlier, in this part or one before it, with another label
  std::vector<int32_t> characters;    // lengths, by text
  std::vector<int32_t> byte_lengths;  // likewise
};

struct DatasetCensus {
  PartCensus train, validation, test;
};

/// Reads every text once. Memory: 48 bytes for each different text and 8 for each text. `stopped` is asked before every
/// text; once it has said true, the rest is not counted: the caller has to ask it too.
DatasetCensus TakeCensus(const Dataset& dataset, const std::function<bool()>& stopped = nullptr);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_DATASET_CENSUS_H_
