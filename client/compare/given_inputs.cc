#include "client/compare/given_inputs.h"

#include "absl/strings/str_cat.h"
#include "client/compare/result_fields.h"
#include "common/status_macros.h"

namespace octavo::client {
namespace {

constexpr char kFile[] = "/inputs.json";

}  // namespace

absl::Status WriteGivenInputs(const GivenInputs& inputs, const std::string& folder) {
  Json json = {{"schema", "octavo.inputs/1"}, {"model", inputs.model}, {"dataset", inputs.dataset}};
  if (!inputs.dataset_path.empty()) json["dataset_path"] = inputs.dataset_path;
  return WriteJsonFile(absl::StrCat(folder, kFile), json);
}

absl::StatusOr<GivenInputs> ReadGivenInputs(const std::string& folder) {
  OCTAVO_ASSIGN_OR_RETURN(const Json json, ReadJsonFile(absl::StrCat(folder, kFile)));
  GivenInputs inputs;
  OCTAVO_RETURN_IF_ERROR(Read(json, "model", &inputs.model));
  OCTAVO_RETURN_IF_ERROR(Read(json, "dataset", &inputs.dataset));
  if (At(json, "dataset_path") != nullptr) OCTAVO_RETURN_IF_ERROR(Read(json, "dataset_path", &inputs.dataset_path));
  return inputs;
}

}  // namespace octavo::client
