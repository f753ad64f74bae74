// Input: an artefact's manifest, a separator, a path below it. A manifest has one text form.
#include "common/manifest.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const absl::string_view text = input.Part();
  const auto manifest = Manifest::Parse(text);
  if (!manifest.ok()) return 0;
  Require(manifest->Serialize() == text, "a manifest has one text form");
  Require(manifest->TotalBytes() >= 0, "an artefact has a size");
  for (const Manifest::File& file : manifest->files) {
    Require(manifest->Below(file.path).ok(), "a file is found by its path");
  }
  const auto below = manifest->Below(input.Rest());
  if (below.ok()) Require(Manifest::Parse(below->Serialize()).ok(), "a part of a manifest is a manifest");
  return 0;
}

}  // namespace octavo::fuzz
