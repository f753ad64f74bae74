#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FILES_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FILES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "worker/runner/text/tokenizer.h"

namespace octavo {

/// Larger files are no tokenizer's.
inline constexpr int64_t kMaxTokenizerFileBytes = int64_t{256} << 20;

/// A tokenizer's files in memory: name ("vocab.txt") and bytes.
using TokenizerFileList = std::vector<std::pair<std::string, std::string>>;

/// The smallest files from which the tokenizer of `dir` opens again with the same digest, for a model file that carries
/// its tokenizer: vocab.txt, or vocab.json and merges.txt, with tokenizer_config.json (a vocab.txt may be made from the
/// folder's tokenizer.json), else that tokenizer.json (some three times as large). Fails as LoadTokenizer does;
/// NOT_FOUND where the folder has none.
absl::StatusOr<TokenizerFileList> PackTokenizer(const std::string& dir);

/// The tokenizer of such files; others among them are ignored. NOT_FOUND without tokenizer.json, vocab.txt and
/// merges.txt. `what` stands in messages for the files' folder.
absl::StatusOr<std::unique_ptr<Tokenizer>> TokenizerFromFiles(const TokenizerFileList& files, absl::string_view what);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FILES_H_
