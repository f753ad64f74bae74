#ifndef OCTAVO_CLIENT_RENDER_HTML_TEXT_H_
#define OCTAVO_CLIENT_RENDER_HTML_TEXT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace octavo::client {

/// Text from outside, harmless in an element's content and in an attribute in double quotes. What is no UTF-8, and
/// control characters but tab and line break, become U+FFFD.
std::string EscapeHtml(absl::string_view text);

/// `<name attributes>content</name>`; `attributes` (already escaped, without a leading space) may be empty.
std::string Element(absl::string_view name, absl::string_view attributes, absl::string_view content);

/// name="value", the value escaped.
std::string Attribute(absl::string_view name, absl::string_view value);

/// `text` as the content of a paragraph.
std::string Paragraph(absl::string_view text);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_TEXT_H_
