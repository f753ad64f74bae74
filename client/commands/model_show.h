#ifndef OCTAVO_CLIENT_COMMANDS_MODEL_SHOW_H_
#define OCTAVO_CLIENT_COMMANDS_MODEL_SHOW_H_

#include <string>

#include "absl/status/statusor.h"
#include "client/commands/catalog.h"
#include "client/commands/context.h"

namespace octavo::client {

/// Whether the file at `path` is what its publisher says, as far as `entry` (null: none) knows: "as published",
/// "differs from the published one" or "not known". Reads the file where there is something to compare with.
absl::StatusOr<std::string> DigestState(const CatalogEntry* entry, const std::string& path);

/// What the folder of a model in Hugging Face layout says of it, as octavo models show --json prints it. Numbers that
/// config.json lacks are null. `entry` is the catalog's or the hub's; null: a local folder. NOT_FOUND or
/// INVALID_ARGUMENT for a folder that is no model, with what is missing.
absl::StatusOr<Json> DescribeModel(const ResolvedAsset& model, const CatalogEntry* entry);

/// octavo models show NAME|FOLDER: fetches the model where it is not here, and prints that. The exit status.
absl::StatusOr<int> ShowModel(Context& context, const Catalog& catalog, const std::string& name);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_MODEL_SHOW_H_
