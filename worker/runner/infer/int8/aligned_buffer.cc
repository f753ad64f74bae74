#include "worker/runner/infer/int8/aligned_buffer.h"

#include <sys/mman.h>

#include <cstdlib>
#include <cstring>

namespace octavo::int8 {
namespace {

constexpr size_t kHugePage = size_t{2} << 20;

}  // namespace

void AlignedBuffer::Free::operator()(uint8_t* p) const { std::free(p); }

bool AlignedBuffer::Reset(size_t bytes) {
  memory_.reset();
  used_ = 0;
  capacity_ = 0;
  const size_t alignment = bytes >= kHugePage ? kHugePage : kAlignment;
  const size_t rounded = (bytes + alignment - 1) / alignment * alignment;
  if (rounded == 0) return true;
  auto* memory = static_cast<uint8_t*>(std::aligned_alloc(alignment, rounded));
  if (memory == nullptr) return false;
  if (alignment == kHugePage) madvise(memory, rounded, MADV_HUGEPAGE);
  std::memset(memory, 0, rounded);
  memory_.reset(memory);
  capacity_ = rounded;
  return true;
}

}  // namespace octavo::int8
