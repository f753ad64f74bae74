#include "client/render/html_text.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/render/plain_text.h"

namespace octavo::client {

std::string EscapeHtml(absl::string_view text) {
  return absl::StrReplaceAll(CleanText(text),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}});
}

std::string Element(absl::string_view name, absl::string_view attributes, absl::string_view content) {
  return absl::StrCat("<", name, attributes.empty() ? "" : " ", attributes, ">", content, "</", name, ">");
}

std::string Attribute(absl::string_view name, absl::string_view value) {
  return absl::StrCat(name, "=\"", EscapeHtml(value), "\"");
}

std::string Paragraph(absl::string_view text) { return absl::StrCat(Element("p", "", EscapeHtml(text)), "\n"); }

}  // namespace octavo::client
