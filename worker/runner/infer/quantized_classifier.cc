#include "worker/runner/infer/quantized_classifier.h"

#include <utility>

#include "common/status_macros.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/infer/encoder_classifier.h"

namespace octavo {
namespace {

class QuantizedClassifier : public Classifier {
 public:
  explicit QuantizedClassifier(std::unique_ptr<EncoderClassifier> encoder)
      : info_(encoder->Info()), encoder_(std::move(encoder)) {}

  const ModelInfo& info() const override { return info_; }
  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override { return encoder_->Logits(batch); }
  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    return encoder_->LogitsWithTap(batch, tap);
  }

 private:
  const ModelInfo info_;
  const std::unique_ptr<EncoderClassifier> encoder_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Classifier>> LoadQuantizedClassifier(std::unique_ptr<TorchFile> file) {
  return WithStdBoundary("load the quantized model", [&]() -> absl::StatusOr<std::unique_ptr<Classifier>> {
    OCTAVO_ASSIGN_OR_RETURN(int8::Int8ModelFile model, int8::ReadInt8ModelFile(std::move(file)));
    OCTAVO_ASSIGN_OR_RETURN(auto encoder, EncoderClassifier::Create(std::move(model)));
    return std::make_unique<QuantizedClassifier>(std::move(encoder));
  });
}

}  // namespace octavo
