#include "client/commands/shared_params.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace octavo::client {
namespace {

/// A parameter without a default is the same for all: what it is not told it takes from the training.
bool TakenOtherwise(const ParamSpec& a, const ParamSpec& b) {
  if (a.default_value.is_null() || b.default_value.is_null()) return false;
  return a.default_value != b.default_value || a.choices != b.choices;
}

}  // namespace

std::string FlagOfStage(absl::string_view kind, const ParamSpec& spec) {
  const auto end = std::find(JobKinds().begin(), JobKinds().end(), kind);
  if (end == JobKinds().end()) return spec.name;
  for (auto earlier = JobKinds().begin(); earlier != end; ++earlier) {
    const auto specs = ParamsOf(*earlier);
    if (!specs.ok()) continue;
    for (const ParamSpec& other : *specs) {
      if (other.name == spec.name && TakenOtherwise(other, spec)) return absl::StrCat(kind, "_", spec.name);
    }
  }
  return spec.name;
}

}  // namespace octavo::client
