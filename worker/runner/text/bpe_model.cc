#include "worker/runner/text/bpe_model.h"

#include <set>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/byte_level.h"

namespace octavo {
namespace {

std::string TokenOfByte(int byte) { return TokenOfBytes(std::string(1, static_cast<char>(byte))); }

}  // namespace

absl::StatusOr<BpeModel> BpeModel::Create(const Options& options) {
  OCTAVO_ASSIGN_OR_RETURN(TokenTable table, MakeTokenTable(options.vocabulary, "BPE"));
  BpeModel model;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string token = TokenOfByte(byte);
    model.bytes_[byte] = table.IdOf(token);
    if (model.bytes_[byte] >= 0) continue;
    return absl::InvalidArgumentError(absl::StrCat("the vocabulary of ", table.ids.size(), " tokens lacks byte ", byte,
                                                   " (\"", token, "\"); a byte-level vocabulary has all 256"));
  }
  OCTAVO_ASSIGN_OR_RETURN(model.merges_, BpeMerges::Create(options.merges, table, /*prefix_length=*/0));
  if (!options.unk_token.empty()) model.unk_id_ = table.IdOf(options.unk_token);
  model.tokens_ = std::move(table.tokens);
  return model;
}

bool BpeModel::HasAllBytes(const TokenList& vocabulary) {
  std::set<std::string> missing;
  for (int byte = 0; byte < 256; ++byte) missing.insert(TokenOfByte(byte));
  for (const auto& [token, id] : vocabulary) missing.erase(token);
  return missing.empty();
}

void BpeModel::EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const {
  if (const std::vector<int32_t>* known = cache.Find(word)) {
    out.insert(out.end(), known->begin(), known->end());
    return;
  }
  std::vector<int32_t> ids;
  ids.reserve(word.size());
  for (const char byte : word) ids.push_back(bytes_[static_cast<unsigned char>(byte)]);
  merges_.Apply(ids);
  out.insert(out.end(), ids.begin(), ids.end());
  cache.Store(word, std::move(ids));
}

}  // namespace octavo
