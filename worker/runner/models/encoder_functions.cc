#include "worker/runner/models/encoder_functions.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "ATen/Parallel.h"
#include "ATen/ops/empty.h"
#include "ATen/ops/empty_like.h"
#include "ATen/ops/from_blob.h"
#include "ATen/ops/linear.h"
#include "ATen/ops/mm.h"
#include "ATen/ops/zeros.h"
#include "torch/csrc/autograd/custom_function.h"
#include "worker/runner/models/batch_capsule.h"
#include "worker/runner/models/kernel_types.h"

namespace octavo {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::Function;
using torch::autograd::variable_list;

// Column sums are formed per block of rows and the blocks added in order: the same bits for any number of threads.
constexpr int64_t kBlockRows = 64;

int64_t BlockCount(int64_t rows) { return (rows + kBlockRows - 1) / kBlockRows; }

/// Adds the rows of partial sums [blocks, width].
at::Tensor AddBlocks(const at::Tensor& partial) {
  at::Tensor sums = at::zeros({partial.size(1)}, at::kFloat);
  Rows<float>().add_columns(Data<float>(partial), partial.size(1), 0, partial.size(0), MutableData<float>(sums));
  return sums;
}

at::Tensor SumColumns(const at::Tensor& x) {
  const int64_t rows = x.size(0), width = x.size(1);
  at::Tensor partial = at::zeros({BlockCount(rows), width}, at::kFloat);
  WithKernelType(x.scalar_type(), [&](auto type) {
    using T = decltype(type);
    at::parallel_for(0, BlockCount(rows), 1, [&](int64_t begin, int64_t end) {
      for (int64_t block = begin; block < end; ++block) {
        Rows<T>().add_columns(Data<T>(x), width, block * kBlockRows, std::min(rows, (block + 1) * kBlockRows),
                              MutableData<float>(partial) + block * width);
      }
    });
  });
  return AddBlocks(partial);
}

void SaveDraw(AutogradContext* ctx, const DropoutDraw& draw) {
  ctx->saved_data["key"] = static_cast<int64_t>(draw.key);
  ctx->saved_data["threshold"] = static_cast<int64_t>(draw.threshold);
  ctx->saved_data["scale"] = static_cast<double>(draw.scale);
}

DropoutDraw SavedDraw(AutogradContext* ctx) {
  return {static_cast<uint64_t>(ctx->saved_data["key"].toInt()),
          static_cast<uint32_t>(ctx->saved_data["threshold"].toInt()),
          static_cast<float>(ctx->saved_data["scale"].toDouble())};
}

void AddRow(const float* from, int64_t width, float* to) {
  for (int64_t j = 0; j < width; ++j) to[j] += from[j];
}

struct GradientsHolder : public torch::CustomClassHolder {
  explicit GradientsHolder(std::shared_ptr<EmbeddingGradients> held) : gradients(std::move(held)) {}
  std::shared_ptr<EmbeddingGradients> gradients;  // shared: the model and the graph of a step
};
using GradientsCapsule = c10::intrusive_ptr<GradientsHolder>;

struct EmbedFunction : public Function<EmbedFunction> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& word, const at::Tensor& position,
                            const at::Tensor& type, const EmbeddingTables& values, const BatchCapsule& capsule,
                            const GradientsCapsule& gradients) {
    const PackedBatch& batch = *capsule->batch;
    const int64_t hidden = word.size(1);
    at::Tensor out = at::empty({batch.rows(), hidden}, at::kFloat);
    const float* words = Data<float>(values.word);
    const float* positions = Data<float>(values.position);
    const float* types = Data<float>(values.type);
    const bool typed = type.size(0) > 0;
    const std::vector<float> zeros(typed ? 0 : static_cast<size_t>(hidden));
    float* to = MutableData<float>(out);
    at::parallel_for(0, batch.rows(), RowGrain(hidden), [&](int64_t begin, int64_t end) {
      for (int64_t row = begin; row < end; ++row) {
        const float* w = words + batch.ids[row] * hidden;
        const float* p = positions + batch.positions[row] * hidden;
        const float* t = typed ? types + batch.types[row] * hidden : zeros.data();
        for (int64_t j = 0; j < hidden; ++j) to[row * hidden + j] = w[j] + t[j] + p[j];
      }
    });
    ctx->saved_data["batch"] = c10::IValue::make_capsule(capsule);
    ctx->saved_data["gradients"] = c10::IValue::make_capsule(gradients);
    return out;
  }

  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const BatchCapsule capsule = BatchFromCapsule(ctx->saved_data["batch"]);
    const auto holder = c10::static_intrusive_pointer_cast<GradientsHolder>(ctx->saved_data["gradients"].toCapsule());
    variable_list out = holder->gradients->Compute(grads[0].contiguous(), *capsule->batch);
    out.resize(6);
    return out;
  }
};

