#include "client/commands/output.h"

#include <cstdlib>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace octavo::client {
namespace {

using ::testing::MatchesRegex;

/// With a file behind stderr; the terminal is that of tests/process/terminal_test.py.
class OutputTest : public testing::Test {
 protected:
  template <typename Act>
  static std::string Written(Output::Options options, Act act) {
    setenv("TERM", "dumb", 1);  // also where the test itself runs on a terminal
    Output output(options);
    testing::internal::CaptureStderr();
    act(output);
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(OutputTest, EveryPlainLineBeginsWithTheTime) {
  const std::string written = Written({}, [](Output& output) {
    output.Warning("one\ntwo");
    output.Note("three");
  });
  EXPECT_THAT(written, MatchesRegex("[0-9:]{8} warning: one\n[0-9:]{8} two\n[0-9:]{8} three\n"));
}

TEST_F(OutputTest, QuietKeepsWarningsAndErrors) {
  const std::string written = Written({false, true}, [](Output& output) {
    output.Note("note");
    output.Error("bad");
  });
  EXPECT_THAT(written, MatchesRegex("[0-9:]{8} error: bad\n"));
}

TEST_F(OutputTest, TextDoesNotSteerATerminal) {
  const std::string written = Written({}, [](Output& output) { output.Note("a\x1b[2Jb"); });
  EXPECT_THAT(written, MatchesRegex("[0-9:]{8} a\\?\\[2Jb\n"));
}

}  // namespace
}  // namespace octavo::client
