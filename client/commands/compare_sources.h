#ifndef OCTAVO_CLIENT_COMMANDS_COMPARE_SOURCES_H_
#define OCTAVO_CLIENT_COMMANDS_COMPARE_SOURCES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/commands/context.h"
#include "common/files.h"

namespace octavo::client {

/// Results to compare: a folder of this machine.
struct CompareSource {
  std::string name;    // as the user gave it: a folder or an experiment's id
  std::string folder;  // where they lie
  bool kept = true;    // false: in a temporary folder, where it makes no sense to write
};

/// All of them, and what holds those that were fetched.
struct CompareSources {
  std::vector<CompareSource> sources;
  std::optional<TempDir> temporary;
  bool fetched = false;  // whether any came from a server
};

/// Finds what each word names: a folder here, else an experiment of the server, whose results are fetched into
/// `keep_in`/ID, or into a temporary folder where that is empty. Of an experiment everything is fetched that a
/// comparison reads, which is not the models. NOT_FOUND for what is neither; FAILED_PRECONDITION for an experiment
/// without a finished baseline.
absl::StatusOr<CompareSources> FindCompareSources(Context& context, const std::vector<std::string>& words,
                                                  const std::string& keep_in);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_COMPARE_SOURCES_H_
