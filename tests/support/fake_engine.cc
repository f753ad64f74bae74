#include "tests/support/fake_engine.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/json.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/formats/model_config.h"

namespace octavo {
namespace {

struct Weights {
  ModelInfo info;
  std::vector<float> rows;  // [vocab × classes]
};

size_t ClassCount(const Weights& weights) { return weights.info.labels.size(); }

ModelInfo MakeInfo(int64_t vocab, int64_t positions, std::vector<std::string> labels, ComputeType type,
                   const FakeEngineControls& controls) {
  ModelInfo info;
  info.architecture = "bert";
  info.labels = std::move(labels);
  info.vocab_size = vocab;
  info.max_positions = positions;
  info.parameters = vocab * static_cast<int64_t>(info.labels.size());
  info.requested = info.resolved = type;
  info.kernels = "fake";
  info.flops_per_token = controls.flops_per_token;
  return info;
}

absl::StatusOr<std::vector<float>> Forward(const Weights& weights, const TokenBatch& batch) {
  const size_t classes = ClassCount(weights);
  std::vector<float> logits;
  for (int64_t i = 0; i < batch.size(); ++i) {
    std::vector<double> sums(classes);
    const auto begin = static_cast<size_t>(batch.offsets[static_cast<size_t>(i)]);
    const auto end = static_cast<size_t>(batch.offsets[static_cast<size_t>(i) + 1]);
    for (size_t t = begin; t < end; ++t) {
      for (size_t c = 0; c < classes; ++c) {
        sums[c] += static_cast<double>(weights.rows[static_cast<size_t>(batch.ids[t]) * classes + c]);
      }
    }
    for (const double sum : sums) logits.push_back(static_cast<float>(sum / static_cast<double>(end - begin)));
  }
  return logits;
}

std::string Bytes(const std::vector<float>& values) {
  return std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
}

absl::StatusOr<std::vector<float>> ReadFloats(const std::string& path, size_t count) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  if (bytes.size() != count * sizeof(float)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " has ", bytes.size(), " bytes instead of ", count * sizeof(float), "; copy it again"));
  }
  std::vector<float> values(count);
  std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

absl::StatusOr<Weights> ReadFolder(const std::string& dir, const FakeEngineControls& controls) {
  OCTAVO_ASSIGN_OR_RETURN(const ModelConfig config, ReadModelConfig(dir + "/config.json"));
  Weights weights{MakeInfo(config.vocab_size, config.max_positions(), config.labels, ComputeType::kFp32, controls), {}};
  OCTAVO_ASSIGN_OR_RETURN(weights.rows, ReadFloats(dir + "/model.safetensors",
                                                   static_cast<size_t>(config.vocab_size) * ClassCount(weights)));
  return weights;
}

/// The int8 file: one line of JSON with the scale, then a byte a scalar.
absl::StatusOr<Weights> ReadInt8(const std::string& path, const FakeEngineControls& controls) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  const size_t end = bytes.find('\n');
  OCTAVO_ASSIGN_OR_RETURN(const Json header, ParseJson(bytes.substr(0, end), path));
  Weights weights{MakeInfo(header["vocab"].get<int64_t>(), header["positions"].get<int64_t>(),
                           header["labels"].get<std::vector<std::string>>(), ComputeType::kInt8, controls),
                  {}};
  const float scale = header["scale"].get<float>();
  for (const char c : bytes.substr(end + 1)) weights.rows.push_back(scale * static_cast<float>(static_cast<int8_t>(c)));
  return weights;
}

class FakeClassifier final : public Classifier {
 public:
  FakeClassifier(Weights weights, const FakeEngineControls& controls)
      : weights_(std::move(weights)), controls_(controls) {}
  const ModelInfo& info() const override { return weights_.info; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    if (controls_.before_logits) OCTAVO_RETURN_IF_ERROR(controls_.before_logits());
    return Forward(weights_, batch);
  }
  /// Shows the ids of each text by itself, for there are no layers.
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    for (size_t i = 0; i + 1 < batch.offsets.size(); ++i) {
      const std::vector<float> ids(batch.ids.begin() + batch.offsets[i], batch.ids.begin() + batch.offsets[i + 1]);
      OCTAVO_RETURN_IF_ERROR(tap.Observe({0, LinearRole::kQkv}, ids, 1));
    }
    return Logits(batch);
  }

 private:
  Weights weights_;
  const FakeEngineControls& controls_;
};

