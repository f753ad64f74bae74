#ifndef OCTAVO_CLIENT_RENDER_REPRODUCE_H_
#define OCTAVO_CLIENT_RENDER_REPRODUCE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "client/compare/comparison.h"

namespace octavo::client {

/// The commands that make these results again, one per line, for a shell: the inputs as the user named them, every
/// parameter that differs from its default, threads and folders.
std::string ReproduceCommands(const Comparison& comparison);

/// `text` as one word of a POSIX shell; as it is where no character needs quoting.
std::string ShellWord(absl::string_view text);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_RENDER_REPRODUCE_H_
