#ifndef OCTAVO_CLIENT_COMPARE_STAGE_FOLDERS_H_
#define OCTAVO_CLIENT_COMPARE_STAGE_FOLDERS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace octavo::client {

/// Where a stage's results lie below the results folder.
struct StageFolder {
  std::string stage;       // "dynamic"
  std::string folder;      // "dynamic_quant"
  std::string model_flag;  // how its command is told the model: "baseline-model"
};

/// The stages that a results folder can hold, in the order of the table: "baseline" first.
const std::vector<StageFolder>& StageFolders();

/// The entry of `stage`, or null.
const StageFolder* FindStageFolder(absl::string_view stage);

/// How a stage as a whole is called: "Dynamic", "QAT".
std::string StageTitle(absl::string_view stage);

/// How a row of the comparison is called: "Dynamic INT8" for stage "dynamic", variant "int8".
std::string VariantLabel(absl::string_view stage, absl::string_view variant);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMPARE_STAGE_FOLDERS_H_
