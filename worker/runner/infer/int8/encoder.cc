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
/// Bytes of a row as integers or in BF16, whichever is longer, padded for all kernels.
int64_t NarrowBytes(int size) { return 2 * RoundUp(size, kDepth); }
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
  pass.q_stride = NarrowBytes(hidden_);
  pass.ffn_q_stride = NarrowBytes(intermediate_);
  const auto cut = [&](AlignedBuffer* arena) {
    size_t bytes = 0;
    const auto take = [&]<typename T>(T*& piece, size_t count) {
      if (arena != nullptr) piece = arena->Take<T>(count);
      bytes += AlignedBuffer::Bytes<T>(count);
    };
    take(pass.x, Area(rows, hidden_));
    take(pass.q, Area(rows, pass.q_stride));
    take(pass.q_scales, static_cast<size_t>(rows));
    take(pass.qkv, Area(rows, l.qkv.width()));
    take(pass.context, Area(rows, hidden_));
    take(pass.first, Area(texts, hidden_));
    take(pass.product, Area(slots, l.output.width()));
    take(pass.ffn, Area(slots, l.intermediate.width()));
    take(pass.ffn_q, Area(slots, pass.ffn_q_stride));
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
    Prepare(pass, ReaderAfter(-1), HiddenInput(pass, pass.x, 0), begin, end);
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

Encoder::LinearCall Encoder::Call(const Linear& linear, const Input& in, const Product& product, int rows) {
  return {&linear, in, product, 0, rows, 0, linear.panels};
}

/// `x` [rows × hidden], which begins with the pass's row `first`, and its narrow form.
Encoder::Input Encoder::HiddenInput(const Pass& pass, const float* x, int first) const {
  return {x, hidden_, pass.q + first * pass.q_stride, pass.q_stride, pass.q_scales + first, first};
}

void Encoder::Multiply(const LinearCall& call) const {
  switch (call.linear->type) {
    case ComputeType::kBf16:
      return MultiplyFloats(call, call.linear->bf16);
    case ComputeType::kFp32:
      return MultiplyFloats(call, call.linear->fp32);
    case ComputeType::kInt8:
    case ComputeType::kFp16:
      break;
  }
  MultiplyIntegers(call);
}

void Encoder::MultiplyIntegers(const LinearCall& call) const {
  GemmCall gemm;
  gemm.a = reinterpret_cast<const int8_t*>(call.in.narrow);
  gemm.a_stride = call.in.narrow_stride;
  gemm.a_scales = call.linear->fixed_codes() ? nullptr : call.in.scales;
  gemm.linear = &call.linear->int8;
  gemm.out = call.product.out;
  gemm.out_stride = call.linear->width();
  gemm.epilogue = call.product.epilogue;
  if (call.product.next != nullptr) {
    gemm.next = &*call.product.next->codes;
    gemm.codes = reinterpret_cast<int8_t*>(call.product.codes);
    gemm.codes_stride = call.product.codes_stride;
  }
  gemm.row_begin = call.row_begin;
  gemm.row_end = call.row_end;
  gemm.panel_begin = call.panel_begin;
  gemm.panel_end = call.panel_end;
  kernels_.gemm(gemm);
}

void Encoder::MultiplyFloats(const LinearCall& call, const PackedFloatLinear& linear) const {
  const bool bf16 = linear.format == FloatFormat::kBf16;
  FloatGemmCall gemm;
  gemm.a = bf16 ? static_cast<const void*>(call.in.narrow) : call.in.x;
  gemm.a_stride = bf16 ? call.in.narrow_stride / 2 : call.in.x_stride;
  gemm.linear = &linear;
  gemm.out = call.product.out;
  gemm.out_stride = call.linear->width();
  gemm.epilogue = call.product.epilogue;
  gemm.row_begin = call.row_begin;
  gemm.row_end = call.row_end;
  gemm.panel_begin = call.panel_begin;
  gemm.panel_end = call.panel_end;
  FloatGemmOf(kernels_, linear.format)(gemm);
}

Encoder::LinearCall Encoder::ProjectCall(const Pass& pass, int layer) const {
  return Call(layers_[static_cast<size_t>(layer)].qkv, HiddenInput(pass, pass.x, 0), {pass.qkv}, pass.rows);
}

void Encoder::ProjectAll(const Pass& pass, int layer, int members) const {
  SplitMultiply(pass, ProjectCall(pass, layer), members);
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
    LinearCall call = ProjectCall(pass, layer + 1);
    call.row_begin = begin;
    call.row_end = end;
    Multiply(call);
  });
}

/// The first product of the feed-forward part: floats, or straight the codes of the second one where those are fixed.
Encoder::Product Encoder::FeedForward(const Pass& pass, const Layer& layer, Epilogue activation, float* ffn,
                                      const Input& wide) {
  const bool straight =
      layer.output.fixed_codes() && layer.intermediate.type == ComputeType::kInt8 && pass.seen == nullptr;
  if (!straight) return {ffn, activation};
  return {nullptr, activation, &layer.output, wide.narrow, wide.narrow_stride};
}

