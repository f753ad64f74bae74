#ifndef OCTAVO_COMMON_YAML_H_
#define OCTAVO_COMMON_YAML_H_

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/json.h"

namespace octavo {

/// A parsed YAML file: its values as Json, and where each one stands. Scalars follow YAML 1.2's core schema: `2e-5` is
/// a number, `yes` and anything quoted are strings. Keys are strings and unique. Thread-compatible; copies share the
/// text.
class YamlDocument {
 public:
  /// `name` stands in every error. INVALID_ARGUMENT "NAME:LINE:COLUMN: …" for bad YAML, a repeated key, more than one
  /// document, more than 100 levels, 100,000 values or, aliases expanded, 64 MiB. Empty text is an empty object.
  static absl::StatusOr<YamlDocument> Parse(absl::string_view text, absl::string_view name);
  /// Reads and parses a file of at most 4 MiB. NOT_FOUND with the path.
  static absl::StatusOr<YamlDocument> Read(const std::string& path);

  const Json& json() const { return json_; }
  const std::string& name() const { return name_; }

  /// INVALID_ARGUMENT "NAME:LINE:COLUMN: MESSAGE", where the value at the JSON pointer stands ("/baseline/epochs"; for
  /// a value in an object the position is its key's). The nearest known ancestor's position where the pointer leads
  /// nowhere.
  absl::Status ErrorAt(absl::string_view pointer, absl::string_view message) const;

 private:
  struct Position {
    int line = 1;
    int column = 1;
  };
  friend class YamlBuilder;

  Json json_ = Json::object();
  std::string name_;
  std::map<std::string, Position, std::less<>> positions_;  // by JSON pointer
};

/// Reads one mapping of a document into variables. Each Read leaves its target alone where the key is absent, so
/// targets hold the defaults; errors name file, line, column, key and what would be right. Call Finish() last: it
/// refuses every key that no Read asked for. Refers to the document, which must outlive it.
///
///   YamlSection root(document);
///   OCTAVO_RETURN_IF_ERROR(root.Read("data_dir", &config.data_dir));
///   OCTAVO_RETURN_IF_ERROR(root.Finish());
class YamlSection {
 public:
  explicit YamlSection(const YamlDocument& document, std::string pointer = "");

  absl::Status Read(absl::string_view key, std::string* value);
  absl::Status Read(absl::string_view key, bool* value);
  /// A whole number within [min, max].
  absl::Status Read(absl::string_view key, int64_t* value, int64_t min = INT64_MIN, int64_t max = INT64_MAX);
  absl::Status Read(absl::string_view key, int* value, int min = INT32_MIN, int max = INT32_MAX);
  absl::Status Read(absl::string_view key, double* value);
  /// A list of strings, or one string.
  absl::Status Read(absl::string_view key, std::vector<std::string>* value);
  /// "90s", "1h30m", "250ms"; not negative.
  absl::Status Read(absl::string_view key, absl::Duration* value);
  /// "512MiB", "4GiB", "1.5GB" or a plain number of bytes.
  absl::Status ReadBytes(absl::string_view key, int64_t* value);
  /// Any value, unchecked.
  absl::Status ReadJson(absl::string_view key, Json* value);
  /// The mapping under `key`, or an empty one where it is absent. An error where it is no mapping.
  absl::StatusOr<YamlSection> Section(absl::string_view key);

  bool Has(absl::string_view key) const;
  /// The keys present, sorted. Where keys are free names, ask for each of them with Section() or Read().
  std::vector<std::string> Keys() const;
  /// An error at the position of `key`.
  absl::Status ErrorAt(absl::string_view key, absl::string_view message) const;
  /// INVALID_ARGUMENT at the first key that nothing read, with the keys that are known here.
  absl::Status Finish() const;

 private:
  /// The value of `key`, or null where it is absent; remembers that the key is known.
  const Json* Find(absl::string_view key);
  absl::Status WrongType(absl::string_view key, const Json& value, absl::string_view wanted) const;

  const YamlDocument* document_;
  std::string pointer_;
  const Json* json_;
  std::set<std::string> known_;
};

}  // namespace octavo

#endif  // OCTAVO_COMMON_YAML_H_
