#include "client/render/reproduce.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "client/compare/stage_folders.h"
#include "common/job_params.h"

namespace octavo::client {
namespace {

/// The folder that holds a stage's.
std::string Parent(const std::string& folder) {
  const size_t slash = folder.rfind('/');
  return slash == std::string::npos || slash == 0 ? "." : folder.substr(0, slash);
}

std::string ValueText(const Json& value) { return value.is_string() ? value.get<std::string>() : DumpJson(value); }

/// " --name value"; a value that looks like a flag is joined to its name.
std::string Flag(absl::string_view name, const std::string& value) {
  return absl::StrCat(" --", name, value.substr(0, 1) == "-" ? "=" : " ", ShellWord(value));
}

/// The parameters that differ from their defaults, in the order of --help, without the inputs' names.
std::string ParamFlagsOf(const StageResult& stage) {
  std::string flags;
  const auto specs = ParamsOf(stage.stage);
  if (!specs.ok()) return flags;
  for (const ParamSpec& spec : *specs) {
    const auto value = stage.params.find(spec.name);
    if (spec.name == "model" || spec.name == "dataset" || value == stage.params.end() || value->is_null()) continue;
    if (*value == spec.default_value) continue;
    if (!value->is_array()) {
      absl::StrAppend(&flags, Flag(spec.name, ValueText(*value)));
      continue;
    }
    absl::StrAppend(&flags, " --", spec.name);
    for (const Json& item : *value) absl::StrAppend(&flags, " ", ShellWord(ValueText(item)));
  }
  return flags;
}

/// What the user named as an input, or what the job knows of it.
std::string InputOf(const StageResult& stage, const std::string& given, const char* name) {
  return given.empty() ? stage.params.value(name, "") : given;
}

/// The data set's flag. "local" is no name that octavo takes: without the user's own word a placeholder stands there.
std::string DatasetFlag(const StageResult& stage) {
  const std::string dataset = InputOf(stage, stage.given.dataset, "dataset");
  if (dataset.empty()) return "";
  return dataset == "local" && stage.given.dataset_path.empty() ? Flag("dataset", "PATH OF THE DATA SET")
                                                                : Flag("dataset", dataset);
}

std::string ModelFlag(const StageResult& stage, const StageResult& baseline) {
  if (&stage == &baseline) return Flag("model", InputOf(stage, stage.given.model, "model"));
  // The trained model's folder says what it was trained from; only another name has to be given.
  const StageFolder* known = FindStageFolder(stage.stage);
  std::string flags = known == nullptr ? "" : Flag(known->model_flag, baseline.folder + "/model");
  const std::string name = stage.params.value("model", "");
  if (!name.empty() && name != baseline.params.value("model", "")) absl::StrAppend(&flags, Flag("model", name));
  return flags;
}

/// The static form that quantization-aware training was given; without one it makes its own.
std::string StaticFlag(const StageResult& stage, const std::vector<StageResult>& stages) {
  if (!stage.inputs.contains("static")) return "";
  const auto found = std::find_if(stages.begin(), stages.end(), [](const auto& s) { return s.stage == "static"; });
  return Flag("static-dir", found == stages.end() ? "FOLDER OF STATIC RESULTS" : found->folder);
}

/// One line per stage; the first is the baseline.
std::string StageCommands(const std::vector<StageResult>& stages) {
  std::string commands;
  for (const StageResult& stage : stages) {
    absl::StrAppend(&commands, "octavo ", stage.stage, ModelFlag(stage, stages[0]), StaticFlag(stage, stages),
                    DatasetFlag(stage), ParamFlagsOf(stage), Flag("threads", absl::StrCat(stage.threads)),
                    Flag("output_dir", stage.folder), "\n");
  }
  return commands;
}

}  // namespace

std::string ShellWord(absl::string_view text) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
           absl::string_view("@%+=:,./_-").find(c) != std::string::npos;
  });
  if (plain && !text.empty()) return std::string(text);
  if (std::none_of(text.begin(), text.end(), [](char c) { return absl::ascii_iscntrl(static_cast<unsigned char>(c)); }))
    return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
  // A line break would end the line of the report that the command stands on.
  std::string quoted = "$'";
  for (const char c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) {
      absl::StrAppendFormat(&quoted, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      if (c == '\'' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string ReproduceCommands(const Comparison& comparison) {
  std::string commands = StageCommands(comparison.stages);
  if (comparison.repeats.has_value()) {
    // The first of them is the comparison's own.
    const std::vector<SeedRun>& runs = comparison.repeats->runs;
    for (size_t i = 1; i < runs.size(); ++i) absl::StrAppend(&commands, StageCommands(runs[i].stages));
  }
  return absl::StrCat(commands, "octavo compare", Flag("results-dir", Parent(comparison.stages[0].folder)), "\n");
}

}  // namespace octavo::client
