// Input: files of an archive, each the line of its path below aclImdb/ and then its text.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/support/dataset_properties.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tar.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::vector<std::pair<std::string, absl::string_view>> files;
  for (const absl::string_view file : Input(data, size).Parts()) {
    const absl::string_view path = file.substr(0, file.find('\n'));
    files.emplace_back(absl::StrCat("aclImdb/", path), file.substr(std::min(file.size(), path.size() + 1)));
  }
  const MemoryFile archive(MakeTar(files));
  CheckLoading({.name = "imdb", .path = archive.path()});
  return 0;
}

}  // namespace octavo::fuzz
