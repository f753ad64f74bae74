#include <stdlib.h>

#include <atomic>

#include "ATen/Context.h"
#include "ATen/Parallel.h"
#include "absl/strings/str_cat.h"
#include "worker/runner/engine/engine.h"
#include "worker/runner/engine/error_boundary.h"
#include "worker/runner/models/heap_blocks.h"

namespace octavo {
namespace {

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
