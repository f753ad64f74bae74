// Straight from the definition of the packed layout: the reference that the vector versions are held to.

#include <cmath>
#include <cstring>

#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/float_packing.h"
#include "worker/runner/infer/int8/float_tiles.h"
#include "worker/runner/infer/int8/lanes_scalar.h"

namespace octavo::int8 {
namespace {

float Widen(uint16_t bf16) {
  const uint32_t bits = static_cast<uint32_t>(bf16) << 16;
  float x;
  std::memcpy(&x, &bits, sizeof(x));
  return x;
}

void Fp32Sums(const float* a, const PackedFloatLinear& linear, int panel, float* sums) {
  const auto* weights = static_cast<const float*>(linear.weights);
  for (int k = 0; k < linear.depths * kFp32Depth; ++k) {
    const int64_t block = static_cast<int64_t>(panel) * linear.depths + k / kFp32Depth;
    for (int c = 0; c < kPanel; ++c) {
      const int64_t group = (block * 4 + c / 16) * 16 + k % kFp32Depth;
      sums[c] = std::fma(a[k], weights[group * 16 + c % 16], sums[c]);
    }
  }
}

/// Of a pair the second product is added first, as the instructions do it. Each product is exact.
void Bf16Sums(const uint16_t* a, const PackedFloatLinear& linear, int panel, float* sums) {
  const auto* weights = static_cast<const uint16_t*>(linear.weights);
  for (int k = 0; k < linear.depths * kBf16Depth; k += 2) {
    const int64_t block = static_cast<int64_t>(panel) * linear.depths + k / kBf16Depth;
    for (int c = 0; c < kPanel; ++c) {
      const int64_t group = (block * 4 + c / 16) * 16 + k % kBf16Depth / 2;
      const uint16_t* pair = weights + (group * 16 + c % 16) * 2;
      sums[c] += Widen(a[k + 1]) * Widen(pair[1]);
      sums[c] += Widen(a[k]) * Widen(pair[0]);
    }
  }
}

template <typename T, typename Sums>
void ScalarGemm(const FloatGemmCall& call, Sums sums) {
  for (int row = call.row_begin; row < call.row_end; ++row) {
    const T* a = static_cast<const T*>(call.a) + row * call.a_stride;
    for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
      float* y = call.out + row * call.out_stride + panel * kPanel;
      std::memcpy(y, call.linear->biases + panel * kPanel, kPanel * sizeof(float));
      sums(a, *call.linear, panel, y);
      FloatEpilogue<LanesScalar>::Apply(call.epilogue, y, call.out_stride, 1);
    }
  }
}

}  // namespace

void ScalarGemmFp32(const FloatGemmCall& call) { ScalarGemm<float>(call, Fp32Sums); }

void ScalarGemmBf16(const FloatGemmCall& call) { ScalarGemm<uint16_t>(call, Bf16Sums); }

void ScalarToBf16Row(const float* x, int size, int padded, uint16_t* out) {
  for (int i = 0; i < size; ++i) out[i] = RoundToBf16(x[i]);
  for (int i = size; i < padded; ++i) out[i] = 0;
}

}  // namespace octavo::int8
