#include "hub/retry.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"

namespace octavo::hub {
namespace {

constexpr absl::Time kNow = absl::FromUnixSeconds(784111777);  // Sun, 06 Nov 1994 08:49:37 GMT

HttpResult Broken() {
  HttpResult result;
  result.status = absl::UnavailableError("broke");
  result.failure = HttpFailure::kBroken;
  result.response.status = 503;
  return result;
}

HttpResult Unreachable() {
  HttpResult result;
  result.status = absl::UnavailableError("no route");
  result.failure = HttpFailure::kUnreachable;
  return result;
}

HttpResult AskingFor(const std::string& wait) {
  HttpResult result = Broken();
  result.response.status = 429;
  result.response.headers.Add("retry-after", wait);
  return result;
}

TEST(RetryAfterTest, ReadsSecondsAndTheThreeFormsOfDates) {
  EXPECT_EQ(ParseRetryAfter(" 120 ", kNow), absl::Seconds(120));
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:50:37 GMT", kNow), absl::Minutes(1));
  EXPECT_EQ(ParseRetryAfter("Sunday, 06-Nov-94 08:50:37 GMT", kNow), absl::Minutes(1));
  EXPECT_EQ(ParseRetryAfter("Sun Nov  6 08:50:37 1994", kNow), absl::Minutes(1));
  EXPECT_EQ(ParseRetryAfter("Sun, 06 Nov 1994 08:00:00 GMT", kNow), absl::ZeroDuration());
  EXPECT_EQ(ParseRetryAfter("99999999999999999999", kNow), absl::InfiniteDuration());
  for (const char* text : {"", "-1", "soon", "1.5"}) EXPECT_EQ(ParseRetryAfter(text, kNow), std::nullopt) << text;
}

TEST(RetryTest, WaitsAreDrawnBelowABoundThatDoubles) {
  const RetryPolicy policy{.tries = 8, .first = absl::Seconds(1), .longest = absl::Seconds(8)};
  std::vector<absl::Duration> longest(7);
  for (uint64_t seed = 0; seed < 500; ++seed) {
    Random random(seed);
    Retry retry(policy, random);
    for (absl::Duration& most : longest) {
      const auto wait = retry.After(Broken(), kNow);
      ASSERT_TRUE(wait.has_value());
      most = std::max(most, *wait);
    }
    EXPECT_EQ(retry.After(Broken(), kNow), std::nullopt);
  }
  const int bounds[] = {1, 2, 4, 8, 8, 8, 8};
  for (size_t i = 0; i < longest.size(); ++i) {
    EXPECT_LE(longest[i], absl::Seconds(bounds[i]));
    EXPECT_GT(longest[i], absl::Seconds(bounds[i]) * 0.9);
  }
}

TEST(RetryTest, TheSameSeedWaitsTheSame) {
  Random a(7), b(7);
  Retry first(RetryPolicy(), a), second(RetryPolicy(), b);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(first.After(Broken(), kNow), second.After(Broken(), kNow));
}

TEST(RetryTest, ObeysTheServerUnlessItAsksForTooLong) {
  Random random(1);
  Retry retry(RetryPolicy(), random);
  EXPECT_EQ(retry.After(AskingFor("7"), kNow), absl::Seconds(7));
  EXPECT_EQ(retry.After(AskingFor("Sun, 06 Nov 1994 08:49:47 GMT"), kNow), absl::Seconds(10));
  EXPECT_EQ(retry.After(AskingFor("86400"), kNow), std::nullopt);
}

TEST(RetryTest, ProgressBeginsAnew) {
  Random random(1);
  Retry retry(RetryPolicy{.tries = 2}, random);
  for (int i = 0; i < 20; ++i) {
    EXPECT_TRUE(retry.After(Broken(), kNow).has_value());
    retry.Progress();
  }
  EXPECT_TRUE(retry.After(Broken(), kNow).has_value());
  EXPECT_FALSE(retry.After(Broken(), kNow).has_value());
}

TEST(RetryTest, AnOfflineMachineIsToldAtOnceAndABrokenLineIsTriedAgain) {
  Random random(1);
  Retry offline(RetryPolicy(), random);
  EXPECT_FALSE(offline.After(Unreachable(), kNow).has_value());
  Retry retry(RetryPolicy(), random);
  EXPECT_TRUE(retry.After(Broken(), kNow).has_value());
  EXPECT_TRUE(retry.After(Unreachable(), kNow).has_value());
}

TEST(RetryTest, WhereARedirectLeadsMayBeAwayForAMoment) {
  Random random(1);
  Retry retry(RetryPolicy(), random);
  HttpResult away = Unreachable();
  away.redirects.push_back({302, "https://hub.test/a", {}});
  EXPECT_TRUE(retry.After(away, kNow).has_value()) << "the hub answered: the machine is online";
}

TEST(RetryTest, WhoSaysNothingForLongIsGivenUpAndWhoComesBackCountsAnew) {
  Random random(1);
  Retry retry(RetryPolicy{.tries = 100, .longest_silence = absl::Seconds(30)}, random);
  EXPECT_TRUE(retry.After(Broken(), kNow, absl::Minutes(9)).has_value()) << "a line that broke late was in use";
  EXPECT_TRUE(retry.After(Unreachable(), kNow, absl::Seconds(20)).has_value());
  EXPECT_TRUE(retry.After(Broken(), kNow, absl::Seconds(20)).has_value());
  EXPECT_TRUE(retry.After(Unreachable(), kNow, absl::Seconds(29)).has_value());
  EXPECT_FALSE(retry.After(Unreachable(), kNow, absl::Seconds(1)).has_value());
}

TEST(RetryTest, WhatIsRefusedIsNotTriedAgain) {
  Random random(1);
  Retry retry(RetryPolicy(), random);
  HttpResult result = Broken();
  result.failure = HttpFailure::kRefused;
  EXPECT_FALSE(retry.After(result, kNow).has_value());
}

TEST(WithRetriesTest, SleepsBetweenTriesAndSaysWhy) {
  FakeClock clock;
  std::vector<absl::Duration> waits;
  std::vector<std::string> told;
  RetryTools tools;
  tools.clock = &clock;
  tools.sleep = [&](absl::Duration wait) {
    waits.push_back(wait);
    return true;
  };
  tools.tell = [&](const std::string& text) { told.push_back(text); };
  Retry retry(tools.policy, tools.random);
  int tries = 0;
  const HttpResult result = WithRetries(tools, retry, [&] { return ++tries < 3 ? AskingFor("2") : HttpResult(); });
  EXPECT_TRUE(result.status.ok());
  EXPECT_EQ(waits, (std::vector<absl::Duration>{absl::Seconds(2), absl::Seconds(2)}));
  EXPECT_EQ(told, (std::vector<std::string>(2, "broke; trying again in 2s")));
}

TEST(WithRetriesTest, MeasuresHowLongNobodyAnswered) {
  FakeClock clock;
  RetryTools tools;
  tools.clock = &clock;
  tools.sleep = [](absl::Duration) { return true; };
  Retry retry(tools.policy, tools.random);
  int tries = 0;
  const HttpResult result = WithRetries(tools, retry, [&] {
    ++tries;
    clock.Advance(absl::Seconds(15));
    HttpResult silent = Unreachable();
    silent.redirects.push_back({302, "https://hub.test/a", {}});
    return silent;
  });
  EXPECT_EQ(result.failure, HttpFailure::kUnreachable);
  EXPECT_EQ(tries, 2) << "30 s in all";
}

TEST(WithRetriesTest, ACancelledWaitEndsIt) {
  RetryTools tools;
  tools.sleep = [](absl::Duration) { return false; };
  Retry retry(tools.policy, tools.random);
  int tries = 0;
  const HttpResult result = WithRetries(tools, retry, [&] {
    ++tries;
    return Broken();
  });
  EXPECT_EQ(result.status.code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(tries, 1);
}

}  // namespace
}  // namespace octavo::hub
