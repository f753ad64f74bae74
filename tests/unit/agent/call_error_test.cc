#include "worker/agent/call_error.h"

#include <cerrno>

#include "common/error_info.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

/// How many tries a call gets that ends so each time; 1000: no end is seen.
int TriesOf(const absl::Status& status) {
  Patience patience;
  int tries = 1;
  while (tries < 1000 && patience.Allows(status)) ++tries;
  return tries;
}

TEST(PatienceTest, OutagesHaveNoLimit) {
  for (const absl::Status& status : {absl::UnavailableError(""), absl::DeadlineExceededError(""),
                                     absl::AbortedError(""), absl::OutOfRangeError("BAD_OFFSET")}) {
    EXPECT_EQ(TriesOf(status), 1000) << status;
  }
}

TEST(PatienceTest, WhatMayBeAMistakeHasOne) {
  for (const absl::Status& status : {absl::InternalError(""), absl::UnknownError(""), absl::CancelledError("")}) {
    EXPECT_EQ(TriesOf(status), 10) << status;
  }
  EXPECT_EQ(TriesOf(absl::DataLossError("")), 3);
  EXPECT_EQ(TriesOf(WithReason(absl::InvalidArgumentError(""), "DIGEST_MISMATCH")), 3);
}

TEST(PatienceTest, OutagesBetweenDoNotUseItUp) {
  Patience patience;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(patience.Allows(absl::UnavailableError("")));
  EXPECT_TRUE(patience.Allows(absl::InternalError("")));
}

TEST(PatienceTest, RefusalsAndLocalErrorsAreFinal) {
  EXPECT_EQ(TriesOf(absl::InvalidArgumentError("")), 1);
  EXPECT_EQ(TriesOf(absl::NotFoundError("")), 1);
  EXPECT_EQ(TriesOf(absl::ResourceExhaustedError("")), 1);
  for (const int error : {EIO, EFBIG, EAGAIN, ENOSPC, ETIMEDOUT}) {
    EXPECT_EQ(TriesOf(LocalError(absl::ErrnoToStatus(error, "cannot read"))), 1) << error;
  }
}

TEST(CallErrorTest, OnlyTheCoordinatorsDiskIsWaitedFor) {
  EXPECT_TRUE(IsOutOfRoom(WithReason(absl::ResourceExhaustedError(""), "DISK_FULL")));
  EXPECT_TRUE(IsOutOfRoom(absl::ResourceExhaustedError("")));
  EXPECT_FALSE(IsOutOfRoom(WithReason(absl::ResourceExhaustedError(""), "BLOB_TOO_LARGE")));
  EXPECT_FALSE(IsOutOfRoom(LocalError(absl::ErrnoToStatus(ENOSPC, "cannot write"))));
  EXPECT_TRUE(LocalError(absl::OkStatus()).ok());
}

}  // namespace
}  // namespace octavo
