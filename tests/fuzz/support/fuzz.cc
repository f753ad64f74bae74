#include "tests/fuzz/support/fuzz.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace octavo::fuzz {

void Require(bool holds, absl::string_view property) {
  if (holds) return;
  std::fprintf(stderr, "the property does not hold: %.*s\n", static_cast<int>(property.size()), property.data());
  std::abort();
}

uint8_t Input::Byte() {
  if (rest_.empty()) return 0;
  const auto byte = static_cast<uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return byte;
}

absl::string_view Input::Part() {
  const absl::string_view part = rest_.substr(0, rest_.find(kSeparator));
  rest_.remove_prefix(std::min(rest_.size(), part.size() + 1));
  return part;
}

std::vector<absl::string_view> Input::Parts() {
  std::vector<absl::string_view> parts;
  while (!rest_.empty()) parts.push_back(Part());
  return parts;
}

}  // namespace octavo::fuzz
