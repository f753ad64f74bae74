#ifndef OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FRAME_H_
#define OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FRAME_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "worker/runner/text/added_tokens.h"
#include "worker/runner/text/tokenizer.h"
#include "worker/runner/text/tokenizer_digest.h"

namespace octavo {

/// A special token beside a text. Its id is the vocabulary's, or that which a post-processor says itself.
struct FrameToken {
  FrameToken(std::string text) : token(std::move(text)) {}  // NOLINT: lists of names
  FrameToken(const char* text) : token(text) {}             // NOLINT
  FrameToken(std::string text, int32_t fixed_id) : token(std::move(text)), id(fixed_id) {}

  std::string token;
  int32_t id = -1;  // -1: the vocabulary's
};

/// What surrounds a tokenizer's model: the tokens found in the text as they stand, and those put around it. The
/// defaults are BERT's.
struct FrameConfig {
  std::vector<AddedToken> added_tokens;             // their ids may lie above the vocabulary's
  std::vector<FrameToken> before_text = {"[CLS]"};  // special tokens that Encode puts before and after a text
  std::vector<FrameToken> after_text = {"[SEP]"};
  std::string pad_token = "[PAD]";
  std::string cls_token = "[CLS]";
  std::string sep_token = "[SEP]";
  std::string mask_token = "[MASK]";
};

/// The part of a tokenizer that does not depend on its model: special tokens around a text, truncation, added tokens.
/// Immutable and thread-safe.
class TokenizerFrame {
 public:
  /// Largest id, twice that of any published vocabulary: there is a table of all ids up to the largest, and a small
  /// hostile file must not make it one of gigabytes.
  static constexpr int32_t kMaxId = 1 << 20;

  /// `vocabulary`: the model's tokens by id, empty where an id has none; `unk`: its unknown token's id or -1.
  /// `normalized_content`: what an added token that is looked for in normalized text looks like there.
  /// INVALID_ARGUMENT names the token that is wrong.
  static absl::StatusOr<TokenizerFrame> Create(const FrameConfig& config, const std::vector<std::string>& vocabulary,
                                               int32_t unk,
                                               absl::FunctionRef<std::string(absl::string_view)> normalized_content);

  /// Appends the ids of a stretch of raw text that holds no added token; may stop once `ids` has `limit` of them.
  using EncodeStretch = absl::FunctionRef<void(absl::string_view text, size_t limit, std::vector<int32_t>& ids)>;
  /// Tokenizer::Encode, given how a stretch is encoded.
  std::vector<int32_t> Encode(absl::string_view text, int max_length, EncodeStretch encode) const;

  const std::vector<std::string>& tokens() const { return tokens_; }  // vocabulary and added tokens by id
  absl::string_view Token(int32_t id) const;
  const SpecialTokenIds& special_ids() const { return special_ids_; }
  int num_special_tokens() const { return static_cast<int>(before_.size() + after_.size()); }
  int num_closing_tokens() const { return static_cast<int>(after_.size()); }
  const std::vector<AddedToken>& added_tokens() const { return added_tokens_; }
  /// Finds the added tokens that are looked for in normalized text.
  const AddedTokenMatcher& normalized_matcher() const { return normalized_matcher_; }

  /// Adds everything here that decides ids.
  void Describe(TokenizerDigest& digest) const;

 private:
  TokenizerFrame(const FrameConfig& config, AddedTokenMatcher raw, AddedTokenMatcher normalized);
  absl::Status AddTokens(const std::vector<std::string>& vocabulary);
  absl::Status ResolveSpecialTokens(const FrameConfig& config, int32_t unk);

  std::vector<AddedToken> added_tokens_;
  AddedTokenMatcher raw_matcher_;  // added tokens looked for in the raw text
  AddedTokenMatcher normalized_matcher_;
  std::vector<std::string> tokens_;
  std::vector<int32_t> before_;
  std::vector<int32_t> after_;
  SpecialTokenIds special_ids_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_TOKENIZER_FRAME_H_
