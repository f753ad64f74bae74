// Input: a byte of options, then movieReviewSnippets_GroundTruth.txt. Bit 0: it stands in the archive within the
// package's archive, as it was published; else in the archive itself.
#include <string>

#include "tests/fuzz/support/dataset_properties.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"
#include "tests/fuzz/support/tar.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const bool nested = (input.Byte() & 1) != 0;
  std::string tar = MakeTar({{"hutto/movieReviewSnippets_GroundTruth.txt", input.Rest()}});
  if (nested) tar = MakeTar({{"vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz", tar}});
  const MemoryFile archive(tar);
  CheckLoading({.name = "movie-sentences", .path = archive.path()});
  return 0;
}

}  // namespace octavo::fuzz
