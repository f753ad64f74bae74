#ifndef OCTAVO_CLIENT_COMMANDS_ASSET_DAMAGE_H_
#define OCTAVO_CLIENT_COMMANDS_ASSET_DAMAGE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/catalog_entry.h"
#include "common/cancellation.h"

namespace octavo::client {

/// What is wrong with a model or data set that lies on this machine.
struct AssetDamage {
  std::string why;                 // of the first file, for people
  std::vector<std::string> files;  // the paths of those that are damaged; empty where only something is missing
};

/// Whether something published about the bytes of the entry's file of that name is known.
bool IsPublished(const CatalogEntry& entry, const std::string& name);

/// Compares the file at `path`, whose name in the model or data set is `name`, with what the catalog knows of it: its
/// digest, of an archive its size and the digests of the files in it. DATA_LOSS says what differs; OK where nothing is
/// known; else errors of reading. Reads all of the file; CANCELLED, where `cancellation` is not null.
absl::Status CheckPublished(const CatalogEntry& entry, const std::string& name, const std::string& path,
                            const Cancellation* cancellation);

/// What is damaged of the entry as it lies at `path`, by CheckPublished and, of a model, by what it needs to be loaded
/// (CheckModelFolder, a tokenizer). Nothing where all is well as far as anybody knows. Errors of reading.
absl::StatusOr<std::optional<AssetDamage>> FindDamage(const CatalogEntry& entry, const std::string& path,
                                                      const Cancellation* cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_ASSET_DAMAGE_H_
