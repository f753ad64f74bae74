#ifndef OCTAVO_COMMON_RANDOM_ID_H_
#define OCTAVO_COMMON_RANDOM_ID_H_

#include <string>

namespace octavo {

/// A random UUID (version 4) from the system's generator: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6". Thread-safe.
std::string RandomUuid();

}  // namespace octavo

#endif  // OCTAVO_COMMON_RANDOM_ID_H_
