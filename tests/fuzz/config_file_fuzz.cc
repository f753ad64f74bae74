// Input: a YAML file, read as a --config file and as any YAML.
#include <string>

#include "absl/strings/match.h"
#include "client/commands/config_file.h"
#include "common/job_params.h"
#include "common/yaml.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {

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
      Require(!config->ErrorAt(kind, key, "why").ok(), "an error is one");
    }
  }
  return 0;
}

}  // namespace octavo::fuzz
