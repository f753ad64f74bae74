#include "client/commands/settings.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "client/commands/shared_params.h"
#include "common/environment.h"
#include "common/job_params.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

absl::Status From(const absl::Status& status, absl::string_view source) {
  return absl::Status(status.code(), absl::StrCat(source, ": ", status.message()));
}

}  // namespace

std::string EnvironmentName(absl::string_view flag) {
  return absl::StrCat("OCTAVO_", absl::AsciiStrToUpper(absl::StrReplaceAll(flag, {{"-", "_"}})));
}

Settings::Settings(std::map<std::string, std::string> command_line, Environment environment,
                   std::vector<ConfigFile> files)
    : command_line_(std::move(command_line)), environment_(std::move(environment)), files_(std::move(files)) {}

Settings Settings::OfSeveralStages() const {
  Settings settings = *this;
  settings.several_stages_ = true;
  return settings;
}

std::string Settings::FlagOf(absl::string_view kind, const std::string& name) const {
  if (!several_stages_) return name;
  const auto specs = ParamsOf(kind);
  if (!specs.ok()) return name;
  const auto spec = std::find_if(specs->begin(), specs->end(), [&](const ParamSpec& s) { return s.name == name; });
  return spec == specs->end() ? name : FlagOfStage(kind, *spec);
}

const Json* Settings::InFiles(absl::string_view kind, absl::string_view name) const {
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
    if (const Json* value = file->Find(kind, name)) return value;
  }
  return nullptr;
}

absl::StatusOr<Json> Settings::Params(const std::string& kind) const {
  OCTAVO_ASSIGN_OR_RETURN(const absl::Span<const ParamSpec> specs, ParamsOf(kind));
  Json given = Json::object();
  for (const ParamSpec& spec : specs) {
    const std::string name = FlagOf(kind, spec.name), variable = EnvironmentName(name);
    if (const auto flag = command_line_.find(name); flag != command_line_.end()) {
      absl::StatusOr<Json> value = ParseParam(spec, flag->second);
      if (!value.ok()) return From(value.status(), absl::StrCat("--", name));
      given[spec.name] = *value;
    } else if (const auto text = environment_(variable)) {
      absl::StatusOr<Json> value = ParseParam(spec, *text);
      if (!value.ok()) return From(value.status(), absl::StrCat("environment variable ", variable));
      given[spec.name] = *value;
    } else if (const Json* value = InFiles(kind, spec.name)) {
      given[spec.name] = *value;
    }
  }
  return ResolveParams(kind, given);
}

std::string Settings::Text(absl::string_view kind, const std::string& name, absl::string_view default_value) const {
  if (const auto flag = command_line_.find(name); flag != command_line_.end()) return flag->second;
  if (const auto text = environment_(EnvironmentName(name))) return *text;
  if (const Json* value = InFiles(kind, name)) return value->is_string() ? value->get<std::string>() : DumpJson(*value);
  return std::string(default_value);
}

absl::StatusOr<int> Settings::Number(absl::string_view kind, const std::string& name, int default_value) const {
  const std::string text = Text(kind, name, absl::StrCat(default_value));
  int value = 0;
  if (!absl::SimpleAtoi(text, &value) || value < 0) {
    return absl::InvalidArgumentError(absl::StrCat("--", name, ": '", text, "' is not a whole number from 0"));
  }
  return value;
}

absl::StatusOr<bool> Settings::Switch(const std::string& name) const {
  const std::string text = Text("", name, "false");
  bool value = false;
  if (!absl::SimpleAtob(text, &value)) return ErrorAbout("", name, absl::StrCat("'", text, "' is not true or false"));
  return value;
}

absl::Status Settings::ErrorAbout(absl::string_view kind, const std::string& name, absl::string_view message) const {
  const absl::Status error = absl::InvalidArgumentError(message);
  const std::string flag = FlagOf(kind, name), variable = EnvironmentName(flag);
  if (command_line_.contains(flag)) return From(error, absl::StrCat("--", flag));
  if (environment_(variable).has_value()) return From(error, absl::StrCat("environment variable ", variable));
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
    if (file->Find(kind, name) != nullptr) return file->ErrorAt(kind, name, absl::StrCat(name, ": ", message));
  }
  return From(error, name);
}

bool Settings::Given(absl::string_view kind, const std::string& name) const {
  return command_line_.contains(name) || environment_(EnvironmentName(name)).has_value() ||
         InFiles(kind, name) != nullptr;
}

}  // namespace octavo::client