struct LinearFunction : public Function<LinearFunction> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                            const at::Tensor& compute_weight, const at::Tensor& compute_bias) {
    const at::Tensor input = x.to(compute_weight.scalar_type());
    ctx->save_for_backward({input, compute_weight});
    ctx->saved_data["input_type"] = static_cast<int64_t>(x.scalar_type());
    return at::linear(input, compute_weight, compute_bias);
  }

  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const variable_list saved = ctx->get_saved_variables();
    const at::Tensor& input = saved[0];
    const at::Tensor& weight = saved[1];
    const at::Tensor d = grads[0].to(weight.scalar_type()).contiguous();
    const auto input_type = static_cast<at::ScalarType>(ctx->saved_data["input_type"].toInt());
    return {at::mm(d, weight).to(input_type), at::mm(d.t(), input).to(at::kFloat), SumColumns(d), at::Tensor(),
            at::Tensor()};
  }
};

struct AddNormFunction : public Function<AddNormFunction> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& branch, const std::optional<at::Tensor>& residual,
                            const at::Tensor& gamma, const at::Tensor& beta, double eps, const DropoutDraw& draw) {
    const int64_t rows = branch.size(0), width = branch.size(1);
    at::Tensor out = at::empty({rows, width}, at::kFloat);
    at::Tensor normalized = at::empty({rows, width}, at::kFloat);
    at::Tensor inverse = at::empty({rows}, at::kFloat);
    WithKernelType(branch.scalar_type(), [&](auto type) {
      using T = decltype(type);
      at::parallel_for(0, rows, RowGrain(width), [&](int64_t begin, int64_t end) {
        Rows<T>().add_norm_forward(Data<T>(branch), residual.has_value() ? Data<float>(*residual) : nullptr,
                                   Data<float>(gamma), Data<float>(beta), static_cast<float>(eps), draw, width, begin,
                                   end, MutableData<float>(out), MutableData<float>(normalized),
                                   MutableData<float>(inverse));
      });
    });
    ctx->save_for_backward({normalized, inverse, gamma});
    ctx->saved_data["branch_type"] = static_cast<int64_t>(branch.scalar_type());
    ctx->saved_data["residual"] = residual.has_value();
    SaveDraw(ctx, draw);
    return out;
  }

  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    const variable_list saved = ctx->get_saved_variables();
    const at::Tensor d = grads[0].contiguous();
    const int64_t rows = d.size(0), width = d.size(1);
    const auto branch_type = static_cast<at::ScalarType>(ctx->saved_data["branch_type"].toInt());
    const DropoutDraw draw = SavedDraw(ctx);
    at::Tensor d_residual;
    if (ctx->saved_data["residual"].toBool()) d_residual = at::empty({rows, width}, at::kFloat);
    at::Tensor d_branch = at::empty({rows, width}, branch_type);
    at::Tensor partial = at::zeros({2, BlockCount(rows), width}, at::kFloat);
    WithKernelType(branch_type, [&](auto type) {
      using T = decltype(type);
      float* gammas = MutableData<float>(partial);
      float* betas = gammas + BlockCount(rows) * width;
      at::parallel_for(0, BlockCount(rows), 1, [&](int64_t begin, int64_t end) {
        for (int64_t block = begin; block < end; ++block) {
          Rows<T>().add_norm_backward(Data<float>(d), Data<float>(saved[0]), Data<float>(saved[1]),
                                      Data<float>(saved[2]), draw, width, block * kBlockRows,
                                      std::min(rows, (block + 1) * kBlockRows),
                                      d_residual.defined() ? MutableData<float>(d_residual) : nullptr,
                                      MutableData<T>(d_branch), gammas + block * width, betas + block * width);
        }
      });
    });
    return {d_branch, d_residual, AddBlocks(partial[0]), AddBlocks(partial[1]), at::Tensor(), at::Tensor()};
  }
};

