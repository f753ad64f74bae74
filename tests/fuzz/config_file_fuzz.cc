// Input: a YAML file, read as a --config file and as any YAML.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "client/commands/config_file.h"
#include "common/job_params.h"
#include "common/yaml.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {
namespace {

/// "file.yaml:LINE:COLUMN: why", within the text.
void CheckPosition(const absl::Status& error, absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(error.message(), absl::MaxSplits(':', 3));
  Require(parts.size() == 4 && parts[0] == "file.yaml" && parts[3] == " why", "an error says where and why");
  size_t line = 0, column = 0;
  Require(absl::SimpleAtoi(parts[1], &line) && absl::SimpleAtoi(parts[2], &column), "a position has two numbers");
  // Every line ends with a character, of which YAML has several.
  Require(line >= 1 && line <= text.size() + 1 && column >= 1 && column <= text.size() + 1,
          "a position is in the text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text = Input(data, size).Rest();
  const auto document = YamlDocument::Parse(text, "file.yaml");
  Require(document.ok() || absl::StartsWith(document.status().message(), "file.yaml:"), "an error says where");
  const auto config = client::ConfigFile::Parse(text, "file.yaml");
  Require(document.ok() || !config.ok(), "a configuration is YAML");
  if (!config.ok()) return 0;
  for (const std::string& kind : JobKinds()) {
    for (const char* key : {"epochs", "seed", "device", "threads", "server", "quiet"}) {
      const Json* value = config->Find(kind, key);
      Require(value == nullptr || !value->is_object(), "a setting is no section");
      CheckPosition(config->ErrorAt(kind, key, "why"), text);
    }
  }
  return 0;
}

}  // namespace octavo::fuzz
