#ifndef OCTAVO_CLIENT_COMMANDS_CONFIG_FILE_H_
#define OCTAVO_CLIENT_COMMANDS_CONFIG_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/yaml.h"

namespace octavo::client {

/// A checked --config file. At the top: the client's own (server, results_dir, the switches such as insecure and quiet)
/// and keys that hold for every stage that has them (seed, max_length, device …);
/// below the name of a job kind: that stage's own. Every key and value was checked against common/job_params.h when it
/// was read. A value.
class ConfigFile {
 public:
  /// INVALID_ARGUMENT "FILE:LINE:COLUMN: …" for an unknown key or a value out of range; NOT_FOUND for a missing file.
  static absl::StatusOr<ConfigFile> Read(const std::string& path);
  static absl::StatusOr<ConfigFile> Parse(absl::string_view text, absl::string_view name);

  /// The value of `key` for stage `kind` (its own before the common one), or null. An empty kind asks for common ones
  /// only.
  const Json* Find(absl::string_view kind, absl::string_view key) const;
  /// INVALID_ARGUMENT "FILE:LINE:COLUMN: …" where Find() found the value.
  absl::Status ErrorAt(absl::string_view kind, absl::string_view key, absl::string_view message) const;
  const std::string& name() const { return document_.name(); }

 private:
  explicit ConfigFile(YamlDocument document) : document_(std::move(document)) {}
  absl::Status Check() const;
  absl::Status CheckSection(const std::string& kind, const Json& section) const;
  YamlDocument document_;
};

/// Settings of a stage beyond its job parameters: where results go and what it runs on.
const std::vector<std::string>& StageSettings();

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_CONFIG_FILE_H_
