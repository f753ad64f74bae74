// Inputs from the sources that a job names: what is asked, what is believed, and when the coordinator gives them after
// all.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/clock.h"
#include "common/files.h"
#include "common/sha256.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/fake_coordinator.h"
#include "tests/support/fake_web.h"
#include "worker/agent/transfer.h"

namespace octavo {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

const std::string kCommit(40, 'c');
const std::string kModel = "hf://org/name@" + kCommit;
constexpr char kArchive[] = "https://archives.example/deep/a.zip";

std::string HubUrl(const std::string& file) {
  return absl::StrCat("https://hub.example/org/name/resolve/", kCommit, "/", file);
}

class FetchInputsTest : public ::testing::Test {
 protected:
  FetchInputsTest() {
    hub::HubSettings settings;
    settings.endpoint = "https://hub.example";
    settings.token = "a-token";
    InputSources::Options options;
    options.policy = *SourcePolicy::Create(settings, {"archives.example", "bucket.example/ours"});
    options.retry = {3, absl::ZeroDuration(), absl::ZeroDuration(), absl::ZeroDuration()};
    options.clock = &clock_;
    options.make_http = [this](const hub::HttpOptions& http) { return web_.Client(http); };
    sources_ = std::make_unique<InputSources>(std::move(options));
  }

  /// Fetches an input of these files, of which the coordinator has all, for a new attempt with an empty cache.
  absl::Status Fetch(const std::map<std::string, std::string>& files, const std::vector<std::string>& sources) {
    ++attempts_;
    manifest_ = coordinator_.PutTree(files);
    Assignment job;
    job.id = {absl::StrCat("j", attempts_), 1, attempts_};
    job.inputs = {{"model", manifest_, sources}};
    const JobDirectory dir = *JobDirectory::Prepare(dir_.path() + "/jobs", job.id);
    cache_ = *BlobCache::Open(absl::StrCat(dir_.path(), "/cache", own_cache_ ? attempts_ : 0), 1 << 20);
    const InputPlaces places = {*cache_, sources_.get(), coordinator_, stats_};
    const absl::Status status =
        FetchInputs(job, dir, places, Backoff(absl::Milliseconds(1), absl::Milliseconds(1), [] { return 1.0; }), stop_);
    if (!status.ok()) return status;
    for (const auto& [name, bytes] : files) EXPECT_EQ(*ReadFile(absl::StrCat(dir.inputs(), "/model/", name)), bytes);
    return status;
  }
  int64_t FromCoordinator(const std::string& bytes) const { return coordinator_.downloaded(Sha256Hex(bytes)); }
  std::map<std::string, int64_t> Outcomes() const {
    std::map<std::string, int64_t> named;
    for (const auto& [key, count] : stats_.Get().source_files)
      named[absl::StrCat(ToString(key.first), " ", ToString(key.second))] = count;
    return named;
  }

  const TempDir dir_ = *TempDir::Create("fetch_inputs");
  FakeCoordinator coordinator_;
  FakeWeb web_;
  FakeClock clock_;
  AgentStats stats_;
  StopSignal stop_;
  std::unique_ptr<InputSources> sources_;
  std::unique_ptr<BlobCache> cache_;
  bool own_cache_ = true;  // for each attempt
  std::string manifest_;
  int attempts_ = 0;
};

TEST_F(FetchInputsTest, WhatTheHubHasDoesNotComeFromTheCoordinator) {
  web_.Put(HubUrl("config.json"), {"{}"});
  web_.Put(HubUrl("weights"), {"12345"});
  ASSERT_TRUE(Fetch({{"config.json", "{}"}, {"weights", "12345"}}, {kModel}).ok());
  EXPECT_EQ(FromCoordinator("{}") + FromCoordinator("12345"), 0);
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("hub fetched", 2)));
  EXPECT_EQ(stats_.Get().source_bytes.at(SourceKind::kHub), 7);
  EXPECT_THAT(web_.tokens(), ElementsAre("a-token", "a-token"));
}

