#ifndef OCTAVO_COMMON_ENVIRONMENT_H_
#define OCTAVO_COMMON_ENVIRONMENT_H_

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

namespace octavo {

/// The value of an environment variable, empty where it is not set. Thread-safe as long as nobody sets one.
inline std::string EnvironmentVariable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The same as a look-up: nothing where it is not set or empty.
inline std::optional<std::string> FindEnvironmentVariable(const std::string& name) {
  std::string value = EnvironmentVariable(name.c_str());
  return value.empty() ? std::nullopt : std::optional<std::string>(std::move(value));
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_ENVIRONMENT_H_
