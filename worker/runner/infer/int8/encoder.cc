// Encoder: one pass over a batch.

#include "worker/runner/infer/int8/encoder.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/infer/int8/encoder_pass.h"

namespace octavo::int8 {
namespace {

constexpr int kRowsPerItem = 8;  // of row-wise steps
constexpr int kBlockRows = 64;   // of a wide pass: its intermediate results stay in the second-level cache
constexpr int kWideRowsPerMember = kBlockRows;  // from here on each member takes whole blocks

int DivideUp(int n, int by) { return (n + by - 1) / by; }
int RoundUp(int n, int multiple) { return DivideUp(n, multiple) * multiple; }
size_t Product(int a, int b) { return static_cast<size_t>(a) * static_cast<size_t>(b); }

}  // namespace

/// Cuts the pass's buffers from the arena, after making it large enough.
absl::Status Encoder::PlanPass(Pass& pass) {
  const int members = team_.size();
  int longest = 0;
  for (int text = 0; text < pass.texts; ++text) {
    longest = std::max(longest, pass.offsets[static_cast<size_t>(text) + 1] - pass.offsets[static_cast<size_t>(text)]);
  }
  pass.scratch_floats = static_cast<int>(kernels_.attention_scratch(longest, head_size_));
  const int rows = RoundUp(std::max(pass.rows, pass.texts), 2 * kRowTile), texts = RoundUp(pass.texts, 2 * kRowTile);
  const int slots = std::min(rows, kWideRowsPerMember * members);  // the larger need of the two ways to share work
  const int hidden = layers_[0].output.panels * kPanel, qkv = layers_[0].qkv.panels * kPanel;
  const int intermediate = layers_[0].intermediate.panels * kPanel;
  const auto cut = [&](AlignedBuffer* arena) {
    size_t bytes = 0;
    const auto take = [&]<typename T>(T*& piece, size_t count) {
      if (arena != nullptr) piece = arena->Take<T>(count);
      bytes += AlignedBuffer::Bytes<T>(count);
    };
    take(pass.x, Product(rows, hidden_));
    take(pass.q, Product(rows, hidden_stride_));
    take(pass.q_scales, static_cast<size_t>(rows));
    take(pass.qkv, Product(rows, qkv));
    take(pass.context, Product(rows, hidden_));
    take(pass.first, Product(texts, hidden_));
    take(pass.product, Product(slots, hidden));
    take(pass.ffn, Product(slots, intermediate));
    take(pass.ffn_q, Product(slots, intermediate_stride_));
    take(pass.ffn_scales, static_cast<size_t>(slots));
    take(pass.attention, Product(pass.scratch_floats, members));
    take(pass.positions, static_cast<size_t>(pass.rows));
    return bytes;
  };
  const size_t bytes = cut(nullptr);
  if (bytes > activations_.capacity() && !activations_.Reset(bytes)) {
    return absl::ResourceExhaustedError(
        absl::StrCat("no memory for ", bytes, " bytes of activations of ", pass.rows, " tokens; use a smaller batch"));
  }
  activations_.Rewind();
  cut(&activations_);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<float>> Encoder::Logits(absl::Span<const int32_t> ids, absl::Span<const int32_t> types,
                                                   absl::Span<const int32_t> offsets) {
  SharedSteps steps;
  Pass pass;
  pass.ids = ids;
  pass.types = types;
  pass.offsets = offsets;
  pass.rows = static_cast<int>(ids.size());
  pass.texts = static_cast<int>(offsets.size()) - 1;
  pass.steps = &steps;
  std::vector<float> logits(Product(pass.texts, labels_));
  if (pass.texts == 0) return logits;
  pass.logits = logits.data();
  OCTAVO_RETURN_IF_ERROR(PlanPass(pass));
  for (int text = 0; text < pass.texts; ++text) {
    const int begin = offsets[static_cast<size_t>(text)], end = offsets[static_cast<size_t>(text) + 1];
    for (int row = begin; row < end; ++row) pass.positions[row] = row - begin;
  }
  team_.Run([&](int member, int members) { RunPass(pass, member, members); });
  return logits;
}

void Encoder::RunPass(const Pass& pass, int member, int members) const {
  kernels_.thread_begin();
  pass.steps->ForEach(members, DivideUp(pass.rows, kRowsPerItem), [&](int item) {
    const int begin = item * kRowsPerItem, end = std::min(begin + kRowsPerItem, pass.rows);
    for (int row = begin; row < end; ++row) EmbedRow(pass, row);
    NormRows(pass.x, nullptr, embedding_norm_, begin, end, pass.q, pass.q_scales);
  });
  ProjectAll(pass, 0, members);
  const int last = static_cast<int>(layers_.size()) - 1;
  for (int layer = 0; layer <= last; ++layer) {
    pass.steps->ForEach(members, pass.texts * heads_, [&](int item) { Attend(pass, layer, item, member); });
    if (layer == last) {
      pass.steps->ForEach(members, pass.texts, [&](int text) { KeepFirstRow(pass, text); });
    }
    const Stream stream = layer == last ? Stream{pass.first, pass.texts} : Stream{pass.x, pass.rows};
    if (stream.rows >= kWideRowsPerMember * team_.size()) {
      FinishWide(pass, stream, layer, members, member);
    } else {
      FinishSplit(pass, stream, layer, members);
      if (layer < last) ProjectAll(pass, layer + 1, members);
    }
  }
  Classify(pass, members);
  kernels_.thread_end();
}

void Encoder::EmbedRow(const Pass& pass, int row) const {
  const auto at = static_cast<size_t>(row);
  EmbeddingRow sum;
  const auto take = [&](int part, const Table& table, int64_t index) {
    if (table.floats != nullptr) {
      sum.floats[part] = table.floats + index * hidden_;
    } else if (table.values != nullptr) {
      sum.values[part] = table.values + index * hidden_;
      sum.scales[part] = table.scales[index];
    }
  };
  take(0, words_, pass.ids[at]);
  take(1, positions_, pass.positions[row] + first_position_);
  take(2, types_, pass.types.empty() ? 0 : pass.types[at]);
  kernels_.embed_row(sum, hidden_, pass.x + int64_t{row} * hidden_);
}

void Encoder::ProjectAll(const Pass& pass, int layer, int members) const {
  SplitGemm(pass, ProjectCall(pass, layer), pass.rows, members);
}

GemmCall Encoder::ProjectCall(const Pass& pass, int layer) const {
  const PackedLinear& qkv = layers_[static_cast<size_t>(layer)].qkv;
  return {pass.q, pass.q_scales, &qkv, pass.qkv,  int64_t{qkv.panels} * kPanel, Epilogue::kNone,
          0,      pass.rows,     0,    qkv.panels};
}

/// One head of one text. Of the last layer only the first row is needed; it goes to the text's row of `context`.
void Encoder::Attend(const Pass& pass, int layer, int item, int member) const {
  const int text = item / heads_, column = item % heads_ * head_size_;
  const bool last = layer + 1 == static_cast<int>(layers_.size());
  const int begin = pass.offsets[static_cast<size_t>(text)];
  AttentionCall call;
  call.stride = int64_t{layers_[0].qkv.panels} * kPanel;
  call.q = pass.qkv + begin * call.stride + column;
  call.k = call.q + hidden_;
  call.v = call.k + hidden_;
  call.out = pass.context + int64_t{last ? text : begin} * hidden_ + column;
  call.out_stride = hidden_;
  call.tokens = pass.offsets[static_cast<size_t>(text) + 1] - begin;
  call.queries = last ? 1 : call.tokens;
  call.head_size = head_size_;
  call.scale = 1.0f / std::sqrt(static_cast<float>(head_size_));
  call.scratch = pass.attention + int64_t{member} * pass.scratch_floats;
  kernels_.attention(call);
}

void Encoder::KeepFirstRow(const Pass& pass, int text) const {
  const float* row = pass.x + int64_t{pass.offsets[static_cast<size_t>(text)]} * hidden_;
  std::copy(row, row + hidden_, pass.first + int64_t{text} * hidden_);
}

/// Everything after attention, a block of rows at a time and without waiting for other members; then the next layer's
/// projections of the same rows.
void Encoder::FinishWide(const Pass& pass, const Stream& stream, int layer, int members, int member) const {
  const bool last = layer + 1 == static_cast<int>(layers_.size());
  pass.steps->ForEach(members, DivideUp(stream.rows, kBlockRows), [&](int item) {
    const int begin = item * kBlockRows, end = std::min(begin + kBlockRows, stream.rows);
    FinishBlock(pass, stream, layer, begin, end, member);
    if (last) return;
    GemmCall call = ProjectCall(pass, layer + 1);
    call.row_begin = begin;
    call.row_end = end;
    kernels_.gemm(call);
  });
}

void Encoder::FinishBlock(const Pass& pass, const Stream& stream, int layer, int begin, int end, int member) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = end - begin;
  const int64_t hidden = int64_t{l.output.panels} * kPanel, wide = int64_t{l.intermediate.panels} * kPanel;
  const int64_t slot = int64_t{member} * kBlockRows;
  float* x = stream.x + int64_t{begin} * hidden_;
  int8_t* q = pass.q + int64_t{begin} * hidden_stride_;
  float* q_scales = pass.q_scales + begin;
  float* product = pass.product + slot * hidden;
  float* ffn = pass.ffn + slot * wide;
  int8_t* ffn_q = pass.ffn_q + slot * intermediate_stride_;
  float* ffn_scales = pass.ffn_scales + slot;
  QuantizeRows(pass.context + int64_t{begin} * hidden_, {hidden_, hidden_, hidden_stride_}, 0, rows, q, q_scales);
  kernels_.gemm(
      {q, q_scales, &l.attention_output, product, hidden, Epilogue::kNone, 0, rows, 0, l.attention_output.panels});
  NormRows(x, product, l.attention_norm, 0, rows, q, q_scales);
  kernels_.gemm({q, q_scales, &l.intermediate, ffn, wide, activation_, 0, rows, 0, l.intermediate.panels});
  QuantizeRows(ffn, {intermediate_, wide, intermediate_stride_}, 0, rows, ffn_q, ffn_scales);
  kernels_.gemm({ffn_q, ffn_scales, &l.output, product, hidden, Epilogue::kNone, 0, rows, 0, l.output.panels});
  NormRows(x, product, l.output_norm, 0, rows, q, q_scales);
}

/// The same steps for few rows: the members share the columns of each product and wait for each other after each step.
void Encoder::FinishSplit(const Pass& pass, const Stream& stream, int layer, int members) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = stream.rows;
  const int64_t hidden = int64_t{l.output.panels} * kPanel, wide = int64_t{l.intermediate.panels} * kPanel;
  const auto each_rows = [&](auto work) {
    pass.steps->ForEach(members, DivideUp(rows, kRowsPerItem),
                        [&](int item) { work(item * kRowsPerItem, std::min((item + 1) * kRowsPerItem, rows)); });
  };
  each_rows([&](int begin, int end) {
    QuantizeRows(pass.context, {hidden_, hidden_, hidden_stride_}, begin, end, pass.q, pass.q_scales);
  });
  SplitGemm(pass, {pass.q, pass.q_scales, &l.attention_output, pass.product, hidden}, rows, members);
  each_rows([&](int begin, int end) {
    NormRows(stream.x, pass.product, l.attention_norm, begin, end, pass.q, pass.q_scales);
  });
  SplitGemm(pass, {pass.q, pass.q_scales, &l.intermediate, pass.ffn, wide, activation_}, rows, members);
  each_rows([&](int begin, int end) {
    QuantizeRows(pass.ffn, {intermediate_, wide, intermediate_stride_}, begin, end, pass.ffn_q, pass.ffn_scales);
  });
  SplitGemm(pass, {pass.ffn_q, pass.ffn_scales, &l.output, pass.product, hidden}, rows, members);
  each_rows(
      [&](int begin, int end) { NormRows(stream.x, pass.product, l.output_norm, begin, end, pass.q, pass.q_scales); });
}

