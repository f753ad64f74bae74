#include "worker/runner/infer/int8/float_attention.h"
#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/lanes_scalar.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

using Rows = RowKernels<LanesScalar>;

/// Sums of one row with the 64 columns of a panel, straight from the definition of the packed layout.
void PanelSums(const int8_t* a, const PackedLinear& linear, int panel, int32_t* sums) {
  for (int c = 0; c < kPanel; ++c) sums[c] = linear.signed_starts[panel * kPanel + c];
  for (int k = 0; k < linear.depths * kDepth; ++k) {
    const int64_t block = static_cast<int64_t>(panel) * linear.depths + k / kDepth;
    for (int c = 0; c < kPanel; ++c) {
      const int64_t tile = block * 4 + c / 16;
      const int64_t group = tile * 16 + k % kDepth / 4;
      sums[c] += a[k] * linear.weights[(group * 16 + c % 16) * 4 + k % 4];
    }
  }
}

void Gemm(const GemmCall& call) {
  const int64_t stride = InputStride(call);
  alignas(64) int32_t sums[kPanel];
  for (int row = call.row_begin; row < call.row_end; ++row) {
    for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
      PanelSums(call.a + row * stride, *call.linear, panel, sums);
      Rows::Finish(sums, kPanel, 1, kPanel, row, panel * kPanel, call);
    }
  }
}

void Nothing() {}

constexpr Kernels kKernels = {"scalar INT8",
                              "scalar",
                              Nothing,
                              Nothing,
                              Gemm,
                              FloatAttention<LanesScalar>::Scratch,
                              FloatAttention<LanesScalar>::Run,
                              Rows::QuantizeRow,
                              Rows::EncodeRow,
                              Rows::NormRow,
                              Rows::EmbedRow,
                              Rows::TanhRow,
                              Rows::Dot,
                              ScalarGemmFp32,
                              ScalarGemmBf16,
                              ScalarToBf16Row,
                              false};

}  // namespace

const Kernels* ScalarKernels() { return &kKernels; }

}  // namespace octavo::int8
