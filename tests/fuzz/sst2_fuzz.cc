// Input: SST-2/train.tsv, a separator, SST-2/dev.tsv. They are read from an archive that holds them.
#include "tests/fuzz/support/dataset_properties.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tar.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const absl::string_view train = input.Part();
  const MemoryFile archive(MakeTar({{"SST-2/train.tsv", train}, {"SST-2/dev.tsv", input.Rest()}}));
  CheckLoading({.name = "sst2", .path = archive.path()});
  return 0;
}

}  // namespace octavo::fuzz