void Encoder::FinishBlock(const Pass& pass, const Stream& stream, int layer, int begin, int end, int member) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = end - begin;
  const int64_t slot = int64_t{member} * kBlockRows;
  float* x = stream.x + int64_t{begin} * hidden_;
  float* product = pass.product + slot * l.output.width();
  float* ffn = pass.ffn + slot * l.intermediate.width();
  const Input context = HiddenInput(pass, pass.context + int64_t{begin} * hidden_, begin);
  const Input hidden = {x, hidden_, context.narrow, context.narrow_stride, context.scales, begin};
  const Input wide = {
      ffn,  l.intermediate.width(), pass.ffn_q + slot * pass.ffn_q_stride, pass.ffn_q_stride, pass.ffn_scales + slot,
      begin};
  Prepare(pass, l.attention_output, context, 0, rows);
  Multiply(Call(l.attention_output, context, {product}, rows));
  NormRows(x, product, l.attention_norm, 0, rows);
  Prepare(pass, l.intermediate, hidden, 0, rows);
  const Product inner = FeedForward(pass, l, activation_, ffn, wide);
  Multiply(Call(l.intermediate, hidden, inner, rows));
  if (inner.next == nullptr) Prepare(pass, l.output, wide, 0, rows);
  Multiply(Call(l.output, wide, {product}, rows));
  NormRows(x, product, l.output_norm, 0, rows);
  Prepare(pass, ReaderAfter(layer), hidden, 0, rows);
}

/// The same steps for few rows: the members share the columns of each product and wait for each other after each step.
void Encoder::FinishSplit(const Pass& pass, const Stream& stream, int layer, int members) const {
  const Layer& l = layers_[static_cast<size_t>(layer)];
  const int rows = stream.rows;
  const Input context = HiddenInput(pass, pass.context, 0), hidden = HiddenInput(pass, stream.x, 0);
  const Input wide = {pass.ffn, l.intermediate.width(), pass.ffn_q, pass.ffn_q_stride, pass.ffn_scales};
  const auto each_rows = [&](auto work) {
    pass.steps->ForEach(members, DivideUp(rows, kRowsPerItem),
                        [&](int item) { work(item * kRowsPerItem, std::min((item + 1) * kRowsPerItem, rows)); });
  };
  each_rows([&](int begin, int end) { Prepare(pass, l.attention_output, context, begin, end); });
  SplitMultiply(pass, Call(l.attention_output, context, {pass.product}, rows), members);
  each_rows([&](int begin, int end) {
    NormRows(stream.x, pass.product, l.attention_norm, begin, end);
    Prepare(pass, l.intermediate, hidden, begin, end);
  });
  const Product inner = FeedForward(pass, l, activation_, pass.ffn, wide);
  SplitMultiply(pass, Call(l.intermediate, hidden, inner, rows), members);
  if (inner.next == nullptr) each_rows([&](int begin, int end) { Prepare(pass, l.output, wide, begin, end); });
  SplitMultiply(pass, Call(l.output, wide, {pass.product}, rows), members);
  each_rows([&](int begin, int end) {
    NormRows(stream.x, pass.product, l.output_norm, begin, end);
    Prepare(pass, ReaderAfter(layer), hidden, begin, end);
  });
}

/// Shares one product: by panels where there are few rows, else also by blocks of rows.
void Encoder::SplitMultiply(const Pass& pass, const LinearCall& call, int members) const {
  const int blocks = DivideUp(call.row_end, kBlockRows), panels = call.linear->panels;
  pass.steps->ForEach(members, blocks * panels, [&](int item) {
    LinearCall part = call;
    part.row_begin = item / panels * kBlockRows;
    part.row_end = std::min(part.row_begin + kBlockRows, call.row_end);
    part.panel_begin = item % panels;
    part.panel_end = part.panel_begin + 1;
    Multiply(part);
  });
}

/// The rows as `reader` takes them: in BF16, as integers by its fixed codes, or as integers with a scale a row. FP32 it
/// reads as it is.
void Encoder::Prepare(const Pass& pass, const Linear& reader, const Input& in, int begin, int end) const {
  const int size = reader.inputs;
  if (pass.seen != nullptr) {
    float* seen = (*pass.seen)[IndexOf(reader.site)].data() + int64_t{in.first} * size;
    for (int row = begin; row < end; ++row) std::copy_n(in.x + row * in.x_stride, size, seen + int64_t{row} * size);
  }
  if (reader.type == ComputeType::kFp32) return;
  for (int row = begin; row < end; ++row) {
    const float* x = in.x + row * in.x_stride;
    uint8_t* narrow = in.narrow + row * in.narrow_stride;
    auto* q = reinterpret_cast<int8_t*>(narrow);
    if (reader.type == ComputeType::kBf16) {
      kernels_.to_bf16_row(x, size, reader.bf16.depths * kBf16Depth, reinterpret_cast<uint16_t*>(narrow));
    } else if (reader.codes.has_value()) {
      kernels_.encode_row(x, size, reader.int8.depths * kDepth, *reader.codes, q);
    } else {
      kernels_.quantize_row(x, size, reader.int8.depths * kDepth, q, in.scales + row);
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
  SplitMultiply(pass, Call(pooler_, HiddenInput(pass, pass.first, 0), hidden, pass.texts), members);
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
