#ifndef OCTAVO_COMMON_UTF8_H_
#define OCTAVO_COMMON_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace octavo {

/// At most the first `max_bytes` bytes of `text`, which is UTF-8, with no character cut in two: protobuf's strings must
/// be whole UTF-8.
std::string Utf8Prefix(absl::string_view text, size_t max_bytes);

}  // namespace octavo

#endif  // OCTAVO_COMMON_UTF8_H_
