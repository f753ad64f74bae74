#include "client/compare/stage_folders.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace octavo::client {

const std::vector<StageFolder>& StageFolders() {
  static const auto& folders = *new std::vector<StageFolder>{{"baseline", "baseline", "model"},
                                                             {"dynamic", "dynamic_quant", "baseline-model"},
                                                             {"static", "static_quant", "model_path"},
                                                             {"qat", "qat", "model_path"},
                                                             {"mixed", "mixed_precision", "model_path"}};
  return folders;
}

const StageFolder* FindStageFolder(absl::string_view stage) {
  const auto& folders = StageFolders();
  const auto found =
      std::find_if(folders.begin(), folders.end(), [&](const auto& known) { return known.stage == stage; });
  return found == folders.end() ? nullptr : &*found;
}

std::string StageTitle(absl::string_view stage) {
  if (stage == "qat") return "QAT";
  if (stage == "mixed") return "Mixed precision";
  std::string word(stage);
  if (!word.empty()) word[0] = absl::ascii_toupper(static_cast<unsigned char>(word[0]));
  return word;
}

std::string VariantLabel(absl::string_view stage, absl::string_view variant) {
  if (stage == "baseline") return absl::StrCat(absl::AsciiStrToUpper(variant), " baseline");
  if (stage == "qat") return "QAT INT8";
  if (stage == "mixed")
    return variant == "mixed" ? "Mixed precision" : absl::StrCat("Mixed: ", absl::AsciiStrToUpper(variant));
  return absl::StrCat(StageTitle(stage), " ", absl::AsciiStrToUpper(variant));
}

}  // namespace octavo::client
