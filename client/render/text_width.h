#ifndef OCTAVO_CLIENT_RENDER_TEXT_WIDTH_H_
#define OCTAVO_CLIENT_RENDER_TEXT_WIDTH_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo::client {

// How much room UTF-8 text takes on a terminal. All are pure and independent of the locale.

/// Columns of `text`: two for wide characters (East Asian ones, emoji), none for the usual combining marks and joiners,
/// one for all others and for each byte that is no UTF-8. Sequences that some terminals draw as one character count as
/// their parts: where terminals differ it is rather too many than too few.
size_t DisplayWidth(absl::string_view text);

/// `text` if it takes at most `columns`; else its beginning and "…", together at most `columns`. No character is cut.
std::string FitWidth(absl::string_view text, size_t columns);

/// `text` with whatever may steer a terminal (SteersText()), or is no UTF-8, replaced by '?'. For text that comes from
/// outside.
std::string Printable(absl::string_view text);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_TEXT_WIDTH_H_
