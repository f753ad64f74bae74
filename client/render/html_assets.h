#ifndef OCTAVO_CLIENT_RENDER_HTML_ASSETS_H_
#define OCTAVO_CLIENT_RENDER_HTML_ASSETS_H_

#include "absl/strings/string_view.h"

namespace octavo::client {

// The files of assets/, which the build embeds (cmake/EmbedText.cmake).

extern const absl::string_view kReportStyle;   // report.css
extern const absl::string_view kReportScript;  // report.js

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_HTML_ASSETS_H_
