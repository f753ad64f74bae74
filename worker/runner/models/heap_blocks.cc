#include "worker/runner/models/heap_blocks.h"

#include <malloc.h>

namespace octavo {

void KeepLargeBlocks() {
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most that glibc takes
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_TOP_PAD, 64 << 20);
}

MappedLargeBlocks::MappedLargeBlocks() {
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
  ::malloc_trim(0);
}

}  // namespace octavo