TEST_F(FetchInputsTest, AnArchiveComesFromItsHostWithoutTheToken) {
  web_.Put(kArchive, {"archive"});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kArchive}).ok());
  EXPECT_EQ(FromCoordinator("archive"), 0);
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("archive fetched", 1)));
  EXPECT_THAT(web_.tokens(), ElementsAre(""));
}

TEST_F(FetchInputsTest, WrongBytesComeFromTheCoordinatorInstead) {
  for (const char* there : {"12346", "123456", "1"}) {  // of the same size, longer, shorter
    web_.Put(HubUrl("weights"), {there});
    ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok()) << there;
  }
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("hub wrong_bytes", 3)));
  EXPECT_EQ(FromCoordinator("12345"), 15);
}

TEST_F(FetchInputsTest, WhatASourceDoesNotHaveOrGiveComesFromTheCoordinator) {
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  web_.Put(HubUrl("weights"), {"", 401});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_THAT(Outcomes(), UnorderedElementsAre(Pair("hub not_there", 1), Pair("hub denied", 1)));
}

TEST_F(FetchInputsTest, ASourceThatHasNothingIsNotAskedForEveryFile) {
  std::map<std::string, std::string> files;
  for (int i = 0; i < 20; ++i) files[absl::StrCat("file", i)] = absl::StrCat("bytes ", i);
  ASSERT_TRUE(Fetch(files, {kModel}).ok());
  EXPECT_EQ(web_.asked().size(), 3u);
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_EQ(web_.asked().size(), 4u) << "another attempt may mean other files";
}

TEST_F(FetchInputsTest, TheNextSourceIsAskedBeforeTheCoordinator) {
  web_.Put(kArchive, {"archive"});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kModel, kArchive}).ok());
  EXPECT_THAT(Outcomes(), UnorderedElementsAre(Pair("hub not_there", 1), Pair("archive fetched", 1)));
  EXPECT_EQ(FromCoordinator("archive"), 0);
}

TEST_F(FetchInputsTest, AnUnreachableSourceIsLeftAloneForAWhile) {
  for (const char* name : {"a", "b", "c"}) web_.Put(HubUrl(name), {"", 0});
  ASSERT_TRUE(Fetch({{"a", "1"}, {"b", "2"}, {"c", "3"}}, {kModel}).ok());
  EXPECT_EQ(web_.asked().size(), 1u) << "the second and the third file do not wait for a connection";
  EXPECT_THAT(Outcomes(), UnorderedElementsAre(Pair("hub unreachable", 1), Pair("hub left_alone", 2)));
  clock_.Advance(absl::Minutes(4));
  ASSERT_TRUE(Fetch({{"a", "1"}}, {kModel}).ok());
  EXPECT_EQ(web_.asked().size(), 1u);
  clock_.Advance(absl::Minutes(2));
  web_.Put(HubUrl("a"), {"1"});
  ASSERT_TRUE(Fetch({{"a", "1"}}, {kModel}).ok());
  EXPECT_EQ(Outcomes()["hub fetched"], 1);
}

TEST_F(FetchInputsTest, OneUnreachableHostSaysNothingOfAnother) {
  web_.Put(HubUrl("a.zip"), {"", 0});
  web_.Put(kArchive, {"archive"});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kModel, kArchive}).ok());
  EXPECT_THAT(Outcomes(), UnorderedElementsAre(Pair("hub unreachable", 1), Pair("archive fetched", 1)));
}

TEST_F(FetchInputsTest, ABrokenConnectionIsGoneOnFrom) {
  web_.Put(HubUrl("weights"), {.bytes = "12345", .cut = 2, .cuts = 2});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_EQ(stats_.Get().source_bytes.at(SourceKind::kHub), 5) << "no byte twice";
  web_.Put(HubUrl("weights"), {.bytes = "12345", .cut = 2, .cuts = 1, .ranges = false});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("hub fetched", 2)));
}

TEST_F(FetchInputsTest, TheCoordinatorGoesOnFromWhatASourceGave) {
  web_.Put(HubUrl("weights"), {.bytes = "12345", .cut = 1});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_EQ(FromCoordinator("12345"), 2);
}

