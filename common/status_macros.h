#ifndef OCTAVO_COMMON_STATUS_MACROS_H_
#define OCTAVO_COMMON_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

/// Returns from the enclosing function with the status of `expr` unless it is OK.
#define OCTAVO_RETURN_IF_ERROR(expr)                                                    \
  do {                                                                                  \
    if (absl::Status octavo_status = (expr); !octavo_status.ok()) return octavo_status; \
  } while (false)

/// Evaluates `expr` (a StatusOr); returns its status on error, else assigns or declares `lhs` with its value:
/// `OCTAVO_ASSIGN_OR_RETURN(auto file, OpenFile(path));`
#define OCTAVO_ASSIGN_OR_RETURN(lhs, expr) \
  OCTAVO_ASSIGN_OR_RETURN_IMPL_(OCTAVO_CONCAT_(octavo_statusor_, __LINE__), lhs, expr)

#define OCTAVO_ASSIGN_OR_RETURN_IMPL_(tmp, lhs, expr) \
  auto tmp = (expr);                                  \
  if (!tmp.ok()) return std::move(tmp).status();      \
  lhs = *std::move(tmp)

#define OCTAVO_CONCAT_(a, b) OCTAVO_CONCAT_IMPL_(a, b)
#define OCTAVO_CONCAT_IMPL_(a, b) a##b

#endif  // OCTAVO_COMMON_STATUS_MACROS_H_
