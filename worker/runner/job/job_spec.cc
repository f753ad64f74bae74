#include "worker/runner/job/job_spec.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo {
namespace {

constexpr const char* kSchema = "octavo.job/1";
constexpr int64_t kMaxSpecBytes = int64_t{1} << 20;
constexpr int kMaxThreads = 1024;

const std::vector<std::string>& KnownFields() {
  static const auto& fields = *new std::vector<std::string>{"schema", "kind",    "params",      "threads",    "device",
                                                            "job_id", "attempt", "lifeline_fd", "token_cache"};
  return fields;
}

absl::Status BadField(absl::string_view field, const Json& value, absl::string_view right) {
  return absl::InvalidArgumentError(absl::StrCat("job.json: field ", field, " is ", DumpJson(value), "; give ", right));
}

absl::Status ReadInt(const Json& json, const char* field, int low, int high, int& value) {
  const auto found = json.find(field);
  if (found == json.end()) return absl::OkStatus();
  if (!found->is_number_integer() || *found < low || *found > high) {
    return BadField(field, *found, absl::StrCat("a whole number from ", low, " to ", high));
  }
  value = found->get<int>();
  return absl::OkStatus();
}

absl::Status ReadText(const Json& json, const char* field, std::string& value) {
  const auto found = json.find(field);
  if (found == json.end()) return absl::OkStatus();
  if (!found->is_string()) return BadField(field, *found, "a text");
  value = found->get<std::string>();
  return absl::OkStatus();
}

/// {"folder": …, "max_bytes": …}
absl::Status ReadTokenCache(const Json& json, std::optional<TokenCacheOptions>& options) {
  const auto found = json.find("token_cache");
  if (found == json.end()) return absl::OkStatus();
  const bool usable = found->is_object() && found->size() == 2 && found->value("folder", Json()).is_string() &&
                      found->value("max_bytes", Json()).is_number_integer() && (*found)["max_bytes"] >= 0;
  if (!usable || (*found)["folder"] == "") {
    return BadField("token_cache", *found, "{\"folder\": a path, \"max_bytes\": a whole number}");
  }
  options = {(*found)["folder"].get<std::string>(), (*found)["max_bytes"].get<int64_t>()};
  return absl::OkStatus();
}

absl::Status CheckFields(const Json& json) {
  const auto schema = json.find("schema");
  if (schema == json.end() || *schema != kSchema) {
    return BadField("schema", schema == json.end() ? Json() : *schema, absl::StrCat("\"", kSchema, "\""));
  }
  for (const auto& item : json.items()) {
    const std::vector<std::string>& known = KnownFields();
    if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
    return absl::InvalidArgumentError(absl::StrCat("job.json: field ", item.key(), " is not known; the fields are ",
                                                   absl::StrJoin(known, ", "), DidYouMean(item.key(), known)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Json> ReadJobJson(const std::string& dir) {
  const std::string path = dir + "/job.json";
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path, kMaxSpecBytes));
  OCTAVO_ASSIGN_OR_RETURN(Json json, ParseJson(text, path));
  if (!json.is_object()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": not a JSON object; see docs/runner-protocol.md"));
  }
  return json;
}

absl::Status ParseJobSpec(const Json& json, JobSpec& spec) {
  OCTAVO_RETURN_IF_ERROR(ReadText(json, "job_id", spec.job_id));
  OCTAVO_RETURN_IF_ERROR(ReadInt(json, "attempt", 1, 1'000'000, spec.attempt));
  OCTAVO_RETURN_IF_ERROR(CheckFields(json));
  OCTAVO_RETURN_IF_ERROR(ReadInt(json, "threads", 1, kMaxThreads, spec.threads));
  OCTAVO_RETURN_IF_ERROR(ReadText(json, "device", spec.device));
  if (spec.device != "cpu" && spec.device != "cuda") return BadField("device", spec.device, "\"cpu\" or \"cuda\"");
  int lifeline = -1;
  OCTAVO_RETURN_IF_ERROR(ReadInt(json, "lifeline_fd", 3, 1 << 20, lifeline));
  if (lifeline >= 0) spec.lifeline_fd = lifeline;
  OCTAVO_RETURN_IF_ERROR(ReadTokenCache(json, spec.token_cache));
  OCTAVO_RETURN_IF_ERROR(ReadText(json, "kind", spec.kind));
  const auto params = json.find("params");
  auto resolved = ResolveParams(spec.kind, params == json.end() ? Json::object() : *params);
  if (!resolved.ok()) return absl::InvalidArgumentError(absl::StrCat("job.json: ", resolved.status().message()));
  spec.params = *std::move(resolved);
  return absl::OkStatus();
}

std::vector<std::string> InputsOf(absl::string_view kind) {
  if (kind == "predict" || kind == "tokenize") return {"model", "texts"};
  if (kind == "describe") return {"dataset"};
  return {"model", "dataset"};
}

std::vector<std::string> OptionalInputsOf(absl::string_view kind) {
  if (kind == "qat") return {"static"};
  if (kind == "describe") return {"model"};
  return {};
}

absl::Status CheckInputs(const std::string& dir, const JobSpec& spec) {
  for (const std::string& name : InputsOf(spec.kind)) {
    const std::string path = absl::StrCat(dir, "/inputs/", name);
    const auto files = ListFiles(path);
    if (!files.ok() || files->empty()) {
      return absl::NotFoundError(absl::StrCat("input ", name, " of the ", spec.kind, " job: the folder ", path, " ",
                                              files.ok() ? "is empty" : "cannot be read",
                                              "; put the input's files there"));
    }
  }
  return absl::OkStatus();
}

}  // namespace octavo
