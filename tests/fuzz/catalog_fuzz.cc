// Input: a catalog of models and data sets.
#include <string>

#include "absl/strings/match.h"
#include "client/commands/catalog.h"
#include "tests/fuzz/support/fuzz.h"

namespace octavo::fuzz {

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto document = YamlDocument::Parse(Input(data, size).Rest(), "catalog.yaml");
  if (!document.ok()) return 0;
  const auto catalog = client::Catalog::Parse(*document);
  if (!catalog.ok()) return 0;
  for (const auto* entries : {&catalog->models(), &catalog->datasets()}) {
    for (const client::CatalogEntry& entry : *entries) {
      const client::CatalogEntry* found = catalog->Find(entry.is_model, entry.name);
      Require(found == &entry, "an entry is found by its name");
      const std::string place = entry.Place("/nowhere");
      Require(absl::EndsWith(place, entry.path), "a place is the path of the entry");
      Require(absl::StartsWith(entry.path, "/") || absl::StartsWith(place, "/nowhere/"),
              "a path that is not absolute is below the cache folder");
      Require(entry.size_bytes >= 0, "a size is none below 0");
      Require(entry.sources.empty() || !entry.SourceText().empty(), "a source can be shown");
    }
  }
  return 0;
}

}  // namespace octavo::fuzz
