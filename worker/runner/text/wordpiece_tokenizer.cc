#include "worker/runner/text/wordpiece_tokenizer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

std::string NormalizedContent(const BertNormalizerOptions& options, absl::string_view content) {
  std::u32string wide;
  AppendUtf32(content, wide);
  BertNormalize(options, wide);
  std::string normalized;
  for (const char32_t c : wide) AppendUtf8(c, normalized);
  return normalized;
}

std::vector<AddedToken> TokensToMatch(const WordPieceConfig& config, bool normalized) {
  std::vector<AddedToken> tokens;
  for (AddedToken token : config.added_tokens) {
    if (token.normalized != normalized) continue;
    if (normalized) token.content = NormalizedContent(config.normalizer, token.content);
    if (!token.content.empty()) tokens.push_back(std::move(token));
  }
  return tokens;
}

/// Every ASCII character below that is white space in any setting: a word, a decomposition or a removal never crosses
/// it.
bool EndsChunk(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

/// Buffers that keep their memory from text to text, and the word cache.
struct WordPieceTokenizer::Scratch {
  WordCache cache;
  std::string word;
  std::u32string wide;
};

/// Lends a Scratch for one call, so that Encode is thread-safe without a lock around the work.
class WordPieceTokenizer::ScratchLease {
 public:
  explicit ScratchLease(const WordPieceTokenizer& owner) : owner_(owner) {
    MutexLock lock(owner_.mutex_);
    if (owner_.idle_.empty()) {
      scratch_ = std::make_unique<Scratch>();
    } else {
      scratch_ = std::move(owner_.idle_.back());
      owner_.idle_.pop_back();
    }
  }
  ~ScratchLease() {
    MutexLock lock(owner_.mutex_);
    owner_.idle_.push_back(std::move(scratch_));
  }
  ScratchLease(const ScratchLease&) = delete;
  ScratchLease& operator=(const ScratchLease&) = delete;
  Scratch& operator*() { return *scratch_; }

 private:
  const WordPieceTokenizer& owner_;
  std::unique_ptr<Scratch> scratch_;
};

absl::StatusOr<std::unique_ptr<WordPieceTokenizer>> WordPieceTokenizer::Create(WordPieceConfig config) {
  OCTAVO_ASSIGN_OR_RETURN(WordPieceModel model, WordPieceModel::Create(std::move(config.model)));
  for (const AddedToken& token : config.added_tokens) {
    const int32_t known = model.IdOf(token.content);
    if (token.content.empty() || token.id < 0 || token.id > WordPieceModel::kMaxId) {
      return absl::InvalidArgumentError(absl::StrCat("added token \"", token.content, "\" with id ", token.id,
                                                     ": the text must not be empty, the id at most ",
                                                     WordPieceModel::kMaxId));
    }
    const bool free = token.id >= static_cast<int32_t>(model.tokens().size()) || model.tokens()[token.id].empty();
    if (known >= 0 ? known != token.id : !free) {
      return absl::InvalidArgumentError(absl::StrCat(
          "added token \"", token.content, "\" has id ", token.id, ", but the vocabulary gives ",
          known >= 0 ? absl::StrCat("it id ", known) : absl::StrCat("that id to \"", model.tokens()[token.id], "\"")));
    }
  }
  std::unique_ptr<WordPieceTokenizer> tokenizer(new WordPieceTokenizer(config, std::move(model)));
  OCTAVO_RETURN_IF_ERROR(tokenizer->ResolveSpecialTokens(config));
  tokenizer->digest_ = tokenizer->ComputeDigest();
  return tokenizer;
}

WordPieceTokenizer::WordPieceTokenizer(WordPieceConfig& config, WordPieceModel model)
    : normalizer_(config.normalizer),
      model_(std::move(model)),
      added_tokens_(config.added_tokens),
      raw_matcher_(TokensToMatch(config, /*normalized=*/false)),
      normalized_matcher_(TokensToMatch(config, /*normalized=*/true)),
      tokens_(model_.tokens()) {
  for (const AddedToken& token : added_tokens_) {
    if (token.id >= static_cast<int32_t>(tokens_.size())) tokens_.resize(static_cast<size_t>(token.id) + 1);
    tokens_[token.id] = token.content;
  }
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

WordPieceTokenizer::~WordPieceTokenizer() = default;

int32_t WordPieceTokenizer::FindToken(absl::string_view token) const {
  const int32_t id = model_.IdOf(token);
  if (id >= 0) return id;
  const auto added = std::find_if(added_tokens_.begin(), added_tokens_.end(),
                                  [&](const AddedToken& candidate) { return candidate.content == token; });
  return added == added_tokens_.end() ? -1 : added->id;
}

absl::Status WordPieceTokenizer::ResolveSpecialTokens(const WordPieceConfig& config) {
  const auto resolve = [&](const std::vector<std::string>& names, std::vector<int32_t>& ids) {
    for (const std::string& name : names) {
      const int32_t id = FindToken(name);
      if (id < 0) {
        return absl::InvalidArgumentError(
            absl::StrCat("the vocabulary of ", tokens_.size(), " tokens lacks the special token \"", name, "\""));
      }
      ids.push_back(id);
    }
    return absl::OkStatus();
  };
  OCTAVO_RETURN_IF_ERROR(resolve(config.before_text, before_));
  OCTAVO_RETURN_IF_ERROR(resolve(config.after_text, after_));
  special_ids_ = {.pad = FindToken(config.pad_token),
                  .unk = model_.unk_id(),
                  .cls = FindToken(config.cls_token),
                  .sep = FindToken(config.sep_token),
                  .mask = FindToken(config.mask_token)};
  return absl::OkStatus();
}

std::string WordPieceTokenizer::ComputeDigest() const {
  Sha256 sha;
  const auto add = [&](absl::string_view field) { sha.Update(absl::StrCat(field.size(), ":", field)); };
  add("octavo wordpiece 1");
  add(absl::StrCat(normalizer_.clean_text, normalizer_.handle_chinese_chars, normalizer_.strip_accents,
                   normalizer_.lowercase, " ", model_.options().max_word_characters));
  add(model_.options().unk_token);
  add(model_.options().continuing_prefix);
  for (const std::string& token : tokens_) add(token);
  std::vector<std::string> added;
  for (const AddedToken& token : added_tokens_) {
    added.push_back(absl::StrCat(token.id, " ", token.single_word, token.lstrip, token.rstrip, token.normalized));
  }
  std::sort(added.begin(), added.end());
  for (const std::string& token : added) add(token);
  for (const auto* ids : {&before_, &after_}) {
    add(absl::StrCat(ids->size(), " ids"));
    for (const int32_t id : *ids) add(absl::StrCat(id));
  }
  return sha.Finish();
}

absl::string_view WordPieceTokenizer::Token(int32_t id) const {
  return id < 0 || id >= vocab_size() ? absl::string_view() : absl::string_view(tokens_[id]);
}

std::string WordPieceTokenizer::VocabularyText() const {
  std::string text;
  for (const std::string& token : tokens_) absl::StrAppend(&text, token, "\n");
  return text;
}

std::vector<int32_t> WordPieceTokenizer::Encode(absl::string_view text, int max_length) const {
  const size_t special = before_.size() + after_.size();
  size_t limit = std::numeric_limits<size_t>::max();  // of `ids` before the closing special tokens
  if (max_length > 0) limit = std::max(static_cast<size_t>(max_length), special) - after_.size();
  std::vector<int32_t> ids = before_;
  ids.reserve(special + std::min(limit, text.size() / 4));
  {
    ScratchLease scratch(*this);
    EncodeBody(text, limit, *scratch, ids);
  }
  if (ids.size() > limit) ids.resize(limit);
  ids.insert(ids.end(), after_.begin(), after_.end());
  return ids;
}

void WordPieceTokenizer::EncodeBody(absl::string_view text, size_t limit, Scratch& scratch,
                                    std::vector<int32_t>& out) const {
  if (!raw_matcher_.MayMatch(text)) return EncodeStretch(text, limit, scratch, out);
  for (const TextPart& part : raw_matcher_.Split(text)) {
    if (out.size() >= limit) return;
    if (part.id >= 0) {
      out.push_back(part.id);
    } else {
      EncodeStretch(part.text, limit, scratch, out);
    }
  }
}

void WordPieceTokenizer::EncodeStretch(absl::string_view text, size_t limit, Scratch& scratch,
                                       std::vector<int32_t>& out) const {
  if (!normalized_matcher_.empty()) return EncodeNormalizedStretch(text, scratch, out);
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
  for (const TextPart& part : normalized_matcher_.Split(normalized)) {
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
