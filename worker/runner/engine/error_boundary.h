#ifndef OCTAVO_WORKER_RUNNER_ENGINE_ERROR_BOUNDARY_H_
#define OCTAVO_WORKER_RUNNER_ENGINE_ERROR_BOUNDARY_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "c10/util/Exception.h"
#include "worker/runner/engine/std_boundary.h"

namespace octavo {

/// The one place where exceptions of LibTorch become a Status; those of the standard library do as by WithStdBoundary.
/// Runs `body`, which returns a Status or a StatusOr, and returns its result; `doing` says in messages what was
/// attempted. Only for files that see torch headers.
///   RESOURCE_EXHAUSTED  out of host or device memory
///   UNIMPLEMENTED       c10::NotImplementedError
///   INTERNAL            anything else
template <typename Body>
auto WithErrorBoundary(const char* doing, Body&& body) -> decltype(body()) {
  return WithStdBoundary(doing, [&]() -> decltype(body()) {
    try {
      return body();
    } catch (const c10::OutOfMemoryError& error) {
      return absl::ResourceExhaustedError(
          absl::StrCat(doing, ": out of device memory: ", error.what_without_backtrace()));
    } catch (const c10::NotImplementedError& error) {
      return absl::UnimplementedError(absl::StrCat(doing, ": ", error.what_without_backtrace()));
    } catch (const c10::Error& error) {
      // The CPU allocator reports a failed allocation as a plain c10::Error.
      const std::string message = error.what_without_backtrace();
      if (absl::StrContains(message, "DefaultCPUAllocator")) {
        return absl::ResourceExhaustedError(absl::StrCat(doing, ": out of memory: ", message));
      }
      return absl::InternalError(absl::StrCat(doing, ": ", message));
    }
  });
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_ERROR_BOUNDARY_H_
