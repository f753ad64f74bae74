// octavo artifacts list|get|verify.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/command.h"
#include "client/commands/exit_status.h"
#include "client/commands/job_lookup.h"
#include "client/commands/progress_view.h"
#include "client/commands/stage_plan.h"
#include "client/render/numbers.h"
#include "client/render/text_table.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

/// A manifest's digest as it is, or the output of the job that `id` names.
absl::StatusOr<std::string> DigestOf(Client& client, const std::string& id) {
  if (IsSha256Hex(id)) return id;
  OCTAVO_ASSIGN_OR_RETURN(const Job job, FindJob(client, id));
  if (!job.output_digest.empty()) return job.output_digest;
  return absl::FailedPreconditionError(absl::StrCat("job ", job.id, " (", job.spec.name, ") is ",
                                                    JobStateName(job.state), " and has no outputs; octavo explain ",
                                                    job.id, " says why"));
}

class ArtifactsCommand final : public Command {
 public:
  std::string name() const override { return "artifacts"; }
  std::string summary() const override { return "List or download the outputs of a job, or verify everything stored"; }
  std::string example() const override { return "octavo artifacts get JOB --output_dir outputs"; }
  std::vector<FlagSpec> flags() const override {
    return {{"action", FlagSpec::Kind::kPositional, "What to do.", "list|get|verify", "", true},
            {"id", FlagSpec::Kind::kPositional, "A job's id or a manifest's digest (list, get).", "JOB"},
            {"output_dir", FlagSpec::Kind::kText, "Where get puts the files.", "FOLDER", "outputs"}};
  }

  absl::StatusOr<int> Run(Context& context) const override {
    const std::vector<std::string> actions = {"list", "get", "verify"};
    const std::string action = context.flags().Text("action");
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) {
      return absl::InvalidArgumentError(absl::StrCat("there is no action '", action, "'; the actions are ",
                                                     absl::StrJoin(actions, ", "), DidYouMean(action, actions)));
    }
    if (action != "verify" && !context.flags().Has("id"))
      return absl::InvalidArgumentError(absl::StrCat(action, ": give a job's id or a manifest's digest"));
    const std::string output_dir = context.settings().Text("", "output_dir", "outputs");
    if (action == "get") OCTAVO_RETURN_IF_ERROR(CheckWritable(output_dir, 0));
    OCTAVO_ASSIGN_OR_RETURN(const Session session, ConnectToExisting(context, Need::kServer));
    if (action == "verify") return Verify(context, *session.client);
    OCTAVO_ASSIGN_OR_RETURN(const std::string digest, DigestOf(*session.client, context.flags().Text("id")));
    OCTAVO_ASSIGN_OR_RETURN(const Manifest manifest, session.client->artifacts().GetManifest(digest));
    if (action == "list") return List(context, manifest);
    return Get(context, *session.client, manifest, output_dir);
  }

 private:
  static absl::StatusOr<int> List(Context& context, const Manifest& manifest) {
    Json json = Json::array();
    TextTable table({"size", "sha256", "path"});
    table.AlignRight({0});
    for (const Manifest::File& file : manifest.files) {
      json.push_back({{"path", file.path}, {"size_bytes", file.size}, {"sha256", file.sha256}});
      table.Add({Bytes(file.size), file.sha256, file.path});
    }
    context.output().json() ? context.output().Document(json) : context.output().Result(table.Render());
    return kExitDone;
  }

  static absl::StatusOr<int> Get(Context& context, Client& client, const Manifest& manifest,
                                 const std::string& folder) {
    ProgressView view(context.output());
    auto progress = [&](int64_t done, int64_t total) {
      view.Transfer(absl::StrCat("downloading to ", folder), done, total);
    };
    OCTAVO_RETURN_IF_ERROR(client.artifacts().DownloadTree(manifest, folder, progress));
    if (context.output().json())
      context.output().Document(
          {{"folder", folder}, {"files", manifest.files.size()}, {"size_bytes", manifest.TotalBytes()}});
    context.output().Note(
        absl::StrCat(manifest.files.size(), " files, ", Bytes(manifest.TotalBytes()), ", verified, in ", folder));
    return kExitDone;
  }

  static absl::StatusOr<int> Verify(Context& context, Client& client) {
    OCTAVO_ASSIGN_OR_RETURN(const BlobCheck check, client.admin().VerifyBlobs());
    const bool good = check.corrupt.empty() && check.missing.empty();
    if (context.output().json()) {
      context.output().Document(Json{
          {"checked", check.checked}, {"bytes", check.bytes}, {"corrupt", check.corrupt}, {"missing", check.missing}});
    } else {
      context.output().Result(
          absl::StrCat(check.checked, " blobs, ", Bytes(check.bytes), ": ", good ? "all intact" : "DAMAGED", "\n"));
    }
    for (const std::string& digest : check.corrupt) context.output().Error(absl::StrCat("corrupt: ", digest));
    for (const std::string& digest : check.missing) context.output().Error(absl::StrCat("missing: ", digest));
    return good ? kExitDone : kExitFailed;
  }
};

}  // namespace

std::unique_ptr<Command> MakeArtifactsCommand() { return std::make_unique<ArtifactsCommand>(); }

}  // namespace octavo::client
