#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_KERNELS_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_KERNELS_H_

// The arithmetic of INT8 inference, once per instruction set, behind one table of functions chosen at run time.
//
// Every floating-point step has one fixed order that depends on the row alone: sums run in 16 lanes (lane j adds
// elements j, j+16, …) that are then folded by a fixed tree, products are fused where the code says Fma. So a row's
// result depends neither on its neighbours nor on the thread that computes it, and the scalar, AVX2 and AVX512-VNNI
// tables give the same bits. The AMX table differs from them in one place: its attention products take BF16 inputs.
//
// This header is included by files compiled for one instruction set each, so it holds no inline functions.

#include <cstddef>
#include <cstdint>

namespace octavo::int8 {

inline constexpr int kPanel = 64;    // output columns that are packed together
inline constexpr int kDepth = 64;    // inputs per packed block
inline constexpr int kRowTile = 16;  // activation buffers are padded to whole tiles of rows

enum class Epilogue { kNone, kGelu, kGeluTanh, kRelu };

/// A linear layer packed for all kernels. Block (panel p, depth b) holds four tiles of 16 columns; each tile 16 groups
/// of four inputs × 16 columns: the layout of AMX tiles and of VNNI registers. Columns and inputs are padded with
/// zeros.
struct PackedLinear {
  int outputs = 0, inputs = 0;
  int panels = 0, depths = 0;       // padded outputs = panels * kPanel, padded inputs = depths * kDepth
  const int8_t* weights = nullptr;  // [panels][depths][4][16][16][4], 64-byte aligned
  const float* scales = nullptr;    // [panels * kPanel]
  const float* biases = nullptr;    // [panels * kPanel]
  // [panels * kPanel]: what the sums of a column begin at, for kernels that multiply a as it is, and for those that
  // multiply a + 128.
  const int32_t* signed_starts = nullptr;
  const int32_t* unsigned_starts = nullptr;
};

/// Fixed integers of an activation, from calibration: code = clamp(round(x · multiplier) + zero, lowest, highest),
/// rounded half to even. All three are those of an unsigned byte less 128, so that codes are stored as int8.
struct StaticCodes {
  const float* multipliers = nullptr;  // [size], a value for each column: 1 / scale, or with smoothing 1 / (scale · s)
  float zero = 0, lowest = 0, highest = 0;
};

/// y[r][c] = epilogue((start[c] + sum_k a[r][k] * w[c][k]) * (a_scale[r] * w_scale[c]) + bias[c]) for rows [row_begin,
/// row_end) and the columns of panels [panel_begin, panel_end). y goes to `out`, or as codes to `codes`. `a` has rows
/// of depths * kDepth bytes; it and what is written are readable and writable up to the next multiple of kRowTile rows
/// and of kPanel columns.
struct GemmCall {
  const int8_t* a = nullptr;
  const float* a_scales = nullptr;  // null: 1 each
  const PackedLinear* linear = nullptr;
  float* out = nullptr;
  int64_t out_stride = 0;
  Epilogue epilogue = Epilogue::kNone;
  int row_begin = 0, row_end = 0;
  int panel_begin = 0, panel_end = 0;
  const StaticCodes* next = nullptr;  // of the layer that reads y; its multipliers are padded to whole panels
  int8_t* codes = nullptr;            // instead of out, where `next` is given
  int64_t codes_stride = 0;
  int64_t a_stride = 0;  // bytes between rows of a; 0: depths * kDepth
};

/// Softmax(q·kᵀ·scale)·v of one head of one text. q, k and v point to the head's columns in the text's first row.
struct AttentionCall {
  const float* q = nullptr;
  const float* k = nullptr;
  const float* v = nullptr;
  int64_t stride = 0;    // floats between rows of q, k, v
  float* out = nullptr;  // the head's columns in the text's first row
  int64_t out_stride = 0;
  int tokens = 0;
  int queries = 0;  // the first `queries` rows of the text are computed
  int head_size = 0;
  float scale = 0;
  float* scratch = nullptr;  // attention_scratch(tokens, head_size) floats, 64-byte aligned
};

struct NormParams {
  const float* weight = nullptr;
  const float* bias = nullptr;
  float epsilon = 0;
  int size = 0;  // a multiple of 16
};

/// The rows of word, position and token type that are summed. Each is int8 with a scale, or floats; the type's may be
/// neither.
struct EmbeddingRow {
  const int8_t* values[3] = {};
  float scales[3] = {};
  const float* floats[3] = {};
};

struct FloatGemmCall;
using FloatGemm = void (*)(const FloatGemmCall&);

struct Kernels {
  const char* name;        // "AMX INT8"
  const char* isa;         // "amx", "avx512_vnni", "avx2", "scalar"
  void (*thread_begin)();  // before and after a thread uses the others
  void (*thread_end)();
  void (*gemm)(const GemmCall&);
  size_t (*attention_scratch)(int tokens, int head_size);
  void (*attention)(const AttentionCall&);
  /// q[0 … padded) and *scale from x[0 … size); size is a multiple of 16, the rest of q becomes 0.
  void (*quantize_row)(const float* x, int size, int padded, int8_t* q, float* scale);
  /// q[0 … padded) from x[0 … size) by fixed codes; sizes as above.
  void (*encode_row)(const float* x, int size, int padded, const StaticCodes& codes, int8_t* q);
  /// x = LayerNorm(x + residual) in place; `residual` may be null.
  void (*norm_row)(float* x, const float* residual, const NormParams& norm);
  void (*embed_row)(const EmbeddingRow& row, int size, float* x);
  void (*tanh_row)(float* x, int size);
  float (*dot)(const float* a, const float* b, int size);
  /// Products of float layers (float_gemm.h).
  FloatGemm gemm_fp32;
  FloatGemm gemm_bf16;
  /// out[0 … padded) from x[0 … size) as bfloat16, rounded half to even; sizes as above.
  void (*to_bf16_row)(const float* x, int size, int padded, uint16_t* out);
  /// Whether the CPU multiplies BF16 itself. Else it is widened: for one row faster than FP32, for many slower.
  bool fast_bf16;
};

/// Each null where the build or this machine cannot run it.
const Kernels* ScalarKernels();
const Kernels* Avx2Kernels();
const Kernels* VnniKernels();
const Kernels* AmxKernels();

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_KERNELS_H_
