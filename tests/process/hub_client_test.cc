// Models and data sets from a stand-in for the hub (tests/support/hub_server.py), into a cache.
#include "hub/hub_client.h"

#include <sys/stat.h>

#include <filesystem>
#include <optional>

#include "absl/strings/str_cat.h"
#include "common/sha256.h"
#include "common/status_macros.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/hub_server.h"

namespace octavo::hub {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

constexpr char kConfig[] = "{\"model_type\": \"bert\"}\n";
const std::string kWeights("\2\0\0\0\0\0\0\0{}", 10);

class HubClientTest : public ::testing::Test {
 protected:
  HubClientTest() {
    settings_.endpoint = server_.hub();
    settings_.cache_dir = folder_.path() + "/hub";
    tools_.retry = {.tries = 3, .first = absl::Milliseconds(1), .longest = absl::Milliseconds(2)};
    tools_.progress = [this](const FetchProgress& progress) {
      for (const std::string& note : progress.notes) told_ += note + "\n";
      last_ = progress;
    };
  }
  void WriteModel(const std::string& id, const std::string& config = kConfig) {
    server_.Write("models/" + id + "/config.json", config);
    server_.Write("models/" + id + "/tokenizer.json", "{}\n");
    server_.Write("models/" + id + "/model.safetensors", kWeights);
    server_.Write("models/" + id + "/README.md", "not needed");
    server_.Write("models/" + id + "/flax_model.msgpack", "not needed");
  }
  /// That many shards, of `size` bytes each.
  void WriteShards(const std::string& id, int count, size_t size) {
    fs::remove(server_.path("models/" + id + "/model.safetensors"));
    Json weights;
    for (int i = 1; i <= count; ++i) {
      const std::string name = Shard(i, count);
      server_.Write("models/" + id + "/" + name, std::string(size, static_cast<char>('a' + i)));
      weights[std::to_string(i)] = name;
    }
    server_.Write("models/" + id + "/model.safetensors.index.json", Json{{"weight_map", weights}}.dump());
  }
  static std::string Shard(int number, int count) {
    return absl::StrCat("model-", absl::Dec(number, absl::kZeroPad5), "-of-", absl::Dec(count, absl::kZeroPad5),
                        ".safetensors");
  }
  static HubRepo Model(const std::string& text) { return *HubRepo::Parse(HubRepo::Kind::kModel, text); }
  static HubRepo Data(const std::string& text) { return *HubRepo::Parse(HubRepo::Kind::kDataset, text); }
  absl::StatusOr<std::string> Fetch(const std::string& id, const ExpectedDigests& expected = {}) {
    return HubClient(settings_, tools_).FetchModel(Model(id), expected);
  }
  std::string Problem(const std::string& id, absl::StatusCode code) {
    const absl::Status status = Fetch(id).status();
    EXPECT_EQ(status.code(), code) << status;
    return std::string(status.message());
  }
  size_t Requests(const std::string& part) const {
    size_t count = 0;
    for (const Json& entry : server_.Log())
      count += entry["path"].get<std::string>().find(part) != std::string::npos ? 1 : 0;
    return count;
  }
  /// The requests for bytes of large files so far.
  std::vector<Json> Bodies() const {
    std::vector<Json> bodies = server_.Log();
    std::erase_if(bodies, [](const Json& entry) { return entry["method"] != "GET" || entry["role"] != "cdn"; });
    return bodies;
  }
  /// How many files of the cache were begun and have so many bytes now.
  size_t Begun(size_t size) const {
    size_t count = 0;
    std::error_code gone;
    for (const std::string& name : ListFiles(settings_.cache_dir).value_or(std::vector<std::string>()))
      count += name.ends_with(".incomplete") && fs::file_size(settings_.cache_dir + "/" + name, gone) == size ? 1 : 0;
    return count;
  }

