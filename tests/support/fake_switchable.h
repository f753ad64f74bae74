#ifndef OCTAVO_TESTS_SUPPORT_FAKE_SWITCHABLE_H_
#define OCTAVO_TESTS_SUPPORT_FAKE_SWITCHABLE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/status_macros.h"
#include "worker/runner/engine/engine.h"

namespace octavo {

/// What a FakeSwitchable does with the types of its layers, of which it has as many as `damage`.
struct SwitchableScript {
  std::vector<ComputeType> types = {ComputeType::kInt8, ComputeType::kBf16, ComputeType::kFp32};
  std::vector<double> damage;             // by layer: what INT8 takes from every text's first logit
  double bf16_damage = 0.1;               // of that, in BF16
  double lasting_damage = 0;              // whatever the types are, as of int8 embeddings
  std::vector<double> seconds;            // by layer, in INT8; BF16 takes twice, FP32 four times as long
  std::function<void(double)> pass_time;  // hears the seconds of each run; may be empty
  std::function<absl::Status(const std::string&)> write;  // for Write; may be empty
  std::function<absl::Status()> before_logits;            // may be empty
};

/// Another classifier's logits, less the damage of the present types.
class FakeSwitchable final : public SwitchableClassifier {
 public:
  FakeSwitchable(std::unique_ptr<Classifier> model, SwitchableScript script)
      : model_(std::move(model)), script_(std::move(script)), info_(model_->info()) {
    info_.num_layers = static_cast<int64_t>(script_.damage.size() / 4);  // and the pooler
    types_.assign(script_.damage.size(), script_.types.front());
  }

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    if (script_.before_logits) OCTAVO_RETURN_IF_ERROR(script_.before_logits());
    OCTAVO_ASSIGN_OR_RETURN(std::vector<float> logits, model_->Logits(batch));
    const size_t classes = logits.size() / static_cast<size_t>(batch.size());
    for (size_t i = 0; i < logits.size(); i += classes) {
      logits[i] -= static_cast<float>(script_.lasting_damage + Sum(script_.damage, Damage));
    }
    if (script_.pass_time) script_.pass_time(Sum(script_.seconds, Time));
    return logits;
  }
  std::vector<ComputeType> AvailableTypes() const override { return script_.types; }
  absl::Status SetTypes(absl::Span<const ComputeType> types) override {
    if (types.size() != types_.size()) return absl::InvalidArgumentError("another number of layers");
    types_.assign(types.begin(), types.end());
    return absl::OkStatus();
  }
  absl::StatusOr<QuantizeSummary> Write(const std::string& output_path) const override {
    if (script_.write) OCTAVO_RETURN_IF_ERROR(script_.write(output_path));
    return QuantizeSummary();
  }
  int64_t FileBytes() const override { return 1000 + static_cast<int64_t>(100 * Sum(script_.seconds, Time)); }

  const std::vector<ComputeType>& types() const { return types_; }

 private:
  static double Damage(const SwitchableScript& script, ComputeType type) {
    return type == ComputeType::kInt8 ? 1 : type == ComputeType::kBf16 ? script.bf16_damage : 0;
  }
  static double Time(const SwitchableScript&, ComputeType type) {
    return type == ComputeType::kInt8 ? 1 : type == ComputeType::kBf16 ? 2 : 4;
  }
  double Sum(const std::vector<double>& by_layer, double (*factor)(const SwitchableScript&, ComputeType)) const {
    double sum = 0;
    for (size_t i = 0; i < by_layer.size(); ++i) sum += by_layer[i] * factor(script_, types_[i]);
    return sum;
  }

  const std::unique_ptr<Classifier> model_;
  const SwitchableScript script_;
  ModelInfo info_;
  std::vector<ComputeType> types_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_FAKE_SWITCHABLE_H_
