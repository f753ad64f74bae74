#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_TAR_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_TAR_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::fuzz {

/// The bytes of a tar archive (POSIX.1-1988 ustar) of these files: names, of which 100 bytes are kept, and contents.
std::string MakeTar(const std::vector<std::pair<std::string, absl::string_view>>& files);

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_TAR_H_
