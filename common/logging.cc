#include "common/logging.h"

#include <memory>

#include "absl/strings/str_format.h"
#include "spdlog/pattern_formatter.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace octavo {
namespace {

spdlog::level::level_enum SpdlogLevel(LogLevel level) {
  switch (level) {
    case LogLevel::kDebug:
      return spdlog::level::debug;
    case LogLevel::kInfo:
      return spdlog::level::info;
    case LogLevel::kWarning:
      return spdlog::level::warn;
    case LogLevel::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

std::shared_ptr<spdlog::logger> MakeLogger() {
  auto logger = std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->flush_on(spdlog::level::debug);
  return logger;
}

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = MakeLogger();
  return *logger;
}

std::string Escaped(absl::string_view message) {
  std::string escaped;
  for (const char c : message) {
    if (static_cast<unsigned char>(c) < 0x20 && c != '\t') {
      absl::StrAppendFormat(&escaped, "\\x%02x", static_cast<unsigned char>(c));
    } else {
      escaped.push_back(c);
    }
  }
  return escaped;
}

}  // namespace

void InitializeLogging(absl::string_view process, LogLevel lowest) {
  Logger().set_level(SpdlogLevel(lowest));
  const std::string pattern = absl::StrCat("%Y-%m-%dT%H:%M:%S.%eZ %l ", process, process.empty() ? "" : ": ", "%v");
  Logger().set_formatter(std::make_unique<spdlog::pattern_formatter>(pattern, spdlog::pattern_time_type::utc));
}

absl::Status ParseLogLevel(absl::string_view text, LogLevel* level) {
  if (text == "debug") {
    *level = LogLevel::kDebug;
  } else if (text == "info") {
    *level = LogLevel::kInfo;
  } else if (text == "warning") {
    *level = LogLevel::kWarning;
  } else if (text == "error") {
    *level = LogLevel::kError;
  } else {
    return absl::InvalidArgumentError(
        absl::StrCat("log level \"", text, "\" is unknown: use debug, info, warning or error"));
  }
  return absl::OkStatus();
}

void LogMessage(LogLevel level, absl::string_view message) { Logger().log(SpdlogLevel(level), "{}", Escaped(message)); }

}  // namespace octavo
