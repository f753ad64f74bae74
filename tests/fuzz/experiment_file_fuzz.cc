// Input: an experiment file; the catalog that its inputs are names of is a fixed one.
#include <algorithm>
#include <string>

#include "client/commands/experiment_file.h"
#include "common/job_params.h"
#include "tests/fuzz/support/fuzz.h"
#include "tests/fuzz/support/scratch.h"

namespace octavo::fuzz {
namespace {

/// Of one model and one data set that lie in the scratch folder.
const client::Catalog& FixedCatalog() {
  static const client::Catalog& catalog = *new client::Catalog([] {
    WriteScratch("cache/m/config.json", R"({"model_type": "bert"})");
    WriteScratch("cache/m/model.safetensors", absl::string_view("\2\0\0\0\0\0\0\0{}", 10));
    WriteScratch("cache/d/train.csv", "text,label\n");
    const auto document = YamlDocument::Parse(
        "models: {m: {architecture: bert, path: m}}\ndatasets: {d: {format: local, path: d}}\n", "catalog.yaml");
    return client::Catalog::Parse(document.value()).value();
  }());
  return catalog;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const client::Catalog& catalog = FixedCatalog();
  const MemoryFile file(Input(data, size).Rest());
  const auto experiment = client::ReadExperimentFile(file.path(), catalog, ScratchFolder() + "/cache");
  if (!experiment.ok()) return 0;
  Require(!experiment->jobs.empty() && !experiment->name.empty(), "an experiment has a name and jobs");
  for (const client::JobSpec& job : experiment->jobs) {
    Require(std::count(JobKinds().begin(), JobKinds().end(), job.kind) == 1, "a job is of a known kind");
  }
  for (const client::ExperimentFile::Upload& upload : experiment->uploads) {
    Require(upload.job < experiment->jobs.size() && upload.input < experiment->jobs[upload.job].inputs.size(),
            "an upload belongs to an input");
  }
  return 0;
}

}  // namespace octavo::fuzz