class FakeTrainer final : public Trainer {
 public:
  FakeTrainer(Weights weights, TrainerOptions options, ModelConfig config, const FakeEngineControls& controls)
      : weights_(std::move(weights)), options_(std::move(options)), config_(std::move(config)), controls_(controls) {}

  const ModelInfo& info() const override { return weights_.info; }

  absl::StatusOr<TrainStep> Step(const TokenBatch& batch, absl::Span<const int32_t> labels,
                                 absl::Span<const float> teacher_logits) override {
    OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> logits, Forward(weights_, batch));
    const int classes = static_cast<int>(ClassCount(weights_));
    const std::vector<double> probabilities = Softmax(logits, classes);
    TrainStep result;
    result.step = ++step_;
    result.loss = MeanCrossEntropy(logits, labels, classes);
    result.learning_rate =
        options_.learning_rate * (1 - static_cast<double>(step_ - 1) / static_cast<double>(options_.total_steps));
    for (int64_t i = 0; i < batch.size(); ++i) Descend(batch, labels, probabilities, i, result.learning_rate);
    if (controls_.after_step) OCTAVO_RETURN_IF_ERROR(controls_.after_step(step_));
    return result;
  }

  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return Forward(weights_, batch); }

  absl::Status SaveModel(const std::string& dir) override {
    OCTAVO_RETURN_IF_ERROR(controls_.save_model);
    ModelConfig config = config_;
    config.labels = weights_.info.labels;
    config.has_classifier = true;
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, FormatModelConfig(config));
    OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(dir + "/config.json", text));
    return WriteFileAtomically(dir + "/model.safetensors", Bytes(weights_.rows));
  }
  absl::Status SaveCheckpoint(const std::string& path) override {
    std::vector<float> values = weights_.rows;
    values.push_back(static_cast<float>(step_));
    return WriteFileAtomically(path, Bytes(values));
  }
  absl::Status LoadCheckpoint(const std::string& path) override {
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> values, ReadFloats(path, weights_.rows.size() + 1));
    step_ = static_cast<int64_t>(values.back());
    values.pop_back();
    weights_.rows = std::move(values);
    return absl::OkStatus();
  }

 private:
  void Descend(const TokenBatch& batch, absl::Span<const int32_t> labels, const std::vector<double>& probabilities,
               int64_t row, double learning_rate) {
    const size_t classes = ClassCount(weights_);
    const size_t i = static_cast<size_t>(row);
    const auto begin = static_cast<size_t>(batch.offsets[i]), end = static_cast<size_t>(batch.offsets[i + 1]);
    for (size_t t = begin; t < end; ++t) {
      for (size_t c = 0; c < classes; ++c) {
        const double gradient = probabilities[i * classes + c] - (static_cast<size_t>(labels[i]) == c ? 1.0 : 0.0);
        weights_.rows[static_cast<size_t>(batch.ids[t]) * classes + c] -=
            static_cast<float>(100 * learning_rate * gradient / static_cast<double>(end - begin));
      }
    }
  }

  Weights weights_;
  const TrainerOptions options_;
  const ModelConfig config_;
  const FakeEngineControls& controls_;
  int64_t step_ = 0;
};

absl::StatusOr<std::unique_ptr<Trainer>> MakeTrainer(const TrainerOptions& options, FakeEngineControls& controls) {
  ++controls.trainers_made;
  OCTAVO_ASSIGN_OR_RETURN(ModelConfig config, ReadModelConfig(options.model_dir + "/config.json"));
  Weights weights{MakeInfo(config.vocab_size, config.max_positions(), options.labels, ComputeType::kFp32, controls),
                  {}};
  weights.rows.assign(static_cast<size_t>(config.vocab_size) * options.labels.size(), 0.0F);
  return std::make_unique<FakeTrainer>(std::move(weights), options, std::move(config), controls);
}

/// Writes the int8 file of the model's weights times `factor`.
absl::StatusOr<QuantizeSummary> WriteInt8(const std::string& model_dir, const std::string& output_path, float factor,
                                          const FakeEngineControls& controls) {
  OCTAVO_ASSIGN_OR_RETURN(const Weights weights, ReadFolder(model_dir, controls));
  float largest = 1e-12F;
  for (const float value : weights.rows) largest = std::max(largest, std::abs(value));
  const float scale = largest / 127;
  std::string bytes = DumpJson(Json{{"scale", scale * factor},
                                    {"vocab", weights.info.vocab_size},
                                    {"positions", weights.info.max_positions},
                                    {"labels", weights.info.labels}}) +
                      "\n";
  for (const float value : weights.rows) bytes.push_back(static_cast<char>(std::lround(value / scale)));
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(output_path, bytes));
  QuantizeSummary summary;
  summary.quantized_parameters = static_cast<int64_t>(weights.rows.size());
  summary.quantized_layers = {"rows"};
  return summary;
}

