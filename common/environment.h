#ifndef OCTAVO_COMMON_ENVIRONMENT_H_
#define OCTAVO_COMMON_ENVIRONMENT_H_

#include <cstdlib>
#include <string>

namespace octavo {

/// The value of an environment variable, empty where it is not set. Thread-safe as long as nobody sets one.
inline std::string EnvironmentVariable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_ENVIRONMENT_H_
