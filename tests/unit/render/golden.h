#ifndef OCTAVO_TESTS_UNIT_RENDER_GOLDEN_H_
#define OCTAVO_TESTS_UNIT_RENDER_GOLDEN_H_

#include <cstdlib>
#include <string>

#include "common/files.h"
#include "gtest/gtest.h"

namespace octavo::client {

/// Whether the golden files are to be written: by --update_golden or OCTAVO_UPDATE_GOLDEN.
inline bool UpdatingGolden() {
  for (const std::string& argument : ::testing::internal::GetArgvs()) {
    if (argument == "--update_golden") return true;
  }
  return std::getenv("OCTAVO_UPDATE_GOLDEN") != nullptr;
}

/// Compares `actual` with tests/golden/render/`name`, byte for byte.
inline void ExpectGolden(const std::string& name, const std::string& actual) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const std::string path = std::string(source == nullptr ? "." : source) + "/tests/golden/render/" + name;
  if (UpdatingGolden()) {
    ASSERT_TRUE(WriteFileAtomically(path, actual).ok());
    return;
  }
  const auto expected = ReadFile(path);
  ASSERT_TRUE(expected.ok()) << expected.status();
  EXPECT_EQ(actual, *expected) << "differs from " << path;
}

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_RENDER_GOLDEN_H_
