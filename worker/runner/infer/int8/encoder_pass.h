#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_PASS_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_PASS_H_

#include <vector>

#include "absl/types/span.h"
#include "worker/runner/infer/int8/encoder.h"

namespace octavo::int8 {

/// One call of Encoder::Logits: the texts, the buffers cut from the encoder's arena, and how the work is divided.
struct Encoder::Pass {
  absl::Span<const int32_t> ids, types, offsets;
  int rows = 0;  // tokens of all texts
  int texts = 0;
  int scratch_floats = 0;  // of attention, per member
  SharedSteps* steps = nullptr;

  int32_t* positions = nullptr;  // of each row in its text
  // Rows are padded to whole tiles. x is the residual stream, q its quantized form.
  float* x = nullptr;    // [rows × hidden]
  uint8_t* q = nullptr;  // [rows × q_stride]: integers, or BF16
  int64_t q_stride = 0;  // bytes
  float* q_scales = nullptr;
  float* qkv = nullptr;      // [rows × 3 hidden, padded]
  float* context = nullptr;  // [rows × hidden]; after the last layer's attention [texts × hidden]
  float* first =
      nullptr;  // [texts × hidden]: x of each text's first row, all that the classifier needs of the last layer
  float* product = nullptr;  // [rows × hidden] of few rows, else one block per member
  float* ffn = nullptr;      // likewise [× intermediate]
  uint8_t* ffn_q = nullptr;
  int64_t ffn_q_stride = 0;
  float* ffn_scales = nullptr;
  float* attention = nullptr;  // scratch per member
  float* logits = nullptr;     // [texts × labels]
  // What entered each linear layer, by its place in LinearSites(); null where nobody watches.
  std::vector<std::vector<float>>* seen = nullptr;
};

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_PASS_H_
