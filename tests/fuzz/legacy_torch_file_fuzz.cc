// Input: what follows the magic number of a legacy PyTorch file.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/tensor_properties.h"
#include "worker/runner/formats/legacy_torch_file.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // pickle.dumps(0x1950a86a20f9469cfc6c, 2)
  constexpr absl::string_view kMagic("\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.", 15);
  const std::string bytes = absl::StrCat(kMagic, Input(data, size).Rest());
  const absl::Span<const uint8_t> file(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  Require(IsLegacyTorchFile(file), "a file with the magic number is known by it");
  TensorCopies copies(bytes.size());
  const auto value = ReadLegacyTorchFile(file, "legacy.bin", copies);
  if (value.ok()) CheckTensors(*value);
  return 0;
}

}  // namespace octavo::fuzz
