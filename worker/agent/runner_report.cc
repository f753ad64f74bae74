#include "worker/agent/runner_report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/result_size.h"
#include "common/status_macros.h"
#include "worker/agent/file_tail.h"

namespace octavo {
namespace {

absl::Status Bad(absl::string_view field, const std::string& found, absl::string_view wanted) {
  return absl::InvalidArgumentError(
      absl::StrCat("the runner's report.json: ", field, " is ", found.substr(0, 200), ", expected ", wanted));
}

absl::StatusOr<std::string> Text(const Json& report, const char* field, bool required) {
  const auto it = report.find(field);
  if (it == report.end() && !required) return std::string();
  if (it == report.end()) return Bad(field, "missing", "a string");
  if (!it->is_string()) return Bad(field, DumpJson(*it), "a string");
  return it->get<std::string>();
}

absl::Status CheckIdentity(const Json& report, const AttemptId& id) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string schema, Text(report, "schema", true));
  if (schema != "octavo.report/1") return Bad("schema", schema, "octavo.report/1");
  OCTAVO_ASSIGN_OR_RETURN(const std::string job_id, Text(report, "job_id", true));
  if (job_id != id.job_id) return Bad("job_id", job_id, id.job_id);
  const auto attempt = report.find("attempt");
  const bool same = attempt != report.end() && attempt->is_number_integer() && attempt->get<int64_t>() == id.attempt;
  if (!same) return Bad("attempt", attempt == report.end() ? "missing" : DumpJson(*attempt), absl::StrCat(id.attempt));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RunnerReport> ReadRunnerReport(const std::string& path, const AttemptId& id) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, FileTail(path).At(0, kMaxReportBytes + 1));
  if (text.empty()) return absl::NotFoundError("the runner left no report.json");
  if (text.size() > static_cast<size_t>(kMaxReportBytes)) {
    return Bad("its size", "too large", absl::StrCat("at most ", kMaxReportBytes, " bytes"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const Json report, ParseJson(text, "the runner's report.json"));
  if (!report.is_object()) return Bad("it", "no object", "an object");
  OCTAVO_RETURN_IF_ERROR(CheckIdentity(report, id));
  RunnerReport parsed;
  OCTAVO_ASSIGN_OR_RETURN(const std::string outcome, Text(report, "outcome", true));
  if (outcome != "succeeded" && outcome != "failed") return Bad("outcome", outcome, "succeeded or failed");
  parsed.succeeded = outcome == "succeeded";
  OCTAVO_ASSIGN_OR_RETURN(parsed.reason, Text(report, "reason", false));
  OCTAVO_ASSIGN_OR_RETURN(parsed.message, Text(report, "message", false));
  if (const auto result = report.find("result"); result != report.end() && !result->is_null()) {
    if (!result->is_object()) return Bad("result", DumpJson(*result), "an object");
    if (const size_t bytes = ResultBytes(*result); bytes > kMaxResultBytes) {
      return Bad("result", absl::StrCat(bytes, " bytes"), absl::StrCat("at most ", kMaxResultBytes, " bytes"));
    }
    parsed.result = *result;
  }
  return parsed;
}

}  // namespace octavo
