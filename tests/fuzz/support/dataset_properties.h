#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_DATASET_PROPERTIES_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_DATASET_PROPERTIES_H_

#include "worker/runner/text/dataset.h"

namespace octavo::fuzz {

/// Loads what `request` names. Where that succeeds, what dataset.h promises of any data set must hold, and a second
/// call must give the same one.
void CheckLoading(const DatasetRequest& request);

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_DATASET_PROPERTIES_H_
