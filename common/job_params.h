#ifndef OCTAVO_COMMON_JOB_PARAMS_H_
#define OCTAVO_COMMON_JOB_PARAMS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "common/json.h"

namespace octavo {

// The one definition of every job kind's parameters. Command-line flags and their help, the YAML files, the server's
// checks and the runner's checks all come from these tables, so that they cannot disagree.

enum class ParamType { kInt, kDouble, kBool, kString, kStringList };

struct ParamSpec {
  std::string name;  // "learning_rate": the key in JSON and YAML, and the long flag
  ParamType type;
  Json default_value;         // null: no default; absent unless given
  std::optional<double> min;  // inclusive; of a list, the fewest items
  std::optional<double> max;  // inclusive
  bool exclusive_min = false;
  std::vector<std::string> choices;  // for strings and the items of lists; empty: any
  std::string help;                  // one sentence, with the unit
  bool required = false;
};

/// Kinds that a server runs: "baseline", "dynamic", "static", "qat", "mixed". Ordered as a pipeline runs them.
absl::Span<const std::string> JobKinds();

/// Observers of activations that a job can name; "all" is not one of them.
absl::Span<const std::string> ObserverNames();

/// The table of `kind`, in the order of --help. NOT_FOUND with the known kinds (and the nearest one) otherwise.
absl::StatusOr<absl::Span<const ParamSpec>> ParamsOf(absl::string_view kind);

/// Checks `given` (a JSON object) against the table and fills in defaults. INVALID_ARGUMENT names the parameter, the
/// value and what would be right, with the nearest name for an unknown key. Whole numbers given as doubles become
/// integers, so that a google.protobuf.Struct round-trips.
absl::StatusOr<Json> ResolveParams(absl::string_view kind, const Json& given);

/// The items of a list that is one text: parted by commas where there is a comma, so that items may have blanks in
/// them ("very good,very bad"), else by blanks. Empty ones are left out.
std::vector<std::string> SplitList(absl::string_view text);

/// Parses a flag's text as the parameter's type, with the same checks and errors; a list's as SplitList does.
absl::StatusOr<Json> ParseParam(const ParamSpec& spec, absl::string_view text);

}  // namespace octavo

#endif  // OCTAVO_COMMON_JOB_PARAMS_H_
