#ifndef OCTAVO_WORKER_RUNNER_TEXT_PRE_TOKENIZER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_PRE_TOKENIZER_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/component_json.h"

namespace octavo {

/// One step of a tokenizer.json's pre_tokenizer.
struct SplitStep {
  std::string description;  // equal for equal steps: for a tokenizer's digest
  /// Appends the words of `text` to `words`; none of them is empty. Thread-safe. REQUIRES: well-formed UTF-8, not
  /// empty.
  std::function<void(absl::string_view text, std::vector<std::string>& words)> split;
  double growth = 1;  // how many times longer than the text its words can be together
};

/// The pre_tokenizer of a tokenizer.json: cuts a text into the words that the model sees, by its steps in order, those
/// of Sequences among them. Immutable and thread-safe.
class PreTokenizer {
 public:
  /// `component` may be null: a text is one word. UNIMPLEMENTED names a type, a regular expression or a field that
  /// Octavo lacks; INVALID_ARGUMENT a field with an unusable value, too many steps, or steps that with those before
  /// them (`growth`) make a text too long.
  static absl::StatusOr<PreTokenizer> FromJson(const Json& component, absl::string_view part, Growth growth = {});

  /// The words of `text`, none of them empty. REQUIRES: well-formed UTF-8.
  std::vector<std::string> Split(absl::string_view text) const;

  const std::vector<SplitStep>& steps() const { return steps_; }

 private:
  std::vector<SplitStep> steps_;
};

/// The fields of a component of type ByteLevel, in the pre_tokenizer.
struct ByteLevelOptions {
  bool add_prefix_space = true;  // a text that does not begin with a space gets one
  bool use_regex = true;         // split by GPT-2's pattern; else a text is one word
};
absl::StatusOr<ByteLevelOptions> ReadByteLevel(const Json& component, absl::string_view part);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_PRE_TOKENIZER_H_
