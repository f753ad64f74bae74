#ifndef OCTAVO_CLIENT_RENDER_MARKDOWN_H_
#define OCTAVO_CLIENT_RENDER_MARKDOWN_H_

#include <string>
#include <vector>

namespace octavo::client {

/// Text from outside, harmless in Markdown.
std::string EscapeMarkdown(const std::string& text);

/// One row of a table.
std::string MarkdownRow(const std::vector<std::string>& cells);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_MARKDOWN_H_