TEST_F(FetchInputsTest, TheBeginOfWrongBytesDoesNotSpoilWhatTheCoordinatorGives) {
  web_.Put(HubUrl("weights"), {.bytes = "99999", .cut = 1});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_EQ(FromCoordinator("12345"), 2 + 5) << "the rest, which did not fit, then all";
}

TEST_F(FetchInputsTest, AJobCannotMakeTheWorkerAskOtherHosts) {
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {"http://169.254.169.254/latest/meta-data", "https://localhost/a.zip",
                                             "file:///etc/passwd", "http://archives.example/a.zip"})
                  .ok());
  EXPECT_THAT(web_.asked(), IsEmpty());
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("archive not_allowed", 4)));
}

TEST_F(FetchInputsTest, AnArchivesHostCannotSendTheWorkerToOtherHosts) {
  web_.Put(kArchive, {"", 302, {{"Location", "http://169.254.169.254/latest/meta-data"}}});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kArchive}).ok());
  EXPECT_THAT(web_.asked(), ElementsAre(kArchive));
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("archive not_allowed", 1)));
  web_.Put(kArchive, {"", 302, {{"Location", "https://archives.example/elsewhere"}}});
  web_.Put("https://archives.example/elsewhere", {"archive"});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kArchive}).ok());
  EXPECT_EQ(Outcomes()["archive fetched"], 1);
}

TEST_F(FetchInputsTest, NorToOtherPathsThanAreAllowed) {
  web_.Put("https://bucket.example/ours/a.zip", {"", 302, {{"Location", "/theirs/a.zip"}}});
  web_.Put("https://bucket.example/theirs/a.zip", {"archive"});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {"https://bucket.example/ours/a.zip"}).ok());
  EXPECT_THAT(web_.asked(), ElementsAre("https://bucket.example/ours/a.zip"));
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("archive not_allowed", 1)));
}

TEST_F(FetchInputsTest, TheHubSendsToItsHostsWithoutTheToken) {
  web_.Put(HubUrl("weights"), {"", 302, {{"Location", "https://cdn.example/weights"}}});
  web_.Put("https://cdn.example/weights", {"12345"});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("hub fetched", 1)));
  EXPECT_THAT(web_.tokens(), ElementsAre("a-token", ""));
}

TEST_F(FetchInputsTest, OfAChainWhoeverDoesNotAnswerIsLeftAlone) {
  for (const char* name : {"a", "b"}) {
    web_.Put(HubUrl(name), {"", 302, {{"Location", absl::StrCat("https://cdn.example/", name)}}});
    web_.Put(absl::StrCat("https://cdn.example/", name), {"", 0});
  }
  web_.Put(HubUrl("c"), {"3"});
  ASSERT_TRUE(Fetch({{"a", "1"}, {"b", "2"}, {"c", "3"}}, {kModel}).ok());
  EXPECT_THAT(web_.asked(), ElementsAre(HubUrl("a"), "https://cdn.example/a", HubUrl("b"), HubUrl("c")));
  EXPECT_THAT(Outcomes(),
              UnorderedElementsAre(Pair("hub unreachable", 1), Pair("hub left_alone", 1), Pair("hub fetched", 1)));
}

TEST_F(FetchInputsTest, WhoBringsNothingIsNotAskedAgain) {
  web_.Put(HubUrl("weights"), {"", 503});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  web_.Put(kArchive, {.bytes = "archive", .cut = 0});
  ASSERT_TRUE(Fetch({{"a.zip", "archive"}}, {kArchive}).ok());
  EXPECT_THAT(web_.asked(), ElementsAre(HubUrl("weights"), kArchive));
  EXPECT_THAT(Outcomes(), UnorderedElementsAre(Pair("hub unreachable", 1), Pair("archive unreachable", 1)));
}

