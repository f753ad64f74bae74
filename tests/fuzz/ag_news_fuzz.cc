// Input: ag_news_csv/train.csv, a separator, ag_news_csv/test.csv. They are read from an archive that holds them.
#include "tests/fuzz/support/dataset_properties.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tar.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const absl::string_view train = input.Part();
  const MemoryFile archive(MakeTar({{"ag_news_csv/train.csv", train}, {"ag_news_csv/test.csv", input.Rest()}}));
  CheckLoading({.name = "ag_news", .path = archive.path()});
  return 0;
}

}  // namespace octavo::fuzz
