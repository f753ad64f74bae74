#include "worker/runner/text/wordpiece_tokenizer.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_digest.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

std::string NormalizedContent(const BertNormalizerOptions& options, absl::string_view content) {
  std::u32string wide;
  AppendUtf32(content, wide);
  BertNormalize(options, wide);
  std::string normalized;
  AppendUtf8(wide, normalized);
  return normalized;
}

/// Every ASCII character below that is white space in any setting: a word, a decomposition or a removal never crosses
/// it.
bool EndsChunk(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

absl::StatusOr<std::unique_ptr<WordPieceTokenizer>> WordPieceTokenizer::Create(WordPieceConfig config) {
  OCTAVO_ASSIGN_OR_RETURN(WordPieceModel model, WordPieceModel::Create(std::move(config.model)));
  OCTAVO_ASSIGN_OR_RETURN(
      TokenizerFrame frame,
      TokenizerFrame::Create(config, model.tokens(), model.unk_id(),
                             [&](absl::string_view content) { return NormalizedContent(config.normalizer, content); }));
  std::unique_ptr<WordPieceTokenizer> tokenizer(
      new WordPieceTokenizer(config.normalizer, std::move(model), std::move(frame)));
  tokenizer->digest_ = tokenizer->ComputeDigest();
  return tokenizer;
}

WordPieceTokenizer::WordPieceTokenizer(const BertNormalizerOptions& normalizer, WordPieceModel model,
                                       TokenizerFrame frame)
    : FramedTokenizer(std::move(frame)), normalizer_(normalizer), model_(std::move(model)) {
  for (char32_t c = 0; c < 128; ++c) {
    auto& kind = ascii_class_[c];
    kind = AsciiClass::kLetter;
    if (normalizer_.clean_text && IsRemovedByCleaning(c)) {
      kind = AsciiClass::kRemoved;
    } else if (IsWhitespace(c)) {
      kind = AsciiClass::kSpace;
    } else if (IsBertPunctuation(c)) {
      kind = AsciiClass::kPunctuation;
    }
    const char narrow = static_cast<char>(c);
    ascii_lower_[c] = normalizer_.lowercase ? absl::ascii_tolower(static_cast<unsigned char>(narrow)) : narrow;
  }
}

std::string WordPieceTokenizer::ComputeDigest() const {
  TokenizerDigest digest("octavo wordpiece 2");
  digest.Add(absl::StrCat(normalizer_.clean_text, normalizer_.handle_chinese_chars, normalizer_.strip_accents,
                          normalizer_.lowercase, " ", model_.options().max_word_characters));
  digest.Add(model_.options().unk_token);
  digest.Add(model_.options().continuing_prefix);
  frame_.Describe(digest);
  return digest.Finish();
}

std::string WordPieceTokenizer::VocabularyText() const {
  std::string text;
  for (const std::string& token : frame_.tokens()) absl::StrAppend(&text, token, "\n");
  return text;
}

std::vector<int32_t> WordPieceTokenizer::Encode(absl::string_view text, int max_length) const {
  ScratchPool<Scratch>::Lease scratch(scratch_);
  return frame_.Encode(text, max_length, [&](absl::string_view stretch, size_t limit, std::vector<int32_t>& ids) {
    EncodeStretch(stretch, limit, *scratch, ids);
  });
}

void WordPieceTokenizer::EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch,
                                       std::vector<int32_t>& out) const {
  if (!frame_.normalized_matcher().empty()) return EncodeNormalizedStretch(text, scratch, out);
  for (size_t position = 0; position < text.size() && out.size() < limit;) {
    const size_t begin = position;
    const size_t known = out.size();
    if (EncodeAsciiChunk(text, position, scratch, out)) continue;
    // Not plain ASCII up to the next white space: forget its words and take the chunk through ICU.
    out.resize(known);
    while (position < text.size() && !EndsChunk(text[position])) ++position;
    scratch.wide.clear();
    AppendUtf32(text.substr(begin, position - begin), scratch.wide);
    BertNormalize(normalizer_, scratch.wide);
    EncodeWideChunk(scratch.wide, scratch, out);
  }
}

bool WordPieceTokenizer::EncodeAsciiChunk(absl::string_view text, size_t& position, Scratch& scratch,
                                          std::vector<int32_t>& out) const {
  std::string& word = scratch.word;
  word.clear();
  const auto finish_word = [&] {
    if (word.empty()) return;
    model_.EncodeWord(word, static_cast<int>(word.size()), scratch.cache, out);
    word.clear();
  };
  for (; position < text.size(); ++position) {
    const auto c = static_cast<unsigned char>(text[position]);
    if (c >= 128) return false;
    switch (ascii_class_[c]) {
      case AsciiClass::kLetter:
        word.push_back(ascii_lower_[c]);
        break;
      case AsciiClass::kRemoved:
        break;
      case AsciiClass::kPunctuation:
        finish_word();
        word.push_back(static_cast<char>(c));
        finish_word();
        break;
      case AsciiClass::kSpace:
        finish_word();
        if (EndsChunk(static_cast<char>(c))) {
          ++position;
          return true;
        }
        break;
    }
  }
  finish_word();
  return true;
}

void WordPieceTokenizer::EncodeWideChunk(std::u32string& chunk, Scratch& scratch, std::vector<int32_t>& out) const {
  std::string& word = scratch.word;
  word.clear();
  int characters = 0;
  const auto finish_word = [&] {
    if (characters > 0) model_.EncodeWord(word, characters, scratch.cache, out);
    word.clear();
    characters = 0;
  };
  for (const char32_t c : chunk) {
    if (IsWhitespace(c)) {
      finish_word();
    } else if (IsBertPunctuation(c)) {
      finish_word();
      AppendUtf8(c, word);
      characters = 1;
      finish_word();
    } else {
      AppendUtf8(c, word);
      ++characters;
    }
  }
  finish_word();
}

void WordPieceTokenizer::EncodeNormalizedStretch(absl::string_view text, Scratch& scratch,
                                                 std::vector<int32_t>& out) const {
  const std::string normalized = NormalizedContent(normalizer_, text);
  for (const TextPart& part : frame_.normalized_matcher().Split(normalized)) {
    if (part.id >= 0) {
      out.push_back(part.id);
      continue;
    }
    scratch.wide.clear();
    AppendUtf32(part.text, scratch.wide);
    EncodeWideChunk(scratch.wide, scratch, out);
  }
}

}  // namespace octavo
