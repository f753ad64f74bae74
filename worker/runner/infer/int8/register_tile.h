#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_REGISTER_TILE_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_REGISTER_TILE_H_

// The inner loop of the matrix products, whatever the number format: all packed layers have the same shape, blocks of
// four tiles of 16 groups of 16 columns × 4 bytes. Included by files compiled for one instruction set each.

#include <cstdint>

#include "worker/runner/infer/int8/unroll.h"

namespace octavo::int8 {
namespace {

inline constexpr int kGroupBytes = 4;                   // of a row: four int8, two bfloat16 or a float
inline constexpr int kGroupWeights = 16 * kGroupBytes;  // of 16 columns
inline constexpr int kGroups = 16;
inline constexpr int kRowBytes = kGroups * kGroupBytes;       // of a row in a block
inline constexpr int kTileWeights = kGroups * kGroupWeights;  // a tile: 16 columns of a block
inline constexpr int kTiles = 4;
inline constexpr int kBlockWeights = kTiles * kTileWeights;

/// Rows of the left operand, the first tile of the right one, and what to fetch meanwhile.
struct TileOperands {
  const uint8_t* a;
  int64_t a_stride;  // bytes
  const uint8_t* weights;
  int blocks;
  const uint8_t* ahead;  // into the second-level cache,
  int lines_ahead;       // so many cache lines per block
};

/// Sets what part `index` of the `parts` that a panel's product is cut into fetches: its share of the next panel. So
/// memory works all the time, and not only during the first rows of each panel.
inline void FetchNextPanel(const uint8_t* panel, int index, int parts, TileOperands& operands) {
  constexpr int kLines = kBlockWeights / 64;
  const int64_t block_lines = (kLines + parts - 1) / parts;
  operands.lines_ahead = static_cast<int>(block_lines);
  operands.ahead = panel + int64_t{operands.blocks} * (kBlockWeights + index * block_lines * 64);
}

/// out[r][c] = starts[c] + sum_k a[r][k] * w[c][k] for `rows` rows and 16 * `tiles` columns; every element's products
/// are added in ascending order of k. Dot is the arithmetic of one group: its Element, Sum, Input and Weights.
template <typename Dot, int rows, int tiles>
void RegisterTile(const TileOperands& operands, const typename Dot::Element* starts, typename Dot::Element* out,
                  int64_t out_stride) {
  typename Dot::Sum sums[rows * tiles];
  Unroll<rows * tiles>([&]<int i>() { sums[i] = Dot::LoadSum(starts + i % tiles * 16); });
  const uint8_t* a = operands.a;
  const uint8_t* w = operands.weights;
  const uint8_t* ahead = operands.ahead;
  for (int block = 0; block < operands.blocks; ++block, a += kRowBytes, w += kBlockWeights) {
    for (int line = 0; line < operands.lines_ahead; ++line, ahead += 64) __builtin_prefetch(ahead, 0, 2);
    for (int group = 0; group < kGroups; ++group) {
      typename Dot::Weights weights[tiles];
      Unroll<tiles>([&]<int t>() {
        const uint8_t* place = w + t * kTileWeights + group * kGroupWeights;
        weights[t] = Dot::LoadWeights(place);
        __builtin_prefetch(place + kBlockWeights);  // of the next block, at last of the next panel
      });
      Unroll<rows>([&]<int r>() {
        const auto input = Dot::Broadcast(a + r * operands.a_stride + group * kGroupBytes);
        Unroll<tiles>([&]<int t>() { sums[r * tiles + t] = Dot::Add(sums[r * tiles + t], input, weights[t]); });
      });
    }
  }
  Unroll<rows * tiles>([&]<int i>() { Dot::StoreSum(out + i / tiles * out_stride + i % tiles * 16, sums[i]); });
}

template <int rows, typename F>
void LastRowBlock(int begin, int end, const F& f) {
  if constexpr (rows > 0) {
    if (end - begin == rows) return f.template operator()<rows>(begin);
    LastRowBlock<rows - 1>(begin, end, f);
  }
}

/// Cuts rows [begin, end) into blocks of `most` rows and a smaller last one: f<rows>(first row).
template <int most, typename F>
void ForRowBlocks(int begin, int end, const F& f) {
  for (; begin + most <= end; begin += most) f.template operator()<most>(begin);
  LastRowBlock<most - 1>(begin, end, f);
}

}  // namespace
}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_REGISTER_TILE_H_
