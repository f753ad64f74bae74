#ifndef OCTAVO_COMMON_BUILD_INFO_H_
#define OCTAVO_COMMON_BUILD_INFO_H_

#include "absl/strings/string_view.h"

namespace octavo {

/// The release, "0.1.0".
absl::string_view Version();
/// The commit that was configured, "a1b2c3d" with "-dirty" where files differed, or "unknown" outside a checkout.
absl::string_view SourceRevision();
/// Compiler, build type and sanitizers: "GNU 12.2.0 Release".
absl::string_view BuildDescription();

}  // namespace octavo

#endif  // OCTAVO_COMMON_BUILD_INFO_H_
