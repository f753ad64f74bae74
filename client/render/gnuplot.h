#ifndef OCTAVO_CLIENT_RENDER_GNUPLOT_H_
#define OCTAVO_CLIENT_RENDER_GNUPLOT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/render/plot.h"

namespace octavo::client {

/// Where gnuplot is; NOT_FOUND with how to install it.
absl::StatusOr<std::string> FindGnuplot();

/// Draws `plot` into `folder` by gnuplot as a child process: a temporary file, then a rename. A character that no font
/// has is drawn as "□".
/// NOT_FOUND without gnuplot; INTERNAL with what gnuplot said.
absl::Status DrawPlot(const Plot& plot, const std::string& folder);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_GNUPLOT_H_
