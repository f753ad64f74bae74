#include "worker/runner/text/tokenizer_frame.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

using NormalizedContent = absl::FunctionRef<std::string(absl::string_view)>;

AddedTokenMatcher MatcherOf(const FrameConfig& config, bool normalized, NormalizedContent normalized_content) {
  std::vector<AddedToken> tokens;
  for (AddedToken token : config.added_tokens) {
    if (token.normalized != normalized) continue;
    if (normalized) token.content = normalized_content(token.content);
    if (!token.content.empty()) tokens.push_back(std::move(token));
  }
  return AddedTokenMatcher(std::move(tokens));
}

/// Two tokens that normalized text does not tell apart: which of them Python finds changes from run to run.
absl::Status CheckDistinct(const FrameConfig& config, NormalizedContent normalized_content) {
  absl::flat_hash_map<std::string, const AddedToken*> by_content;
  for (const AddedToken& token : config.added_tokens) {
    if (!token.normalized) continue;
    const auto [known, fresh] = by_content.try_emplace(normalized_content(token.content), &token);
    if (fresh || known->second->id == token.id || known->first.empty()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("the added tokens \"", known->second->content, "\" and \"", token.content, "\" are both \"",
                     known->first, "\" in normalized text; remove one, or set its normalized to false"));
  }
  return absl::OkStatus();
}

}  // namespace

TokenizerFrame::TokenizerFrame(const FrameConfig& config, AddedTokenMatcher raw, AddedTokenMatcher normalized)
    : added_tokens_(config.added_tokens), raw_matcher_(std::move(raw)), normalized_matcher_(std::move(normalized)) {}

absl::StatusOr<TokenizerFrame> TokenizerFrame::Create(const FrameConfig& config,
                                                      const std::vector<std::string>& vocabulary, int32_t unk,
                                                      NormalizedContent normalized_content) {
  OCTAVO_RETURN_IF_ERROR(CheckDistinct(config, normalized_content));
  TokenizerFrame frame(config, MatcherOf(config, /*normalized=*/false, normalized_content),
                       MatcherOf(config, /*normalized=*/true, normalized_content));
  OCTAVO_RETURN_IF_ERROR(frame.AddTokens(vocabulary));
  OCTAVO_RETURN_IF_ERROR(frame.ResolveSpecialTokens(config, unk));
  return frame;
}

absl::Status TokenizerFrame::AddTokens(const std::vector<std::string>& vocabulary) {
  absl::flat_hash_map<absl::string_view, int32_t> ids;
  for (size_t id = 0; id < vocabulary.size(); ++id) {
    if (!vocabulary[id].empty()) ids.emplace(vocabulary[id], static_cast<int32_t>(id));
  }
  tokens_ = vocabulary;
  for (const AddedToken& token : added_tokens_) {
    if (token.content.empty() || token.id < 0 || token.id > kMaxId) {
      return absl::InvalidArgumentError(absl::StrCat("added token \"", token.content, "\" with id ", token.id,
                                                     ": the text must not be empty, the id at most ", kMaxId));
    }
    const auto known = ids.find(token.content);
    const auto at = static_cast<size_t>(token.id);
    const bool free = at >= vocabulary.size() || vocabulary[at].empty();
    if (known != ids.end() ? known->second != token.id : !free) {
      return absl::InvalidArgumentError(
          absl::StrCat("added token \"", token.content, "\" has id ", token.id, ", but the vocabulary gives ",
                       known != ids.end() ? absl::StrCat("it id ", known->second)
                                          : absl::StrCat("that id to \"", vocabulary[at], "\"")));
    }
    if (at >= tokens_.size()) tokens_.resize(at + 1);
    tokens_[at] = token.content;
  }
  return absl::OkStatus();
}

absl::Status TokenizerFrame::ResolveSpecialTokens(const FrameConfig& config, int32_t unk) {
  // A post-processor may name any number of tokens: each must not look through all of them.
  absl::flat_hash_map<absl::string_view, int32_t> known;
  for (size_t id = 0; id < tokens_.size(); ++id) {
    if (!tokens_[id].empty()) known.emplace(tokens_[id], static_cast<int32_t>(id));
  }
  const auto find = [&](const std::string& name) {
    const auto found = known.find(name);
    return found == known.end() ? -1 : found->second;
  };
  const auto resolve = [&](const std::vector<FrameToken>& wanted, std::vector<int32_t>& ids) {
    for (const FrameToken& special : wanted) {
      ids.push_back(special.id >= 0 ? special.id : find(special.token));
      if (ids.back() >= 0 && !Token(ids.back()).empty()) continue;
      return absl::InvalidArgumentError(absl::StrCat("the vocabulary of ", tokens_.size(),
                                                     " tokens lacks the special token \"", special.token, "\"",
                                                     special.id >= 0 ? absl::StrCat(" with id ", special.id) : ""));
    }
    return absl::OkStatus();
  };
  OCTAVO_RETURN_IF_ERROR(resolve(config.before_text, before_));
  OCTAVO_RETURN_IF_ERROR(resolve(config.after_text, after_));
  special_ids_ = {.pad = find(config.pad_token),
                  .unk = unk,
                  .cls = find(config.cls_token),
                  .sep = find(config.sep_token),
                  .mask = find(config.mask_token)};
  return absl::OkStatus();
}

absl::string_view TokenizerFrame::Token(int32_t id) const {
  return id < 0 || id >= static_cast<int32_t>(tokens_.size()) ? absl::string_view() : absl::string_view(tokens_[id]);
}

std::vector<int32_t> TokenizerFrame::Encode(absl::string_view text, int max_length, EncodeStretch encode) const {
  const size_t special = before_.size() + after_.size();
  size_t limit = std::numeric_limits<size_t>::max();  // of `ids` before the closing special tokens
  if (max_length > 0) limit = std::max(static_cast<size_t>(max_length), special) - after_.size();
  std::vector<int32_t> ids = before_;
  ids.reserve(special + std::min(limit, text.size() / 4));
  if (!raw_matcher_.MayMatch(text)) {
    encode(text, limit, ids);
  } else {
    for (const TextPart& part : raw_matcher_.Split(text)) {
      if (ids.size() >= limit) break;
      if (part.id >= 0) {
        ids.push_back(part.id);
      } else {
        encode(part.text, limit, ids);
      }
    }
  }
  if (ids.size() > limit) ids.resize(limit);
  ids.insert(ids.end(), after_.begin(), after_.end());
  return ids;
}

void TokenizerFrame::Describe(TokenizerDigest& digest) const {
  digest.BeginList("tokens", tokens_.size());
  for (const std::string& token : tokens_) digest.Add(token);
  std::vector<std::string> added;
  for (const AddedToken& token : added_tokens_) {
    // With its text: of two added tokens with one id, only one has its text among tokens_.
    added.push_back(absl::StrCat(token.id, " ", token.single_word, token.lstrip, token.rstrip, token.normalized, " ",
                                 token.content));
  }
  std::sort(added.begin(), added.end());
  digest.BeginList("added", added.size());
  for (const std::string& token : added) digest.Add(token);
  for (const auto* ids : {&before_, &after_}) {
    digest.BeginList("special", ids->size());
    for (const int32_t id : *ids) digest.Add(absl::StrCat(id));
  }
}

}  // namespace octavo
