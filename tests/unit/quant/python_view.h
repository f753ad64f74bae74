#ifndef OCTAVO_TESTS_UNIT_QUANT_PYTHON_VIEW_H_
#define OCTAVO_TESTS_UNIT_QUANT_PYTHON_VIEW_H_

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/files.h"

namespace octavo {

/// Fills `view` with what Python's torch.load(path, weights_only=True) returns, in the words of check_torch_file.py.
/// Skips the test where there is no Python with torch, and fails it where Python refuses the file; `view` stays null.
/// Writes beside `path`.
inline void LookWithPython(const std::string& path, nlohmann::json& view) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const char* python = std::getenv("OCTAVO_TEST_PYTHON");
  if (source == nullptr) GTEST_SKIP() << "OCTAVO_SOURCE_DIR is not set: run under ctest";
  const std::string out = path + ".json", err = path + ".err";
  const std::string command = absl::StrCat(python == nullptr ? "python3" : python, " ", source,
                                           "/tests/fixtures/quant/check_torch_file.py ", path, " > ", out, " 2> ", err);
  const int status = std::system(command.c_str());
  const std::string error = ReadFile(err).value_or("");
  if (WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
    GTEST_SKIP() << "no Python with torch (set OCTAVO_TEST_PYTHON to one): " << error;
  }
  ASSERT_EQ(status, 0) << error;
  view = nlohmann::json::parse(*ReadFile(out));
}

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_QUANT_PYTHON_VIEW_H_
