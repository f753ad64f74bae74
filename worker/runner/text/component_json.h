#ifndef OCTAVO_WORKER_RUNNER_TEXT_COMPONENT_JSON_H_
#define OCTAVO_WORKER_RUNNER_TEXT_COMPONENT_JSON_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/json.h"

namespace octavo {

// Reading one component of a tokenizer.json ("normalizer", "pre_tokenizer" …). `part` stands in messages for the file
// and the component: "/models/x: tokenizer.json: normalizer". INVALID_ARGUMENT names the part, the field and the value;
// UNIMPLEMENTED what Octavo lacks.

/// UNIMPLEMENTED for a field that is not among `known` ("type" always is): it may decide ids, so it is not passed over.
absl::Status CheckFields(const Json& component, absl::string_view part, absl::Span<const char* const> known);

/// A text that must be there.
absl::StatusOr<std::string> TextField(const Json& component, const char* key, absl::string_view part);

/// component.pattern as {"String": …}: texts are compared as they stand. UNIMPLEMENTED for {"Regex": …}.
absl::StatusOr<std::string> LiteralPattern(const Json& component, absl::string_view part);

/// How many times longer than its input (in bytes of UTF-8) what some steps make of a text can be at most: the product
/// of what each can do, so that a small file cannot ask for all memory.
class Growth {
 public:
  /// Adds a step that makes a text up to `factor` times as long. INVALID_ARGUMENT, with `part`, beyond a factor that no
  /// tokenizer in use comes near.
  absl::Status Add(double factor, absl::string_view part);

 private:
  double factor_ = 1;
};

/// A component of a Sequence, and where it stands: "…: normalizer.normalizers[1]".
struct ComponentAt {
  const Json* component;
  std::string part;
};

/// The components of `component`: those of a Sequence, whose array is called `key`, and of Sequences within it, in
/// order; none of null; else the one. INVALID_ARGUMENT for more than 64 of them. The pointers are into `component`.
absl::StatusOr<std::vector<ComponentAt>> Flatten(const Json& component, const char* key, absl::string_view part);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_COMPONENT_JSON_H_
