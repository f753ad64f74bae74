#include "worker/runner/job/precision_assignment.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "worker/runner/engine/linear_sites.h"

namespace octavo {
namespace {

constexpr ComputeType kFastestFirst[] = {ComputeType::kInt8, ComputeType::kBf16, ComputeType::kFp16,
                                         ComputeType::kFp32};

ComputeType MostFrequent(absl::Span<const ComputeType> types) {
  return *std::max_element(
      std::begin(kFastestFirst), std::end(kFastestFirst), [&](const ComputeType a, const ComputeType b) {
        return std::count(types.begin(), types.end(), a) < std::count(types.begin(), types.end(), b);
      });
}

}  // namespace

std::vector<std::string> LinearNames(int64_t num_layers) {
  std::vector<std::string> names;
  for (const LinearSite& site : LinearSites(num_layers)) names.push_back(LinearName(site));
  return names;
}

std::string FormatAssignment(absl::Span<const ComputeType> types, absl::Span<const std::string> names) {
  const ComputeType rest = MostFrequent(types);
  std::vector<std::string> parts;
  for (const ComputeType type : kFastestFirst) {
    std::vector<std::string> named;
    for (size_t i = 0; i < types.size(); ++i) {
      if (types[i] == type) named.push_back(names[i]);
    }
    if (named.empty()) continue;
    parts.push_back(absl::StrCat(ComputeTypeName(type), ":", type == rest ? "*" : absl::StrJoin(named, "+")));
  }
  return absl::StrJoin(parts, ",");
}

}  // namespace octavo
