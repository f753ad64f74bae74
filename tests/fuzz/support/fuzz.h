#ifndef OCTAVO_TESTS_FUZZ_SUPPORT_FUZZ_H_
#define OCTAVO_TESTS_FUZZ_SUPPORT_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::fuzz {

/// What each target defines and libFuzzer, or replay_main.cc in its place, calls with every input. Returns 0.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

/// Ends the process with `property` where it does not hold, which counts as a finding.
void Require(bool holds, absl::string_view property);

/// Parts the bytes that a target is given. A part ends at the ASCII record separator (0x1E), which no text format here
/// has a use for, so that seeds can be read and a mutation moves the boundary easily.
class Input {
 public:
  static constexpr char kSeparator = '\x1E';

  Input(const uint8_t* data, size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  /// The next byte; 0 where there is none.
  uint8_t Byte();
  /// Up to the next separator, which is dropped, or to the end.
  absl::string_view Part();
  /// All that is left, cut at its separators; nothing where nothing is left.
  std::vector<absl::string_view> Parts();
  absl::string_view Rest() const { return rest_; }

 private:
  absl::string_view rest_;
};

}  // namespace octavo::fuzz

#endif  // OCTAVO_TESTS_FUZZ_SUPPORT_FUZZ_H_
