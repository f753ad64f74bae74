#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_avx2.h"

namespace octavo::int8 {

void Avx2GemmFp32(const FloatGemmCall& call) { FloatTiles<LanesAvx2, Fp32Dot<LanesAvx2>, 6>::Gemm(call); }

}  // namespace octavo::int8
