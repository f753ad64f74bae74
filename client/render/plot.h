#ifndef OCTAVO_CLIENT_RENDER_PLOT_H_
#define OCTAVO_CLIENT_RENDER_PLOT_H_

#include <string>

namespace octavo::client {

/// A picture as a gnuplot script, without the lines that name terminal and output.
struct Plot {
  std::string file_name;  // "accuracy_comparison.png"
  double width = 0;       // pixels
  double height = 0;
  std::string script;
};

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_PLOT_H_
