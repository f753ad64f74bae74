#include "worker/runner/text/post_processor.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/component_json.h"
#include "worker/runner/text/tokenizer_json.h"

namespace octavo {
namespace {

/// What one component puts around a text.
struct Tokens {
  std::vector<FrameToken> before, after;
};

absl::StatusOr<int32_t> ReadId(const Json& id, absl::string_view part) {
  if (id.is_number_integer() && id >= 0 && id <= TokenizerFrame::kMaxId) return id.get<int32_t>();
  return absl::InvalidArgumentError(
      absl::StrCat(part, " has the id ", DumpJson(id), "; expected a whole number from 0 to ", TokenizerFrame::kMaxId));
}

/// special_tokens of a template: {"[CLS]": {"id": "[CLS]", "ids": [101], "tokens": ["[CLS]"]}, …}. A name may stand for
/// several tokens.
absl::Status AddSpecialToken(const Json& component, const Json& name, absl::string_view part,
                             std::vector<FrameToken>& tokens) {
  const Json& listed = Member(component, "special_tokens");
  const std::string key = name.is_string() ? name.get<std::string>() : "";
  const Json& special = Member(listed, key.c_str());
  const Json& ids = Member(special, "ids");
  if (!ids.is_array()) {
    return absl::InvalidArgumentError(absl::StrCat(part, ".special_tokens lacks ", DumpJson(name),
                                                   ", which single uses; expected an object with \"ids\""));
  }
  for (const Json& id : ids) {
    OCTAVO_ASSIGN_OR_RETURN(const int32_t fixed, ReadId(id, absl::StrCat(part, ".special_tokens.", DumpJson(name))));
    tokens.emplace_back(key, fixed);
  }
  return absl::OkStatus();
}

absl::StatusOr<Tokens> ReadTemplate(const Json& component, const std::string& part) {
  OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"single", "pair", "special_tokens"}));
  Tokens tokens;
  bool after = false;
  for (const Json& piece : Member(component, "single")) {
    const Json& special = Member(piece, "SpecialToken");
    const Json& sequence = Member(piece, "Sequence");
    const Json& used = special.is_object() ? special : sequence;
    if (!used.is_object() || (sequence.is_object() && Member(sequence, "id") != "A")) {
      return absl::InvalidArgumentError(absl::StrCat(part, ".single has the unusable piece ", DumpJson(piece),
                                                     "; expected SpecialToken, or Sequence A"));
    }
    if (const Json& type_id = Member(used, "type_id"); type_id != 0) {
      return absl::UnimplementedError(
          absl::StrCat(part, ".single gives a single text the token type ", DumpJson(type_id), "; supported: 0"));
    }
    if (special.is_object()) {
      OCTAVO_RETURN_IF_ERROR(
          AddSpecialToken(component, Member(special, "id"), part, after ? tokens.after : tokens.before));
    } else if (std::exchange(after, true)) {
      return absl::UnimplementedError(absl::StrCat(part, ".single has the text twice; supported: once"));
    }
  }
  if (after) return tokens;
  return absl::InvalidArgumentError(absl::StrCat(part, ".single has no Sequence"));
}

/// ["[CLS]", 101]
absl::StatusOr<FrameToken> ReadPair(const Json& component, const char* key, const std::string& part) {
  const Json& pair = Member(component, key);
  if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string()) {
    return absl::InvalidArgumentError(absl::StrCat(part, ".", key, " is ", DumpJson(pair), "; expected [token, id]"));
  }
  OCTAVO_ASSIGN_OR_RETURN(const int32_t id, ReadId(pair[1], absl::StrCat(part, ".", key)));
  return FrameToken(pair[0].get<std::string>(), id);
}

absl::StatusOr<Tokens> ReadTokens(const Json& component, const std::string& part, FrameConfig& frame) {
  const std::string type = TypeOf(component);
  if (type == "TemplateProcessing") return ReadTemplate(component, part);
  // What is about offsets decides no ids: all of ByteLevel here, and two fields of RobertaProcessing.
  if (type == "ByteLevel") {
    OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"add_prefix_space", "trim_offsets", "use_regex"}));
    return Tokens{};
  }
  if (type == "BertProcessing") {
    OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"sep", "cls"}));
  } else if (type == "RobertaProcessing") {
    OCTAVO_RETURN_IF_ERROR(CheckFields(component, part, {"sep", "cls", "trim_offsets", "add_prefix_space"}));
  } else {
    return Unsupported(part, component,
                       "null, TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel and a Sequence of them");
  }
  OCTAVO_ASSIGN_OR_RETURN(const FrameToken cls, ReadPair(component, "cls", part));
  OCTAVO_ASSIGN_OR_RETURN(const FrameToken sep, ReadPair(component, "sep", part));
  frame.cls_token = cls.token;
  frame.sep_token = sep.token;
  return Tokens{{cls}, {sep}};
}

}  // namespace

absl::Status ReadPostProcessor(const Json& component, absl::string_view part, FrameConfig& frame) {
  frame.before_text.clear();
  frame.after_text.clear();
  OCTAVO_ASSIGN_OR_RETURN(const std::vector<ComponentAt> components, Flatten(component, "processors", part));
  for (const ComponentAt& at : components) {
    OCTAVO_ASSIGN_OR_RETURN(Tokens tokens, ReadTokens(*at.component, at.part, frame));
    if (tokens.before.empty() && tokens.after.empty()) continue;
    if (!frame.before_text.empty() || !frame.after_text.empty()) {
      return absl::UnimplementedError(absl::StrCat(
          at.part, " puts tokens around a text that has some already; supported: one component that does"));
    }
    frame.before_text = std::move(tokens.before);
    frame.after_text = std::move(tokens.after);
  }
  return absl::OkStatus();
}

}  // namespace octavo
