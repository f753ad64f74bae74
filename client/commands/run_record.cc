#include "client/commands/run_record.h"

#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "client/commands/local_service.h"
#include "common/files.h"
#include "common/json.h"
#include "common/random_id.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

/// Everything that decides whether two submissions are the same.
std::string KeyOf(const std::string& address, const std::string& name, const std::vector<JobSpec>& jobs) {
  Json key = {{"address", address}, {"name", name}, {"jobs", Json::array()}};
  for (const JobSpec& job : jobs) {
    Json inputs = Json::array();
    for (const JobInput& input : job.inputs)
      inputs.push_back({input.name, input.artifact_digest, input.from_job, input.from_path});
    key["jobs"].push_back({job.name, job.kind, job.params, inputs, job.device, job.threads, job.no_cache});
  }
  return Sha256Hex(DumpJson(key)).substr(0, 24);
}

}  // namespace

absl::StatusOr<RunRecord> RunRecord::Open(const std::string& address, const std::string& name,
                                          const std::vector<JobSpec>& jobs) {
  const std::string folder = absl::StrCat(kStateFolder, "/runs");
  OCTAVO_RETURN_IF_ERROR(MakeDirectories(folder));
  const std::string path = absl::StrCat(folder, "/", KeyOf(address, name, jobs), ".json");
  const absl::StatusOr<Json> known = access(path.c_str(), F_OK) == 0 ? ReadJsonFile(path) : absl::NotFoundError("");
  if (known.ok() && known->is_object() && known->contains("request_id") && (*known)["request_id"].is_string()) {
    return RunRecord(path, (*known)["request_id"].get<std::string>(), known->value("priority", 0), true);
  }
  RunRecord record(path, RandomUuid(), 0, false);
  OCTAVO_RETURN_IF_ERROR(record.Write());
  return record;
}

absl::Status RunRecord::Write() const {
  return WriteJsonFile(path_, Json{{"schema", "octavo.run/1"}, {"request_id", request_id_}, {"priority", priority_}});
}

absl::Status RunRecord::SetPriority(int priority) {
  priority_ = priority;
  return Write();
}

absl::Status RunRecord::Renew() {
  request_id_ = RandomUuid();
  found_ = false;
  return Write();
}

void RunRecord::Forget() const { unlink(path_.c_str()); }

}  // namespace octavo::client
