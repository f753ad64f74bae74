#ifndef OCTAVO_COMMON_LOGGING_H_
#define OCTAVO_COMMON_LOGGING_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace octavo {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

/// Sets the process's name in each line and the lowest level written. Lines go to stderr as
/// `2026-11-23T14:04:05.678Z INFO octavo-server: message`. Call once from main; the default is level kInfo without a
/// name.
void InitializeLogging(absl::string_view process, LogLevel lowest);

/// "debug", "info", "warning" or "error". INVALID_ARGUMENT otherwise.
absl::Status ParseLogLevel(absl::string_view text, LogLevel* level);

/// Writes one line. Thread-safe. Control characters in `message` are escaped, so that outside text cannot forge lines.
void LogMessage(LogLevel level, absl::string_view message);

template <typename... Args>
void LogDebug(const Args&... args) {
  LogMessage(LogLevel::kDebug, absl::StrCat(args...));
}
template <typename... Args>
void LogInfo(const Args&... args) {
  LogMessage(LogLevel::kInfo, absl::StrCat(args...));
}
template <typename... Args>
void LogWarning(const Args&... args) {
  LogMessage(LogLevel::kWarning, absl::StrCat(args...));
}
template <typename... Args>
void LogError(const Args&... args) {
  LogMessage(LogLevel::kError, absl::StrCat(args...));
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_LOGGING_H_
