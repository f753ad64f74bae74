#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_GEMM_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_GEMM_H_

// Linear layers in FP32 and BF16 beside the INT8 ones, so that an encoder can choose for each layer.
//
// Sums are FP32 and begin at the bias; an element's products are added one after the other in an order that depends
// on the layer alone. So a row's result depends neither on its neighbours, nor on how rows and panels are shared out,
// nor on the thread. Before the epilogue it lies within inputs · 2⁻²⁴ · (|bias| + Σ|a·w|) of the exact sum. In FP32 all
// tables give the same bits. In BF16 they agree to that bound; bfloat16 below 2⁻¹²⁶ counts as zero everywhere.
//
// This header is included by files compiled for one instruction set each, so it holds no inline functions.

#include <cstdint>

#include "worker/runner/infer/int8/kernels.h"

namespace octavo::int8 {

enum class FloatFormat { kFp32, kBf16 };

inline constexpr int kFp32Depth = 16;  // inputs per packed block
inline constexpr int kBf16Depth = 32;

/// A linear layer packed for all kernels of its format. Block (panel p, depth b) holds four tiles of 16 columns; each
/// tile 16 groups of one float, or of two bfloat16 with neighbouring inputs, × 16 columns: what AMX tiles and vdpbf16ps
/// take. Columns and inputs are padded with zeros.
struct PackedFloatLinear {
  int outputs = 0, inputs = 0;
  int panels = 0, depths = 0;     // padded outputs = panels * kPanel, padded inputs = depths * kFp32Depth or kBf16Depth
  const void* weights = nullptr;  // float [panels][depths][4][16][16] or bfloat16 [panels][depths][4][16][16][2]
  const float* biases = nullptr;  // [panels * kPanel]; both are 64-byte aligned
  FloatFormat format = FloatFormat::kFp32;
};

/// y[r][c] = epilogue(bias[c] + sum_k a[r][k] * w[c][k]) for rows [row_begin, row_end) and the columns of panels
/// [panel_begin, panel_end). `a` holds rows of the layer's format, of padded inputs each, zeros beyond the inputs; it
/// is readable for whole kRowTile rows from row_begin on. `out` has room for whole panels; no other row is written.
struct FloatGemmCall {
  const void* a = nullptr;  // float or bfloat16, 4-byte aligned
  int64_t a_stride = 0;     // elements
  const PackedFloatLinear* linear = nullptr;
  float* out = nullptr;
  int64_t out_stride = 0;
  Epilogue epilogue = Epilogue::kNone;
  int row_begin = 0, row_end = 0;
  int panel_begin = 0, panel_end = 0;
};

/// The table's product in this format.
FloatGemm FloatGemmOf(const Kernels& kernels, FloatFormat format);

/// The tables' entries, one file for each instruction set. Call those alone that the machine can run.
void ScalarGemmFp32(const FloatGemmCall& call);
void ScalarGemmBf16(const FloatGemmCall& call);
void ScalarToBf16Row(const float* x, int size, int padded, uint16_t* out);
void Avx2GemmFp32(const FloatGemmCall& call);
void Avx2GemmBf16(const FloatGemmCall& call);
void Avx2ToBf16Row(const float* x, int size, int padded, uint16_t* out);
void Avx512GemmFp32(const FloatGemmCall& call);
void Avx512GemmBf16(const FloatGemmCall& call);
void Avx512ToBf16Row(const float* x, int size, int padded, uint16_t* out);
/// Between the table's thread_begin and thread_end.
void AmxGemmBf16(const FloatGemmCall& call);

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_FLOAT_GEMM_H_
