#ifndef OCTAVO_CLIENT_RENDER_GLYPHS_H_
#define OCTAVO_CLIENT_RENDER_GLYPHS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace octavo::client {

/// `script` with every character that no font of this machine can draw replaced by "□": where a glyph is missing,
/// gnuplot's cairo terminals fill half of the picture with the black outline of a box. Asks fontconfig's fc-list as a
/// child process, and only where there is a character beyond Latin, Greek and Cyrillic; where it cannot be asked, all
/// of those are replaced.
std::string DrawableText(absl::string_view script);

/// The same by an answer of `fc-list --format '%{charset}\n'`: for each font a line of ranges, "20-7e a0 b0-ff".
std::string DrawableText(absl::string_view script, absl::string_view charsets);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_GLYPHS_H_
