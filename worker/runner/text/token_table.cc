#include "worker/runner/text/token_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "worker/runner/text/tokenizer_frame.h"

namespace octavo {

int32_t TokenTable::IdOf(absl::string_view token) const {
  const auto found = ids.find(token);
  return found == ids.end() ? -1 : found->second;
}

absl::StatusOr<TokenTable> MakeTokenTable(const TokenList& vocabulary, absl::string_view kind) {
  if (vocabulary.empty()) return absl::InvalidArgumentError(absl::StrCat("the ", kind, " vocabulary is empty"));
  TokenTable table;
  int32_t max_id = 0;
  for (const auto& [token, id] : vocabulary) {
    if (id < 0 || id > TokenizerFrame::kMaxId) {
      return absl::InvalidArgumentError(
          absl::StrCat("token \"", token, "\" has id ", id, "; ids must lie between 0 and ", TokenizerFrame::kMaxId));
    }
    max_id = std::max(max_id, id);
    table.ids[token] = id;
  }
  table.tokens.resize(static_cast<size_t>(max_id) + 1);
  std::vector<bool> taken(table.tokens.size());
  for (const auto& [token, id] : table.ids) {
    if (taken[id]) {
      return absl::InvalidArgumentError(
          absl::StrCat("tokens \"", table.tokens[id], "\" and \"", token, "\" share id ", id));
    }
    taken[id] = true;
    table.tokens[id] = token;
  }
  return table;
}

}  // namespace octavo
