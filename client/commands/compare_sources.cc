#include "client/commands/compare_sources.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "client/commands/job_lookup.h"
#include "client/commands/progress_view.h"
#include "client/compare/results_folder.h"
#include "client/compare/stage_folders.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

constexpr char kSeedMark[] = "-seed-";  // of the jobs of further seeds (repeats_plan.cc)

bool IsFolder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

/// Where a job's results lie in a results folder; empty for a job that has no place in one.
std::string PlaceOf(const Job& job, const std::string& results) {
  const StageFolder* stage = FindStageFolder(job.spec.kind);
  if (stage == nullptr) return "";
  const size_t mark = job.spec.name.rfind(kSeedMark);
  int64_t seed = 0;
  const bool further =
      mark != std::string::npos && absl::SimpleAtoi(job.spec.name.substr(mark + sizeof(kSeedMark) - 1), &seed);
  return absl::StrCat(further ? RepeatFolder(results, seed) : results, "/", stage->folder);
}

/// Records and tables, which lie at the top; models are large and not read.
Manifest WhatIsRead(const Manifest& manifest) {
  Manifest read;
  for (const Manifest::File& file : manifest.files) {
    if (absl::StrContains(file.path, '/')) continue;
    if (absl::EndsWith(file.path, ".json") || absl::EndsWith(file.path, ".csv")) read.files.push_back(file);
  }
  return read;
}

absl::Status FetchJob(Context& context, Client& client, const Job& job, const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, client.artifacts().GetManifest(job.output_digest));
  ProgressView view(context.output());
  auto progress = [&](int64_t done, int64_t total) {
    view.Transfer(absl::StrCat("downloading the results of ", job.spec.name), done, total);
  };
  return client.artifacts().DownloadTree(WhatIsRead(manifest), folder, progress);
}

absl::Status FetchExperiment(Context& context, Client& client, const std::string& id, const std::string& results) {
  OCTAVO_ASSIGN_OR_RETURN(const Experiment experiment, client.experiments().Get(id));
  std::set<std::string> places;
  for (const Job& job : experiment.jobs) {
    if (job.state != JobState::kSucceeded) {
      context.output().Warning(
          absl::StrCat(id, ": job ", job.spec.name, " (", job.id, ") is left out: it is ", JobStateName(job.state)));
      continue;
    }
    const std::string place = PlaceOf(job, results);
    if (place.empty() || !places.insert(place).second) {
      context.output().Warning(absl::StrCat(
          id, ": job ", job.spec.name, " (", job.id,
          ") is left out: ", place.empty() ? "it is no stage" : "another job of the experiment is the same stage"));
      continue;
    }
    OCTAVO_RETURN_IF_ERROR(FetchJob(context, client, job, place));
  }
  if (places.contains(absl::StrCat(results, "/", FindStageFolder("baseline")->folder))) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "experiment ", id, " has no finished baseline to compare with: octavo show ", id, " tells how far its jobs are"));
}

/// Says why a word that is no folder could not be taken as an experiment either.
absl::Status NeitherNor(const std::string& word, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat("'", word, "' is no folder here, and as an experiment's id: ", status.message()));
}

}  // namespace

absl::StatusOr<CompareSources> FindCompareSources(Context& context, const std::vector<std::string>& words,
                                                  const std::string& keep_in) {
  CompareSources found;
  std::optional<Session> session;
  for (const std::string& word : words) {
    if (IsFolder(word)) {
      found.sources.push_back({word, word, true});
      continue;
    }
    if (absl::StrContains(word, '/') || absl::StrContains(word, '.')) {
      return absl::NotFoundError(absl::StrCat("the folder '", word, "' does not exist: run octavo run-all first, or ",
                                              "name the folder that holds baseline/"));
    }
    if (!session.has_value()) {
      absl::StatusOr<Session> connected = ConnectToExisting(context, Need::kServer);
      if (!connected.ok()) return NeitherNor(word, connected.status());
      session = *std::move(connected);
    }
    if (keep_in.empty() && !found.temporary.has_value()) {
      OCTAVO_ASSIGN_OR_RETURN(found.temporary, TempDir::Create("octavo-compare"));
    }
    const std::string folder = absl::StrCat(keep_in.empty() ? found.temporary->path() : keep_in, "/", word);
    const absl::Status fetched = FetchExperiment(context, *session->client, word, folder);
    if (absl::IsNotFound(fetched) || absl::IsInvalidArgument(fetched)) return NeitherNor(word, fetched);
    OCTAVO_RETURN_IF_ERROR(fetched);
    found.sources.push_back({word, folder, !keep_in.empty()});
    found.fetched = true;
  }
  return found;
}

}  // namespace octavo::client
