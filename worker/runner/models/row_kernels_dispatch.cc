#include "worker/runner/models/row_kernels.h"

namespace octavo {

#define OCTAVO_DECLARE_ROWS(isa)             \
  namespace isa {                            \
  extern const RowKernels<float> kFloatRows; \
  extern const RowKernels<Bf16> kBf16Rows;   \
  }
OCTAVO_DECLARE_ROWS(row_avx512)
OCTAVO_DECLARE_ROWS(row_avx2)
OCTAVO_DECLARE_ROWS(row_baseline)
#undef OCTAVO_DECLARE_ROWS

namespace {

enum class Isa { kBaseline, kAvx2, kAvx512 };

Isa Detect() {
  __builtin_cpu_init();
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                      __builtin_cpu_supports("avx512cd");
  if (avx512) return Isa::kAvx512;
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
  return avx2 ? Isa::kAvx2 : Isa::kBaseline;
}

Isa Chosen() {
  static const Isa isa = Detect();
  return isa;
}

}  // namespace

template <>
const RowKernels<float>& Rows<float>() {
  switch (Chosen()) {
    case Isa::kAvx512:
      return row_avx512::kFloatRows;
    case Isa::kAvx2:
      return row_avx2::kFloatRows;
    case Isa::kBaseline:
      break;
  }
  return row_baseline::kFloatRows;
}

template <>
const RowKernels<Bf16>& Rows<Bf16>() {
  switch (Chosen()) {
    case Isa::kAvx512:
      return row_avx512::kBf16Rows;
    case Isa::kAvx2:
      return row_avx2::kBf16Rows;
    case Isa::kBaseline:
      break;
  }
  return row_baseline::kBf16Rows;
}

const char* RowKernelIsa() {
  switch (Chosen()) {
    case Isa::kAvx512:
      return "avx512";
    case Isa::kAvx2:
      return "avx2";
    case Isa::kBaseline:
      break;
  }
  return "baseline";
}

}  // namespace octavo
