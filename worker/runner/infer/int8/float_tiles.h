#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_TILES_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_TILES_H_

// Products of float layers over any lane type (lanes_*.h). Included by files compiled for one instruction set each.

#include "worker/runner/infer/int8/float_gemm.h"
#include "worker/runner/infer/int8/register_tile.h"
#include "worker/runner/infer/int8/row_kernels.h"

namespace octavo::int8 {
namespace {

/// The epilogue on rows of one panel, in place.
template <typename V>
struct FloatEpilogue {
  template <Epilogue kind>
  static void ApplyKind(float* y, int64_t stride, int rows) {
    for (int r = 0; r < rows; ++r, y += stride) {
      for (int c = 0; c < kPanel; c += 16) LaneMath<V>::template Activate<kind>(V::Load(y + c)).Store(y + c);
    }
  }

  static void Apply(Epilogue kind, float* y, int64_t stride, int rows) {
    switch (kind) {
      case Epilogue::kNone:
        return;
      case Epilogue::kGelu:
        return ApplyKind<Epilogue::kGelu>(y, stride, rows);
      case Epilogue::kGeluTanh:
        return ApplyKind<Epilogue::kGeluTanh>(y, stride, rows);
      case Epilogue::kRelu:
        return ApplyKind<Epilogue::kRelu>(y, stride, rows);
    }
  }
};

/// FP32 groups for RegisterTile.
template <typename V>
struct Fp32Dot {
  static constexpr int kInputBytes = 4;
  using Element = float;
  using Sum = V;
  using Input = V;
  using Weights = V;
  static Sum LoadSum(const float* p) { return V::Load(p); }
  static void StoreSum(float* p, const Sum& sum) { sum.Store(p); }
  static Input Broadcast(const uint8_t* p) { return V::Set(*reinterpret_cast<const float*>(p)); }
  static Weights LoadWeights(const uint8_t* p) { return V::Load(reinterpret_cast<const float*>(p)); }
  static Sum Add(const Sum& sum, const Input& input, const Weights& weights) { return V::Fma(input, weights, sum); }
};

/// Blocks of up to six rows. `lanes` sums of 16 columns fit the registers beside what they are made from.
template <typename V, typename Dot, int lanes>
struct FloatTiles {
  static constexpr int kRows = 6;

  static void Gemm(const FloatGemmCall& call) {
    for (int panel = call.panel_begin; panel < call.panel_end; ++panel) {
      ForRowBlocks<kRows>(call.row_begin, call.row_end, [&]<int rows>(int row) { PanelRows<rows>(call, row, panel); });
    }
  }

 private:
  static constexpr int TilesFor(int rows) { return rows * 4 <= lanes ? 4 : rows * 2 <= lanes ? 2 : 1; }

  template <int rows>
  static void PanelRows(const FloatGemmCall& call, int row, int panel) {
    constexpr int tiles = TilesFor(rows);
    const PackedFloatLinear& linear = *call.linear;
    const int64_t stride = call.a_stride * Dot::kInputBytes;
    const uint8_t* a = static_cast<const uint8_t*>(call.a) + row * stride;
    const uint8_t* w =
        static_cast<const uint8_t*>(linear.weights) + static_cast<int64_t>(panel) * linear.depths * kBlockWeights;
    float* y = call.out + row * call.out_stride + panel * kPanel;
    const int parts = (call.row_end - call.row_begin + kRows - 1) / kRows;
    for (int tile = 0; tile < kTiles; tile += tiles) {
      TileOperands operands{a, stride, w + tile * kTileWeights, linear.depths, nullptr, 0};
      FetchNextPanel(w, ((row - call.row_begin) / kRows * kTiles + tile) / tiles, parts * kTiles / tiles, operands);
      RegisterTile<Dot, rows, tiles>(operands, linear.biases + panel * kPanel + tile * 16, y + tile * 16,
                                     call.out_stride);
    }
    FloatEpilogue<V>::Apply(call.epilogue, y, call.out_stride, rows);
  }
};

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_TILES_H_
