#ifndef OCTAVO_COMMON_RESULT_SIZE_H_
#define OCTAVO_COMMON_RESULT_SIZE_H_

#include <cstddef>

#include "common/json.h"

namespace octavo {

/// The largest result of a job, by ResultBytes(): those of the 200 jobs that an experiment may have fit into one answer
/// that clients take.
inline constexpr size_t kMaxResultBytes = 256 << 10;

/// The bytes of `result`, an object, as the google.protobuf.Struct in which it travels.
size_t ResultBytes(const Json& result);

}  // namespace octavo

#endif  // OCTAVO_COMMON_RESULT_SIZE_H_
