#ifndef OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_
#define OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::client {

// Text from outside on its way into a picture or a page: what is no text is replaced, and how much room the rest takes.

/// `text` as UTF-8: bytes that are none, and what steers a display (SteersText()) but tab and line break, become
/// U+FFFD.
std::string CleanText(absl::string_view text);

/// The code points of clean text.
std::vector<uint32_t> CodePoints(absl::string_view text);

/// About how many ems wide `text` is in a proportional font, rather too many, as fonts differ: at least as many as in
/// DejaVu Sans, less 5 %.
double TextEms(absl::string_view text);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLAIN_TEXT_H_
