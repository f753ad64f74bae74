#include "client/commands/text_job.h"

#include <unistd.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "client/commands/interruptible.h"
#include "client/commands/local_job.h"
#include "client/commands/stage_flags.h"
#include "common/files.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

absl::StatusOr<std::vector<Json>> ReadLines(const std::string& path, size_t expected) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
  std::vector<Json> lines;
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    OCTAVO_ASSIGN_OR_RETURN(Json json, ParseJson(line, path));
    lines.push_back(std::move(json));
  }
  if (lines.size() != expected)
    return absl::InternalError(absl::StrCat("octavo-runner answered ", lines.size(), " of ", expected, " texts"));
  return lines;
}

std::vector<std::string> Lines(const std::string& data) {
  std::vector<std::string> lines = absl::StrSplit(data, '\n');
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

std::vector<FlagSpec> TextFlags(const std::string& kind) {
  std::vector<FlagSpec> flags = {
      {"text", FlagSpec::Kind::kPositionalList, "Texts; without them and --file, the lines of stdin.", "TEXT"},
      {"model", FlagSpec::Kind::kText, "A model folder, a quantized model file, or a name of octavo models.", "MODEL",
       "results/baseline/model"},
      {"file", FlagSpec::Kind::kText, "A file with one text a line.", "FILE"},
      {"threads", FlagSpec::Kind::kText, "Compute threads; 0 takes all.", "N", "0"}};
  const std::vector<FlagSpec> params = ParamFlags({kind});
  flags.insert(flags.end(), params.begin(), params.end());
  return flags;
}

absl::StatusOr<std::vector<std::string>> ReadTexts(Context& context) {
  std::vector<std::string> texts = context.flags().List("text");
  for (const std::string& text : texts) {
    if (absl::StrContains(text, '\n'))
      return absl::InvalidArgumentError("TEXT holds a line break: a text is one line; give them in --file, one a line");
  }
  if (context.flags().Has("file")) {
    if (!texts.empty()) return absl::InvalidArgumentError("give either TEXT or --file, not both");
    const absl::StatusOr<std::string> data = ReadFile(context.flags().Text("file"));
    if (!data.ok()) return absl::Status(data.status().code(), absl::StrCat("--file: ", data.status().message()));
    texts = Lines(*data);
  } else if (texts.empty()) {
    OCTAVO_ASSIGN_OR_RETURN(const std::string data, ReadToEnd(STDIN_FILENO, context.cancellation()));
    texts = Lines(data);
  }
  if (texts.empty()) return absl::InvalidArgumentError("there is no text: give TEXT, --file FILE, or lines on stdin");
  return texts;
}

absl::StatusOr<std::vector<Json>> RunTextJob(Context& context, const std::string& kind,
                                             const std::vector<std::string>& texts, const std::string& output) {
  OCTAVO_ASSIGN_OR_RETURN(const Json params, context.settings().Params(kind));
  OCTAVO_ASSIGN_OR_RETURN(const std::string model, FindModelHere(context));
  OCTAVO_ASSIGN_OR_RETURN(const TempDir lines, TempDir::Create("octavo-texts"));
  const std::string file = lines.path() + "/texts.txt";
  OCTAVO_RETURN_IF_ERROR(WriteFileAtomically(file, absl::StrCat(absl::StrJoin(texts, "\n"), "\n")));
  OCTAVO_ASSIGN_OR_RETURN(const TempDir folder,
                          RunLocalJob(context, kind, params, {{"model", model}, {"texts", file}}));
  return ReadLines(absl::StrCat(folder.path(), "/outputs/", output), texts.size());
}

}  // namespace octavo::client
