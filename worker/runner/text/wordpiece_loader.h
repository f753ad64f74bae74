#ifndef OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_LOADER_H_
#define OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_LOADER_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/json.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// The tokenizer of a tokenizer.json whose model is WordPiece. Errors as in tokenizer_loader.h.
absl::StatusOr<std::unique_ptr<Tokenizer>> WordPieceFromJson(const Json& root, absl::string_view what);

/// The same from the text of a vocab.txt and the object of a tokenizer_config.json.
absl::StatusOr<std::unique_ptr<Tokenizer>> WordPieceFromVocabulary(absl::string_view vocabulary, const Json& settings,
                                                                   absl::string_view what);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_WORDPIECE_LOADER_H_
