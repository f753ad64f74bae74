#include "worker/runner/job/qat_gate.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/stats.h"
#include "common/status_macros.h"
#include "worker/runner/job/progress.h"

namespace octavo {
namespace {

constexpr char kWitnessName[] = "/witness.json";
constexpr size_t kTextsLookedAt = 32;

/// How large a layer's input is, over all its values. Equal bits have equal sizes.
struct LayerSize {
  std::string name;
  double mean = 0, root_mean_square = 0;
};

/// Sums over the texts that one tap sees one after the other.
class SizeTap : public ActivationTap {
 public:
  /// Call before each text.
  void BeginText() { next_ = 0; }

  absl::Status Observe(const LinearSite& site, absl::Span<const float> rows, int64_t) override {
    if (next_ == sums_.size()) sums_.push_back({LinearName(site)});
    Sums& sums = sums_[next_++];
    for (const float x : rows) {
      sums.values += x;
      sums.squares += double{x} * x;
    }
    sums.count += static_cast<double>(rows.size());
    return absl::OkStatus();
  }

  std::vector<LayerSize> sizes() const {
    std::vector<LayerSize> sizes;
    for (const Sums& of : sums_) sizes.push_back({of.name, of.values / of.count, std::sqrt(of.squares / of.count)});
    return sizes;
  }

 private:
  struct Sums {
    std::string name;
    double values = 0, squares = 0, count = 0;
  };
  std::vector<Sums> sums_;  // by layer, in the order in which each text passes them
  size_t next_ = 0;
};

using TapFunction = std::function<absl::Status(const TokenBatch&, ActivationTap&)>;

/// Text by text: what all layers see of one long text alone takes some 130 MB with a model of BERT-base's size.
absl::StatusOr<std::vector<LayerSize>> SizesOf(const EncodedRows& rows, const TapFunction& run) {
  SizeTap tap;
  for (size_t i = 0; i < std::min(kTextsLookedAt, rows.tokens.size()); ++i) {
    TokenBatch batch;
    batch.Append(rows.tokens[i]);
    tap.BeginText();
    OCTAVO_RETURN_IF_ERROR(run(batch, tap));
  }
  return tap.sizes();
}

TapFunction TapOf(Trainer& trainer) {
  return [&trainer](const TokenBatch& batch, ActivationTap& tap) { return trainer.LogitsWithTap(batch, tap).status(); };
}

TapFunction TapOf(Classifier& classifier) {
  return [&classifier](const TokenBatch& batch, ActivationTap& tap) {
    return classifier.LogitsWithTap(batch, tap).status();
  };
}

/// Where the two part.
std::string FindLayer(const std::vector<LayerSize>& training, const std::vector<LayerSize>& deployed) {
  std::string before = "the embeddings";
  for (size_t i = 0; i < std::min(training.size(), deployed.size()); ++i) {
    const LayerSize &a = training[i], &b = deployed[i];
    if (a.mean != b.mean || a.root_mean_square != b.root_mean_square) {
      return absl::StrFormat(
          "they part between %s and %s, whose input has the root mean square %.6g and had %.6g in training", before,
          a.name, b.root_mean_square, a.root_mean_square);
    }
    before = a.name;
  }
  return absl::StrCat("they part after ", before);
}

struct Witness {
  std::vector<float> logits;
  std::vector<LayerSize> layers;
};

absl::StatusOr<Witness> ReadWitness(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ReadJsonFile(path));
  Witness witness;
  try {
    witness.logits = json.at("logits").get<std::vector<float>>();
    for (const Json& layer : json.at("layers")) {
      witness.layers.push_back({layer.at(0).get<std::string>(), layer.at(1).get<double>(), layer.at(2).get<double>()});
    }
  } catch (const Json::exception& error) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": not a witness of the gate: ", error.what()));
  }
  return witness;
}

/// How far the deployed model's logits lie from those of training.
struct Distance {
  int64_t texts = 0, equal = 0;
  double largest = 0, mean = 0;

  double agreement() const { return static_cast<double>(equal) / static_cast<double>(texts); }
  bool Passes(double min_agreement) const { return agreement() >= min_agreement && largest <= kGateLogitTolerance; }
  Json Describe() const {
    return {{"agreement", agreement()}, {"largest_logit_difference", largest}, {"mean_logit_difference", mean}};
  }
};

