#ifndef OCTAVO_CLIENT_RENDER_CSV_H_
#define OCTAVO_CLIENT_RENDER_CSV_H_

#include <string>

namespace octavo::client {

/// `text` as one field, quoted where a comma, a quote or a line break would end it.
std::string CsvField(const std::string& text);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_CSV_H_
