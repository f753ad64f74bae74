#ifndef OCTAVO_CLIENT_RENDER_TEXT_TABLE_H_
#define OCTAVO_CLIENT_RENDER_TEXT_TABLE_H_

#include <set>
#include <string>
#include <vector>

namespace octavo::client {

/// Columns for a terminal, two spaces apart, headers underlined by nothing: the table greps well. Control characters in
/// cells are replaced by '?', because they come from outside. Thread-compatible.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) : header_(std::move(header)) {}
  void AlignRight(std::set<size_t> columns) { right_ = std::move(columns); }
  /// REQUIRES: as many cells as the header has.
  void Add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  /// Lines without trailing spaces.
  std::string Render() const;

 private:
  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
  std::set<size_t> right_;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_TEXT_TABLE_H_
