#include "worker/runner/infer/int8_classifier.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/engine/std_boundary.h"
#include "worker/runner/infer/int8/int8_model_file.h"
#include "worker/runner/infer/int8/openmp_team.h"
#include "worker/runner/infer/int8/select_kernels.h"
#include "worker/runner/models/model_info.h"

namespace octavo {
namespace {

ModelInfo MakeInfo(const ModelConfig& config, int64_t parameters, const int8::Kernels& kernels) {
  ModelInfo info = DescribeModel(config, parameters);
  info.requested = ComputeType::kInt8;
  info.resolved = ComputeType::kInt8;
  info.kernels = kernels.name;
  return info;
}

class Int8Classifier : public Classifier {
 public:
  Int8Classifier(ModelInfo info, int64_t types, int8::Int8ModelFile file, std::unique_ptr<int8::Team> team,
                 std::unique_ptr<int8::Encoder> encoder)
      : info_(std::move(info)),
        types_(types),
        file_(std::move(file.file)),
        team_(std::move(team)),
        encoder_(std::move(encoder)) {}

  const ModelInfo& info() const override { return info_; }

  absl::StatusOr<std::vector<float>> Logits(const TokenBatch& batch) override {
    OCTAVO_RETURN_IF_ERROR(Check(batch));
    return WithStdBoundary("run the INT8 model",
                           [&] { return encoder_->Logits(batch.ids, batch.token_types, batch.offsets); });
  }

  absl::StatusOr<std::vector<float>> LogitsWithTap(const TokenBatch& batch, ActivationTap& tap) override {
    OCTAVO_RETURN_IF_ERROR(Check(batch));
    return WithStdBoundary("run the INT8 model", [&]() -> absl::StatusOr<std::vector<float>> {
      std::vector<std::vector<float>> seen;
      OCTAVO_ASSIGN_OR_RETURN(std::vector<float> logits,
                              encoder_->LogitsAndInputs(batch.ids, batch.token_types, batch.offsets, seen));
      const std::vector<LinearSite> sites = LinearSites(info_.num_layers);
      for (size_t i = 0; i < seen.size(); ++i) {
        const int64_t width = sites[i].role == LinearRole::kFfnOut ? encoder_->intermediate() : info_.hidden_size;
        OCTAVO_RETURN_IF_ERROR(tap.Observe(sites[i], seen[i], width));
      }
      return logits;
    });
  }

 private:
  absl::Status Check(const TokenBatch& batch) const {
    if (batch.offsets.empty() || batch.offsets.front() != 0 ||
        batch.offsets.back() != static_cast<int64_t>(batch.ids.size()) ||
        (!batch.token_types.empty() && batch.token_types.size() != batch.ids.size())) {
      return absl::InvalidArgumentError(absl::StrCat("a batch of ", batch.ids.size(), " ids, ",
                                                     batch.token_types.size(), " token types and ",
                                                     batch.offsets.size(), " offsets is inconsistent"));
    }
    for (size_t text = 0; text + 1 < batch.offsets.size(); ++text) {
      const int64_t length = int64_t{batch.offsets[text + 1]} - batch.offsets[text];
      if (length <= 0) return absl::InvalidArgumentError(absl::StrCat("text ", text, " of the batch has no tokens"));
      if (length > info_.max_positions) {
        return absl::InvalidArgumentError(absl::StrCat("text ", text, " of the batch has ", length,
                                                       " tokens, the model takes ", info_.max_positions,
                                                       "; lower max_length"));
      }
    }
    OCTAVO_RETURN_IF_ERROR(CheckRange("token id", batch.ids, info_.vocab_size));
    return CheckRange("token type", batch.token_types, types_);
  }

  static absl::Status CheckRange(const char* what, const std::vector<int32_t>& values, int64_t size) {
    for (size_t i = 0; i < values.size(); ++i) {
      if (values[i] < 0 || values[i] >= size) {
        return absl::InvalidArgumentError(absl::StrCat(what, " ", values[i], " at position ", i, " is outside 0 … ",
                                                       size - 1, "; use the tokenizer that belongs to the model"));
      }
    }
    return absl::OkStatus();
  }

  const ModelInfo info_;
  const int64_t types_;
  const std::unique_ptr<TorchFile> file_;  // holds the embeddings
  const std::unique_ptr<int8::Team> team_;
  const std::unique_ptr<int8::Encoder> encoder_;
};

absl::StatusOr<std::unique_ptr<Classifier>> Load(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const int8::Kernels* kernels, int8::SelectKernels());
  OCTAVO_ASSIGN_OR_RETURN(int8::Int8ModelFile file, int8::OpenInt8ModelFile(path));
  std::unique_ptr<int8::Team> team = int8::MakeOpenMpTeam();
  absl::StatusOr<std::unique_ptr<int8::Encoder>> encoder = int8::Encoder::Create(file.weights, *kernels, *team);
  if (!encoder.ok()) return absl::Status(encoder.status().code(), absl::StrCat(path, ": ", encoder.status().message()));
  ModelInfo info = MakeInfo(file.config, file.parameters, *kernels);
  const int64_t types = file.config.type_vocab_size;
  return std::make_unique<Int8Classifier>(std::move(info), types, std::move(file), std::move(team),
                                          *std::move(encoder));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Classifier>> LoadInt8Classifier(const std::string& path) {
  return WithStdBoundary("load the INT8 model", [&] { return Load(path); });
}

}  // namespace octavo
