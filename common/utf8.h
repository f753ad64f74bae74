#ifndef OCTAVO_COMMON_UTF8_H_
#define OCTAVO_COMMON_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo {

/// At most the first `max_bytes` bytes of `text`, which is UTF-8, with no character cut in two: protobuf's strings must
/// be whole UTF-8.
std::string Utf8Prefix(absl::string_view text, size_t max_bytes);

struct Utf8Character {
  uint32_t code = 0;
  size_t bytes = 1;
  bool valid = false;
};

/// The first character of `text`, which is not empty, by RFC 3629 (no surrogates, no overlong forms); where there is
/// none, one byte that is not valid.
Utf8Character FirstUtf8Character(absl::string_view text);

/// Whether a code point is no part of a text but steers what shows it: control characters (also tab and line break,
/// and those of U+0080 to U+009F), the line and paragraph separators U+2028 and U+2029, and Unicode's Bidi_Control,
/// which changes the direction of writing.
bool SteersText(uint32_t code);

}  // namespace octavo

#endif  // OCTAVO_COMMON_UTF8_H_
