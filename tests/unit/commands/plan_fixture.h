#ifndef OCTAVO_TESTS_UNIT_COMMANDS_PLAN_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_COMMANDS_PLAN_FIXTURE_H_

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "client/commands/catalog.h"
#include "client/commands/settings.h"
#include "common/files.h"
#include "common/yaml.h"
#include "gtest/gtest.h"

namespace octavo::client {

/// What run-all runs unless told otherwise.
inline const std::set<std::string> kAllStages = {"baseline", "dynamic", "static", "qat", "mixed", "comparison"};

/// A cache with the model "small" and the data set "reviews", and a folder `results` in which octavo baseline has
/// trained on them.
class PlanFixture : public ::testing::Test {
 protected:
  PlanFixture() {
    for (const std::string& model : {cache() + "/small", results() + "/baseline/model"}) {
      Write(model + "/config.json", "{}");
      Write(model + "/model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10));
    }
    Write(results() + "/baseline/model/octavo.json", "{\"schema\": \"octavo.model/1\", \"dataset\": \"reviews\"}");
    Write(cache() + "/reviews.csv", "text,label\ngood,1\n");
  }

  std::string cache() const { return folder_.path() + "/cache"; }
  std::string results() const { return folder_.path() + "/results"; }
  static void Write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    ASSERT_TRUE(WriteFileAtomically(path, text).ok());
  }

  /// Settings of these flags and this --config file.
  static Settings With(const std::map<std::string, std::string>& flags, const std::string& file = "") {
    const auto none = [](const std::string&) -> std::optional<std::string> { return std::nullopt; };
    return Settings(flags, none, {*ConfigFile::Parse(file, "c.yaml")});
  }

  const Catalog catalog_ =
      *Catalog::Parse(*YamlDocument::Parse("models:\n  small: {architecture: bert, path: small}\n"
                                           "datasets:\n  reviews: {format: reviews-format, path: reviews.csv}\n",
                                           "catalog.yaml"));

 private:
  const TempDir folder_ = *TempDir::Create("octavo-test");
};

}  // namespace octavo::client

#endif  // OCTAVO_TESTS_UNIT_COMMANDS_PLAN_FIXTURE_H_
