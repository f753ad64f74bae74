// Input: a byte of options, then up to three files, train, validation and test. The options modulo 3: CSV, TSV or JSON
// lines; bit 7: the first file is given alone.
#include <filesystem>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/support/dataset_properties.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const char* const kExtensions[] = {"csv", "tsv", "jsonl"};
  static const char* const kParts[] = {"train", "validation", "test"};
  Input input(data, size);
  const uint8_t options = input.Byte();
  const std::string extension = kExtensions[options % 3];
  const std::vector<absl::string_view> parts = input.Parts();
  const std::string folder = absl::StrCat(extension, "/");
  WriteScratch(absl::StrCat(folder, "train.", extension), parts.empty() ? "" : parts[0]);
  for (size_t i = 1; i < std::size(kParts); ++i) {
    const std::string name = absl::StrCat(folder, kParts[i], ".", extension);
    if (i < parts.size()) {
      WriteScratch(name, parts[i]);
    } else {
      std::filesystem::remove(absl::StrCat(ScratchFolder(), "/", name));
    }
  }
  std::string path = absl::StrCat(ScratchFolder(), "/", extension);
  if ((options & 128) != 0) absl::StrAppend(&path, "/train.", extension);
  CheckLoading({.name = "local", .path = path, .train_samples = options % 5, .eval_samples = options % 4});
  return 0;
}

}  // namespace octavo::fuzz
