#include "common/byte_size.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"

namespace octavo {

std::optional<int64_t> ParseByteSize(absl::string_view text) {
  static constexpr std::pair<absl::string_view, double> kUnits[] = {
      {"KiB", 1024.0}, {"MiB", 1048576.0}, {"GiB", 1073741824.0}, {"TiB", 1099511627776.0},
      {"kB", 1e3},     {"MB", 1e6},        {"GB", 1e9},           {"TB", 1e12}};
  double factor = 1;
  for (const auto& [suffix, bytes] : kUnits) {
    if (absl::ConsumeSuffix(&text, suffix)) {
      factor = bytes;
      break;
    }
  }
  double number = 0;
  // Written so that NaN fails.
  if (!absl::SimpleAtod(text, &number) || !(number >= 0 && number * factor < 9e18)) return std::nullopt;
  return static_cast<int64_t>(number * factor);
}

}  // namespace octavo
