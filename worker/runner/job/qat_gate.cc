#include "worker/runner/job/qat_gate.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/progress.h"

namespace octavo {
namespace {

constexpr size_t kTextsLookedAt = 64;
// Of a layer's inputs, their difference over their size (both as root mean squares).
constexpr double kLayerTolerance = 1e-6;

/// Keeps what enters each layer.
class Recorder : public ActivationTap {
 public:
  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t) override {
    names_.push_back(LinearName(site));
    inputs_.emplace_back(rows.begin(), rows.end());
    return absl::OkStatus();
  }
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::vector<float>>& inputs() const { return inputs_; }

 private:
  std::vector<std::string> names_;
  std::vector<std::vector<float>> inputs_;
};

double RelativeDifference(const std::vector<float>& a, const std::vector<float>& b) {
  double difference = 0, size = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    difference += (double{a[i]} - b[i]) * (double{a[i]} - b[i]);
    size += double{a[i]} * a[i];
  }
  return size > 0 ? std::sqrt(difference / size) : difference;
}

/// The first layer at which the two part, and by how much.
absl::StatusOr<std::string> FindLayer(const TrainedModel& model, Trainer& trainer, Classifier& deployed) {
  TokenBatch batch;
  const auto& tokens = model.data.test.tokens;
  for (size_t i = 0; i < std::min(kTextsLookedAt, tokens.size()); ++i) batch.Append(tokens[i]);
  Recorder simulated, real;
  OCTAVO_RETURN_IF_ERROR(trainer.LogitsWithTap(batch, simulated).status());
  OCTAVO_RETURN_IF_ERROR(deployed.LogitsWithTap(batch, real).status());
  std::string largest_name;
  double largest = 0;
  for (size_t i = 0; i < simulated.inputs().size(); ++i) {
    const double difference = RelativeDifference(simulated.inputs()[i], real.inputs()[i]);
    if (difference > kLayerTolerance) {
      return absl::StrFormat("%s is the first layer whose input differs, by %.2g of its size", simulated.names()[i],
                             difference);
    }
    if (difference >= largest) {
      largest = difference;
      largest_name = simulated.names()[i];
    }
  }
  return absl::StrFormat("no layer's input differs by more than %.2g of its size (at %s): the head does", largest,
                         largest_name);
}

}  // namespace

absl::StatusOr<Json> PassGate(JobContext& context, const TrainedModel& model, Trainer& trainer, Classifier& deployed,
                              const std::vector<float>& deployed_logits) {
  context.events.Phase("gate");
  const EncodedRows& test = model.data.test;
  const int classes = static_cast<int>(model.labels().size());
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> simulated,
                          LogitsOfAll([&](const TokenBatch& batch) { return trainer.Logits(batch); }, test.tokens,
                                      context.spec.Param<int>("eval_batch_size"), TextProgress(context, test.size())));
  const std::vector<int32_t> a = ArgMax(simulated, classes), b = ArgMax(deployed_logits, classes);
  int64_t equal = 0;
  for (size_t i = 0; i < a.size(); ++i) equal += a[i] == b[i] ? 1 : 0;
  double largest = 0, sum = 0;
  for (size_t i = 0; i < simulated.size(); ++i) {
    const double difference = std::fabs(double{simulated[i]} - deployed_logits[i]);
    largest = std::max(largest, difference);
    sum += difference;
  }
  const double agreement = static_cast<double>(equal) / static_cast<double>(test.size());
  const double wanted = context.spec.Param<double>("min_agreement");
  if (agreement >= wanted && largest <= kGateLogitTolerance) {
    return Json{{"agreement", agreement},
                {"min_agreement", wanted},
                {"largest_logit_difference", largest},
                {"mean_logit_difference", sum / static_cast<double>(simulated.size())},
                {"logit_tolerance", kGateLogitTolerance}};
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::string layer, FindLayer(model, trainer, deployed));
  return absl::FailedPreconditionError(absl::StrFormat(
      "the deployed model does not answer as the model in training: %d of %d test texts get the same label (wanted are "
      "%.4g %%), logits differ by up to %.3g (allowed are %.3g); %s",
      equal, test.size(), wanted * 100, largest, kGateLogitTolerance, layer));
}

}  // namespace octavo
