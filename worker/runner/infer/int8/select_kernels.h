#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_SELECT_KERNELS_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_SELECT_KERNELS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "worker/runner/infer/int8/kernels.h"

namespace octavo::int8 {

/// All that this machine runs, fastest first; the scalar ones are always there.
std::vector<const Kernels*> AvailableKernels();

/// The fastest, or the one that the environment variable OCTAVO_ISA names (amx, avx512_vnni, avx2, scalar): to compare
/// instruction sets on one machine. INVALID_ARGUMENT for an unknown name, UNIMPLEMENTED for one that does not run here.
absl::StatusOr<const Kernels*> SelectKernels();

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_SELECT_KERNELS_H_
