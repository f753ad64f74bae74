#ifndef OCTAVO_COMMON_JOB_PARAM_TABLES_H_
#define OCTAVO_COMMON_JOB_PARAM_TABLES_H_

#include <string>
#include <vector>

#include "common/job_params.h"

namespace octavo {

struct JobKindTable {
  std::string kind;
  bool runs_on_server = false;  // else a job that only a person or the client starts, with octavo-runner
  std::vector<ParamSpec> params;
};

/// Every kind that octavo-runner knows, in pipeline order. Built once; lives for the whole process. Thread-safe.
const std::vector<JobKindTable>& JobKindTables();

}  // namespace octavo

#endif  // OCTAVO_COMMON_JOB_PARAM_TABLES_H_
