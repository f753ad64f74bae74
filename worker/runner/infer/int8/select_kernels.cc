#include "worker/runner/infer/int8/select_kernels.h"

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace octavo::int8 {

std::vector<const Kernels*> AvailableKernels() {
  std::vector<const Kernels*> available;
  for (const Kernels* kernels : {AmxKernels(), VnniKernels(), Avx2Kernels(), ScalarKernels()}) {
    if (kernels != nullptr) available.push_back(kernels);
  }
  return available;
}

absl::StatusOr<const Kernels*> SelectKernels() {
  const std::vector<const Kernels*> available = AvailableKernels();
  const char* asked = std::getenv("OCTAVO_ISA");
  if (asked == nullptr || *asked == '\0') return available.front();
  const absl::string_view name = asked;
  for (const Kernels* kernels : available) {
    if (name == kernels->isa) return kernels;
  }
  if (name == "amx" || name == "avx512_vnni" || name == "avx2") {
    return absl::UnimplementedError(absl::StrCat(
        "OCTAVO_ISA=", name, ": this machine lacks it; unset OCTAVO_ISA, or use ", available.front()->isa));
  }
  return absl::InvalidArgumentError(
      absl::StrCat("OCTAVO_ISA=", name, " is not known; use amx, avx512_vnni, avx2 or scalar, or unset it"));
}

}  // namespace octavo::int8
