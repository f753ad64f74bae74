#ifndef OCTAVO_COMMON_BYTE_SIZE_H_
#define OCTAVO_COMMON_BYTE_SIZE_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace octavo {

/// "512MiB", "4GiB", "1.5GB" or a plain number of bytes; nothing for what is no size, is negative or beyond int64_t.
std::optional<int64_t> ParseByteSize(absl::string_view text);

}  // namespace octavo

#endif  // OCTAVO_COMMON_BYTE_SIZE_H_
