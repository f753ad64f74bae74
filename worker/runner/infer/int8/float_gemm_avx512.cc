#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_avx512.h"

namespace octavo::int8 {

void Avx512GemmFp32(const FloatGemmCall& call) { FloatTiles<LanesAvx512, Fp32Dot<LanesAvx512>, 24>::Gemm(call); }

}  // namespace octavo::int8
