#include "client/commands/experiment_file.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "client/commands/stage_plan.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/yaml.h"

namespace octavo::client {
namespace {

class Reader {
 public:
  Reader(const YamlDocument& document, const Catalog& catalog, const std::string& cache)
      : document_(document), catalog_(catalog), cache_(cache) {}

  absl::StatusOr<ExperimentFile> Read() {
    YamlSection root(document_);
    OCTAVO_RETURN_IF_ERROR(root.Read("name", &file_.name));
    Json jobs;
    OCTAVO_RETURN_IF_ERROR(root.ReadJson("jobs", &jobs));
    OCTAVO_RETURN_IF_ERROR(root.Finish());
    if (file_.name.empty() || file_.name.size() > 100) return root.ErrorAt("name", "name: give 1 to 100 characters");
    if (!jobs.is_array() || jobs.empty()) return root.ErrorAt("jobs", "jobs: give a list with at least one job");
    for (size_t i = 0; i < jobs.size(); ++i) OCTAVO_RETURN_IF_ERROR(ReadJob(i));
    return std::move(file_);
  }

 private:
  absl::Status ReadJob(size_t index) {
    const std::string pointer = absl::StrCat("/jobs/", index);
    if (!document_.json()["jobs"][index].is_object())
      return document_.ErrorAt(pointer, "a job is a mapping with a kind");
    YamlSection section(document_, pointer);
    JobSpec job;
    OCTAVO_RETURN_IF_ERROR(section.Read("kind", &job.kind));
    job.name = job.kind;
    OCTAVO_RETURN_IF_ERROR(section.Read("name", &job.name));
    OCTAVO_RETURN_IF_ERROR(section.Read("device", &job.device));
    OCTAVO_RETURN_IF_ERROR(section.Read("threads", &job.threads, 0, 1024));
    OCTAVO_RETURN_IF_ERROR(section.ReadBytes("memory", &job.memory_bytes));
    OCTAVO_RETURN_IF_ERROR(section.Read("time_limit", &job.time_limit));
    OCTAVO_RETURN_IF_ERROR(section.Read("max_attempts", &job.max_attempts, 0, 100));
    OCTAVO_RETURN_IF_ERROR(section.Read("priority", &job.priority, -1000, 1000));
    OCTAVO_RETURN_IF_ERROR(section.Read("no_cache", &job.no_cache));
    OCTAVO_RETURN_IF_ERROR(section.Read("quiet", &job.quiet));
    OCTAVO_RETURN_IF_ERROR(section.ReadJson("params", &job.params));
    OCTAVO_ASSIGN_OR_RETURN(YamlSection inputs, section.Section("inputs"));
    OCTAVO_RETURN_IF_ERROR(section.Finish());
    if (!std::count(JobKinds().begin(), JobKinds().end(), job.kind))
      return section.ErrorAt("kind", ParamsOf(job.kind).ok() ? "this kind runs only here, not at a server"
                                                             : ParamsOf(job.kind).status().message());
    if (job.params.is_null()) job.params = Json::object();
    if (!job.params.is_object()) return section.ErrorAt("params", "params: give a mapping");
    for (const std::string& name : inputs.Keys()) OCTAVO_RETURN_IF_ERROR(ReadInput(index, name, inputs, &job));
    const absl::StatusOr<Json> resolved = ResolveParams(job.kind, job.params);
    if (!resolved.ok()) return section.ErrorAt("params", resolved.status().message());
    job.params = *resolved;
    file_.jobs.push_back(std::move(job));
    return absl::OkStatus();
  }

  absl::Status ReadInput(size_t index, const std::string& name, YamlSection& inputs, JobSpec* job) {
    Json value;
    OCTAVO_RETURN_IF_ERROR(inputs.ReadJson(name, &value));
    if (value.is_object()) {
      OCTAVO_ASSIGN_OR_RETURN(YamlSection output, inputs.Section(name));
      JobInput input;
      input.name = name;
      OCTAVO_RETURN_IF_ERROR(output.Read("job", &input.from_job));
      OCTAVO_RETURN_IF_ERROR(output.Read("path", &input.from_path));
      OCTAVO_RETURN_IF_ERROR(output.Finish());
      if (input.from_job.empty()) return inputs.ErrorAt(name, "give a name, a path, or {job: NAME, path: PATH}");
      job->inputs.push_back(std::move(input));
      return absl::OkStatus();
    }
    if (!value.is_string()) return inputs.ErrorAt(name, "give a name, a path, or {job: NAME, path: PATH}");
    const bool is_model = name == "model";
    absl::StatusOr<ResolvedAsset> asset = is_model ? catalog_.Model(value.get<std::string>(), cache_)
                                                   : catalog_.Dataset(value.get<std::string>(), cache_);
    const bool of_this_file = absl::IsInvalidArgument(asset.status()) || absl::IsNotFound(asset.status());
    if (of_this_file) return inputs.ErrorAt(name, asset.status().message());
    OCTAVO_RETURN_IF_ERROR(asset.status());
    if (is_model && !job->params.contains("model")) job->params["model"] = asset->name;
    if (name == "dataset") {
      if (!job->params.contains("dataset")) job->params["dataset"] = asset->format;
      TakeColumns(
          *asset, [&](const std::string& param) { return job->params.contains(param); }, &job->params);
    }
    file_.uploads.push_back({index, job->inputs.size(), asset->path, is_model});
    job->inputs.push_back({name, "", "", "", asset->sources});
    return absl::OkStatus();
  }

  const YamlDocument& document_;
  const Catalog& catalog_;
  const std::string& cache_;
  ExperimentFile file_;
};

}  // namespace

absl::StatusOr<ExperimentFile> ReadExperimentFile(const std::string& path, const Catalog& catalog,
                                                  const std::string& cache) {
  const absl::StatusOr<YamlDocument> document = YamlDocument::Read(path);
  if (absl::IsNotFound(document.status())) {
    return absl::NotFoundError(absl::StrCat(document.status().message(),
                                            "; check the spelling and the current folder. "
                                            "configs/experiments/quickstart.yaml is an example of such a file"));
  }
  OCTAVO_RETURN_IF_ERROR(document.status());
  return Reader(*document, catalog, cache).Read();
}

}  // namespace octavo::client
