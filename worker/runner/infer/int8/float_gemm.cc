#include "worker/runner/infer/int8/float_gemm.h"

namespace octavo::int8 {

FloatGemm FloatGemmOf(const Kernels& kernels, FloatFormat format) {
  return format == FloatFormat::kFp32 ? kernels.gemm_fp32 : kernels.gemm_bf16;
}

}  // namespace octavo::int8