struct DropoutFunction : public Function<DropoutFunction> {
  static at::Tensor Run(const at::Tensor& x, const DropoutDraw& draw) {
    at::Tensor out = at::empty_like(x);
    const int64_t width = x.size(1);
    at::parallel_for(0, x.size(0), RowGrain(width), [&](int64_t begin, int64_t end) {
      Rows<float>().dropout(Data<float>(x), draw, width, begin, end, MutableData<float>(out));
    });
    return out;
  }
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const DropoutDraw& draw) {
    SaveDraw(ctx, draw);
    return Run(x.contiguous(), draw);
  }
  static variable_list backward(AutogradContext* ctx, const variable_list& grads) {
    return {Run(grads[0].contiguous(), SavedDraw(ctx)), at::Tensor()};
  }
};

}  // namespace

DropoutDraw MakeDraw(double probability, uint64_t key) {
  if (probability <= 0) return {};
  return {key, static_cast<uint32_t>(std::ldexp(probability, 32)), static_cast<float>(1.0 / (1.0 - probability))};
}

EmbeddingGradients::EmbeddingGradients(const at::Tensor& word, const at::Tensor& position, const at::Tensor& type) {
  const at::Tensor* const tables[] = {&word, &position, &type};
  for (int i = 0; i < 3; ++i) tables_[i] = at::zeros(tables[i]->sizes(), at::kFloat);
}

std::vector<at::Tensor> EmbeddingGradients::Compute(const at::Tensor& d_sum, const PackedBatch& batch) {
  const int64_t hidden = d_sum.size(1);
  const std::vector<int32_t>* const indices[] = {&batch.ids, &batch.positions, &batch.types};
  std::vector<at::Tensor> out;
  for (int i = 0; i < 3; ++i) {
    if (tables_[i].size(0) == 0) {
      out.emplace_back();
      continue;
    }
    float* table = MutableData<float>(tables_[i]);
    for (const int32_t row : used_rows_[i]) std::fill_n(table + row * hidden, hidden, 0.0f);
    used_rows_[i] = *indices[i];
    // Serial, in packed order: rows repeat, and the order of additions has to be the same every time.
    const float* from = Data<float>(d_sum);
    for (int64_t row = 0; row < batch.real_tokens; ++row) {
      AddRow(from + row * hidden, hidden, table + (*indices[i])[row] * hidden);
    }
    // A tensor of its own over the same memory: autograd keeps an unshared gradient as it is and copies a shared one.
    out.push_back(at::from_blob(table, tables_[i].sizes(), at::kFloat));
  }
  return out;
}

bool EmbeddingGradients::Owns(const at::Tensor& gradient) const {
  for (const at::Tensor& table : tables_) {
    if (table.defined() && table.const_data_ptr() == gradient.const_data_ptr()) return true;
  }
  return false;
}

at::Tensor EmbedTokens(const EmbeddingTables& parameters, const EmbeddingTables& values,
                       std::shared_ptr<const PackedBatch> batch, std::shared_ptr<EmbeddingGradients> gradients) {
  return EmbedFunction::apply(parameters.word, parameters.position, parameters.type, values,
                              MakeBatchCapsule(std::move(batch)),
                              c10::make_intrusive<GradientsHolder>(std::move(gradients)));
}

at::Tensor ApplyLinear(const at::Tensor& x, const ComputeLinear& linear) {
  return LinearFunction::apply(x, linear.parameters.weight, linear.parameters.bias, linear.compute.weight,
                               linear.compute.bias);
}

at::Tensor AddNorm(const at::Tensor& branch, const at::Tensor& residual, const NormWeights& norm, double eps,
                   const DropoutDraw& draw) {
  const std::optional<at::Tensor> given = residual.defined() ? std::make_optional(residual) : std::nullopt;
  return AddNormFunction::apply(branch, given, norm.weight, norm.bias, eps, draw);
}

at::Tensor ApplyDropout(const at::Tensor& x, const DropoutDraw& draw) {
  return draw.threshold == 0 ? x : DropoutFunction::apply(x, draw);
}

}  // namespace octavo
