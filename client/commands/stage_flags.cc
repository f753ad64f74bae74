#include "client/commands/stage_flags.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "client/commands/shared_params.h"
#include "common/job_params.h"

namespace octavo::client {
namespace {

std::string Placeholder(const ParamSpec& spec) {
  if (spec.name == "model") return "MODEL";
  if (spec.name == "dataset") return "DATASET";
  if (!spec.choices.empty())
    return absl::StrCat(absl::StrJoin(spec.choices, "|"), spec.type == ParamType::kStringList ? "..." : "");
  switch (spec.type) {
    case ParamType::kInt:
      return "N";
    case ParamType::kDouble:
      return "X";
    case ParamType::kBool:
      return "true|false";
    case ParamType::kString:
      return "NAME";
    case ParamType::kStringList:
      return "NAME...";
  }
  return "";
}

std::string DefaultText(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return DumpJson(value);
  std::vector<std::string> items;
  for (const Json& item : value) items.push_back(item.is_string() ? item.get<std::string>() : DumpJson(item));
  return absl::StrJoin(items, " ");
}

Json TimeText(absl::Time time) {
  if (time == absl::InfinitePast()) return nullptr;
  return absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone());
}

}  // namespace

std::vector<FlagSpec> ParamFlags(const std::vector<std::string>& kinds) {
  std::vector<FlagSpec> flags;
  for (const std::string& kind : kinds) {
    const auto specs = ParamsOf(kind);
    if (!specs.ok()) continue;
    for (const ParamSpec& spec : *specs) {
      const std::string name = kinds.size() > 1 ? FlagOfStage(kind, spec) : spec.name;
      if (std::any_of(flags.begin(), flags.end(), [&](const FlagSpec& flag) { return flag.name == name; })) continue;
      FlagSpec flag;
      flag.name = name;
      flag.kind = spec.type == ParamType::kStringList ? FlagSpec::Kind::kList : FlagSpec::Kind::kText;
      flag.help = name == spec.name ? spec.help : absl::StrCat("As --", spec.name, ", of the ", kind, " stage.");
      flag.value = Placeholder(spec);
      flag.default_text = DefaultText(spec.default_value);
      flags.push_back(std::move(flag));
    }
  }
  return flags;
}

std::vector<FlagSpec> SwitchesOf(const std::vector<std::string>& kinds) {
  const std::vector<FlagSpec> params = ParamFlags(kinds);
  if (std::none_of(params.begin(), params.end(), [](const FlagSpec& flag) { return flag.name == "distill"; }))
    return {};
  return {{"no-distill", FlagSpec::Kind::kSwitch, "The same as --distill false."}};
}

std::vector<FlagSpec> RunFlags() {
  return {
      {"device", FlagSpec::Kind::kText, "What the job runs on; auto is the CPU, as no runner offers CUDA yet.",
       "auto|cpu|cuda", "auto"},
      {"threads", FlagSpec::Kind::kText, "Compute threads; 0 takes all of the worker's.", "N", "0"},
      {"no-cache", FlagSpec::Kind::kSwitch, "Run everything again, also what the result cache holds."},
      {"resume", FlagSpec::Kind::kSwitch,
       "Continue what was interrupted and take finished jobs from the cache (as without this flag)."},
  };
}

Json DescribeJob(const Job& job) {
  Json json = {{"id", job.id},
               {"name", job.spec.name},
               {"kind", job.spec.kind},
               {"experiment_id", job.experiment_id},
               {"state", JobStateName(job.state)},
               {"state_reason", job.state_reason},
               {"params", job.spec.params},
               {"device", job.spec.device},
               {"threads", job.spec.threads},
               {"created_at", TimeText(job.created)},
               {"started_at", TimeText(job.started)},
               {"ended_at", TimeText(job.ended)},
               {"action_digest", job.action_digest},
               {"cached_from", job.cached_from},
               {"output_digest", job.output_digest},
               {"result", job.result},
               {"attempts", Json::array()}};
  for (const Attempt& attempt : job.attempts) {
    json["attempts"].push_back({{"number", attempt.number},
                                {"worker", attempt.worker},
                                {"outcome", attempt.outcome},
                                {"reason", attempt.reason},
                                {"message", attempt.message},
                                {"retry_rule", attempt.retry_rule},
                                {"exit_code", attempt.exit_code},
                                {"signal", attempt.signal},
                                {"started_at", TimeText(attempt.start)},
                                {"ended_at", TimeText(attempt.end)},
                                {"wall_seconds", absl::ToDoubleSeconds(attempt.wall_time)},
                                {"max_rss_bytes", attempt.max_rss_bytes}});
  }
  json["progress"] = nullptr;
  if (job.has_progress) {
    json["progress"] = {{"phase", job.progress.phase},     {"step", job.progress.step},
                        {"total", job.progress.total},     {"rate", job.progress.rate},
                        {"unit", job.progress.rate_unit},  {"eta_s", absl::ToDoubleSeconds(job.progress.eta)},
                        {"metrics", job.progress.metrics}, {"memory_bytes", job.progress.memory_bytes}};
  }
  return json;
}

Json DescribeExperiment(const Experiment& experiment) {
  Json json = {{"id", experiment.id},
               {"name", experiment.name},
               {"created_at", TimeText(experiment.created)},
               {"ended_at", TimeText(experiment.ended)},
               {"jobs", Json::array()}};
  for (const Job& job : experiment.jobs) json["jobs"].push_back(DescribeJob(job));
  return json;
}

}  // namespace octavo::client
