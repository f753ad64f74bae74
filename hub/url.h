#ifndef OCTAVO_HUB_URL_H_
#define OCTAVO_HUB_URL_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo::hub {

// URLs (RFC 3986) as libcurl reads them, so that what is checked here is what is asked for there. Pure; thread-safe.

/// The absolute URL of `reference`, as a Location field of the answer from `base` has it (RFC 3986 section 5).
/// INVALID_ARGUMENT for what is no URL, or one that is neither http nor https.
absl::StatusOr<std::string> ResolveUrl(const std::string& base, const std::string& reference);

/// "https://host:443": scheme, host and port in lower case, the port always there. Credentials for one origin are not
/// for another. INVALID_ARGUMENT as above.
absl::StatusOr<std::string> OriginOf(const std::string& url);

/// The path as libcurl asks for it, percent-encoded, "." and ".." resolved. INVALID_ARGUMENT as above.
absl::StatusOr<std::string> PathOf(const std::string& url);

/// The URL as messages may show it: without a user's name and password and without the query, where signed URLs carry
/// what grants access. The text itself where it is no URL.
std::string PrintableUrl(const std::string& url);

/// Percent-encodes all but unreserved characters and '/'.
std::string EscapePath(absl::string_view path);
/// Percent-encodes all but unreserved characters: for one segment, where '/' is no separator.
std::string EscapeSegment(absl::string_view segment);
/// The bytes that percent-encoding stands for; nothing where a '%' is not followed by two hex digits.
std::optional<std::string> Unescape(absl::string_view text);

}  // namespace octavo::hub

#endif  // OCTAVO_HUB_URL_H_
