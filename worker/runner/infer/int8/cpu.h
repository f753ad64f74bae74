#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_CPU_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_CPU_H_

namespace octavo::int8 {

/// Whether this CPU and operating system run a set of instructions. The answers never change; thread-safe.
bool HasAvx2();        // with FMA
bool HasAvx512Vnni();  // with F, BW, DQ, VL
bool HasAvx512Bf16();  // with VNNI
/// Also asks the kernel for the permission to use the tiles, once.
bool HasAmxInt8();  // with BF16 tiles and AVX512-BF16

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_CPU_H_
