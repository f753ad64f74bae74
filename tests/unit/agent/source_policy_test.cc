#include "worker/agent/source_policy.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/yaml.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "hub/url.h"
#include "worker/agent/worker_options.h"

namespace octavo {
namespace {

using ::testing::HasSubstr;

const std::string kCommit(40, 'c');
const Manifest::File kFile = {"sub dir/file", std::string(64, '0'), 3};

SourcePolicy Policy(const std::vector<std::string>& hosts = {"archives.example"}) {
  hub::HubSettings settings;
  settings.endpoint = "https://hub.example";
  settings.token = "a-token";
  return *SourcePolicy::Create(settings, hosts);
}

TEST(SourcePolicyTest, TheHubIsTheOneOfItsOwnSettings) {
  const auto place = Policy().Find("hf://datasets/org/name@" + kCommit + "/data", kFile, 7);
  ASSERT_TRUE(place.ok()) << place.status();
  EXPECT_EQ(place->url, "https://hub.example/datasets/org/name/resolve/" + kCommit + "/data/sub%20dir/file");
  EXPECT_EQ(place->origin, "https://hub.example:443");
  EXPECT_EQ(place->token, "a-token");
}

TEST(SourcePolicyTest, AnArchiveIsAskedOfAllowedHostsWithoutTheToken) {
  const auto place = Policy().Find("https://ARCHIVES.example/a.zip", kFile, 1);
  ASSERT_TRUE(place.ok()) << place.status();
  EXPECT_EQ(place->token, "");
  EXPECT_FALSE(place->leads_away);
  EXPECT_TRUE(Policy({"http://here:8080"}).Find("http://here:8080/a.zip", kFile, 1).ok());
}

TEST(SourcePolicyTest, NobodyElseIsAsked) {
  for (const char* url : {"https://169.254.169.254/latest/meta-data", "http://archives.example/a.zip",
                          "https://archives.example:8443/a.zip", "https://archives.example.evil.example/a.zip",
                          "https://evil.example/archives.example/a.zip", "https://localhost/a.zip",
                          "https://[::1]/a.zip", "https://hub.example/a.zip"}) {
    const absl::Status status = Policy().Find(url, kFile, 1).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied) << url;
    EXPECT_THAT(std::string(status.message()), HasSubstr("--source-hosts"));
  }
  for (const char* odd : {"file:///etc/passwd", "https://archives.example@evil.example/a", "hf://org/name@main", ""})
    EXPECT_EQ(Policy().Find(odd, kFile, 1).status().code(), absl::StatusCode::kInvalidArgument) << odd;
}

TEST(SourcePolicyTest, AMirrorTakesThePlaceOfEveryHost) {
  hub::HubSettings settings;
  settings.endpoint = "https://hub.example";
  settings.mirror = "http://in.house/data";
  const auto place = SourcePolicy::Create(settings, {})->Find("https://evil.example/deep/a.zip", kFile, 1);
  ASSERT_TRUE(place.ok()) << place.status();
  EXPECT_EQ(place->url, "http://in.house/data/a.zip");
}

TEST(SourcePolicyTest, WithAMirrorNoOtherHostIsAskedNorRedirectedTo) {
  hub::HubSettings settings;
  settings.mirror = "http://in.house/data";
  const SourcePolicy policy = *SourcePolicy::Create(settings, {"archives.example"});
  EXPECT_TRUE(policy.CheckArchive("http://in.house/elsewhere/a.zip").ok());
  const absl::Status status = policy.CheckArchive("https://archives.example/a.zip");
  EXPECT_EQ(status.code(), absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(std::string(status.message()), HasSubstr("OCTAVO_DATASET_MIRROR"));
}

TEST(SourcePolicyTest, AHostMayBeAllowedBelowAPathAlone) {
  const SourcePolicy policy = Policy({"s3.example/our%20bucket/", "http://here:8080/a/b"});
  for (const char* url : {"https://s3.example/our%20bucket/a.zip", "https://s3.example/x/../our%20bucket/a.zip",
                          "https://s3.example/our%20bucket/deep/a..zip", "http://here:8080/a/b/c.zip"})
    EXPECT_TRUE(policy.CheckArchive(url).ok()) << url;
  for (const char* url :
       {"https://s3.example/a.zip", "https://s3.example/our%20bucket", "https://s3.example/our%20bucket2/a.zip",
        "https://s3.example/our%20bucket/../theirs/a.zip", "https://s3.example/our%20bucket/%2e%2e/theirs/a.zip",
        "https://s3.example/our%20bucket/%2E./theirs/a.zip", "https://s3.example/our%20bucket/..%2ftheirs/a.zip",
        "https://s3.example/our%20bucket/..%5ctheirs/a.zip", "https://s3.example/our%20bucket/%zz/a.zip",
        "http://here:8080/a/c.zip", "https://s3.example:8080/our%20bucket/a.zip"})
    EXPECT_EQ(policy.CheckArchive(url).code(), absl::StatusCode::kPermissionDenied) << url;
}

TEST(SourcePolicyTest, AnArchiveIsNoSourceOfOneFileAmongSeveral) {
  EXPECT_EQ(Policy().Find("https://archives.example/a.zip", kFile, 2).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(SourcePolicyTest, RefusesHostsThatAreNone) {
  for (const char* host :
       {"", "/path", "https:///path", "host/a/%2e%2e/b", "host/?q", "user@host", "ftp://host", "a b"}) {
    const absl::Status status = SourcePolicy::Create({}, {host}).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << host;
    EXPECT_THAT(std::string(status.message()), HasSubstr("source_hosts"));
  }
}

TEST(SourcePolicyTest, TheUsersWishToBeOfflineAndTheSwitchAreObeyed) {
  std::map<std::string, std::string> variables;
  const auto environment = [&](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  WorkerOptions options;
  EXPECT_TRUE(ReadSourcePolicy(options, environment)->asks());
  variables["HF_HUB_OFFLINE"] = "1";
  EXPECT_FALSE(ReadSourcePolicy(options, environment)->asks());
  variables = {{"HF_ENDPOINT", "nonsense://x"}};
  EXPECT_THAT(std::string(ReadSourcePolicy(options, environment).status().message()), HasSubstr("HF_ENDPOINT"));
  options.fetch_sources = false;
  ASSERT_TRUE(ReadSourcePolicy(options, environment).ok()) << "nothing is asked for";
  EXPECT_FALSE(ReadSourcePolicy(options, environment)->asks());
}

TEST(SourcePolicyTest, TheDefaultsAllowTheArchivesOfTheShippedCatalog) {
  const char* source = std::getenv("OCTAVO_SOURCE_DIR");
  ASSERT_NE(source, nullptr);
  const YamlDocument catalog = *YamlDocument::Read(absl::StrCat(source, "/configs/catalog.yaml"));
  YamlSection root(catalog);
  YamlSection datasets = *root.Section("datasets");
  const SourcePolicy policy = *SourcePolicy::Create({}, WorkerOptions().source_hosts);
  EXPECT_FALSE(policy.CheckArchive("https://s3.amazonaws.com/somebody-elses-bucket/a.zip").ok());
  int archives = 0;
  for (const std::string& name : datasets.Keys()) {
    std::vector<std::string> sources;
    ASSERT_TRUE(datasets.Section(name)->Read("sources", &sources).ok());
    for (const std::string& url : sources) {
      if (!absl::StartsWith(url, "https://")) continue;
      ++archives;
      EXPECT_TRUE(policy.CheckArchive(url).ok()) << url;
    }
  }
  EXPECT_EQ(archives, 3);
}

}  // namespace
}  // namespace octavo
