#include "client/commands/interruptible.h"

#include <unistd.h>

#include <thread>

#include "gtest/gtest.h"

namespace octavo::client {
namespace {

Subprocess Shell(const std::string& script) {
  SubprocessOptions options;
  options.argv = {"/bin/sh", "-c", script};
  options.environment = InheritEnvironment({"PATH"});
  return *Subprocess::Start(options);
}

TEST(WaitForChildTest, TellsHowItEnded) {
  Subprocess child = Shell("exit 7");
  const Cancellation cancellation;
  EXPECT_EQ(WaitForChild(child, cancellation)->exit_code, 7);
}

TEST(WaitForChildTest, AnInterruptionEndsTheChild) {
  Subprocess child = Shell("sleep 1000");
  Cancellation cancellation;
  cancellation.Cancel();
  EXPECT_EQ(WaitForChild(child, cancellation).status().code(), absl::StatusCode::kCancelled);
  EXPECT_TRUE(child.Poll()->has_value());
}

TEST(WaitForChildTest, TheLimitHoldsAlsoForAChildThatWritesNothing) {
  Subprocess child = Shell("sleep 1000");
  const Cancellation cancellation;
  EXPECT_EQ(WaitForChild(child, cancellation, absl::Milliseconds(1)).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST(ReadToEndTest, ReadsAllPieces) {
  int fds[2];
  ASSERT_EQ(pipe(fds), 0);
  std::jthread writer([fd = fds[1]] {
    const std::string piece(50'000, 'x');
    for (int i = 0; i < 4; ++i) EXPECT_EQ(write(fd, piece.data(), piece.size()), 50'000);
    close(fd);
  });
  const Cancellation cancellation;
  const absl::StatusOr<std::string> text = ReadToEnd(fds[0], cancellation);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(text->size(), 200'000u);
  close(fds[0]);
}

TEST(ReadToEndTest, AnInterruptionEndsTheWaitForMore) {
  int fds[2];
  ASSERT_EQ(pipe(fds), 0);
  Cancellation cancellation;
  std::jthread user([&cancellation] { cancellation.Cancel(); });
  EXPECT_EQ(ReadToEnd(fds[0], cancellation).status().code(), absl::StatusCode::kCancelled);
  close(fds[0]);
  close(fds[1]);
}

}  // namespace
}  // namespace octavo::client
