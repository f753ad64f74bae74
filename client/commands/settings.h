#ifndef OCTAVO_CLIENT_COMMANDS_SETTINGS_H_
#define OCTAVO_CLIENT_COMMANDS_SETTINGS_H_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/commands/config_file.h"
#include "common/json.h"

namespace octavo::client {

/// Where a command's settings come from: the command line before the environment (OCTAVO_NAME) before --config files (a
/// later one before an earlier one) before the default. Thread-compatible.
class Settings {
 public:
  using Environment = std::function<std::optional<std::string>(const std::string& name)>;

  /// `command_line` maps a flag's name ("learning_rate") to its text.
  Settings(std::map<std::string, std::string> command_line, Environment environment, std::vector<ConfigFile> files);

  /// The same settings for a command of several stages: a flag or variable that stages take otherwise holds for the
  /// first of them alone, and the others have one of their own (shared_params.h). Files have a section for each stage.
  Settings OfSeveralStages() const;
  bool of_several_stages() const { return several_stages_; }

  /// All parameters of a job of that kind, checked, with defaults. Errors name where the value came from.
  absl::StatusOr<Json> Params(const std::string& kind) const;

  /// A setting that is no job parameter, such as "output_dir".
  std::string Text(absl::string_view kind, const std::string& name, absl::string_view default_value) const;
  absl::StatusOr<int> Number(absl::string_view kind, const std::string& name, int default_value) const;
  bool Given(absl::string_view kind, const std::string& name) const;
  /// A flag without a value, such as "insecure": false unless given. INVALID_ARGUMENT for what is neither true nor
  /// false.
  absl::StatusOr<bool> Switch(const std::string& name) const;

  /// INVALID_ARGUMENT that begins with where the setting came from: its flag, its variable, or FILE:LINE:COLUMN.
  absl::Status ErrorAbout(absl::string_view kind, const std::string& name, absl::string_view message) const;

 private:
  const Json* InFiles(absl::string_view kind, absl::string_view name) const;
  /// The flag's name of a setting of `kind`.
  std::string FlagOf(absl::string_view kind, const std::string& name) const;

  const std::map<std::string, std::string> command_line_;
  const Environment environment_;
  const std::vector<ConfigFile> files_;
  bool several_stages_ = false;
};

/// "OCTAVO_LEARNING_RATE" for "learning_rate".
std::string EnvironmentName(absl::string_view flag);

}  // namespace octavo::client

#endif  // OCTAVO_CLIENT_COMMANDS_SETTINGS_H_