  HubServer server_;
  TempDir folder_ = *TempDir::Create("octavo-test");
  HubSettings settings_;
  FetchTools tools_;
  std::string told_;
  FetchProgress last_;
};

TEST_F(HubClientTest, BringsWhatIsNeededAndFindsItAgainWithoutARequest) {
  WriteModel("org/name");
  const auto folder = Fetch("org/name");
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_EQ(*ReadFile(*folder + "/model.safetensors"), kWeights);
  EXPECT_THAT(*ListFiles(*folder), ElementsAre("config.json", "model.safetensors", "tokenizer.json"));
  server_.ForgetLog();
  settings_.offline = true;
  EXPECT_EQ(HubClient(settings_, tools_).FindModel(Model("org/name")), *folder);
  EXPECT_TRUE(server_.Log().empty());
}

TEST_F(HubClientTest, WritesTheCacheThatHuggingfaceHubWrites) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  const Json fixture =
      *ReadJsonFile(std::string(source == nullptr ? "." : source) + "/tests/fixtures/hub/huggingface_hub_cache.json");
  const std::string id = fixture["repository"];
  for (const auto& [name, text] : fixture["files"].items())
    server_.Write("models/" + id + "/" + name, text.get<std::string>());
  ASSERT_TRUE(Fetch(id).ok());
  Json written = Json::array();
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(settings_.cache_dir)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    const std::string name = path.lexically_relative(settings_.cache_dir);
    if (name.starts_with(".locks") || name.find("/.octavo_files/") != std::string::npos) continue;
    if (fs::is_symlink(path)) {
      written.push_back({{"path", name}, {"link", fs::read_symlink(path).string()}});
    } else if (fs::is_regular_file(path)) {
      written.push_back({{"path", name}, {"text", *ReadFile(path)}});
    }
  }
  EXPECT_EQ(written, fixture["cache"]);
}

TEST_F(HubClientTest, ANewCommitFetchesWhatChangedAlone) {
  WriteModel("org/name");
  const auto before = Fetch("org/name");
  server_.Write("models/org/name/tokenizer.json", "{\"new\":1}\n");
  server_.ForgetLog();
  const auto after = Fetch("org/name");
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_NE(*before, *after);
  EXPECT_EQ(*ReadFile(*before + "/tokenizer.json"), "{}\n") << "the old snapshot stays what it was";
  EXPECT_TRUE(Bodies().empty()) << "the weights are the same blob";
}

TEST_F(HubClientTest, ShardedWeightsComeByTheirIndex) {
  WriteModel("org/name");
  fs::remove(server_.path("models/org/name/model.safetensors"));
  server_.Write("models/org/name/pytorch_model.bin", "not needed");
  server_.Write("models/org/name/model-00001-of-00002.safetensors", kWeights);
  server_.Write("models/org/name/model-00002-of-00002.safetensors", kWeights + " ");
  server_.Write("models/org/name/model-00003-of-00002.safetensors", "not named");
  server_.Write("models/org/name/model.safetensors.index.json",
                R"({"weight_map":{"a":"model-00001-of-00002.safetensors","b":"model-00002-of-00002.safetensors"}})");
  const auto folder = Fetch("org/name");
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_EQ(ListFiles(*folder)->size(), 5u);
  EXPECT_EQ(Requests("pytorch_model.bin"), 0u);
  EXPECT_TRUE(HubClient(settings_, tools_).FindModel(Model("org/name")).has_value());
  fs::remove(server_.path("models/org/name/model-00002-of-00002.safetensors"));
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kInvalidArgument),
              HasSubstr("names model-00002-of-00002.safetensors"));
}

TEST_F(HubClientTest, AnotherArchitectureIsRefusedBeforeItsWeightsCome) {
  WriteModel("org/name", "{\"model_type\": \"gpt2\"}");
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kInvalidArgument), HasSubstr("'gpt2'"));
  EXPECT_EQ(Requests("model.safetensors"), 0u);
}

TEST_F(HubClientTest, AMovedRepositoryIsFollowed) {
  WriteModel("google-bert/bert-base-uncased");
  server_.Write("renames.json", R"({"bert-base-uncased": "google-bert/bert-base-uncased"})");
  const auto folder = Fetch("bert-base-uncased");
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_THAT(*folder, HasSubstr("/models--bert-base-uncased/"));
}

