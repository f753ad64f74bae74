#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_OPENMP_TEAM_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_OPENMP_TEAM_H_

#include <memory>

#include "worker/runner/infer/int8/team.h"

namespace octavo::int8 {

/// LibTorch's own threads, as many as at::get_num_threads() says now. Run is one parallel region.
std::unique_ptr<Team> MakeOpenMpTeam();

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_OPENMP_TEAM_H_
