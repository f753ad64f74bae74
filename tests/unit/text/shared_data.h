#ifndef OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_
#define OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_

#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <string>

namespace octavo {

inline std::string EnvironmentOr(const char* name, const std::string& fallback) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? fallback : value;
}

/// Root of the source tree: $OCTAVO_SOURCE_DIR, else the working directory.
inline std::filesystem::path SourceDir() { return EnvironmentOr("OCTAVO_SOURCE_DIR", "."); }

inline std::string FixturePath(const std::string& name) {
  return (SourceDir() / "tests/fixtures/text" / name).string();
}

/// The first of `names` in the download cache (data/cache) or in the shared data folder ($OCTAVO_SHARED_DATA, else
/// ../shared/data beside the source tree), or "".
inline std::string FindArchive(std::initializer_list<const char*> names) {
  const std::filesystem::path shared = EnvironmentOr("OCTAVO_SHARED_DATA", (SourceDir() / "../shared/data").string());
  std::error_code error;
  for (const std::filesystem::path& root : {SourceDir() / "data/cache", shared}) {
    for (const char* name : names) {
      if (std::filesystem::exists(root / name, error)) return (root / name).string();
    }
  }
  return "";
}

/// An archive of the shared data folder, or "" where it is absent.
inline std::string SharedArchive(const char* name) { return FindArchive({name}); }

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_TEXT_SHARED_DATA_H_
