#ifndef OCTAVO_WORKER_RUNNER_TEXT_PARALLEL_TEXTS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_PARALLEL_TEXTS_H_

#include <cstddef>
#include <functional>

#include "absl/functional/function_ref.h"

namespace octavo {

/// Calls `work` for every number below `count`, on `threads` threads (at least one; no more than there is work for, and
/// fewer where the system gives no more). An exception of `work` (std::bad_alloc) is thrown here, whichever thread met
/// it, and ends the work of the others too. `stopped` is asked now and then, on any of the threads; after it has said
/// true, numbers that were not begun are left out: the caller has to ask it too.
void ForEachText(size_t count, int threads, absl::FunctionRef<void(size_t)> work,
                 const std::function<bool()>& stopped = nullptr);

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_PARALLEL_TEXTS_H_
