#ifndef OCTAVO_TESTS_SUPPORT_JOB_FOLDER_H_
#define OCTAVO_TESTS_SUPPORT_JOB_FOLDER_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/files.h"
#include "common/json.h"

namespace octavo {

/// A job directory (docs/runner-protocol.md) in a temporary folder, and the means to fill and read it.
class JobFolder {
 public:
  JobFolder() : dir_(*TempDir::Create("octavo-job-")) {}

  const std::string& path() const { return dir_.path(); }
  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }
  bool Exists(const std::string& name) const { return std::filesystem::exists(Path(name)); }

  void Write(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
  }
  std::string Read(const std::string& name) const {
    std::ostringstream content;
    content << std::ifstream(Path(name), std::ios::binary).rdbuf();
    return content.str();
  }
  Json ReadJson(const std::string& name) const {
    const auto json = ReadJsonFile(Path(name));
    EXPECT_TRUE(json.ok()) << json.status();
    return json.ok() ? *json : Json();
  }
  std::vector<Json> ReadLines(const std::string& name) const {
    std::vector<Json> lines;
    for (absl::string_view line : absl::StrSplit(Read(name), '\n', absl::SkipEmpty())) {
      const auto json = ParseJson(line, name);
      EXPECT_TRUE(json.ok()) << json.status();
      if (json.ok()) lines.push_back(*json);
    }
    return lines;
  }

  void WriteSpec(const std::string& kind, const Json& params, const Json& more = Json::object()) const {
    Json spec = {{"schema", "octavo.job/1"}, {"kind", kind}, {"params", params}, {"job_id", "j1"}, {"attempt", 1}};
    spec.update(more);
    Write("job.json", DumpJson(spec));
  }

  /// A short training; `more` are further parameters.
  void WriteTrainingSpec(const Json& more = {{"latency_samples", 0}}) const {
    Json params = {{"dataset", "local"}, {"learning_rate", 0.05}, {"batch_size", 8}, {"max_length", 16}, {"seed", 7}};
    params.update(more);
    WriteSpec("baseline", params);
  }
  /// The model that a training left becomes the next job's input.
  void UseTrainedModel() const {
    std::filesystem::remove_all(Path("inputs/model"));
    std::filesystem::rename(Path("outputs/model"), Path("inputs/model"));
  }

  /// A BERT folder of a 12-word vocabulary whose weights only the fake engine reads.
  void WriteTinyModel(const std::string& name = "inputs/model") const {
    const Json config = {{"model_type", "bert"},
                         {"vocab_size", 12},
                         {"hidden_size", 8},
                         {"num_hidden_layers", 1},
                         {"num_attention_heads", 2},
                         {"intermediate_size", 16},
                         {"max_position_embeddings", 32},
                         {"architectures", {"BertModel"}}};
    Write(name + "/config.json", DumpJson(config));
    Write(name + "/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ngood\nbad\nfilm\nplot\nfine\npoor\n!\n");
  }

  /// `rows` sentences of two classes that differ in one word.
  void WriteSentences(int rows, const std::string& name = "inputs/dataset/sentences.csv") const {
    std::string csv = "text,label\n";
    for (int i = 0; i < rows; ++i) {
      const bool positive = i % 2 == 0;
      absl::StrAppend(&csv, positive ? (i % 4 == 0 ? "good" : "fine") : (i % 4 == 1 ? "bad" : "poor"), " film",
                      i % 3 == 0 ? " plot" : "", i % 5 == 0 ? " !" : "", ",", positive ? "positive" : "negative", "\n");
    }
    Write(name, csv);
  }

 private:
  TempDir dir_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_JOB_FOLDER_H_
