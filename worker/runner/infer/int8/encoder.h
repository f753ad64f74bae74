#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_

// A BERT, DistilBERT or RoBERTa encoder with a classification head in dynamic INT8, over texts packed without padding.
// Free of torch.

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/kernels.h"
#include "worker/runner/infer/int8/packing.h"
#include "worker/runner/infer/int8/team.h"

namespace octavo::int8 {

struct NormWeights {
  absl::Span<const float> weight;
  absl::Span<const float> bias;
};

/// Rows of int8 with one scale each, or rows of floats; the other is empty.
struct EmbeddingTable {
  QuantizedRows quantized;
  absl::Span<const float> floats;
};

struct LayerWeights {
  QuantizedRows query, key, value, attention_output, intermediate, output;
  NormWeights attention_norm, output_norm;
};

/// What an encoder is made from. The spans need to live only while Create runs, but for the embeddings' values, which
/// are used in place and must outlive the encoder.
struct EncoderWeights {
  int hidden = 0, heads = 0, intermediate = 0, labels = 0;
  float epsilon = 0;
  Epilogue activation = Epilogue::kGelu;
  int first_position = 0;
  HeadActivation head_activation = HeadActivation::kTanh;
  EmbeddingTable words, positions, types;  // types may be empty
  NormWeights embedding_norm;
  std::vector<LayerWeights> layers;
  QuantizedRows pooler;
  absl::Span<const float> head_weight;  // [labels × hidden]
  absl::Span<const float> head_bias;    // [labels]
};

/// Confined to one thread at a time. The logits of a text are the same bits whatever texts stand beside it and however
/// many threads compute them.
class Encoder {
 public:
  /// INVALID_ARGUMENT for sizes that do not fit each other; UNIMPLEMENTED for a hidden or intermediate size that is not
  /// a multiple of 16 or above 131,071; RESOURCE_EXHAUSTED without memory. `kernels` and `team` must outlive the
  /// encoder.
  static absl::StatusOr<std::unique_ptr<Encoder>> Create(const EncoderWeights& weights, const Kernels& kernels,
                                                         Team& team);

  /// Logits [texts × labels] of the texts ids[offsets[i] … offsets[i+1]). `types` is empty or as long as ids.
  /// REQUIRES: offsets ascend strictly from 0; ids, types and positions lie inside their tables.
  /// RESOURCE_EXHAUSTED without memory.
  absl::StatusOr<std::vector<float>> Logits(absl::Span<const int32_t> ids, absl::Span<const int32_t> types,
                                            absl::Span<const int32_t> offsets);

  const Kernels& kernels() const { return kernels_; }

 private:
  struct Layer {
    PackedLinear qkv, attention_output, intermediate, output;
    NormParams attention_norm, output_norm;
  };
  struct Table {
    const int8_t* values = nullptr;
    const float* scales = nullptr;
    const float* floats = nullptr;  // instead of both
  };
  struct Pass;     // encoder_pass.h
  struct Stream {  // the residual stream: all rows, or after the last layer's attention each text's first
    float* x;
    int rows;
  };
  struct RowShape {
    int size;        // floats of a row
    int64_t stride;  // floats between rows
    int padded;      // bytes of a quantized row
  };

  Encoder(const Kernels& kernels, Team& team) : kernels_(kernels), team_(team) {}
  void Pack(const EncoderWeights& weights);
  size_t PackedBytes(const EncoderWeights& weights) const;
  void PackLayer(const LayerWeights& weights, float epsilon);
  NormParams CopyNorm(const NormWeights& norm, float epsilon);
  const float* Copy(absl::Span<const float> values);
  Table MakeTable(const EmbeddingTable& table);

  absl::Status PlanPass(Pass& pass);
  void RunPass(const Pass& pass, int member, int members) const;
  void EmbedRow(const Pass& pass, int row) const;
  void ProjectAll(const Pass& pass, int layer, int members) const;
  GemmCall ProjectCall(const Pass& pass, int layer) const;
  void Attend(const Pass& pass, int layer, int item, int member) const;
  void KeepFirstRow(const Pass& pass, int text) const;
  void FinishWide(const Pass& pass, const Stream& stream, int layer, int members, int member) const;
  void FinishBlock(const Pass& pass, const Stream& stream, int layer, int begin, int end, int member) const;
  void FinishSplit(const Pass& pass, const Stream& stream, int layer, int members) const;
  void SplitGemm(const Pass& pass, GemmCall call, int rows, int members) const;
  void QuantizeRows(const float* x, const RowShape& shape, int begin, int end, int8_t* q, float* scales) const;
  void NormRows(float* x, const float* residual, const NormParams& norm, int begin, int end, int8_t* q,
                float* scales) const;
  void Classify(const Pass& pass, int members) const;

  const Kernels& kernels_;
  Team& team_;
  AlignedBuffer weights_, activations_;
  int hidden_ = 0, heads_ = 0, head_size_ = 0, intermediate_ = 0, labels_ = 0, first_position_ = 0;
  int hidden_stride_ = 0, intermediate_stride_ = 0;  // bytes of a quantized row
  Epilogue activation_ = Epilogue::kGelu;
  HeadActivation head_activation_ = HeadActivation::kTanh;
  Table words_, positions_, types_;
  NormParams embedding_norm_;
  std::vector<Layer> layers_;
  PackedLinear pooler_;
  std::vector<const float*> head_rows_;
  const float* head_bias_ = nullptr;
};

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_
