#ifndef OCTAVO_WORKER_RUNNER_TEXT_NORMALIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_NORMALIZER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/bert_normalizer.h"
#include "worker/runner/text/component_json.h"

namespace octavo {

/// One step of a tokenizer.json's normalizer.
struct NormalizerStep {
  std::string description;                      // equal for equal steps: for a tokenizer's digest
  std::function<void(std::u32string&)> change;  // in place; thread-safe
  double growth = 1;                            // how many times longer a text can become, in UTF-8
};

/// The normalizer of a tokenizer.json: its steps in order, those of Sequences among them. Immutable and thread-safe.
class Normalizer {
 public:
  /// `component` may be null: nothing is changed. UNIMPLEMENTED names a type, a regular expression or a field that
  /// Octavo lacks; INVALID_ARGUMENT a field with an unusable value, too many steps, or steps that make a text too long.
  static absl::StatusOr<Normalizer> FromJson(const Json& component, absl::string_view part);

  /// `text` in its normalized form. REQUIRES: well-formed UTF-8.
  std::string Apply(absl::string_view text) const;

  bool empty() const { return steps_.empty(); }
  const std::vector<NormalizerStep>& steps() const { return steps_; }
  const Growth& growth() const { return growth_; }

 private:
  std::vector<NormalizerStep> steps_;
  Growth growth_;
};

/// The fields of a component of type BertNormalizer. Errors as Normalizer::FromJson.
absl::StatusOr<BertNormalizerOptions> ReadBertNormalizer(const Json& component, absl::string_view part);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_NORMALIZER_H_