TEST_F(HubClientTest, SaysWhatARefusalMeans) {
  WriteModel("org/private");
  WriteModel("org/gated");
  server_.Write("access.json",
                R"({"org/private": {"token": "right"}, "org/gated": {"token": "right", "gated": true}})");
  EXPECT_THAT(Problem("org/nothing", absl::StatusCode::kUnauthenticated), HasSubstr("set HF_TOKEN"));
  EXPECT_THAT(Problem("org/private", absl::StatusCode::kUnauthenticated), HasSubstr("set HF_TOKEN"));
  settings_.token = "wrong";
  EXPECT_THAT(Problem("org/private", absl::StatusCode::kUnauthenticated), HasSubstr("not there for this token"));
  EXPECT_THAT(Problem("org/private", absl::StatusCode::kUnauthenticated), Not(HasSubstr("wrong")));
  settings_.token = "right";
  EXPECT_TRUE(Fetch("org/private").ok());
  EXPECT_THAT(Problem("org/gated", absl::StatusCode::kPermissionDenied), HasSubstr("accepted its terms"));
  EXPECT_THAT(Problem("org/nothing", absl::StatusCode::kNotFound), HasSubstr("there is no"));
  EXPECT_THAT(Problem("org/private@v9", absl::StatusCode::kNotFound), HasSubstr("no revision 'v9'"));
  for (const Json& entry : server_.Log()) {
    if (entry["role"] != "cdn") continue;
    EXPECT_TRUE(entry["authorization"].is_null()) << "the token went to another host";
  }
}

TEST_F(HubClientTest, WhatNeedsATokenIsNobodysPublicSource) {
  WriteModel("org/private");
  WriteModel("org/open");
  server_.Write("access.json", R"({"org/private": {"token": "right"}})");
  const auto source = [&](const std::string& id) {
    return HubClient(settings_, tools_).SourceOf(Model(id), settings_.cache_dir);
  };
  settings_.token = "right";
  ASSERT_TRUE(Fetch("org/private").ok());
  ASSERT_TRUE(Fetch("org/open").ok());
  EXPECT_FALSE(source("org/private").has_value());
  EXPECT_TRUE(source("org/open").has_value()) << "the hub said that it is public";
  settings_.token = "";
  EXPECT_FALSE(source("org/private").has_value()) << "it had been fetched with one";
  EXPECT_TRUE(source("org/open").has_value());
  fs::remove(settings_.cache_dir + "/models--org--open/.octavo_access");
  EXPECT_TRUE(source("org/open").has_value());
  settings_.token = "right";
  EXPECT_FALSE(source("org/open").has_value()) << "other tools may have fetched it with the token";
  // Made public, and fetched again by somebody without a token.
  settings_.token = "";
  server_.Write("access.json", "{}");
  ASSERT_TRUE(Fetch("org/private").ok());
  EXPECT_TRUE(source("org/private").has_value());
}

TEST_F(HubClientTest, TooManyRequestsIsWaitedForAndThenTold) {
  WriteModel("org/name");
  server_.Faults({{{"match", "/api/models"}, {"status", 429}, {"headers", {{"Retry-After", "1"}}}, {"times", 1}}});
  EXPECT_TRUE(Fetch("org/name").ok());
  EXPECT_THAT(told_, HasSubstr("trying again in 1s"));
  server_.Faults({{{"match", "/api/models"}, {"status", 429}, {"headers", {{"Retry-After", "86400"}}}}});
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kUnavailable), HasSubstr("Retry-After: 86400"));
}

TEST_F(HubClientTest, WrongBytesNeverGetIntoTheCache) {
  WriteModel("org/name");
  server_.Faults({{{"match", "GET cdn"}, {"corrupt", true}}});
  EXPECT_EQ(Fetch("org/name").status().code(), absl::StatusCode::kDataLoss);
  EXPECT_FALSE(HubClient(settings_, tools_).FindModel(Model("org/name")).has_value());
  server_.Faults({{{"match", "GET hub /api/resolve-cache"}, {"corrupt", true}}});
  EXPECT_EQ(Fetch("org/name").status().code(), absl::StatusCode::kOk) << "the small files are there";
  fs::remove_all(settings_.cache_dir);
  EXPECT_EQ(Fetch("org/name").status().code(), absl::StatusCode::kDataLoss) << "git's hash tells of small files";
}

