#ifndef OCTAVO_CLIENT_COMMANDS_OWN_CATALOG_H_
#define OCTAVO_CLIENT_COMMANDS_OWN_CATALOG_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "client/commands/catalog_entry.h"
#include "common/cancellation.h"

namespace octavo::client {

/// The user's own catalog: catalog.yaml in the cache folder, of the form of configs/catalog.yaml, which it does not
/// touch.
std::string OwnCatalogPath(const std::string& cache);

/// The entry of a model folder (or a data set's file or folder) under that name: its absolute path and what it is.
/// INVALID_ARGUMENT for a name that is not of letters, digits, '-', '_' and '.', or for what cannot be used as a model
/// or a data set; NOT_FOUND where there is nothing at `path`.
absl::StatusOr<CatalogEntry> DescribeLocal(bool model, const std::string& name, const std::string& path);

/// What a user says of the columns and labels of a data set; empty: nothing.
struct ColumnNotes {
  std::string text_column;  // several: "title,description"
  std::string label_column;
  std::vector<std::string> label_names;
};
/// INVALID_ARGUMENT where text_column has an empty column; `entry` is then as it was.
absl::Status NoteColumns(const ColumnNotes& notes, CatalogEntry* entry);

/// Adds the entry, or replaces the one of its name. ALREADY_EXISTS where another path has the name. Writes atomically
/// and without the comments that stood there, and waits for another process that does the same (CANCELLED; null: cannot
/// be interrupted). A catalog that cannot be read is left alone.
absl::Status AddToOwnCatalog(const std::string& cache, const CatalogEntry& entry, const Cancellation* cancellation);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_OWN_CATALOG_H_
