#include "worker/runner/text/added_tokens.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <set>
#include <utility>

#include "worker/runner/text/unicode.h"

namespace octavo {
namespace {

bool StandsAlone(absl::string_view text, size_t begin, size_t end) {
  size_t bytes = 0;
  if (begin > 0 && IsWordCharacter(LastCharacter(text.substr(0, begin), bytes))) return false;
  return end == text.size() || !IsWordCharacter(FirstCharacter(text.substr(end), bytes));
}

size_t SkipWhitespace(absl::string_view text, size_t position) {
  size_t bytes = 0;
  while (position < text.size() && IsWhitespace(FirstCharacter(text.substr(position), bytes))) position += bytes;
  return position;
}

}  // namespace

AddedTokenMatcher::AddedTokenMatcher(std::vector<AddedToken> tokens) : tokens_(std::move(tokens)) {
  std::set<size_t, std::greater<>> lengths;
  for (size_t place = 0; place < tokens_.size(); ++place) {
    const std::string& content = tokens_[place].content;
    by_content_.try_emplace(content, place);
    lengths.insert(content.size());
    const auto first = static_cast<unsigned char>(content[0]);
    if (!std::exchange(first_bytes_[first], true)) distinct_first_bytes_.push_back(content[0]);
  }
  lengths_.assign(lengths.begin(), lengths.end());
}

bool AddedTokenMatcher::MayMatch(absl::string_view text) const {
  return std::any_of(distinct_first_bytes_.begin(), distinct_first_bytes_.end(),
                     [&](char c) { return !text.empty() && std::memchr(text.data(), c, text.size()) != nullptr; });
}

const AddedToken* AddedTokenMatcher::Match(absl::string_view text, size_t position) const {
  if (!first_bytes_[static_cast<unsigned char>(text[position])]) return nullptr;
  for (const size_t length : lengths_) {
    if (length > text.size() - position) continue;
    const auto found = by_content_.find(text.substr(position, length));
    if (found != by_content_.end()) return &tokens_[found->second];
  }
  return nullptr;
}

std::vector<TextPart> AddedTokenMatcher::Split(absl::string_view text) const {
  std::vector<TextPart> parts;
  size_t done = 0;         // everything before is in a part
  size_t white_begin = 0;  // the last stretch that rstrip took: a token in it ends where that does
  size_t white_end = 0;
  for (size_t i = 0; i < text.size();) {
    const AddedToken* token = Match(text, i);
    if (token == nullptr) {
      ++i;
      continue;
    }
    size_t begin = i;
    size_t end = i + token->content.size();
    i = end;  // not past the white space that rstrip takes: as in the original, a token may begin there
    if (token->single_word && !StandsAlone(text, begin, end)) continue;
    if (token->lstrip) {
      const size_t from = std::min(done, begin);  // what lies before is taken: to look at it again takes quadratic time
      begin = done + TrimWhitespaceAtEnd(text.substr(from, begin - from)).size();
    }
    if (token->rstrip && (end < white_begin || end >= white_end)) {
      white_begin = end;
      white_end = SkipWhitespace(text, end);
    }
    if (token->rstrip) end = std::max(end, white_end);
    if (done < begin) parts.push_back({text.substr(done, begin - done), -1});
    parts.push_back({text.substr(begin, end - begin), token->id});
    done = end;
  }
  if (done < text.size()) parts.push_back({text.substr(done), -1});
  return parts;
}

}  // namespace octavo
