#include "worker/runner/text/bpe_tokenizer.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/byte_level.h"
#include "worker/runner/text/tokenizer_digest.h"
#include "worker/runner/text/unicode.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<BpeTokenizer>> BpeTokenizer::Create(const BpeConfig& config) {
  OCTAVO_ASSIGN_OR_RETURN(BpeModel model, BpeModel::Create(config.model));
  // Nothing is normalized: an added token looks in normalized text as in the raw one.
  OCTAVO_ASSIGN_OR_RETURN(TokenizerFrame frame,
                          TokenizerFrame::Create(config, model.tokens(), model.unk_id(),
                                                 [](absl::string_view content) { return std::string(content); }));
  std::unique_ptr<BpeTokenizer> tokenizer(new BpeTokenizer(config, std::move(model), std::move(frame)));
  tokenizer->digest_ = tokenizer->ComputeDigest();
  return tokenizer;
}

BpeTokenizer::BpeTokenizer(const BpeConfig& config, BpeModel model, TokenizerFrame frame)
    : FramedTokenizer(std::move(frame)),
      add_prefix_space_(config.add_prefix_space),
      split_words_(config.split_words),
      model_(std::move(model)) {}

std::string BpeTokenizer::ComputeDigest() const {
  TokenizerDigest digest("octavo byte-level bpe 2");
  digest.Add(absl::StrCat(add_prefix_space_, split_words_));
  model_.Describe(digest);
  frame_.Describe(digest);
  return digest.Finish();
}

std::vector<int32_t> BpeTokenizer::Encode(absl::string_view text, int max_length) const {
  ScratchPool<Scratch>::Lease scratch(scratch_);
  const auto encode = [&](absl::string_view stretch, size_t limit, std::vector<int32_t>& ids) {
    EncodeStretch(stretch, limit, *scratch, ids);
  };
  if (IsWellFormed(text)) return frame_.Encode(text, max_length, encode);
  return frame_.Encode(ReplaceIllFormed(text), max_length, encode);
}

void BpeTokenizer::EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch,
                                 std::vector<int32_t>& out) const {
  if (frame_.normalized_matcher().empty()) return EncodeWords(text, limit, scratch, out);
  for (const TextPart& part : frame_.normalized_matcher().Split(text)) {
    if (out.size() >= limit) return;
    if (part.id >= 0) {
      out.push_back(part.id);
    } else {
      EncodeWords(part.text, limit, scratch, out);
    }
  }
}

void BpeTokenizer::EncodeWords(absl::string_view text, size_t limit, Scratch& scratch,
                               std::vector<int32_t>& out) const {
  if (text.empty()) return;
  if (add_prefix_space_ && text[0] != ' ') {
    scratch.text = absl::StrCat(" ", text);
    text = scratch.text;
  }
  while (!text.empty() && out.size() < limit) {
    const size_t length = split_words_ ? FirstByteLevelWord(text) : text.size();
    model_.EncodeWord(text.substr(0, length), scratch.cache, out);
    text.remove_prefix(length);
  }
}

}  // namespace octavo
