#include "common/random_id.h"

#include <cstdint>
#include <random>

#include "absl/strings/str_format.h"

namespace octavo {

std::string RandomUuid() {
  std::random_device device;  // getrandom(2) underneath
  const auto word = [&device] { return (uint64_t{device()} << 32) | device(); };
  const uint64_t high = (word() & ~uint64_t{0xF000}) | 0x4000;
  const uint64_t low = (word() & ~(uint64_t{3} << 62)) | (uint64_t{1} << 63);
  return absl::StrFormat("%08x-%04x-%04x-%04x-%012x", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFFF, low >> 48,
                         low & 0xFFFF'FFFF'FFFF);
}

}  // namespace octavo
