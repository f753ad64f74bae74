#ifndef OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_
#define OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::client {

// Text from outside on its way into a picture or a page: what is no text is replaced, what is too long is shortened.

/// `text` as UTF-8: bytes that are none, and control characters but tab and line break, become U+FFFD.
std::string CleanText(absl::string_view text);

/// The code points of clean text.
std::vector<uint32_t> CodePoints(absl::string_view text);

/// About how many ems wide `text` is in a proportional font, rather too many, as fonts differ.
double TextEms(absl::string_view text);

/// `text` where it is at most about `ems` wide in a proportional font, else its beginning, an ellipsis and its end:
/// long names often begin alike.
std::string Shorten(absl::string_view text, double ems);

/// `text` on at most `most` lines of about `ems`, broken at spaces, at hyphens, slashes and underscores where there are
/// none, and anywhere at last; what does not fit is shortened. One empty line for an empty text.
std::vector<std::string> WrapText(absl::string_view text, double ems, size_t most);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_
