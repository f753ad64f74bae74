#ifndef OCTAVO_COMMON_IDS_H_
#define OCTAVO_COMMON_IDS_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A number of one kind, written with the kind's letter: "j12". Different kinds do not mix. Zero is no id. A value
/// type.
template <typename Tag>
class NumericId {
 public:
  constexpr NumericId() = default;
  constexpr explicit NumericId(int64_t number) : number_(number) {}

  /// INVALID_ARGUMENT unless `text` is what ToString() writes for a number above zero.
  static absl::StatusOr<NumericId> Parse(absl::string_view text) {
    int64_t number = 0;
    if (text.size() < 2 || text[0] != Tag::kPrefix || !absl::SimpleAtoi(text.substr(1), &number) || number <= 0 ||
        NumericId(number).ToString() != text) {
      return absl::InvalidArgumentError(absl::StrCat("\"", text.substr(0, 100), "\" is no ", Tag::kName,
                                                     " id: one looks like \"", std::string(1, Tag::kPrefix), "12\""));
    }
    return NumericId(number);
  }

  std::string ToString() const { return absl::StrCat(std::string(1, Tag::kPrefix), number_); }
  constexpr int64_t number() const { return number_; }
  constexpr bool IsSet() const { return number_ != 0; }
  friend constexpr auto operator<=>(NumericId, NumericId) = default;
  template <typename H>
  friend H AbslHashValue(H hash, NumericId id) {
    return H::combine(std::move(hash), id.number_);
  }

 private:
  int64_t number_ = 0;
};

struct JobIdTag {
  static constexpr char kPrefix = 'j';
  static constexpr char kName[] = "job";
};
struct ExperimentIdTag {
  static constexpr char kPrefix = 'e';
  static constexpr char kName[] = "experiment";
};

using JobId = NumericId<JobIdTag>;
using ExperimentId = NumericId<ExperimentIdTag>;

/// The number of a lease; only ever grows within one database. Zero is no lease.
enum class Fence : int64_t {};
constexpr int64_t Number(Fence fence) { return static_cast<int64_t>(fence); }

/// A name that cannot be mistaken for another kind of string. A value type.
template <typename Tag>
class StringId {
 public:
  StringId() = default;
  explicit StringId(std::string text) : text_(std::move(text)) {}
  const std::string& value() const { return text_; }
  bool IsSet() const { return !text_.empty(); }
  friend auto operator<=>(const StringId&, const StringId&) = default;

 private:
  std::string text_;
};

struct WorkerNameTag;
struct InstanceIdTag;
/// Stable across the worker's restarts.
using WorkerName = StringId<WorkerNameTag>;
/// One process of a worker.
using InstanceId = StringId<InstanceIdTag>;

/// One try at a job, with the right to it.
struct AttemptKey {
  JobId job;
  int attempt = 0;
  Fence fence{};
  friend auto operator<=>(const AttemptKey&, const AttemptKey&) = default;
  /// "attempt 2 of job j7 under fence 31"
  std::string ToString() const {
    return absl::StrCat("attempt ", attempt, " of job ", job.ToString(), " under fence ", Number(fence));
  }
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_IDS_H_
