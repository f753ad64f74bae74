#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_JSON_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_JSON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/added_tokens.h"
#include "worker/runner/text/token_table.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

// The parts of tokenizer.json that all kinds of tokenizers share. `what` stands in messages
// for the file's name. INVALID_ARGUMENT names the file, the field and the value; UNIMPLEMENTED a component that Octavo
// lacks.

/// `object[key]`, or null where it is absent.
const Json& Member(const Json& object, const char* key);

/// The "type" of a component, "null" for none, else the beginning of what stands there.
std::string TypeOf(const Json& component);

/// UNIMPLEMENTED: `part` ("/models/x: tokenizer.json: normalizer") is `found`, and only `supported` are supported.
absl::Status Unsupported(absl::string_view part, const Json& found, absl::string_view supported);

/// `object[key]` as a boolean, or `fallback` where it is absent or null.
absl::StatusOr<bool> BoolField(const Json& object, const char* key, bool fallback, absl::string_view what);

/// A special token: a string, or an object with "content"; `fallback` where absent or null.
absl::StatusOr<std::string> TokenField(const Json& object, const char* key, const std::string& fallback,
                                       absl::string_view what);

/// An object of token to id.
absl::StatusOr<TokenList> VocabularyField(const Json& vocabulary, absl::string_view what);

/// {"content": "[MASK]", "lstrip": false, …}, without an id. What is absent is false, "normalized" the opposite of
/// "special".
absl::StatusOr<AddedToken> ReadAddedToken(const Json& json, absl::string_view what);

/// added_tokens of a tokenizer.json; of equal contents the last counts. Python's tokenizers give a token that
/// `vocabulary` lacks the next id, whatever the file says: INVALID_ARGUMENT where the two differ.
absl::Status ReadAddedTokens(const Json& root, absl::string_view what, const TokenList& vocabulary,
                             std::vector<AddedToken>& tokens);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_JSON_H_
