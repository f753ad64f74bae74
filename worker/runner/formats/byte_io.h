#ifndef OCTAVO_WORKER_RUNNER_FORMATS_BYTE_IO_H_
#define OCTAVO_WORKER_RUNNER_FORMATS_BYTE_IO_H_

#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

#include "absl/types/span.h"

namespace octavo {

/// Little-endian value at `offset`. REQUIRES: offset + sizeof(T) <= bytes.size().
template <typename T>
T LoadLittleEndian(absl::Span<const uint8_t> bytes, size_t offset) {
  static_assert(std::is_trivially_copyable_v<T>);
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(T));
  return value;
}

template <typename T>
void AppendLittleEndian(T value, std::string& out) {
  static_assert(std::is_trivially_copyable_v<T>);
  out.append(reinterpret_cast<const char*>(&value), sizeof(T));
}

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the tensor files are little-endian and mapped as they are");

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_FORMATS_BYTE_IO_H_
