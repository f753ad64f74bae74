#include "client/commands/dataset_show.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/dataset_files.h"
#include "client/commands/exit_status.h"
#include "client/commands/local_job.h"
#include "client/commands/model_show.h"
#include "client/commands/stage_flags.h"
#include "client/commands/stage_plan.h"
#include "client/render/dataset_text.h"
#include "common/environment.h"
#include "common/files.h"
#include "common/json.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace fs = std::filesystem;
namespace {

constexpr char kDescribe[] = "describe";

int64_t SizeOf(const std::string& path) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) return static_cast<int64_t>(fs::file_size(path, ignored));
  int64_t size = 0;
  const auto files = ListFiles(path);
  if (!files.ok()) return 0;
  const auto wanted = DatasetFileFilter(path);
  for (const std::string& file : *files) {
    if (wanted && !wanted(file)) continue;
    size += static_cast<int64_t>(fs::file_size(fs::path(path) / file, ignored));
  }
  return size;
}

/// What is asked for apart from the data set.
struct Question {
  Json params;
  std::string model;  // empty: none
};

/// The errors of every flag but the data set's, before anything is brought.
absl::StatusOr<Question> ReadQuestion(Context& context) {
  Question question;
  OCTAVO_ASSIGN_OR_RETURN(question.params, context.settings().Params(kDescribe));
  OCTAVO_RETURN_IF_ERROR(context.settings().Number(kDescribe, "threads", 0).status());
  if (context.flags().Has("model")) {
    OCTAVO_ASSIGN_OR_RETURN(question.model, FindModelHere(context));
  }
  return question;
}

absl::StatusOr<Json> Count(Context& context, Question question, const ResolvedAsset& data) {
  Json& params = question.params;
  params["dataset"] = data.format;
  TakeColumns(
      data, [&](const std::string& param) { return context.settings().Given(kDescribe, param); }, &params);
  std::map<std::string, std::string> inputs = {{"dataset", data.path}};
  if (!question.model.empty()) inputs["model"] = question.model;
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder, RunLocalJob(context, kDescribe, params, inputs));
  return ReadJsonFile(folder.path() + "/outputs/dataset.json");
}

}  // namespace

bool IsOfAdd(absl::string_view flag) {
  return flag == "text_column" || flag == "label_column" || flag == "label_names";
}

std::vector<FlagSpec> DatasetShowFlags() {
  std::vector<FlagSpec> flags = ParamFlags({kDescribe});
  std::erase_if(flags, [](const FlagSpec& flag) { return flag.name == "dataset"; });
  for (FlagSpec& flag : flags) flag.help = absl::StrCat(IsOfAdd(flag.name) ? "show, add: " : "show: ", flag.help);
  flags.push_back({"model", FlagSpec::Kind::kText,
                   "show: a model folder or file, or a name of octavo models, whose tokenizer counts tokens.",
                   "MODEL"});
  flags.push_back({"threads", FlagSpec::Kind::kText, "show: compute threads; 0 takes all.", "N", "0"});
  return flags;
}

absl::StatusOr<int> ShowDataset(Context& context, const Catalog& catalog, const std::string& name) {
  OCTAVO_ASSIGN_OR_RETURN(const std::optional<CatalogEntry> of_hub, HubEntry(false, name));
  const CatalogEntry* entry = catalog.Find(false, name);
  if (entry == nullptr && of_hub.has_value()) entry = &*of_hub;
  // What no catalog knows comes from nowhere: a name that is wrong is told before a model is brought.
  if (entry == nullptr) OCTAVO_RETURN_IF_ERROR(catalog.Dataset(name, context.CacheFolder()).status());
  OCTAVO_ASSIGN_OR_RETURN(Question question, ReadQuestion(context));
  OCTAVO_ASSIGN_OR_RETURN(const ResolvedAsset data, catalog.Dataset(name, context.CacheFolder()));
  OCTAVO_ASSIGN_OR_RETURN(Json document, Count(context, std::move(question), data));
  if (!document.is_object()) return absl::InternalError("octavo-runner described the data set in another form");
  document["name"] = data.name;
  document["path"] = data.path;
  document["source"] = entry == nullptr ? "" : entry->SourceText();
  document["licence"] = entry == nullptr ? "" : entry->licence;
  document["size_bytes"] = SizeOf(data.path);
  OCTAVO_ASSIGN_OR_RETURN(document["digest"], DigestState(entry, data.path));
  if (context.output().json()) {
    context.output().Document(document);
  } else {
    OCTAVO_ASSIGN_OR_RETURN(const std::string text, RenderDataset(document, ChooseBarStyle(FindEnvironmentVariable)));
    context.output().Result(text);
  }
  return kExitDone;
}

}  // namespace octavo::client
