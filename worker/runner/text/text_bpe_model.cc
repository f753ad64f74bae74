#include "worker/runner/text/text_bpe_model.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status_macros.h"
#include "worker/runner/text/unicode.h"

namespace octavo {

/// The pieces of one word before they are merged.
class TextBpeModel::Characters {
 public:
  explicit Characters(const TextBpeModel& model) : model_(model) {}

  /// Adds a character as the vocabulary spells it.
  void Add(absl::string_view character) {
    const int32_t id = model_.table_.IdOf(character);
    if (id >= 0) {
      AddUnknown();
      pieces_.push_back(id);
      return;
    }
    if (model_.options_.byte_fallback) {
      const std::vector<int32_t> bytes = model_.FallBack(character);
      // As in the original, an unknown character before these waits on.
      pieces_.insert(pieces_.end(), bytes.begin(), bytes.end());
      if (!bytes.empty()) return;
    }
    if (model_.unk_id_ < 0) return;
    if (!model_.options_.fuse_unk) AddUnknown();
    unknown_ = true;
  }

  std::vector<int32_t> Finish() && {
    AddUnknown();
    return std::move(pieces_);
  }

 private:
  void AddUnknown() {
    if (std::exchange(unknown_, false)) pieces_.push_back(model_.unk_id_);
  }

  const TextBpeModel& model_;
  std::vector<int32_t> pieces_;
  bool unknown_ = false;  // an unknown token is to be added
};

absl::StatusOr<TextBpeModel> TextBpeModel::Create(Options options) {
  TextBpeModel model;
  OCTAVO_ASSIGN_OR_RETURN(model.table_, MakeTokenTable(options.vocabulary, "BPE"));
  OCTAVO_ASSIGN_OR_RETURN(model.merges_,
                          BpeMerges::Create(options.merges, model.table_, options.continuing_subword_prefix.size()));
  if (!options.unk_token.empty()) {
    model.unk_id_ = model.table_.IdOf(options.unk_token);
    if (model.unk_id_ < 0) {
      return absl::InvalidArgumentError(absl::StrCat("the vocabulary of ", model.table_.ids.size(),
                                                     " tokens lacks the unknown token \"", options.unk_token, "\""));
    }
  }
  options.vocabulary.clear();
  options.merges.clear();
  model.options_ = std::move(options);
  return model;
}

std::vector<int32_t> TextBpeModel::FallBack(absl::string_view character) const {
  std::vector<int32_t> bytes;
  for (const char byte : character) {
    const int32_t id = table_.IdOf(absl::StrFormat("<0x%02X>", static_cast<unsigned char>(byte)));
    if (id < 0) return {};
    bytes.push_back(id);
  }
  return bytes;
}

void TextBpeModel::EncodeWord(absl::string_view word, WordCache& cache, std::vector<int32_t>& out) const {
  if (options_.ignore_merges) {
    if (const int32_t id = table_.IdOf(word); id >= 0) return out.push_back(id);
  }
  if (const std::vector<int32_t>* known = cache.Find(word)) {
    out.insert(out.end(), known->begin(), known->end());
    return;
  }
  Characters characters(*this);
  for (size_t i = 0; i < word.size();) {
    size_t bytes = 0;
    FirstCharacter(word.substr(i), bytes);
    const bool is_first = i == 0, is_last = i + bytes == word.size();
    characters.Add(absl::StrCat(is_first ? "" : options_.continuing_subword_prefix, word.substr(i, bytes),
                                is_last ? options_.end_of_word_suffix : ""));
    i += bytes;
  }
  std::vector<int32_t> ids = std::move(characters).Finish();
  merges_.Apply(ids);
  out.insert(out.end(), ids.begin(), ids.end());
  cache.Store(word, std::move(ids));
}

void TextBpeModel::Describe(TokenizerDigest& digest) const {
  digest.Add(
      absl::StrCat("text bpe ", options_.fuse_unk, options_.byte_fallback, options_.ignore_merges, " ", unk_id_));
  digest.Add(options_.continuing_subword_prefix);
  digest.Add(options_.end_of_word_suffix);
  merges_.Describe(digest);
}

}  // namespace octavo
