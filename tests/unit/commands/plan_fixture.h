#ifndef OCTAVO_TESTS_UNIT_COMMANDS_PLAN_FIXTURE_H_
#define OCTAVO_TESTS_UNIT_COMMANDS_PLAN_FIXTURE_H_

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "client/commands/catalog.h"
#include "client/commands/run_all_plan.h"
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
    WriteModel(cache() + "/small");
    WriteModel(results() + "/baseline/model");
    Write(results() + "/baseline/model/octavo.json", "{\"schema\": \"octavo.model/1\", \"dataset\": \"reviews\"}");
    Write(cache() + "/reviews.csv", "text,label\ngood,1\n");
  }

  std::string cache() const { return folder_.path() + "/cache"; }
  std::string results() const { return folder_.path() + "/results"; }
  static void Write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    ASSERT_TRUE(WriteFileAtomically(path, text).ok());
  }

  static void WriteModel(const std::string& folder) {
    Write(folder + "/config.json", "{}");
    Write(folder + "/model.safetensors", std::string("\x02\0\0\0\0\0\0\0{}", 10));
  }

  /// The plan of run-all for the cache's model and data set.
  absl::StatusOr<std::vector<Stage>> PlanStages(const std::set<std::string>& chosen, const std::string& file = "",
                                                std::map<std::string, std::string> flags = {}) const {
    flags.insert({{"model", "small"}, {"dataset", "reviews"}});
    if (!chosen.contains("baseline")) flags.erase("model");
    return PlanRunAll(With(flags, file).OfSeveralStages(), catalog_, cache(), chosen, results());
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
