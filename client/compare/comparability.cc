#include "client/compare/comparability.h"

#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/json.h"

namespace octavo::client {
namespace {

/// On another kind of machine a rounding may tip a text that lies on the edge: this share of answers may differ there.
constexpr double kTippedShare = 0.005;
/// By which share two measurements of one model's loss may differ; two trainings hardly ever come so close.
constexpr double kSameLoss = 0.01;

/// What shows that the reference that `stage` measured `variant` against is not the baseline, or empty. One model gives
/// the same answers wherever it is measured, so the stage's own record of its reference tells.
std::string WhyAnotherBaseline(const StageResult& baseline, const StageResult& stage, const std::string& variant) {
  const auto measured = stage.comparisons.find(variant);
  if (measured == stage.comparisons.end()) return "its results do not say what it was made from";
  const auto found = stage.variants.find(measured->second.reference);
  if (found == stage.variants.end()) return "its results do not hold the reference";
  const VariantFigures& own = baseline.variants.at(baseline.own_variants.front());
  const VariantFigures& reference = found->second;
  if (reference.size_bytes != own.size_bytes) {
    return absl::StrCat("its reference has ", reference.size_bytes, " bytes instead of ", own.size_bytes);
  }
  const double allowed = baseline.device_class == stage.device_class ? 0 : kTippedShare;
  if (std::abs(reference.accuracy - own.accuracy) > allowed + 1e-9) {
    return absl::StrFormat("its reference has an accuracy of %.2f %% instead of %.2f %%", 100 * reference.accuracy,
                           100 * own.accuracy);
  }
  if (std::abs(reference.loss - own.loss) > kSameLoss * std::abs(own.loss)) {
    return absl::StrFormat("its reference has a loss of %.4f instead of %.4f", reference.loss, own.loss);
  }
  const std::vector<Prediction>& before = baseline.AnswersOf(baseline.own_variants.front());
  const std::vector<Prediction>& after = stage.AnswersOf(variant);
  int64_t differing = 0;
  for (size_t i = 0; i < after.size(); ++i) {
    if (after[i].reference.has_value() && *after[i].reference != before[i].predicted) ++differing;
  }
  if (static_cast<double>(differing) > allowed * static_cast<double>(after.size())) {
    return absl::StrCat("its reference answers ", differing, " of the test texts differently");
  }
  return "";
}

/// Why two files of predictions are of different test texts, or empty.
std::string WhyOtherRows(const std::vector<Prediction>& before, const std::vector<Prediction>& after) {
  if (before.size() != after.size()) {
    return absl::StrCat(after.size(), " test texts instead of ", before.size());
  }
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i].id != after[i].id || before[i].label != after[i].label) {
      return absl::StrCat("row ", i + 1, " of the test texts differs");
    }
  }
  return "";
}

using Fields = std::map<std::string, std::string>;

/// What must be equal for two results to be of the same work, but for the seed.
Fields WorkOf(const StageResult& stage) {
  Fields fields = {{"model", stage.model},
                   {"the labels", absl::StrJoin(stage.labels, " ")},
                   {"the list of variants", absl::StrJoin(stage.own_variants, " ")},
                   {"the data set", stage.dataset},
                   {"the seed of the split", absl::StrCat(stage.seed)},
                   {"the number of training texts", absl::StrCat(stage.train_rows)},
                   {"the number of test texts", absl::StrCat(stage.test_rows)},
                   {"max_length", absl::StrCat(stage.max_length)},
                   {"the device class", stage.device_class},
                   {"the CPU", stage.cpu_model},
                   {"threads", absl::StrCat(stage.threads)},
                   {"Octavo's version", stage.octavo_version},
                   {"LibTorch's version", stage.libtorch_version}};
  for (const auto& [name, digest] : stage.inputs) {
    // Each seed's quantization begins with a model of its own.
    if (name == "dataset" || stage.stage == "baseline") fields[absl::StrCat("the digest of the ", name)] = digest;
  }
  for (const auto& [name, value] : stage.params.items()) {
    if (name != "seed" && name != "split_seed") fields[absl::StrCat("parameter ", name)] = DumpJson(value);
  }
  return fields;
}

std::string TextOf(const Fields& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() || found->second.empty() ? "unknown" : found->second;
}

}  // namespace

std::string WhyNotARepeat(const StageResult& a, const StageResult& b) {
  const Fields wanted = WorkOf(a), found = WorkOf(b);
  Fields names = wanted;
  names.insert(found.begin(), found.end());
  std::vector<std::string> differences;
  for (const auto& [name, ignored] : names) {
    const std::string before = TextOf(wanted, name), after = TextOf(found, name);
    if (before != after) differences.push_back(absl::StrCat(name, " is ", after, " instead of ", before));
  }
  return absl::StrJoin(differences, ", ");
}

std::string WhyNotTheSameTest(const StageResult& a, const StageResult& b) {
  if (a.dataset != b.dataset) return absl::StrCat("data set ", b.dataset, " instead of ", a.dataset);
  return WhyOtherRows(a.AnswersOf(a.own_variants.front()), b.AnswersOf(b.own_variants.front()));
}

std::string WhyNotComparable(const StageResult& a, const StageResult& b, const std::string& variant) {
  if (a.model != b.model) return absl::StrCat("made from another baseline: model ", b.model, " instead of ", a.model);
  if (a.labels != b.labels) return "the models have different labels";
  if (a.dataset != b.dataset) return absl::StrCat("data set ", b.dataset, " instead of ", a.dataset);
  if (a.seed != b.seed) return absl::StrCat("the split was cut with seed ", b.seed, " instead of ", a.seed);
  if (a.max_length != b.max_length) {
    return absl::StrCat("texts are cut at ", b.max_length, " tokens instead of ", a.max_length);
  }
  const std::vector<Prediction>& before = a.AnswersOf(a.own_variants.front());
  const std::vector<Prediction>& after = b.AnswersOf(variant);
  if (std::string why = WhyOtherRows(before, after); !why.empty()) return why;
  const std::string another = WhyAnotherBaseline(a, b, variant);
  if (!another.empty())
    return absl::StrCat("made from another baseline (", another, "): run octavo ", b.stage, " again");
  return "";
}

std::string WhyNotInSpeed(const StageResult& a, const StageResult& b) {
  if (a.device_class != b.device_class)
    return absl::StrCat("measured on ", b.device_class, " instead of ", a.device_class);
  if (a.threads != b.threads) return absl::StrCat("measured with ", b.threads, " threads instead of ", a.threads);
  return "";
}

}  // namespace octavo::client