/// Shares one product: by panels where there are few rows, else also by blocks of rows.
void Encoder::SplitGemm(const Pass& pass, GemmCall call, int rows, int members) const {
  const int blocks = DivideUp(rows, kBlockRows), panels = call.linear->panels;
  pass.steps->ForEach(members, blocks * panels, [&](int item) {
    GemmCall part = call;
    part.row_begin = item / panels * kBlockRows;
    part.row_end = std::min(part.row_begin + kBlockRows, rows);
    part.panel_begin = item % panels;
    part.panel_end = part.panel_begin + 1;
    kernels_.gemm(part);
  });
}

void Encoder::QuantizeRows(const float* x, const RowShape& shape, int begin, int end, int8_t* q, float* scales) const {
  for (int row = begin; row < end; ++row) {
    kernels_.quantize_row(x + row * shape.stride, shape.size, shape.padded, q + int64_t{row} * shape.padded,
                          scales + row);
  }
}

/// x = LayerNorm(x + residual) and its quantized form. The residual's rows are as far apart as a packed product's.
void Encoder::NormRows(float* x, const float* residual, const NormParams& norm, int begin, int end, int8_t* q,
                       float* scales) const {
  const int64_t stride = int64_t{layers_[0].output.panels} * kPanel;
  for (int row = begin; row < end; ++row) {
    kernels_.norm_row(x + int64_t{row} * hidden_, residual == nullptr ? nullptr : residual + row * stride, norm);
  }
  QuantizeRows(x, {hidden_, hidden_, hidden_stride_}, begin, end, q, scales);
}

/// Pooler (tanh or ReLU of a linear layer over each text's first row) and the FP32 head. `q` holds the rows of `first`.
void Encoder::Classify(const Pass& pass, int members) const {
  const int64_t stride = int64_t{pooler_.panels} * kPanel;
  const bool relu = head_activation_ == HeadActivation::kRelu;
  const Epilogue epilogue = relu ? Epilogue::kRelu : Epilogue::kNone;
  SplitGemm(pass, {pass.q, pass.q_scales, &pooler_, pass.qkv, stride, epilogue}, pass.texts, members);
  pass.steps->ForEach(members, pass.texts, [&](int text) {
    float* pooled = pass.qkv + text * stride;
    if (!relu) kernels_.tanh_row(pooled, hidden_);
    for (int label = 0; label < labels_; ++label) {
      const float product = kernels_.dot(pooled, head_rows_[static_cast<size_t>(label)], hidden_);
      pass.logits[text * labels_ + label] = product + head_bias_[label];
    }
  });
}

}  // namespace octavo::int8
