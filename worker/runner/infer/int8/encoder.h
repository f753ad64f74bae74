#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_

// A BERT, DistilBERT or RoBERTa encoder with a classification head, each of whose linear layers runs in INT8, BF16 or
// FP32, over texts packed without padding. Free of torch.

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/linear_sites.h"
#include "worker/runner/formats/model_config.h"
#include "worker/runner/infer/int8/aligned_buffer.h"
#include "worker/runner/infer/int8/float_packing.h"
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

/// A linear layer: parts with the same input, stacked.
struct LinearWeights {
  /// In which it can run: kInt8, kBf16, kFp32. It runs in the first until SetType.
  std::vector<ComputeType> types = {ComputeType::kInt8};
  std::vector<QuantizedRows> parts;  // for kInt8
  std::optional<StaticInput> input;  // for kInt8: the input's fixed codes; without them each row has its own scale
  std::vector<FloatRows> floats;     // for kBf16 and kFp32
};

struct LayerWeights {
  LinearWeights qkv, attention_output, intermediate, output;
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
  LinearWeights pooler;
  absl::Span<const float> head_weight;  // [labels × hidden]
  absl::Span<const float> head_bias;    // [labels]
};

/// The weights of `site`.
LinearWeights& MutableLinearOf(EncoderWeights& weights, const LinearSite& site);
const LinearWeights& LinearOf(const EncoderWeights& weights, const LinearSite& site);

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
                                            absl::Span<const int32_t> offsets) {
    return Run(ids, types, offsets, nullptr);
  }

  /// The same, and into `seen` what entered each linear layer, by its place in LinearSites(): rows × inputs, where the
  /// rows are the tokens, but for the last layer after attention and the pooler the texts. Slower.
  absl::StatusOr<std::vector<float>> LogitsAndInputs(absl::Span<const int32_t> ids, absl::Span<const int32_t> types,
                                                     absl::Span<const int32_t> offsets,
                                                     std::vector<std::vector<float>>& seen) {
    return Run(ids, types, offsets, &seen);
  }

  /// From now on `site` runs in `type`. INVALID_ARGUMENT for one that its weights were not given for.
  absl::Status SetType(const LinearSite& site, ComputeType type);

  const Kernels& kernels() const { return kernels_; }

 private:
  /// A linear layer packed for every type that it can run in.
  struct Linear {
    LinearSite site;
    ComputeType type = ComputeType::kInt8;  // the present one
    int inputs = 0;
    int panels = 0;
    PackedLinear int8;
    std::optional<StaticCodes> codes;  // of the INT8 input; without them each row has its own scale
    PackedFloatLinear bf16, fp32;

    bool fixed_codes() const { return type == ComputeType::kInt8 && codes.has_value(); }
    int64_t width() const { return int64_t{panels} * kPanel; }  // floats of an output row
  };
  struct Layer {
    Linear qkv, attention_output, intermediate, output;
    NormParams attention_norm, output_norm;
  };
  /// Rows that a linear layer reads: floats, and room for the same as integers or in BF16. Rows that different layers
  /// read lie equally far apart, so that members may work on different layers in different rows of one buffer.
  struct Input {
    const float* x;
    int64_t x_stride;
    uint8_t* narrow;
    int64_t narrow_stride;  // bytes
    float* scales;          // of integers
    int first = 0;          // the pass's row that stands in row 0
  };
  /// What a linear layer makes: floats, or the codes of the layer that reads it.
  struct Product {
    float* out;
    Epilogue epilogue = Epilogue::kNone;
    const Linear* next = nullptr;
    uint8_t* codes = nullptr;
    int64_t codes_stride = 0;
  };
  /// One product, or a part of it.
  struct LinearCall {
    const Linear* linear;
    Input in;
    Product product;
    int row_begin, row_end, panel_begin, panel_end;
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
  Encoder(const Kernels& kernels, Team& team) : kernels_(kernels), team_(team) {}
  void Pack(const EncoderWeights& weights);
  size_t PackedBytes(const EncoderWeights& weights) const;
  Linear Pack(const LinearWeights& weights, int inputs, const LinearSite& site);
  void PackLayer(const LayerWeights& weights, float epsilon);
  NormParams CopyNorm(const NormWeights& norm, float epsilon);
  const float* Copy(absl::Span<const float> values);
  Table MakeTable(const EmbeddingTable& table);

  absl::StatusOr<std::vector<float>> Run(absl::Span<const int32_t> ids, absl::Span<const int32_t> types,
                                         absl::Span<const int32_t> offsets, std::vector<std::vector<float>>* seen);
  void MakeRoomForInputs(const Pass& pass) const;
  absl::Status PlanPass(Pass& pass);
  void RunPass(const Pass& pass, int member, int members) const;
  void EmbedRow(const Pass& pass, int row) const;
  void ProjectAll(const Pass& pass, int layer, int members) const;
  static LinearCall Call(const Linear& linear, const Input& in, const Product& product, int rows);
  LinearCall ProjectCall(const Pass& pass, int layer) const;
  void Multiply(const LinearCall& call) const;
  void MultiplyIntegers(const LinearCall& call) const;
  void MultiplyFloats(const LinearCall& call, const PackedFloatLinear& linear) const;
  Input HiddenInput(const Pass& pass, const float* x, int first) const;
  Linear& Find(const LinearSite& site);
  void Attend(const Pass& pass, int layer, int item, int member) const;
  void KeepFirstRow(const Pass& pass, int text) const;
  void FinishWide(const Pass& pass, const Stream& stream, int layer, int members, int member) const;
  void FinishBlock(const Pass& pass, const Stream& stream, int layer, int begin, int end, int member) const;
  static Product FeedForward(const Pass& pass, const Layer& layer, Epilogue activation, float* ffn, const Input& wide);
  void FinishSplit(const Pass& pass, const Stream& stream, int layer, int members) const;
  void SplitMultiply(const Pass& pass, const LinearCall& call, int members) const;
  void Prepare(const Pass& pass, const Linear& reader, const Input& in, int begin, int end) const;
  void NormRows(float* x, const float* residual, const NormParams& norm, int begin, int end) const;
  const Linear& ReaderAfter(int layer) const;
  void Classify(const Pass& pass, int members) const;

  const Kernels& kernels_;
  Team& team_;
  AlignedBuffer weights_, activations_;
  int hidden_ = 0, heads_ = 0, head_size_ = 0, intermediate_ = 0, labels_ = 0, first_position_ = 0;
  Epilogue activation_ = Epilogue::kGelu;
  HeadActivation head_activation_ = HeadActivation::kTanh;
  Table words_, positions_, types_;
  NormParams embedding_norm_;
  std::vector<Layer> layers_;
  Linear pooler_;
  std::vector<const float*> head_rows_;
  const float* head_bias_ = nullptr;
};

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_ENCODER_H_