TEST_F(HubClientTest, WhatTheCatalogExpectsIsCompared) {
  WriteModel("org/name");
  const Digest right{Digest::Algorithm::kSha256, Sha256Hex(kWeights)},
      wrong{Digest::Algorithm::kSha256, Sha256Hex("x")};
  EXPECT_EQ(Fetch("org/name", {{"model.safetensors", wrong}}).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(Fetch("org/name", {{"model.safetensors", right}}).ok());
  // Of a small file the hub gives git's hash: the catalog's counts all the same, of what is in the cache already too.
  EXPECT_EQ(Fetch("org/name", {{"tokenizer.json", wrong}}).status().code(), absl::StatusCode::kDataLoss);
  EXPECT_TRUE(Fetch("org/name", {{"tokenizer.json", {Digest::Algorithm::kSha256, Sha256Hex("{}\n")}}}).ok());
}

TEST_F(HubClientTest, APinnedCommitIsThatCommit) {
  WriteModel("org/name");
  server_.Faults({{{"match", "/api/models"},
                   {"status", 200},
                   {"body", DumpJson({{"sha", std::string(40, 'b')}, {"siblings", Json::array()}})}}});
  const std::string pinned = "org/name@" + std::string(40, 'a');
  EXPECT_THAT(Problem(pinned, absl::StatusCode::kDataLoss), HasSubstr("answers with commit bbbb"));
}

TEST_F(HubClientTest, WhatIsNoHubIsCalledThat) {
  server_.Faults({{{"match", "/api/models"}, {"status", 200}, {"body", "<html>log in to the hotel's network</html>"}}});
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kFailedPrecondition), HasSubstr("HF_ENDPOINT"));
}

TEST_F(HubClientTest, OfflineAsksNobody) {
  settings_.offline = true;
  settings_.offline_by = "HF_HUB_OFFLINE";
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kFailedPrecondition), HasSubstr("HF_HUB_OFFLINE"));
  EXPECT_TRUE(server_.Log().empty());
}

