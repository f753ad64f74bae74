#ifndef OCTAVO_WORKER_RUNNER_TEXT_BPE_LOADER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_BPE_LOADER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// The tokenizer of a tokenizer.json whose model is BPE. Errors as in tokenizer_loader.h.
absl::StatusOr<std::unique_ptr<Tokenizer>> BpeFromJson(const Json& root, absl::string_view what);

/// The same from the text of a vocab.json, of a merges.txt and the object of a tokenizer_config.json, with RoBERTa's
/// special tokens where that says nothing else.
absl::StatusOr<std::unique_ptr<Tokenizer>> BpeFromMerges(absl::string_view vocabulary, absl::string_view merges,
                                                         const Json& settings, absl::string_view what);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_BPE_LOADER_H_
