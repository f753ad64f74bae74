#include "worker/runner/formats/model_file.h"

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

absl::Status RefuseFile(const std::string& path, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(path, " is no model file of Octavo that fits: ", what,
                                                 "; give a .pt or .pth file that octavo wrote"));
}

template <typename T>
const T* FieldOf(const TorchDict& dict, const char* key) {
  const TorchValue* value = FindKey(dict, key);
  return value == nullptr ? nullptr : std::get_if<T>(&value->value);
}

}  // namespace

absl::StatusOr<std::string> SchemaOf(const TorchFile& file) {
  const auto* metadata = FieldOf<TorchDict>(file.root(), kMetadataKey);
  if (metadata == nullptr) return RefuseFile(file.path(), "it has no 'metadata'");
  const auto* schema = FieldOf<std::string>(*metadata, "schema");
  if (schema == nullptr) return RefuseFile(file.path(), "its metadata has no 'schema'");
  return *schema;
}

absl::StatusOr<const TorchDict*> CheckedMetadata(const TorchFile& file, const std::string& schema, int newest) {
  OCTAVO_ASSIGN_OR_RETURN(const std::string found, SchemaOf(file));
  if (found != schema) {
    return RefuseFile(file.path(), absl::StrCat("its schema is '", found, "' and not '", schema, "'"));
  }
  const auto* metadata = FieldOf<TorchDict>(file.root(), kMetadataKey);
  const auto* version = FieldOf<int64_t>(*metadata, "version");
  if (version == nullptr || *version < 1 || *version > newest) {
    return RefuseFile(file.path(), absl::StrCat("its version is not from 1 to ", newest, ", which this build reads"));
  }
  return metadata;
}

absl::StatusOr<ModelConfig> ConfigOfMetadata(const TorchDict& metadata, const std::string& path) {
  const auto* config = FieldOf<std::string>(metadata, "config");
  if (config == nullptr) return RefuseFile(path, "its metadata has no 'config'");
  return ParseModelConfig(*config, absl::StrCat(path, " (config)"));
}

}  // namespace octavo
