#ifndef OCTAVO_WORKER_RUNNER_MODELS_CPU_FEATURES_H_
#define OCTAVO_WORKER_RUNNER_MODELS_CPU_FEATURES_H_

#include <string>
#include <vector>

#include "worker/runner/engine/engine.h"

namespace octavo {

/// Instruction sets that the CPU has and the kernel lets programs use, of those that matter to Octavo, in ascending
/// order: avx2, avx512f, avx512_vnni, avx512_bf16, avx512_fp16, amx_bf16, amx_int8.
const std::vector<std::string>& CpuIsa();
bool CpuHas(const std::string& isa);

/// Native GEMMs of the type, in hardware.
bool HasNativeBf16();
bool HasNativeFp16();

/// What a requested floating-point type runs as here: FP16 without hardware falls to BF16, BF16 without hardware to
/// FP32.
ComputeType ResolveFloatType(ComputeType requested);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_MODELS_CPU_FEATURES_H_
