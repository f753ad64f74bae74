#include "worker/runner/models/row_kernels.h"

namespace octavo {

#define OCTAVO_DECLARE_ROWS(isa)             \
  namespace isa {                            \
  extern const RowKernels<float> kFloatRows; \
  extern const RowKernels<Bf16> kBf16Rows;   \
  extern const RowKernels<Fp16> kFp16Rows;   \
  }
OCTAVO_DECLARE_ROWS(row_avx512)
OCTAVO_DECLARE_ROWS(row_avx2)
OCTAVO_DECLARE_ROWS(row_baseline)
#undef OCTAVO_DECLARE_ROWS

namespace {

/// The best that this machine can run.
RowIsa Detect() {
  __builtin_cpu_init();
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512cd");
  if (avx512) return RowIsa::kAvx512;
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  return avx2 ? RowIsa::kAvx2 : RowIsa::kBaseline;
}

RowIsa Best() {
  static const RowIsa isa = Detect();
  return isa;
}

/// What stands for `isa`, or null where it is more than this machine has.
template <typename Choice>
Choice* PickFrom(RowIsa isa, Choice& baseline, Choice& avx2, Choice& avx512) {
  if (isa > Best()) return nullptr;
  switch (isa) {
    case RowIsa::kAvx512:
      return &avx512;
    case RowIsa::kAvx2:
      return &avx2;
    case RowIsa::kBaseline:
      break;
  }
  return &baseline;
}

}  // namespace

template <>
const RowKernels<float>* RowsOf<float>(RowIsa isa) {
  return PickFrom(isa, row_baseline::kFloatRows, row_avx2::kFloatRows, row_avx512::kFloatRows);
}

template <>
const RowKernels<Bf16>* RowsOf<Bf16>(RowIsa isa) {
  return PickFrom(isa, row_baseline::kBf16Rows, row_avx2::kBf16Rows, row_avx512::kBf16Rows);
}

template <>
const RowKernels<Fp16>* RowsOf<Fp16>(RowIsa isa) {
  return PickFrom(isa, row_baseline::kFp16Rows, row_avx2::kFp16Rows, row_avx512::kFp16Rows);
}

template <>
const RowKernels<float>& Rows<float>() {
  return *RowsOf<float>(Best());
}

template <>
const RowKernels<Bf16>& Rows<Bf16>() {
  return *RowsOf<Bf16>(Best());
}

template <>
const RowKernels<Fp16>& Rows<Fp16>() {
  return *RowsOf<Fp16>(Best());
}

const char* RowKernelIsa() {
  static constexpr const char* kNames[] = {"baseline", "avx2", "avx512"};
  return *PickFrom(Best(), kNames[0], kNames[1], kNames[2]);
}

}  // namespace octavo
