#ifndef OCTAVO_CLIENT_RENDER_TEXT_FIT_H_
#define OCTAVO_CLIENT_RENDER_TEXT_FIT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace octavo::client {

// Clean text (CleanText()) made to fit into pictures and pages, by the widths of TextEms().

/// `text` where it is at most about `ems` wide in a proportional font, else its beginning, an ellipsis and its end:
/// long names often begin alike.
std::string Shorten(absl::string_view text, double ems);

/// `text` on at most `most` lines of about `ems`, broken at spaces, at hyphens, slashes and underscores where there are
/// none, and anywhere at last; what does not fit is shortened. One empty line for an empty text.
std::vector<std::string> WrapText(absl::string_view text, double ems, size_t most);

/// Each of `texts` as Shorten() has it; but where texts that differ would then look alike, what they differ in is kept.
std::vector<std::string> ShortenApart(absl::Span<const std::string> texts, double ems);

/// The same on at most `most` lines each, as WrapText() breaks them.
std::vector<std::vector<std::string>> WrapApart(absl::Span<const std::string> texts, double ems, size_t most);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_TEXT_FIT_H_
