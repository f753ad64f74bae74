#include "worker/runner/models/attention_function.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "ATen/Parallel.h"
#include "ATen/ops/bmm.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/empty_like.h"
#include "torch/csrc/autograd/custom_function.h"
#include "worker/runner/models/batch_capsule.h"
#include "worker/runner/models/encoder_functions.h"
#include "worker/runner/models/kernel_types.h"

namespace octavo {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

/// Where one of query, key, value or output lies in a packed matrix: `stride` elements a row, heads from column
/// `column`.
struct PackedColumns {
  int64_t stride = 0;
  int64_t column = 0;
};

struct HeadShape {
  int64_t heads = 0;
  int64_t size = 0;
};

/// Copies one group's rows from a packed matrix to [texts·heads, padded, size], zeros after a text's end.
at::Tensor Gather(const at::Tensor& packed, PackedColumns columns, HeadShape head, const AttentionGroup& group) {
  at::Tensor out = at::empty({group.size() * head.heads, group.padded, head.size}, packed.options());
  const size_t element = packed.element_size();
  const auto* from = static_cast<const uint8_t*>(packed.const_data_ptr());
  auto* to = static_cast<uint8_t*>(out.mutable_data_ptr());
  const size_t row_bytes = static_cast<size_t>(head.size) * element;
  at::parallel_for(0, out.size(0), 1, [&](int64_t begin, int64_t end) {
    for (int64_t matrix = begin; matrix < end; ++matrix) {
      const int64_t text = matrix / head.heads, h = matrix % head.heads;
      uint8_t* rows = to + static_cast<size_t>(matrix * group.padded) * row_bytes;
      for (int64_t i = 0; i < group.lengths[text]; ++i) {
        const int64_t at = (group.starts[text] + i) * columns.stride + columns.column + h * head.size;
        std::memcpy(rows + static_cast<size_t>(i) * row_bytes, from + static_cast<size_t>(at) * element, row_bytes);
      }
      const int64_t padding = group.padded - group.lengths[text];
      std::memset(rows + static_cast<size_t>(group.lengths[text]) * row_bytes, 0,
                  static_cast<size_t>(padding) * row_bytes);
    }
  });
  return out;
}

/// The inverse of Gather; padding is left out.
void Scatter(const at::Tensor& grouped, PackedColumns columns, HeadShape head, const AttentionGroup& group,
             const at::Tensor& packed) {
  const size_t element = packed.element_size();
  const auto* from = static_cast<const uint8_t*>(grouped.const_data_ptr());
  auto* to = static_cast<uint8_t*>(packed.mutable_data_ptr());
  const size_t row_bytes = static_cast<size_t>(head.size) * element;
  at::parallel_for(0, grouped.size(0), 1, [&](int64_t begin, int64_t end) {
    for (int64_t matrix = begin; matrix < end; ++matrix) {
      const int64_t text = matrix / head.heads, h = matrix % head.heads;
      for (int64_t i = 0; i < group.lengths[text]; ++i) {
        const int64_t at = (group.starts[text] + i) * columns.stride + columns.column + h * head.size;
        std::memcpy(to + static_cast<size_t>(at) * element,
                    from + static_cast<size_t>(matrix * group.padded + i) * row_bytes, row_bytes);
      }
    }
  });
}

/// A matrix whose rows from `real` on, which belong to no text, are zero.
at::Tensor EmptyWithZeroTail(at::IntArrayRef sizes, const at::TensorOptions& options, int64_t real) {
  at::Tensor out = at::empty(sizes, options);
  out.narrow(0, real, sizes[0] - real).zero_();
  return out;
}

struct GroupDraw {
  ScoreShape shape;
  DropoutDraw draw;
  float scale = 1;
};

GroupDraw DrawOf(const AttentionGroup& group, HeadShape head, double dropout, uint64_t key, int64_t index) {
  // Rows are numbered within a group, so each group draws from its own key.
  const uint64_t group_key = key + static_cast<uint64_t>(index) * 0xd1342543de82ef95ull;
  return {{group.lengths.data(), head.heads, group.padded},
          MakeDraw(dropout, group_key),
          static_cast<float>(1.0 / std::sqrt(static_cast<double>(head.size)))};
}

struct Probabilities {
  at::Tensor kept;     // softmax
  at::Tensor dropped;  // after dropout; the same tensor where nothing is dropped
};

Probabilities Softmax(const at::Tensor& scores, const GroupDraw& group) {
  Probabilities out;
  out.kept = at::empty_like(scores);
  out.dropped = group.draw.threshold == 0 ? out.kept : at::empty_like(scores);
  WithKernelType(scores.scalar_type(), [&](auto type) {
    using T = decltype(type);
    at::parallel_for(0, scores.size(0), 1, [&](int64_t begin, int64_t end) {
      Rows<T>().softmax_forward(Data<T>(scores), group.shape, group.scale, group.draw, begin, end,
                                MutableData<T>(out.kept), MutableData<T>(out.dropped));
    });
  });
  return out;
}

at::Tensor SoftmaxGradient(const at::Tensor& kept, const at::Tensor& d_dropped, const GroupDraw& group) {
  at::Tensor d_scores = at::empty_like(kept);
  WithKernelType(kept.scalar_type(), [&](auto type) {
    using T = decltype(type);
    at::parallel_for(0, kept.size(0), 1, [&](int64_t begin, int64_t end) {
      Rows<T>().softmax_backward(Data<T>(kept), Data<T>(d_dropped), group.shape, group.scale, group.draw, begin, end,
                                 MutableData<T>(d_scores));
    });
  });
  return d_scores;
}

struct AttentionFunction : public Function<AttentionFunction> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& qkv, int64_t heads, double dropout, int64_t key,
                            const BatchCapsule& capsule) {
    const int64_t hidden = qkv.size(1) / 3;
    const HeadShape head = {heads, hidden / heads};
    at::Tensor out = EmptyWithZeroTail({qkv.size(0), hidden}, qkv.options(), capsule->batch->real_tokens);
    variable_list saved;
    int64_t index = 0;
    for (const AttentionGroup& group : capsule->batch->groups) {
      const at::Tensor query = Gather(qkv, {3 * hidden, 0}, head, group);
      const at::Tensor keys = Gather(qkv, {3 * hidden, hidden}, head, group);
      const at::Tensor value = Gather(qkv, {3 * hidden, 2 * hidden}, head, group);
      const GroupDraw draw = DrawOf(group, head, dropout, static_cast<uint64_t>(key), index++);
      const Probabilities p = Softmax(at::bmm(query, keys.transpose(1, 2)), draw);
      Scatter(at::bmm(p.dropped, value), {hidden, 0}, head, group, out);
      saved.insert(saved.end(), {query, keys, value, p.kept, p.dropped});
    }
    ctx->save_for_backward(saved);
    ctx->saved_data["heads"] = heads;
    ctx->saved_data["dropout"] = dropout;
    ctx->saved_data["key"] = key;
    ctx->saved_data["batch"] = c10::IValue::make_capsule(capsule);
    return out;
  }

  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const variable_list saved = ctx->get_saved_variables();
    const BatchCapsule capsule = BatchFromCapsule(ctx->saved_data["batch"]);
    const at::Tensor d_out = grads[0].contiguous();
    const int64_t hidden = d_out.size(1);
    const HeadShape head = {ctx->saved_data["heads"].toInt(), hidden / ctx->saved_data["heads"].toInt()};
    const double dropout = ctx->saved_data["dropout"].toDouble();
    const auto key = static_cast<uint64_t>(ctx->saved_data["key"].toInt());
    at::Tensor d_qkv = EmptyWithZeroTail({d_out.size(0), 3 * hidden}, d_out.options(), capsule->batch->real_tokens);
    int64_t index = 0;
    for (const AttentionGroup& group : capsule->batch->groups) {
      const at::Tensor* const part = &saved[static_cast<size_t>(5 * index)];
      const at::Tensor &query = part[0], &keys = part[1], &value = part[2], &kept = part[3], &dropped = part[4];
      const GroupDraw draw = DrawOf(group, head, dropout, key, index++);
      const at::Tensor d = Gather(d_out, {hidden, 0}, head, group);
      const at::Tensor d_scores = SoftmaxGradient(kept, at::bmm(d, value.transpose(1, 2)), draw);
      Scatter(at::bmm(d_scores, keys), {3 * hidden, 0}, head, group, d_qkv);
      Scatter(at::bmm(d_scores.transpose(1, 2), query), {3 * hidden, hidden}, head, group, d_qkv);
      Scatter(at::bmm(dropped.transpose(1, 2), d), {3 * hidden, 2 * hidden}, head, group, d_qkv);
    }
    return {d_qkv, at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor SelfAttention(const at::Tensor& qkv, int64_t heads, double dropout, uint64_t key,
                         std::shared_ptr<const PackedBatch> batch) {
  return AttentionFunction::apply(qkv, heads, dropout, static_cast<int64_t>(key), MakeBatchCapsule(std::move(batch)));
}

}  // namespace octavo
