#include "worker/runner/text/wordpiece_model.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

constexpr size_t kMaxUtf8Bytes = 4;  // of one character

bool IsUtf8Continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

absl::StatusOr<WordPieceModel> WordPieceModel::Create(Options options) {
  if (options.max_word_characters < 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("max_input_chars_per_word is ", options.max_word_characters, "; it must be at least 1"));
  }
  OCTAVO_ASSIGN_OR_RETURN(TokenTable table, MakeTokenTable(options.vocabulary, "WordPiece"));
  options.vocabulary.clear();
  WordPieceModel model;
  model.tokens_ = std::move(table.tokens);
  for (const auto& [key, id] : table.ids) {
    const absl::string_view token = model.tokens_[id];
    model.whole_.ids.emplace(token, id);
    if (absl::StartsWith(token, options.continuing_prefix)) {
      model.continuing_.ids.emplace(token.substr(options.continuing_prefix.size()), id);
    }
  }
  const size_t longest_word = kMaxUtf8Bytes * static_cast<size_t>(options.max_word_characters);
  model.whole_.FindLengths(longest_word);
  model.continuing_.FindLengths(longest_word);
  model.unk_id_ = model.IdOf(options.unk_token);
  if (model.unk_id_ < 0) {
    return absl::InvalidArgumentError(absl::StrCat("the vocabulary of ", table.ids.size(),
                                                   " tokens lacks the unknown token \"", options.unk_token, "\""));
  }
  model.options_ = std::move(options);
  return model;
}

void WordPieceModel::Pieces::FindLengths(size_t longest_word) {
  absl::flat_hash_set<size_t> present;
  for (const auto& [piece, id] : ids) {
    if (!piece.empty() && piece.size() <= longest_word) present.insert(piece.size());
  }
  lengths.assign(present.begin(), present.end());
  std::sort(lengths.begin(), lengths.end(), std::greater<>());
}

int32_t WordPieceModel::IdOf(absl::string_view token) const {
  const auto found = whole_.ids.find(token);
  return found == whole_.ids.end() ? -1 : found->second;
}

bool WordPieceModel::Split(absl::string_view word, std::vector<int32_t>& pieces) const {
  bool first = true;
  while (!word.empty()) {
    const Pieces& table = first ? whole_ : continuing_;
    first = false;
    auto found = table.ids.end();
    for (const size_t length : table.lengths) {
      if (length > word.size() || (length < word.size() && IsUtf8Continuation(word[length]))) continue;
      found = table.ids.find(word.substr(0, length));
      if (found != table.ids.end()) break;
    }
    if (found == table.ids.end()) return false;
    pieces.push_back(found->second);
    word.remove_prefix(found->first.size());
  }
  return true;
}

void WordPieceModel::EncodeWord(absl::string_view word, int characters, WordCache& cache,
                                std::vector<int32_t>& out) const {
  if (characters > options_.max_word_characters) {
    out.push_back(unk_id_);
    return;
  }
  if (const auto whole = whole_.ids.find(word); whole != whole_.ids.end()) {
    out.push_back(whole->second);
    return;
  }
  if (const std::vector<int32_t>* known = cache.Find(word)) {
    out.insert(out.end(), known->begin(), known->end());
    return;
  }
  std::vector<int32_t> pieces;
  if (!Split(word, pieces)) pieces.assign(1, unk_id_);
  out.insert(out.end(), pieces.begin(), pieces.end());
  cache.Store(word, std::move(pieces));
}

}  // namespace octavo
