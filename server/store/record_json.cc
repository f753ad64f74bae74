#include "server/store/record_json.h"

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "common/json.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

/// Runs `read` on the parsed text; what is missing or of the wrong type there throws.
absl::Status Read(const std::string& text, absl::string_view what, absl::FunctionRef<void(const Json&)> read) {
  try {
    read(Json::parse(text));
  } catch (const Json::exception& error) {
    return absl::DataLossError(absl::StrCat("the stored ", what, " cannot be read: ", error.what()));
  }
  return absl::OkStatus();
}

}  // namespace

std::string SpecToText(const JobSpec& spec) {
  Json inputs = Json::array();
  for (const JobInput& input : spec.inputs) {
    Json record = {{"name", input.name}, {"artifact", input.artifact_digest}, {"job", input.job}, {"path", input.path}};
    if (!input.sources.empty()) record["sources"] = input.sources;
    inputs.push_back(std::move(record));
  }
  const Resources& resources = spec.resources;
  return DumpJson({{"name", spec.name},
                   {"kind", spec.kind},
                   {"params", spec.params},
                   {"inputs", inputs},
                   {"device", resources.device},
                   {"threads", resources.threads},
                   {"memory_bytes", resources.memory_bytes},
                   {"quiet", resources.quiet},
                   {"time_limit_us", absl::ToInt64Microseconds(resources.time_limit)},
                   {"max_attempts", spec.max_attempts},
                   {"priority", spec.priority},
                   {"no_cache", spec.no_cache}});
}

absl::StatusOr<JobSpec> SpecFromText(const std::string& text) {
  JobSpec spec;
  OCTAVO_RETURN_IF_ERROR(Read(text, "job", [&](const Json& json) {
    json.at("name").get_to(spec.name);
    json.at("kind").get_to(spec.kind);
    spec.params = json.at("params");
    for (const Json& input : json.at("inputs")) {
      spec.inputs.push_back({input.at("name"), input.at("artifact"), input.at("job"), input.at("path"),
                             input.value("sources", std::vector<std::string>())});
    }
    json.at("device").get_to(spec.resources.device);
    json.at("threads").get_to(spec.resources.threads);
    json.at("memory_bytes").get_to(spec.resources.memory_bytes);
    json.at("quiet").get_to(spec.resources.quiet);
    spec.resources.time_limit = absl::Microseconds(json.at("time_limit_us").get<int64_t>());
    json.at("max_attempts").get_to(spec.max_attempts);
    json.at("priority").get_to(spec.priority);
    json.at("no_cache").get_to(spec.no_cache);
  }));
  return spec;
}

std::string CapabilitiesToText(const Capabilities& capabilities) {
  return DumpJson({{"device_class", capabilities.device_class},
                   {"devices", capabilities.devices},
                   {"isa", capabilities.isa},
                   {"cpus", capabilities.cpus},
                   {"memory_bytes", capabilities.memory_bytes},
                   {"cpu_model", capabilities.cpu_model},
                   {"libtorch_version", capabilities.libtorch_version},
                   {"runner_build", capabilities.runner_build},
                   {"agent_version", capabilities.agent_version},
                   {"fetches_sources", capabilities.fetches_sources}});
}

absl::StatusOr<Capabilities> CapabilitiesFromText(const std::string& text) {
  Capabilities capabilities;
  OCTAVO_RETURN_IF_ERROR(Read(text, "worker", [&](const Json& json) {
    json.at("device_class").get_to(capabilities.device_class);
    json.at("devices").get_to(capabilities.devices);
    json.at("isa").get_to(capabilities.isa);
    json.at("cpus").get_to(capabilities.cpus);
    json.at("memory_bytes").get_to(capabilities.memory_bytes);
    json.at("cpu_model").get_to(capabilities.cpu_model);
    json.at("libtorch_version").get_to(capabilities.libtorch_version);
    json.at("runner_build").get_to(capabilities.runner_build);
    json.at("agent_version").get_to(capabilities.agent_version);
    capabilities.fetches_sources = json.value("fetches_sources", false);
  }));
  return capabilities;
}

std::string StringsToText(const std::vector<std::string>& strings) { return DumpJson(Json(strings)); }

absl::StatusOr<std::vector<std::string>> StringsFromText(const std::string& text) {
  std::vector<std::string> strings;
  OCTAVO_RETURN_IF_ERROR(Read(text, "list", [&](const Json& json) { json.get_to(strings); }));
  return strings;
}

}  // namespace octavo
