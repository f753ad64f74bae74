#include "hub/url.h"

#include <optional>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

TEST(UrlTest, ResolvesWhatALocationFieldMaySay) {
  const std::string base = "https://hub.test/org/name/resolve/main/a.txt?x=1";
  EXPECT_EQ(*ResolveUrl(base, "/api/b"), "https://hub.test/api/b");
  EXPECT_EQ(*ResolveUrl(base, "b.txt"), "https://hub.test/org/name/resolve/main/b.txt");
  EXPECT_EQ(*ResolveUrl(base, "//cdn.test/c"), "https://cdn.test/c");
  EXPECT_EQ(*ResolveUrl(base, "http://cdn.test:8080/c?y=2"), "http://cdn.test:8080/c?y=2");
  for (const char* bad : {"file:///etc/passwd", "ftp://cdn.test/c", "https://"}) {
    EXPECT_EQ(ResolveUrl(base, bad).status().code(), absl::StatusCode::kInvalidArgument) << bad;
  }
}

TEST(UrlTest, TellsOriginsApartBySchemeHostAndPort) {
  EXPECT_EQ(*OriginOf("https://Hub.Test/a"), "https://hub.test:443");
  EXPECT_EQ(*OriginOf("https://hub.test:443/b?c"), "https://hub.test:443");
  EXPECT_EQ(*OriginOf("http://hub.test/"), "http://hub.test:80");
  EXPECT_NE(*OriginOf("https://hub.test:444/"), *OriginOf("https://hub.test/"));
  EXPECT_NE(*OriginOf("https://hub.test.evil/"), *OriginOf("https://hub.test/"));
  EXPECT_EQ(*OriginOf("https://user:secret@hub.test/"), "https://hub.test:443");
}

TEST(UrlTest, ShowsNoSecrets) {
  EXPECT_EQ(PrintableUrl("https://me:secret@cdn.test/a?X-Signature=secret#secret"), "https://cdn.test/a");
  EXPECT_EQ(PrintableUrl("http://me:secret@host:99999/a?b"), "host:99999/a")
      << "what is no URL may hold one all the same";
  EXPECT_THAT(PrintableUrl("not a url?token=secret"), ::testing::Not(::testing::HasSubstr("secret")));
}

TEST(UrlTest, EscapesPathsAndSegments) {
  EXPECT_EQ(EscapePath("data/train set#1.csv"), "data/train%20set%231.csv");
  EXPECT_EQ(EscapeSegment("refs/pr/1"), "refs%2Fpr%2F1");
  EXPECT_EQ(EscapePath("\xC3\xA9-._~"), "%C3%A9-._~");
}

TEST(UrlTest, UnescapesWhatItEscapes) {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  EXPECT_EQ(Unescape(EscapePath(bytes)), bytes);
  EXPECT_EQ(Unescape("a+b%2fc"), "a+b/c");
  for (const char* cut : {"%", "%4", "a%", "%g0", "%0g", "%+1", "%x41"}) EXPECT_EQ(Unescape(cut), std::nullopt) << cut;
}

TEST(UrlTest, APathIsTheOneThatIsAskedFor) {
  EXPECT_EQ(*PathOf("https://host"), "/");
  EXPECT_EQ(*PathOf("https://host/a/./b/../c%20d?query#fragment"), "/a/c%20d");
  EXPECT_EQ(PathOf("file:///a").status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace octavo::hub
