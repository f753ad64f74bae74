#ifndef OCTAVO_HUB_RANGE_HEADERS_H_
#define OCTAVO_HUB_RANGE_HEADERS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo::hub {

// The fields by which the rest of a file is asked for and given (RFC 9110 sections 8.8.3, 13.1.5 and 14). Pure.

/// A number of bytes as HTTP writes it: digits alone, without sign and blanks (RFC 9110 section 8.6). Nothing for
/// another text or one that is too large.
std::optional<int64_t> WholeNumber(absl::string_view text);

/// "bytes 100-199/1000", "bytes 100-199/*" or, of a 416, "bytes */1000".
struct ContentRange {
  std::optional<int64_t> first;
  std::optional<int64_t> last;
  std::optional<int64_t> total;
  bool operator==(const ContentRange&) const = default;
};

/// Nothing where the text is no Content-Range of bytes, or a senseless one.
std::optional<ContentRange> ParseContentRange(absl::string_view text);

/// The ETag as it stands, quotes included, where it is a strong one: only such a one says that bytes are the same.
/// Empty for a weak or malformed one.
std::string StrongEtag(absl::string_view text);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_RANGE_HEADERS_H_
