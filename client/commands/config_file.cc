#include "client/commands/config_file.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/quantization_stage.h"
#include "common/job_params.h"
#include "common/status_macros.h"
#include "common/suggestion.h"

namespace octavo::client {
namespace {

/// Keys of the whole client, allowed at the top only.
const std::vector<std::string>& GlobalSettings() {
  static const auto& names = *new std::vector<std::string>{"server", "results_dir", "cache_dir", "repeats", "patience"};
  return names;
}

/// Settings that are a whole number.
const std::vector<std::string>& Counts() {
  static const auto& names = *new std::vector<std::string>{"threads", "repeats", "patience"};
  return names;
}

/// Flags without a value, also allowed at the top only.
const std::vector<std::string>& Switches() {
  static const auto& names = *new std::vector<std::string>{
      "insecure", "json",  "quiet",  "no_cache", "resume",     "skip_training", "only_comparison",
      "no_plots", "watch", "follow", "logits",   "no_distill", "quick"};
  return names;
}

/// The settings of that stage that name what it starts from, such as "model_path".
std::vector<std::string> SourcesOf(const std::string& kind) {
  const QuantizationStage* stage = FindQuantizationStage(kind);
  return stage == nullptr ? std::vector<std::string>() : SourceSettings(*stage);
}

bool Contains(const std::vector<std::string>& names, absl::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> ParamNames(const std::string& kind) {
  std::vector<std::string> names;
  const auto specs = ParamsOf(kind);
  if (!specs.ok()) return names;
  for (const ParamSpec& spec : *specs) names.push_back(spec.name);
  return names;
}

/// Everything that may stand at the top of the file.
std::vector<std::string> TopLevelNames() {
  std::vector<std::string> names(JobKinds().begin(), JobKinds().end());
  names.insert(names.end(), GlobalSettings().begin(), GlobalSettings().end());
  names.insert(names.end(), Switches().begin(), Switches().end());
  names.insert(names.end(), StageSettings().begin(), StageSettings().end());
  for (const std::string& kind : JobKinds()) {
    for (const std::string& name : ParamNames(kind)) {
      if (!Contains(names, name)) names.push_back(name);
    }
  }
  return names;
}

std::string UnknownKey(absl::string_view key, const std::vector<std::string>& known) {
  const std::string hint = DidYouMean(key, known);
  return absl::StrCat("unknown key '", key, "'",
                      hint.empty() ? absl::StrCat("; known here: ", absl::StrJoin(known, ", ")) : hint);
}

/// Checks one value where it stands. Stage settings are texts or numbers, parameters follow their table.
absl::Status CheckValue(const YamlDocument& document, const std::string& kind, const std::string& pointer,
                        const std::string& key, const Json& value) {
  if (Contains(GlobalSettings(), key) || Contains(StageSettings(), key) || Contains(SourcesOf(kind), key)) {
    const bool count = Contains(Counts(), key);
    const bool fits = count ? value.is_number_integer() && value.get<int64_t>() >= 0 : value.is_string();
    if (fits) return absl::OkStatus();
    return document.ErrorAt(pointer, absl::StrCat(key, ": give ", count ? "a whole number from 0" : "a text"));
  }
  if (Contains(Switches(), key)) {
    return value.is_boolean()
               ? absl::OkStatus()
               : document.ErrorAt(pointer, absl::StrCat(key, ": ", DumpJson(value), " is not true or false"));
  }
  const absl::StatusOr<Json> resolved = ResolveParams(kind, Json{{key, value}});
  return resolved.ok() ? absl::OkStatus() : document.ErrorAt(pointer, resolved.status().message());
}

}  // namespace

const std::vector<std::string>& StageSettings() {
  static const auto& names = *new std::vector<std::string>{"output_dir", "device", "threads"};
  return names;
}

absl::StatusOr<ConfigFile> ConfigFile::Read(const std::string& path) {
  OCTAVO_ASSIGN_OR_RETURN(YamlDocument document, YamlDocument::Read(path));
  ConfigFile config(std::move(document));
  OCTAVO_RETURN_IF_ERROR(config.Check());
  return config;
}

absl::StatusOr<ConfigFile> ConfigFile::Parse(absl::string_view text, absl::string_view name) {
  OCTAVO_ASSIGN_OR_RETURN(YamlDocument document, YamlDocument::Parse(text, name));
  ConfigFile config(std::move(document));
  OCTAVO_RETURN_IF_ERROR(config.Check());
  return config;
}

absl::Status ConfigFile::Check() const {
  if (!document_.json().is_object()) return document_.ErrorAt("", "the file must be a mapping of names to values");
  const std::vector<std::string> known = TopLevelNames();
  for (const auto& [key, value] : document_.json().items()) {
    const std::string pointer = absl::StrCat("/", key);
    if (!Contains(known, key)) return document_.ErrorAt(pointer, UnknownKey(key, known));
    if (std::find(JobKinds().begin(), JobKinds().end(), key) != JobKinds().end()) {
      OCTAVO_RETURN_IF_ERROR(CheckSection(key, value));
      continue;
    }
    // A common value must suit every stage that takes it.
    bool checked = false;
    for (const std::string& kind : JobKinds()) {
      if (!Contains(ParamNames(kind), key) && checked) continue;
      if (!Contains(ParamNames(kind), key) && !Contains(GlobalSettings(), key) && !Contains(Switches(), key) &&
          !Contains(StageSettings(), key))
        continue;
      OCTAVO_RETURN_IF_ERROR(CheckValue(document_, kind, pointer, key, value));
      checked = true;
    }
  }
  return absl::OkStatus();
}

absl::Status ConfigFile::CheckSection(const std::string& kind, const Json& section) const {
  const std::string pointer = absl::StrCat("/", kind);
  if (section.is_null()) return absl::OkStatus();
  if (!section.is_object())
    return document_.ErrorAt(pointer, absl::StrCat(kind, ": give a mapping of names to values"));
  std::vector<std::string> known = ParamNames(kind);
  known.insert(known.end(), StageSettings().begin(), StageSettings().end());
  const std::vector<std::string> sources = SourcesOf(kind);
  known.insert(known.end(), sources.begin(), sources.end());
  for (const auto& [key, value] : section.items()) {
    const std::string place = absl::StrCat(pointer, "/", key);
    if (!Contains(known, key)) return document_.ErrorAt(place, UnknownKey(key, known));
    OCTAVO_RETURN_IF_ERROR(CheckValue(document_, kind, place, key, value));
  }
  return absl::OkStatus();
}

absl::Status ConfigFile::ErrorAt(absl::string_view kind, absl::string_view key, absl::string_view message) const {
  const Json& root = document_.json();
  const auto section = root.find(std::string(kind));
  const bool own = section != root.end() && section->is_object() && section->contains(std::string(key));
  return document_.ErrorAt(own ? absl::StrCat("/", kind, "/", key) : absl::StrCat("/", key), message);
}

const Json* ConfigFile::Find(absl::string_view kind, absl::string_view key) const {
  const Json& root = document_.json();
  if (const auto section = root.find(std::string(kind)); section != root.end() && section->is_object()) {
    if (const auto value = section->find(std::string(key)); value != section->end()) return &*value;
  }
  const auto value = root.find(std::string(key));
  return value == root.end() || value->is_object() ? nullptr : &*value;
}

}  // namespace octavo::client
