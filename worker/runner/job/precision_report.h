#ifndef OCTAVO_WORKER_RUNNER_JOB_PRECISION_REPORT_H_
#define OCTAVO_WORKER_RUNNER_JOB_PRECISION_REPORT_H_

#include <string>

#include "common/json.h"
#include "worker/runner/job/precision_study.h"

namespace octavo {

// How a study of precisions is told: docs/results-format.md has the form.

/// The "sensitivity" object of the result.
Json DescribeSensitivity(const PrecisionStudy& study);

/// The "search" object of the result. REQUIRES: a search that measured the uniform candidates.
Json DescribeSearch(const PrecisionStudy& study);

/// The text of pareto.csv: one row a candidate, in the order measured. REQUIRES: as DescribeSearch.
std::string FormatParetoCsv(const PrecisionStudy& study);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_JOB_PRECISION_REPORT_H_
