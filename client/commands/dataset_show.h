#ifndef OCTAVO_CLIENT_COMMANDS_DATASET_SHOW_H_
#define OCTAVO_CLIENT_COMMANDS_DATASET_SHOW_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/command.h"
#include "client/commands/context.h"

namespace octavo::client {

/// The flags of octavo datasets show, some of which are of add too.
std::vector<FlagSpec> DatasetShowFlags();
bool IsOfAdd(absl::string_view flag);

/// octavo datasets show NAME|PATH: fetches the data set where it is not here, has octavo-runner count it, and prints
/// what that found. The exit status. Errors as RunLocalJob's and Catalog::Dataset's.
absl::StatusOr<int> ShowDataset(Context& context, const Catalog& catalog, const std::string& name);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_DATASET_SHOW_H_
