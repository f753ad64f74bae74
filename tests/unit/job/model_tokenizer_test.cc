#include "worker/runner/job/model_tokenizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/job_folder.h"
#include "worker/runner/formats/torch_file.h"
#include "worker/runner/job/load_phase.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kCarried[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nfilm\n";
constexpr char kBeside[] = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nfilm\n";

class ModelTokenizerTest : public ::testing::Test {
 protected:
  /// A model file that holds `vocabulary` where there is one, and `training` as its note.
  void WriteModel(const std::string& vocabulary, const std::string& training = "") {
    std::filesystem::create_directories(Input());
    TorchDict root;
    if (!training.empty()) root.push_back({"metadata", TorchDict{{"training", training}}});
    if (!vocabulary.empty()) {
      const auto* bytes = reinterpret_cast<const uint8_t*>(vocabulary.data());
      root.push_back({"tokenizer.vocab.txt",
                      TensorView{DType::kU8, {static_cast<int64_t>(vocabulary.size())}, {bytes, vocabulary.size()}}});
    }
    ASSERT_TRUE(WriteTorchFile(Input() + "/model.pt", root).ok());
  }
  std::string Input() const { return folder_.Path("inputs/model"); }

  JobFolder folder_;
};

TEST_F(ModelTokenizerTest, AModelFileNeedsNothingBesideIt) {
  WriteModel(kCarried);
  const auto tokenizer = OpenModelTokenizer(Input());
  ASSERT_TRUE(tokenizer.ok()) << tokenizer.status();
  EXPECT_THAT((*tokenizer)->Encode("Film", 0), ElementsAre(2, 4, 3));
}

TEST_F(ModelTokenizerTest, TheFilesOwnTokenizerGoesBeforeTheFolders) {
  WriteModel(kCarried);
  folder_.Write("inputs/model/vocab.txt", kBeside);
  EXPECT_THAT((*OpenModelTokenizer(Input()))->Encode("film", 0), ElementsAre(2, 4, 3));
  WriteModel("");
  EXPECT_THAT((*OpenModelTokenizer(Input()))->Encode("film", 0), ElementsAre(2, 5, 3));
}

TEST_F(ModelTokenizerTest, AFolderWithATokenizerAloneWillDo) {
  folder_.Write("inputs/model/vocab.txt", kBeside);
  EXPECT_THAT((*OpenModelTokenizer(Input()))->Encode("film", 0), ElementsAre(2, 5, 3));
}

TEST_F(ModelTokenizerTest, WithoutAnyTokenizerTheErrorNamesTheFile) {
  WriteModel("");
  const absl::Status status = OpenModelTokenizer(Input()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("model.pt: neither tokenizer.json nor vocab.txt"));
}

TEST_F(ModelTokenizerTest, TheNoteOfTheTrainingComesFromTheFileToo) {
  WriteModel(kCarried, R"({"schema": "octavo.model/1", "max_length": 16})");
  TrainingNote note;
  ASSERT_TRUE(OpenModelTokenizer(Input(), &note).ok());
  EXPECT_EQ(note.max_length, 16);
  WriteModel(kCarried);
  ASSERT_TRUE(OpenModelTokenizer(Input(), &note).ok());
  EXPECT_EQ(note.max_length, std::nullopt);
  WriteModel(kCarried, R"({"schema": "other"})");
  EXPECT_THAT(std::string(OpenModelTokenizer(Input(), &note).status().message()), HasSubstr("field schema"));
}

}  // namespace
}  // namespace octavo
