#ifndef OCTAVO_COMMON_INPUT_SOURCE_H_
#define OCTAVO_COMMON_INPUT_SOURCE_H_

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace octavo {

// What the protocol takes as JobInput.sources: one rule, which the client keeps to and the server checks.

inline constexpr size_t kMaxInputSources = 8;
inline constexpr size_t kMaxInputSourceBytes = 1000;

/// Whether the text has the form of a source: an address of hf://, https:// or http:// in printable ASCII without
/// blanks, of at most kMaxInputSourceBytes. What it says is the worker's business (hub/public_source.h). Pure.
inline bool IsInputSource(absl::string_view text) {
  const bool known =
      absl::StartsWith(text, "hf://") || absl::StartsWith(text, "https://") || absl::StartsWith(text, "http://");
  const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7F; });
  return known && plain && text.size() <= kMaxInputSourceBytes;
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_INPUT_SOURCE_H_
