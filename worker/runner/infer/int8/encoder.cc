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
size_t Area(int64_t a, int64_t b) { return static_cast<size_t>(a) * static_cast<size_t>(b); }

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
  const Layer& l = layers_[0];                                     // all have the same sizes
  const auto cut = [&](AlignedBuffer* arena) {
    size_t bytes = 0;
    const auto take = [&]<typename T>(T*& piece, size_t count) {
      if (arena != nullptr) piece = arena->Take<T>(count);
      bytes += AlignedBuffer::Bytes<T>(count);
    };
    take(pass.x, Area(rows, hidden_));
    take(pass.q, Area(rows, l.qkv.depth()));
    take(pass.q_scales, static_cast<size_t>(rows));
    take(pass.qkv, Area(rows, l.qkv.width()));
    take(pass.context, Area(rows, hidden_));
    take(pass.first, Area(texts, hidden_));
    take(pass.product, Area(slots, l.output.width()));
    take(pass.ffn, Area(slots, l.intermediate.width()));
    take(pass.ffn_q, Area(slots, l.output.depth()));
    take(pass.ffn_scales, static_cast<size_t>(slots));
    take(pass.attention, Area(pass.scratch_floats, members));
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

/// `seen` as large as what will enter each layer.
void Encoder::MakeRoomForInputs(const Pass& pass) const {
  const std::vector<LinearSite> sites = LinearSites(static_cast<int64_t>(layers_.size()));
  pass.seen->resize(sites.size());
  for (size_t i = 0; i < sites.size(); ++i) {
    const bool all = sites[i].layer + 1 < static_cast<int>(layers_.size()) || sites[i].role == LinearRole::kQkv;
    const int width = sites[i].role == LinearRole::kFfnOut ? intermediate_ : hidden_;
    (*pass.seen)[i].resize(Area(all ? pass.rows : pass.texts, width));
  }
}

absl::StatusOr<std::vector<float>> Encoder::Run(absl::Span<const int32_t> ids, absl::Span<const int32_t> types,
                                                absl::Span<const int32_t> offsets,
                                                std::vector<std::vector<float>>* seen) {
  SharedSteps steps;
  Pass pass;
  pass.ids = ids;
  pass.types = types;
  pass.offsets = offsets;
  pass.rows = static_cast<int>(ids.size());
  pass.texts = static_cast<int>(offsets.size()) - 1;
  pass.steps = &steps;
  pass.seen = seen;
  if (seen != nullptr) MakeRoomForInputs(pass);
  std::vector<float> logits(Area(pass.texts, labels_));
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
    NormRows(pass.x, nullptr, embedding_norm_, begin, end);
    EncodeRows(pass, ReaderAfter(-1), pass.x, hidden_, begin, end, {pass.q, pass.q_scales});
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

const Encoder::Linear& Encoder::ReaderAfter(int layer) const {
  const auto next = static_cast<size_t>(layer + 1);
  return next == layers_.size() ? pooler_ : layers_[next].qkv;
}

GemmCall Encoder::Call(const Linear& linear, const Codes& in, const Product& product) const {
  GemmCall call;
  call.a = in.q;
  call.a_scales = linear.codes.has_value() ? nullptr : in.scales;
  call.linear = &linear.packed;
  call.out = product.out;
  call.out_stride = linear.width();
  call.epilogue = product.epilogue;
  if (product.next != nullptr) {
    call.next = &*product.next->codes;
    call.codes = product.codes;
    call.codes_stride = product.next->depth();
  }
  call.panel_end = linear.packed.panels;
  return call;
}

GemmCall Encoder::ProjectCall(const Pass& pass, int layer) const {
  return Call(layers_[static_cast<size_t>(layer)].qkv, {pass.q, pass.q_scales}, {pass.qkv});
}

void Encoder::ProjectAll(const Pass& pass, int layer, int members) const {
  SplitGemm(pass, ProjectCall(pass, layer), pass.rows, members);
}

/// One head of one text. Of the last layer only the first row is needed; it goes to the text's row of `context`.
void Encoder::Attend(const Pass& pass, int layer, int item, int member) const {
  const int text = item / heads_, column = item % heads_ * head_size_;
  const bool last = layer + 1 == static_cast<int>(layers_.size());
  const int begin = pass.offsets[static_cast<size_t>(text)];
  AttentionCall call;
  call.stride = layers_[0].qkv.width();
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

/// The first product of the feed-forward part: floats, or straight the codes of the second one where those are fixed.
Encoder::Product Encoder::FeedForward(const Pass& pass, const Layer& layer, float* ffn, int8_t* codes) const {
  if (!layer.output.codes.has_value() || pass.seen != nullptr) return {ffn, activation_};
  return {nullptr, activation_, &layer.output, codes};
}

void Encoder::FinishBlock(const Pass& pass, const Stream& stream, int layer, int begin, int end, int member) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = end - begin;
  const int64_t slot = int64_t{member} * kBlockRows;
  float* x = stream.x + int64_t{begin} * hidden_;
  float* product = pass.product + slot * l.output.width();
  float* ffn = pass.ffn + slot * l.intermediate.width();
  const Codes narrow = {pass.q + int64_t{begin} * l.qkv.depth(), pass.q_scales + begin, begin};
  const Codes wide = {pass.ffn_q + slot * l.output.depth(), pass.ffn_scales + slot, begin};
  const auto multiply = [&](const Linear& linear, const Codes& in, const Product& out) {
    GemmCall call = Call(linear, in, out);
    call.row_end = rows;
    kernels_.gemm(call);
  };
  EncodeRows(pass, l.attention_output, pass.context + int64_t{begin} * hidden_, hidden_, 0, rows, narrow);
  multiply(l.attention_output, narrow, {product});
  NormRows(x, product, l.attention_norm, 0, rows);
  EncodeRows(pass, l.intermediate, x, hidden_, 0, rows, narrow);
  const Product inner = FeedForward(pass, l, ffn, wide.q);
  multiply(l.intermediate, narrow, inner);
  if (inner.next == nullptr) EncodeRows(pass, l.output, ffn, l.intermediate.width(), 0, rows, wide);
  multiply(l.output, wide, {product});
  NormRows(x, product, l.output_norm, 0, rows);
  EncodeRows(pass, ReaderAfter(layer), x, hidden_, 0, rows, narrow);
}

/// The same steps for few rows: the members share the columns of each product and wait for each other after each step.
void Encoder::FinishSplit(const Pass& pass, const Stream& stream, int layer, int members) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = stream.rows;
  const Codes narrow = {pass.q, pass.q_scales}, wide = {pass.ffn_q, pass.ffn_scales};
  const auto each_rows = [&](auto work) {
    pass.steps->ForEach(members, DivideUp(rows, kRowsPerItem),
                        [&](int item) { work(item * kRowsPerItem, std::min((item + 1) * kRowsPerItem, rows)); });
  };
  each_rows(
      [&](int begin, int end) { EncodeRows(pass, l.attention_output, pass.context, hidden_, begin, end, narrow); });
  SplitGemm(pass, Call(l.attention_output, narrow, {pass.product}), rows, members);
  each_rows([&](int begin, int end) {
    NormRows(stream.x, pass.product, l.attention_norm, begin, end);
    EncodeRows(pass, l.intermediate, stream.x, hidden_, begin, end, narrow);
  });
  const Product inner = FeedForward(pass, l, pass.ffn, wide.q);
  SplitGemm(pass, Call(l.intermediate, narrow, inner), rows, members);
  if (inner.next == nullptr) {
    each_rows(
        [&](int begin, int end) { EncodeRows(pass, l.output, pass.ffn, l.intermediate.width(), begin, end, wide); });
  }
  SplitGemm(pass, Call(l.output, wide, {pass.product}), rows, members);
  each_rows([&](int begin, int end) {
    NormRows(stream.x, pass.product, l.output_norm, begin, end);
    EncodeRows(pass, ReaderAfter(layer), stream.x, hidden_, begin, end, narrow);
  });
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

/// The rows' integers as `reader` takes them: by its fixed codes, or each row by its own scale.
void Encoder::EncodeRows(const Pass& pass, const Linear& reader, const float* x, int64_t stride, int begin, int end,
                         const Codes& to) const {
  const int size = reader.inputs(), depth = reader.depth();
  if (pass.seen != nullptr) {
    float* seen = (*pass.seen)[IndexOf(reader.site)].data() + int64_t{to.first} * size;
    for (int row = begin; row < end; ++row) std::copy_n(x + row * stride, size, seen + int64_t{row} * size);
  }
  for (int row = begin; row < end; ++row) {
    int8_t* q = to.q + int64_t{row} * depth;
    if (reader.codes.has_value()) {
      kernels_.encode_row(x + row * stride, size, depth, *reader.codes, q);
    } else {
      kernels_.quantize_row(x + row * stride, size, depth, q, to.scales + row);
    }
  }
}

/// x = LayerNorm(x + residual). The residual's rows are as far apart as a packed product's.
void Encoder::NormRows(float* x, const float* residual, const NormParams& norm, int begin, int end) const {
  const int64_t stride = layers_[0].output.width();
  for (int row = begin; row < end; ++row) {
    kernels_.norm_row(x + int64_t{row} * hidden_, residual == nullptr ? nullptr : residual + row * stride, norm);
  }
}

/// Pooler (tanh or ReLU of a linear layer over each text's first row) and the FP32 head. `q` holds the rows of `first`.
void Encoder::Classify(const Pass& pass, int members) const {
  const int64_t stride = pooler_.width();
  const bool relu = head_activation_ == HeadActivation::kRelu;
  const Product hidden = {pass.qkv, relu ? Epilogue::kRelu : Epilogue::kNone};
  SplitGemm(pass, Call(pooler_, {pass.q, pass.q_scales}, hidden), pass.texts, members);
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
