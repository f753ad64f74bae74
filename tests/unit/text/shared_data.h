#ifndef OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_
#define OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_

#include <cstdlib>
#include <filesystem>
#include <string>

namespace octavo {

inline std::string EnvironmentOr(const char* name, const std::string& fallback) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? fallback : value;
}

/// Root of the source tree: $OCTAVO_SOURCE_DIR, else the working directory.
inline std::filesystem::path SourceDir() { return EnvironmentOr("OCTAVO_SOURCE_DIR", "."); }

inline std::string FixturePath(const std::string& name) { return (SourceDir() / "tests/fixtures/text" / name).string(); }

/// An archive of the shared data folder ($OCTAVO_SHARED_DATA, else ../shared/data beside the source tree), or "" where it is
/// absent.
inline std::string SharedArchive(const std::string& name) {
  const std::filesystem::path root = EnvironmentOr("OCTAVO_SHARED_DATA", (SourceDir() / "../shared/data").string());
  std::error_code error;
  return std::filesystem::exists(root / name, error) ? (root / name).string() : "";
}

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_
