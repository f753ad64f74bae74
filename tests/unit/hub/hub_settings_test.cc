#include "hub/hub_settings.h"

#include <map>

#include "common/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

using Variables = std::map<std::string, std::string>;

absl::StatusOr<HubSettings> Read(Variables variables) {
  variables.emplace("HOME", "/home/me");
  return ReadHubSettings([&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(HubSettingsTest, TheCacheIsWherePythonHasIt) {
  const struct {
    Variables variables;
    std::string cache;
  } cases[] = {
      {{}, "/home/me/.cache/huggingface/hub"},
      {{{"XDG_CACHE_HOME", "/xdg"}}, "/xdg/huggingface/hub"},
      {{{"XDG_CACHE_HOME", "/xdg"}, {"HF_HOME", "~/hf"}}, "/home/me/hf/hub"},
      {{{"HF_HOME", "/hf"}, {"HUGGINGFACE_HUB_CACHE", "/legacy"}}, "/legacy"},
      {{{"HUGGINGFACE_HUB_CACHE", "/legacy"},
        {"HF_HUB_CACHE", "$SCRATCH/${WHO}/hub"},
        {"SCRATCH", "/s"},
        {"WHO", "me"}},
       "/s/me/hub"},
      {{{"HF_HUB_CACHE", "$NOBODY/a$/${b"}}, "$NOBODY/a$/${b"},
  };
  for (const auto& one : cases) {
    const auto settings = Read(one.variables);
    ASSERT_TRUE(settings.ok()) << settings.status();
    EXPECT_EQ(settings->cache_dir, one.cache);
  }
}

TEST(HubSettingsTest, TheEndpointIsTheHubUnlessItIsNamed) {
  EXPECT_EQ(Read({})->endpoint, "https://huggingface.co");
  EXPECT_EQ(Read({{"HF_ENDPOINT", "http://mirror.test:8080/hf//"}})->endpoint, "http://mirror.test:8080/hf");
  const auto wrong = Read({{"HF_ENDPOINT", "mirror:/x"}});
  EXPECT_EQ(wrong.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(wrong.status().message()), ::testing::HasSubstr("HF_ENDPOINT"));
}

TEST(HubSettingsTest, TheTokenComesFromTheVariableOrTheFile) {
  const TempDir home = *TempDir::Create("octavo-test");
  ASSERT_TRUE(WriteFileAtomically(home.path() + "/token", "hf_of_file\n").ok());
  EXPECT_EQ(Read({})->token, "");
  EXPECT_EQ(Read({{"HF_HOME", home.path()}})->token, "hf_of_file");
  EXPECT_EQ(Read({{"HF_TOKEN_PATH", home.path() + "/token"}})->token, "hf_of_file");
  const auto unreadable = Read({{"HF_TOKEN_PATH", home.path() + "/token/below"}});
  ASSERT_TRUE(unreadable.ok()) << "what needs no token goes on: " << unreadable.status();
  EXPECT_EQ(unreadable->token, "");
  EXPECT_NE(unreadable->token_problem, "");
  EXPECT_EQ(Read({{"HF_HOME", home.path()}, {"HF_TOKEN", " hf_of_variable\r\n"}})->token, "hf_of_variable");
  EXPECT_EQ(Read({{"HF_TOKEN", "hf_a"}, {"HF_HUB_DISABLE_IMPLICIT_TOKEN", "1"}})->token, "");
}

TEST(HubSettingsTest, ATokenThatWouldBreakAHeaderIsRefusedWithoutShowingIt) {
  const auto settings = Read({{"HF_TOKEN", "hf_secret\r\nX-Evil: 1"}});
  EXPECT_EQ(settings.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(settings.status().message()), ::testing::Not(::testing::HasSubstr("secret")));
}

TEST(HubSettingsTest, OfflineAsInPython) {
  for (const char* yes : {"1", "ON", "yes", "True"}) EXPECT_TRUE(Read({{"HF_HUB_OFFLINE", yes}})->offline) << yes;
  for (const char* no : {"0", "off", "2"}) EXPECT_FALSE(Read({{"HF_HUB_OFFLINE", no}})->offline) << no;
  EXPECT_TRUE(Read({{"TRANSFORMERS_OFFLINE", "1"}})->offline);
  EXPECT_FALSE(Read({{"TRANSFORMERS_OFFLINE", "1"}, {"HF_HUB_OFFLINE", "0"}})->offline);
}

TEST(HubSettingsTest, TimeoutsCertificatesAndTheMirror) {
  const auto settings = Read({{"HF_HUB_DOWNLOAD_TIMEOUT", "90"},
                              {"SSL_CERT_FILE", "/ca.pem"},
                              {"OCTAVO_DATASET_MIRROR", "https://in.house/data/"}});
  EXPECT_EQ(settings->stall_timeout, absl::Seconds(90));
  EXPECT_EQ(settings->ca_file, "/ca.pem");
  EXPECT_EQ(settings->mirror, "https://in.house/data");
  EXPECT_FALSE(Read({{"HF_HUB_DOWNLOAD_TIMEOUT", "soon"}}).ok());
}

}  // namespace
}  // namespace octavo::hub