absl::StatusOr<Distance> Compare(const std::vector<float>& training, const std::vector<float>& deployed, int classes) {
  if (training.size() != deployed.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("gate: ", training.size(), " logits of training for ", deployed.size(), " of the deployed model"));
  }
  Distance distance;
  const std::vector<int32_t> a = ArgMax(training, classes), b = ArgMax(deployed, classes);
  distance.texts = static_cast<int64_t>(a.size());
  for (size_t i = 0; i < a.size(); ++i) distance.equal += a[i] == b[i] ? 1 : 0;
  for (size_t i = 0; i < training.size(); ++i) {
    const double difference = std::fabs(double{training[i]} - deployed[i]);
    distance.largest = std::max(distance.largest, difference);
    distance.mean += difference / static_cast<double>(training.size());
  }
  return distance;
}

absl::Status Refusal(const Distance& distance, absl::string_view part, double min_agreement,
                     const std::vector<LayerSize>& training, const std::vector<LayerSize>& deployed) {
  return absl::FailedPreconditionError(absl::StrFormat(
      "the deployed model does not answer as the model in training: %d of %d %s texts get the same label (wanted are "
      "%.4g %%), logits differ by up to %.3g (allowed are %.3g); %s",
      distance.equal, distance.texts, part, min_agreement * 100, distance.largest, kGateLogitTolerance,
      FindLayer(training, deployed)));
}

}  // namespace

absl::Status SaveWitness(Trainer& trainer, const EncodedRows& validation, absl::Span<const float> logits,
                         const std::string& dir) {
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<LayerSize> sizes, SizesOf(validation, TapOf(trainer)));
  Json layers = Json::array();
  for (const LayerSize& layer : sizes) layers.push_back({layer.name, layer.mean, layer.root_mean_square});
  const Json witness = {{"logits", std::vector<float>(logits.begin(), logits.end())}, {"layers", std::move(layers)}};
  return WriteJsonFile(dir + kWitnessName, witness);
}

absl::StatusOr<Json> PassGate(JobContext& context, const TrainedModel& model, const std::string& dir,
                              Trainer& simulated, Classifier& deployed, const std::vector<float>& deployed_logits) {
  context.events.Phase("gate");
  const int classes = static_cast<int>(model.labels.size()), batch_size = context.spec.Param<int>("eval_batch_size");
  const auto wanted = context.spec.Param<double>("min_agreement");
  const EncodedRows &validation = model.data.validation, &test = model.data.test;
  OCTAVO_ASSIGN_OR_RETURN(const Witness witness, ReadWitness(dir + kWitnessName));
  const TextProgress progress(context, validation.size() + test.size());
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> validation_logits,
                          LogitsOfAll([&](const TokenBatch& batch) { return deployed.Logits(batch); },
                                      validation.tokens, batch_size, progress));
  OCTAVO_ASSIGN_OR_RETURN(const Distance on_validation, Compare(witness.logits, validation_logits, classes));
  if (!on_validation.Passes(wanted)) {
    OCTAVO_ASSIGN_OR_RETURN(const auto sizes, SizesOf(validation, TapOf(deployed)));
    return Refusal(on_validation, "validation", wanted, witness.layers, sizes);
  }
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<float> simulated_logits,
                          LogitsOfAll([&](const TokenBatch& batch) { return simulated.Logits(batch); }, test.tokens,
                                      batch_size, [&](int64_t done) { return progress(validation.size() + done); }));
  OCTAVO_ASSIGN_OR_RETURN(const Distance on_test, Compare(simulated_logits, deployed_logits, classes));
  if (!on_test.Passes(wanted)) {
    OCTAVO_ASSIGN_OR_RETURN(const auto training, SizesOf(test, TapOf(simulated)));
    OCTAVO_ASSIGN_OR_RETURN(const auto sizes, SizesOf(test, TapOf(deployed)));
    return Refusal(on_test, "test", wanted, training, sizes);
  }
  Json gate = on_test.Describe();
  gate["validation"] = on_validation.Describe();
  gate["min_agreement"] = wanted;
  gate["logit_tolerance"] = kGateLogitTolerance;
  return gate;
}

}  // namespace octavo
