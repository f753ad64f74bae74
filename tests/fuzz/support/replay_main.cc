// Stands in for libFuzzer where the compiler has none: runs the target once on every file given, or below a folder
// given, in the order of their paths. Arguments that begin with '-' are libFuzzer's and mean nothing here.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "tests/fuzz/support/fuzz.h"

namespace {

/// How many inputs `path` had; -1 where one cannot be read.
int Replay(const std::string& path) {
  std::vector<std::string> inputs = {path};
  if (const auto below = octavo::ListFiles(path); below.ok()) {
    inputs.clear();
    for (const std::string& name : *below) inputs.push_back(absl::StrCat(path, "/", name));
  }
  for (const std::string& input : inputs) {
    const auto bytes = octavo::ReadFile(input);
    if (!bytes.ok()) {
      std::fprintf(stderr, "%s\n", std::string(bytes.status().message()).c_str());
      return -1;
    }
    // A crash says nothing of the input that it came from.
    std::fprintf(stderr, "%s\n", input.c_str());
    octavo::fuzz::LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes->data()), bytes->size());
  }
  return static_cast<int>(inputs.size());
}

}  // namespace

int main(int argc, char** argv) {
  int total = 0;
  for (int i = 1; i < argc; ++i) {
    if (absl::StartsWith(argv[i], "-")) continue;
    const int inputs = Replay(argv[i]);
    if (inputs < 0) return 1;
    total += inputs;
  }
  std::fprintf(stderr, "%d inputs\n", total);
  return total > 0 ? 0 : 1;
}