TEST_F(HubClientTest, AnInterruptedFetchIsGoneOnFrom) {
  WriteModel("org/name");
  const std::string large = kWeights + std::string(3'000'000, 'x');
  server_.Write("models/org/name/model.safetensors", large);
  Cancellation interrupted;
  tools_.cancellation = &interrupted;
  server_.Faults({{{"match", "GET cdn"}, {"rate", 2'000'000}}});
  tools_.progress = [&](const FetchProgress& progress) {
    if (progress.done > 500'000) interrupted.Cancel();
  };
  EXPECT_EQ(Fetch("org/name").status().code(), absl::StatusCode::kCancelled);
  tools_.cancellation = nullptr;
  server_.Faults(Json::array());
  const auto folder = Fetch("org/name");
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_TRUE(*ReadFile(*folder + "/model.safetensors") == large);
  EXPECT_TRUE(server_.Log().back()["range"].is_string()) << "not from the begin";
}

TEST_F(HubClientTest, FourShardsComeAtOnce) {
  WriteModel("org/name");
  WriteShards("org/name", 4, 1000);
  server_.Faults({{{"match", "GET cdn"}, {"wait_for", "go"}}});
  tools_.progress = [this](const FetchProgress&) {
    if (Bodies().size() == 4) server_.Write("go", "");  // nobody has had an answer yet
  };
  const auto folder = Fetch("org/name");
  ASSERT_TRUE(folder.ok()) << folder.status();
  for (int i = 1; i <= 4; ++i) EXPECT_EQ(ReadFile(*folder + "/" + Shard(i, 4))->size(), 1000u);
}

TEST_F(HubClientTest, AShardThatFailsStopsTheOthersAndTheyAreGoneOnFrom) {
  constexpr size_t kHeld = 40'000;
  WriteModel("org/name");
  WriteShards("org/name", 4, 100'000);
  settings_.stall_timeout = absl::Seconds(10);  // at which those that were not stopped would ask again
  server_.Faults({{{"match", "GET cdn /models/org/name/" + Shard(3, 4)}, {"wait_for", "go"}, {"status", 404}},
                  {{"match", "GET cdn"}, {"hold", kHeld}}});
  tools_.progress = [this](const FetchProgress&) {
    if (Begun(kHeld) == 3) server_.Write("go", "");
  };
  EXPECT_THAT(Problem("org/name", absl::StatusCode::kNotFound), HasSubstr(Shard(3, 4)));
  EXPECT_EQ(Bodies().size(), 4u) << "each was asked for once";
  EXPECT_EQ(Begun(kHeld), 3u);
  server_.ForgetLog();
  server_.Faults(Json::array());
  const auto folder = Fetch("org/name");
  ASSERT_TRUE(folder.ok()) << folder.status();
  std::vector<Json> ranges;
  for (const Json& entry : Bodies()) ranges.push_back(entry["range"]);
  EXPECT_THAT(ranges, ::testing::UnorderedElementsAre("bytes=40000-", "bytes=40000-", "bytes=40000-", Json()));
}

TEST_F(HubClientTest, DataSetsOfTablesComeAndOthersAreToldWhy) {
  server_.Write("datasets/org/csv/data/train.csv", "text,label\na,0\n");
  server_.Write("datasets/org/csv/data/test.csv", "text,label\nb,1\n");
  server_.Write("datasets/org/csv/README.md", "-");
  server_.Write("datasets/org/parquet/data/train-00000-of-00001.parquet", "PAR1");
  HubClient client(settings_, tools_);
  const auto path = client.FetchDataset(Data("org/csv"));
  ASSERT_TRUE(path.ok()) << path.status();
  EXPECT_THAT(*path, ::testing::EndsWith("/data"));
  EXPECT_EQ(*ReadFile(*path + "/test.csv"), "text,label\nb,1\n");
  EXPECT_EQ(client.FindDataset(Data("org/csv")), *path);
  const auto parquet = client.FetchDataset(Data("org/parquet"));
  EXPECT_EQ(parquet.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(parquet.status().message()), HasSubstr("Parquet only"));
}

/// Single files that another tool put into the cache.
class OthersCacheTest : public HubClientTest {
 protected:
  void WriteData(const std::vector<std::string>& names) {
    for (const std::string& name : names) server_.Write("datasets/org/data/" + name, "text,label\n" + name + ",0\n");
  }
  /// As Python's hf_hub_download leaves those files of the repository's commit.
  void PutThere(const HubRepo& repo, const std::vector<std::string>& names) {
    const std::string commit = CommitOf(repo);
    const HubCache cache(settings_.cache_dir);
    for (const std::string& name : names) {
      const std::string text = *ReadFile(
          server_.path(absl::StrCat(repo.kind == HubRepo::Kind::kModel ? "models/" : "datasets/", repo.id, "/", name)));
      const std::string blob = cache.BlobPath(repo, Sha256Hex(text));
      fs::create_directories(fs::path(blob).parent_path());
      ASSERT_TRUE(WriteFileAtomically(blob, text).ok());
      ASSERT_TRUE(cache.Link(repo, commit, name, Sha256Hex(text)).ok());
    }
    ASSERT_TRUE(cache.SetCommit(repo, commit).ok());
    server_.ForgetLog();
  }
  std::string CommitOf(const HubRepo& repo) {
    HubSettings settings = settings_;
    settings.cache_dir = folder_.path() + "/another machine";
    HubClient client(settings, tools_);
    const auto path = repo.kind == HubRepo::Kind::kModel ? client.FetchModel(repo) : client.FetchDataset(repo);
    EXPECT_TRUE(path.ok()) << path.status();
    return *client.cache().Commit(repo);
  }
  absl::StatusOr<std::string> Complete(const HubRepo& repo) {
    OCTAVO_ASSIGN_OR_RETURN(const HubListing listing, client_->ListFound(repo));
    return repo.kind == HubRepo::Kind::kModel ? client_->CompleteModel(repo, listing)
                                              : client_->CompleteDataset(repo, listing);
  }
  void SetUp() override { client_.emplace(settings_, tools_); }
  const HubRepo data_ = Data("org/data");
  const HubRepo model_ = Model("org/name");
  std::optional<HubClient> client_;
};

TEST_F(OthersCacheTest, WhatOctavoFetchedIsWholeUntilSomethingOfItGoes) {
  WriteData({"train.csv", "test.csv"});
  WriteModel("org/name");
  ASSERT_TRUE(client_->FetchDataset(data_).ok());
  ASSERT_TRUE(client_->FetchModel(model_).ok());
  EXPECT_TRUE(client_->IsWhole(data_));
  EXPECT_TRUE(client_->IsWhole(model_));
  const std::string snapshot = *client_->FindDataset(data_);
  fs::remove(snapshot + "/test.csv");
  EXPECT_EQ(client_->FindDataset(data_), snapshot);
  EXPECT_FALSE(client_->IsWhole(data_));
  HubRepo other = model_;
  other.revision = std::string(40, 'a');
  EXPECT_FALSE(client_->IsWhole(other)) << "another commit";
}

TEST_F(OthersCacheTest, WhatAnotherVersionChoseIsNotKnownToBeWhole) {
  WriteModel("org/name");
  ASSERT_TRUE(client_->FetchModel(model_).ok());
  const std::string record =
      absl::StrCat(client_->cache().RepoFolder(model_), "/.octavo_files/", *client_->cache().Commit(model_));
  ASSERT_TRUE(WriteFileAtomically(record, "octavo-files 0\nconfig.json\n").ok());
  EXPECT_FALSE(client_->IsWhole(model_));
  ASSERT_TRUE(WriteFileAtomically(record, "octavo-files 1\n").ok());
  EXPECT_FALSE(client_->IsWhole(model_)) << "no files are not all";
}

TEST_F(OthersCacheTest, ATestPartAloneIsNoDataSet) {
  WriteData({"train.csv", "test.csv"});
  PutThere(data_, {"test.csv"});
  EXPECT_FALSE(client_->FindDataset(data_).has_value());
}

TEST_F(OthersCacheTest, WhatADataSetLacksIsBroughtAndNothingTwice) {
  WriteData({"train.csv", "dev.csv", "validation.csv", "test.csv", "README.md"});
  PutThere(data_, {"train.csv", "validation.csv"});
  EXPECT_FALSE(client_->IsWhole(data_));
  EXPECT_THAT(client_->MayLack(data_), ElementsAre("test.*"));
  const auto path = Complete(data_);
  ASSERT_TRUE(path.ok()) << path.status();
  EXPECT_THAT(*ListFiles(*path), ElementsAre("test.csv", "train.csv", "validation.csv"));
  EXPECT_EQ(Requests("train.csv"), 0u);
  EXPECT_TRUE(client_->IsWhole(data_));
}

TEST_F(OthersCacheTest, TheWholeListingChoosesNotWhatHappensToBeThere) {
  WriteData({"train.csv", "extra.csv"});
  PutThere(data_, {"extra.csv"});
  EXPECT_THAT(*client_->FindDataset(data_), ::testing::EndsWith("/extra.csv"));
  EXPECT_THAT(client_->MayLack(data_), ElementsAre("train.*", "validation.*", "test.*"));
  const auto path = Complete(data_);
  ASSERT_TRUE(path.ok()) << path.status();
  ASSERT_EQ(*path, client_->cache().SnapshotFolder(data_, *client_->cache().Commit(data_)));
  EXPECT_EQ(*ReadFile(*path + "/train.csv"), "text,label\ntrain.csv,0\n");
  EXPECT_EQ(client_->FindDataset(data_), *path);
}

TEST_F(OthersCacheTest, WhatAModelLacksIsBroughtAndItsWeightsStay) {
  WriteModel("org/name");
  server_.Write("models/org/name/tokenizer_config.json", "{\"do_lower_case\": false}");
  server_.Write("models/org/name/pytorch_model.bin", "other weights");
  PutThere(model_, {"config.json", "tokenizer.json", "pytorch_model.bin"});
  const std::string absent =
      absl::StrCat(client_->cache().RepoFolder(model_), "/.no_exist/", *client_->cache().Commit(model_));
  fs::create_directories(absent);
  ASSERT_TRUE(WriteFileAtomically(absent + "/added_tokens.json", "").ok());
  EXPECT_THAT(client_->MayLack(model_), ElementsAre("tokenizer_config.json", "special_tokens_map.json"));
  const auto folder = Complete(model_);
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_THAT(*ListFiles(*folder),
              ElementsAre("config.json", "pytorch_model.bin", "tokenizer.json", "tokenizer_config.json"));
  EXPECT_TRUE(client_->IsWhole(model_));
}

TEST_F(OthersCacheTest, ACommitThatTheBranchHasLeftIsCompletedAsItWas) {
  WriteModel("org/name");
  server_.Write("models/org/name/tokenizer_config.json", "{}");
  PutThere(model_, {"config.json", "tokenizer.json", "model.safetensors"});
  const auto listing = client_->ListFound(model_);
  ASSERT_TRUE(listing.ok()) << listing.status();
  ASSERT_TRUE(client_->cache().SetCommit(model_, std::string(40, 'a')).ok());  // somebody fetches the next one
  ASSERT_TRUE(client_->CompleteModel(model_, *listing).ok());
  EXPECT_EQ(client_->cache().Commit(model_), std::string(40, 'a'));
}

TEST_F(OthersCacheTest, AWholeReadOnlyCacheIsUsable) {
  WriteData({"train.csv"});
  PutThere(data_, {"train.csv"});
  const std::string folder = client_->cache().RepoFolder(data_);
  fs::create_symlink("/dev/null/nowhere", folder + "/.octavo_files");  // root may write wherever it likes
  EXPECT_TRUE(Complete(data_).ok());
  EXPECT_THAT(told_, HasSubstr("is not remembered"));
  EXPECT_FALSE(client_->IsWhole(data_));
}

}  // namespace
}  // namespace octavo::hub
