#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKEN_TABLE_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKEN_TABLE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A model's tokens as a file lists them.
using TokenList = std::vector<std::pair<std::string, int32_t>>;

/// A vocabulary in both directions.
struct TokenTable {
  std::vector<std::string> tokens;                // by id; an id without a token is empty
  absl::flat_hash_map<std::string, int32_t> ids;  // by token

  /// -1 for a string that is no token.
  int32_t IdOf(absl::string_view token) const;
};

/// The last of equal tokens wins. INVALID_ARGUMENT for an empty list (`kind`, "BPE", stands in the message), an id that
/// is negative or above TokenizerFrame::kMaxId, or two tokens with one id.
absl::StatusOr<TokenTable> MakeTokenTable(const TokenList& vocabulary, absl::string_view kind);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKEN_TABLE_H_