absl::StatusOr<QuantizeSummary> Quantize(const QuantizeDynamicOptions& options, const FakeEngineControls& controls) {
  OCTAVO_RETURN_IF_ERROR(controls.quantize);
  return WriteInt8(options.model_dir, options.output_path, 1, controls);
}

/// Keeps what it sees in the controls.
class FakeStaticQuantizer final : public StaticQuantizer {
 public:
  FakeStaticQuantizer(StaticOptions options, FakeEngineControls& controls)
      : options_(std::move(options)), controls_(controls) {
    controls_.quantizers.push_back(options_);
    controls_.calibrated.emplace_back();
  }
  int passes() const override { return options_.smooth_alpha > 0 ? 2 : 1; }
  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t width) override {
    controls_.calibrated.back().Append(std::vector<int32_t>(rows.begin(), rows.end()));
    return absl::OkStatus();
  }
  absl::Status EndPass() override {
    if (++passes_ended_ < passes()) controls_.calibrated.emplace_back();
    return absl::OkStatus();
  }
  absl::StatusOr<StaticSummary> Write(const std::string& observer, const std::string& output_path) const override {
    OCTAVO_RETURN_IF_ERROR(controls_.write_static);
    const auto factor = controls_.observer_factors.find(observer);
    StaticSummary summary;
    OCTAVO_ASSIGN_OR_RETURN(summary.file,
                            WriteInt8(options_.model_dir, output_path,
                                      factor == controls_.observer_factors.end() ? 1 : factor->second, controls_));
    summary.layers.push_back({"rows", ComputeType::kInt8, true, 0.5F, 3, 0, 255, -1.5F, 126, false});
    return summary;
  }

 private:
  const StaticOptions options_;
  FakeEngineControls& controls_;
  int passes_ended_ = 0;
};

}  // namespace

EngineCapabilities FakeCapabilities() {
  EngineCapabilities capabilities;
  capabilities.torch_version = "fake";
  capabilities.isa = {"avx2"};
  capabilities.int8_kernels = "avx2";
  return capabilities;
}

EngineFunctions FakeEngine(FakeEngineControls& controls) {
  EngineFunctions engine;
  engine.initialize = [](const EngineOptions& options) {
    return options.device == "cpu" ? absl::OkStatus() : absl::UnimplementedError("device cuda: this machine has none");
  };
  engine.probe = [&controls]() -> absl::StatusOr<EngineCapabilities> { return controls.capabilities; };
  engine.measure_gemm_peak = [&controls](ComputeType type) -> absl::StatusOr<double> {
    if (type == ComputeType::kInt8) OCTAVO_RETURN_IF_ERROR(controls.int8_gemm_peak);
    return controls.gemm_peak;
  };
  engine.measure_gemm_rates = [&controls](ComputeType type) -> absl::StatusOr<GemmRates> {
    if (type == ComputeType::kInt8) OCTAVO_RETURN_IF_ERROR(controls.int8_gemm_peak);
    return GemmRates{controls.gemm_peak, controls.gemm_peak * 0.9, controls.gemm_peak * 0.5, 8};
  };
  engine.load_classifier = [&controls](const LoadOptions& options) -> absl::StatusOr<std::unique_ptr<Classifier>> {
    OCTAVO_ASSIGN_OR_RETURN(Weights weights, absl::EndsWith(options.path, ".pt") || absl::EndsWith(options.path, ".pth")
                                                 ? ReadInt8(options.path, controls)
                                                 : ReadFolder(options.path, controls));
    return std::make_unique<FakeClassifier>(std::move(weights), controls);
  };
  engine.create_trainer = [&controls](const TrainerOptions& options) { return MakeTrainer(options, controls); };
  engine.quantize_dynamic = [&controls](const QuantizeDynamicOptions& options) { return Quantize(options, controls); };
  engine.create_static_quantizer =
      [&controls](const StaticOptions& options) -> absl::StatusOr<std::unique_ptr<StaticQuantizer>> {
    return std::make_unique<FakeStaticQuantizer>(options, controls);
  };
  engine.convert_to_float = [&controls](const ConvertOptions& options) {
    controls.converted.push_back(options.type);
    return Quantize({options.model_dir, options.output_path}, controls);
  };
  return engine;
}

}  // namespace octavo
