#ifndef OCTAVO_WORKER_RUNNER_TEXT_LOCAL_LABELS_H_
#define OCTAVO_WORKER_RUNNER_TEXT_LOCAL_LABELS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// The labels of a user's own file. While it is read they are numbered as they come; how many there are, in which order
/// and under which names is settled at the end. Thread-compatible.
class LocalLabels {
 public:
  /// The provisional number of `label`. INVALID_ARGUMENT for an empty one, one of more than 256 bytes or that is not
  /// UTF-8, and for more than 10,000 different ones, which are no labels.
  absl::StatusOr<int32_t> Number(absl::string_view label);

  struct Settled {
    std::vector<std::string> names;
    std::vector<int32_t> places;  // by provisional number: the index in `names`
  };
  /// Without `wanted`: the file's own labels, whole numbers by value, anything else bytewise. With it: as
  /// DatasetRequest::label_names says. INVALID_ARGUMENT where the two do not fit together, with the file's labels, and
  /// for fewer than two classes.
  absl::StatusOr<Settled> Settle(const std::vector<std::string>& wanted) const;

 private:
  std::vector<std::string> InOrder() const;

  absl::flat_hash_map<std::string, int32_t> numbers_;
};

}  // namespace octavo

#endif  // OCTAVO_WORKER_RUNNER_TEXT_LOCAL_LABELS_H_
