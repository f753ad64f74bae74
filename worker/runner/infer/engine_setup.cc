#include <malloc.h>
#include <stdlib.h>

#include <atomic>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/strings/str_cat.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/error_boundary.h"

namespace octavo {
namespace {

/// Activations come and go at the same sizes every step. glibc would map and unmap each large one, and the kernel would
/// clear its pages again: keep them in the heap instead. 32 MiB is the most that glibc takes.
void KeepLargeBlocks() {
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::mallopt(M_TOP_PAD, 64 << 20);
}

/// oneDNN generates code per shape and keeps 1,024 pieces by default: fewer than the lengths of texts times the layers'
/// shapes.
void KeepGeneratedCode() { ::setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "4096", /*overwrite=*/0); }

}  // namespace

absl::Status InitializeEngine(const EngineOptions& options) {
  if (options.threads < 1 || options.threads > 1024) {
    return absl::InvalidArgumentError(
        absl::StrCat("engine option threads is ", options.threads, "; give a number from 1 to 1024"));
  }
  if (options.device != "cpu") {
    return absl::UnimplementedError(
        absl::StrCat("engine option device is \"", options.device, "\"; this build runs on \"cpu\""));
  }
  return WithErrorBoundary("initialise the engine", [&]() -> absl::Status {
    static std::atomic<bool> done = false;
    at::set_num_threads(options.threads);
    if (!done.exchange(true)) {
      at::set_num_interop_threads(1);
      KeepLargeBlocks();
      KeepGeneratedCode();
    }
    at::globalContext().setFlushDenormal(false);
    return absl::OkStatus();
  });
}

}  // namespace octavo
