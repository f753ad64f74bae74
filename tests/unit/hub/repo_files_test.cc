#include "hub/repo_files.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const HubRepo kModel = *HubRepo::Parse(HubRepo::Kind::kModel, "org/model");
const HubRepo kData = *HubRepo::Parse(HubRepo::Kind::kDataset, "org/data");

std::string Problem(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return std::string(status.message());
}

TEST(ModelFilesTest, TakesWhatIsNeededAndNothingElse) {
  const auto files = ChooseModelFiles(
      kModel, {".gitattributes", "README.md", "config.json", "flax_model.msgpack", "model.safetensors",
               "onnx/model.onnx", "pytorch_model.bin", "tokenizer.json", "tokenizer_config.json", "vocab.txt"});
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(files->small, ElementsAre("config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"));
  EXPECT_EQ(files->weights, "model.safetensors");
  EXPECT_FALSE(files->sharded());
}

TEST(ModelFilesTest, SafetensorsWholeOrInShardsComeBeforeCheckpoints) {
  const auto weights = [](std::vector<std::string> listing) {
    listing.insert(listing.end(), {"config.json", "vocab.json", "merges.txt"});
    const auto files = ChooseModelFiles(kModel, listing);
    return files.ok() ? files->weights : std::string(files.status().message());
  };
  EXPECT_EQ(weights({"pytorch_model.bin", "model.safetensors.index.json"}), "model.safetensors.index.json");
  EXPECT_EQ(weights({"pytorch_model.bin", "pytorch_model.bin.index.json"}), "pytorch_model.bin");
  EXPECT_EQ(weights({"pytorch_model.bin.index.json"}), "pytorch_model.bin.index.json");
}

TEST(ModelFilesTest, ByteLevelVocabulariesAreTwoFiles) {
  const auto files = ChooseModelFiles(kModel, {"config.json", "merges.txt", "model.safetensors", "vocab.json"});
  ASSERT_TRUE(files.ok());
  EXPECT_THAT(files->small, ElementsAre("config.json", "vocab.json", "merges.txt"));
}

TEST(ModelFilesTest, SaysWhatIsMissing) {
  EXPECT_THAT(Problem(ChooseModelFiles(kModel, {"model.safetensors"}).status()), HasSubstr("no config.json"));
  EXPECT_THAT(Problem(ChooseModelFiles(kModel, {"config.json", "vocab.txt", "tf_model.h5"}).status()),
              HasSubstr("tf_model.h5"));
  EXPECT_THAT(Problem(ChooseModelFiles(kModel, {"config.json", "model.safetensors", "vocab.json"}).status()),
              HasSubstr("no tokenizer"));
}

TEST(ArchitectureTest, TheThreeAreTaken) {
  for (const char* good : {"bert", "distilbert", "roberta"})
    EXPECT_TRUE(CheckArchitecture(kModel, std::string("{\"model_type\":\"") + good + "\"}").ok());
  EXPECT_THAT(Problem(CheckArchitecture(kModel, "{\"model_type\":\"gpt2\"}")), HasSubstr("'gpt2'"));
  EXPECT_FALSE(CheckArchitecture(kModel, "[]").ok());
  EXPECT_FALSE(CheckArchitecture(kModel, "{").ok());
}

TEST(DatasetFilesTest, TakesTheTablesOfOneFolder) {
  const auto files = ChooseDatasetFiles(
      kData, {"README.md", "data/test.csv", "data/train.csv", "data/validation.csv", "extra/deep/train.csv"});
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_THAT(files->files, ElementsAre("data/test.csv", "data/train.csv", "data/validation.csv"));
  EXPECT_EQ(files->path, "data");
}

TEST(DatasetFilesTest, OneFormOfEachPart) {
  const auto files = ChooseDatasetFiles(kData, {"train.jsonl", "train.csv", "test.jsonl", "test.csv", "dev.tsv"});
  ASSERT_TRUE(files.ok());
  EXPECT_THAT(files->files, ElementsAre("dev.tsv", "test.csv", "train.csv"));
  EXPECT_EQ(files->path, "");
}

TEST(DatasetFilesTest, CompressedTablesAreTables) {
  const auto files =
      ChooseDatasetFiles(kData, {"README.md.gz", "data/train.csv.gz", "data/dev.csv.zst", "data/test.csv.xz"});
  ASSERT_TRUE(files.ok()) << files.status();
  EXPECT_EQ(files->path, "data");
  EXPECT_THAT(files->files,
              ::testing::UnorderedElementsAre("data/train.csv.gz", "data/dev.csv.zst", "data/test.csv.xz"));
  EXPECT_THAT(ChooseDatasetFiles(kData, {"train.csv.gz", "train.csv", "test.csv", "test.csv.bz2"})->files,
              ::testing::UnorderedElementsAre("train.csv", "test.csv"))
      << "one file of each part";
  EXPECT_EQ(ChooseDatasetFiles(kData, {"all/reviews.tsv.bz2"})->path, "all/reviews.tsv.bz2");
}

TEST(DatasetFilesTest, TheOnlyTableMayHaveAnyName) {
  const auto files = ChooseDatasetFiles(kData, {"README.md", "all/reviews.tsv"});
  ASSERT_TRUE(files.ok());
  EXPECT_EQ(files->path, "all/reviews.tsv");
  EXPECT_THAT(Problem(ChooseDatasetFiles(kData, {"a.csv", "b.csv"}).status()), HasSubstr("a.csv, b.csv"));
}

TEST(DatasetFilesTest, TheOnlyTableIsNoWholeDataSetWhereItIsNamedAsAPart) {
  for (const char* part : {"test.csv", "data/validation.tsv", "valid.csv.gz", "val.csv", "deep/down/dev.jsonl"})
    EXPECT_THAT(Problem(ChooseDatasetFiles(kData, {"README.md", part}).status()), HasSubstr(part));
}

TEST(DatasetFilesTest, OneNameOfValidation) {
  const auto of = [](const std::vector<std::string>& listing) { return ChooseDatasetFiles(kData, listing)->files; };
  EXPECT_THAT(of({"train.csv", "dev.csv", "validation.csv"}), ElementsAre("train.csv", "validation.csv"));
  EXPECT_THAT(of({"val.csv", "valid.csv", "train.csv", "dev.csv"}), ElementsAre("train.csv", "valid.csv"));
  EXPECT_THAT(of({"train.csv", "dev.csv", "validation.tsv", "validation.jsonl", "validation.csv.gz"}),
              ElementsAre("train.csv", "validation.csv.gz"))
      << "of that name the train file's form";
  EXPECT_THAT(of({"train.csv", "dev.csv", "deep/validation.csv"}), ElementsAre("dev.csv", "train.csv"))
      << "of the train file's folder";
}

TEST(DatasetFilesTest, SaysThatParquetIsNotRead) {
  EXPECT_THAT(Problem(ChooseDatasetFiles(kData, {"README.md", "data/train-00000-of-00001.parquet"}).status()),
              HasSubstr("Parquet only"));
  EXPECT_THAT(Problem(ChooseDatasetFiles(kData, {"README.md", "data.zip"}).status()), HasSubstr("README.md, data.zip"));
}

}  // namespace
}  // namespace octavo::hub