TEST_F(FetchInputsTest, AHostHasFiveSecondsToAnswerAndMustBeQuick) {
  web_.Put(HubUrl("weights"), {"12345"});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  const std::vector<hub::HttpOptions> options = web_.options();
  ASSERT_EQ(options.size(), 1u);
  EXPECT_EQ(options[0].answer_timeout, absl::Seconds(5));
  EXPECT_EQ(options[0].connect_timeout, absl::Seconds(5));
  EXPECT_EQ(options[0].stall_timeout, absl::Seconds(30));
  EXPECT_EQ(options[0].slowest, 64 << 10);
}

TEST_F(FetchInputsTest, WhatIsWholeWithoutASourceIsNotCountedAsFetched) {
  web_.Put(HubUrl("empty"), {""});
  ASSERT_TRUE(Fetch({{"empty", ""}}, {kModel}).ok());
  const std::string partial = absl::StrCat(dir_.path(), "/cache", attempts_ + 1, "/partial");
  ASSERT_TRUE(MakeDirectories(partial).ok());
  ASSERT_TRUE(WriteFileAtomically(absl::StrCat(partial, "/", Sha256Hex("12345")), "12345").ok());
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  EXPECT_THAT(web_.asked(), IsEmpty());
  EXPECT_THAT(Outcomes(), IsEmpty());
  EXPECT_EQ(FromCoordinator("12345"), 0);
}

TEST_F(FetchInputsTest, TwoAttemptsAtOnceShareWhatTheyLearn) {
  web_.Put(HubUrl("a"), {"", 0});
  web_.Put(kArchive, {"archive"});
  const Manifest::File away = {"a", Sha256Hex("1"), 1};
  const Manifest::File there = {"a.zip", Sha256Hex("archive"), 7};
  const auto attempt = [&] {
    SourceSession session(*sources_, stop_);
    for (int i = 0; i < 50; ++i) {
      std::string bytes;
      const auto sink = [&](absl::string_view data) {
        bytes.append(data.data(), data.size());
        return absl::OkStatus();
      };
      EXPECT_FALSE(session.Fetch(kModel, away, 1, 0, sink).status.ok());
      EXPECT_TRUE(session.Fetch(kArchive, there, 1, 0, sink).status.ok());
      EXPECT_EQ(bytes, "archive");
    }
    EXPECT_EQ(session.WhyNot(kModel, away, 1)->outcome, SourceOutcome::kLeftAlone);
  };
  { const std::jthread one(attempt), other(attempt); }
  const std::vector<std::string> asked = web_.asked();
  EXPECT_LE(std::count(asked.begin(), asked.end(), HubUrl("a")), 2) << "once, or by both at the same moment";
  EXPECT_EQ(std::count(asked.begin(), asked.end(), kArchive), 100);
}

TEST_F(FetchInputsTest, WhatIsNotAskedIsToldWithoutTheCache) {
  SourceSession session(*sources_, stop_);
  const Manifest::File file = {"a.zip", Sha256Hex("archive"), 7};
  EXPECT_EQ(session.WhyNot("https://localhost/a.zip", file, 1)->outcome, SourceOutcome::kNotAllowed);
  EXPECT_FALSE(session.WhyNot(kArchive, file, 1).has_value());
  EXPECT_THAT(web_.asked(), IsEmpty());
}

TEST_F(FetchInputsTest, WhatTheCacheHasIsAskedOfNobody) {
  own_cache_ = false;
  web_.Put(HubUrl("weights"), {"12345"});
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel}).ok());
  ASSERT_TRUE(Fetch({{"weights", "12345"}}, {kModel, "http://169.254.169.254/x"}).ok());
  EXPECT_EQ(web_.asked().size(), 1u);
  EXPECT_THAT(Outcomes(), ElementsAre(Pair("hub fetched", 1)));
}

TEST_F(FetchInputsTest, AStopEndsTheTransfer) {
  web_.Put(HubUrl("weights"),
           {.bytes = "12345", .meanwhile = [this] { stop_.Request(StopReason::kCancelled, absl::ZeroDuration()); }});
  EXPECT_EQ(Fetch({{"weights", "12345"}}, {kModel}).code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(FromCoordinator("12345"), 0);
  EXPECT_THAT(Outcomes(), IsEmpty());
}

}  // namespace
}  // namespace octavo
