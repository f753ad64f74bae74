#include "worker/runner/text/component_json.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_json.h"

namespace octavo {
namespace {

constexpr size_t kMaxSteps = 64;
/// NFKC, BertNormalizer and ByteLevel together can do 165.
constexpr double kMaxGrowth = 256;

}  // namespace

absl::Status Growth::Add(double factor, absl::string_view part) {
  factor_ *= factor;
  if (factor_ <= kMaxGrowth) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(part, ": with this step a text may become ", factor_,
                                                 " times as long, supported are ", kMaxGrowth,
                                                 "; remove steps, or shorten what they put in"));
}

absl::Status CheckFields(const Json& component, absl::string_view part, absl::Span<const char* const> known) {
  for (const auto& item : component.items()) {
    const std::string& key = item.key();
    const auto is_key = [&](const char* name) { return key == name; };
    if (key == "type" || std::any_of(known.begin(), known.end(), is_key)) continue;
    return absl::UnimplementedError(absl::StrCat(part, ": the field ", key, " is not known; known are ",
                                                 known.empty() ? "none" : absl::StrJoin(known, ", ")));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> TextField(const Json& component, const char* key, absl::string_view part) {
  const Json& value = Member(component, key);
  if (value.is_string()) return value.get<std::string>();
  return absl::InvalidArgumentError(absl::StrCat(part, ".", key, " is ", DumpJson(value), "; expected a text"));
}

absl::StatusOr<std::string> LiteralPattern(const Json& component, absl::string_view part) {
  const Json& pattern = Member(component, "pattern");
  const bool is_object = pattern.is_object() && pattern.size() == 1;
  if (is_object && Member(pattern, "String").is_string() && pattern["String"] != "") {
    return pattern["String"].get<std::string>();
  }
  if (is_object && pattern.contains("Regex")) {
    return absl::UnimplementedError(absl::StrCat(part, ".pattern is the regular expression ",
                                                 DumpJson(pattern["Regex"]).substr(0, 120),
                                                 "; supported: {\"String\": a text}"));
  }
  return absl::InvalidArgumentError(
      absl::StrCat(part, ".pattern is ", DumpJson(pattern), "; expected {\"String\": a text that is not empty}"));
}

absl::StatusOr<std::vector<ComponentAt>> Flatten(const Json& component, const char* key, absl::string_view part) {
  std::vector<ComponentAt> flat;
  if (component.is_null()) return flat;
  if (TypeOf(component) != "Sequence") {
    flat.push_back({&component, std::string(part)});
    return flat;
  }
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {key}));
  const Json& list = Member(component, key);
  if (!list.is_array()) {
    return absl::InvalidArgumentError(absl::StrCat(part, ".", key, " is ", DumpJson(list), "; expected an array"));
  }
  for (size_t i = 0; i < list.size(); ++i) {
    OCTAVO_ASSIGN_OR_RETURN(std::vector<ComponentAt> inner,
                            Flatten(list[i], key, absl::StrCat(part, ".", key, "[", i, "]")));
    std::move(inner.begin(), inner.end(), std::back_inserter(flat));
    if (flat.size() > kMaxSteps) {
      return absl::InvalidArgumentError(
          absl::StrCat(part, ".", key, " has more than ", kMaxSteps, " steps; remove some of them"));
    }
  }
  return flat;
}

}  // namespace octavo
