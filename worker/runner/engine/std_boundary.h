#ifndef OCTAVO_WORKER_RUNNER_ENGINE_STD_BOUNDARY_H_
#define OCTAVO_WORKER_RUNNER_ENGINE_STD_BOUNDARY_H_

#include <exception>
#include <new>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace octavo {

/// Where exceptions of the standard library become a Status; torch-free. Runs `body`, which returns a Status or a
/// StatusOr, and returns its result; `doing` says in messages what was attempted.
///   RESOURCE_EXHAUSTED  std::bad_alloc
///   INTERNAL            any other std::exception
template <typename Body>
auto WithStdBoundary(const char* doing, Body&& body) -> decltype(body()) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        absl::StrCat(doing, ": out of memory; use a smaller batch or a shorter max_length"));
  } catch (const std::exception& error) {
    return absl::InternalError(absl::StrCat(doing, ": ", error.what()));
  }
}

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_ENGINE_STD_BOUNDARY_H_
