#include "common/address.h"

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(AddressTest, KnowsWhatStaysOnThisMachine) {
  for (const char* address : {"unix:/run/octavo.sock", "unix:octavo.sock", "localhost:50051", "127.0.0.1:50051",
                              "127.8.9.10:1", "[::1]:50051", "dns:localhost:50051", "dns:127.0.0.1:50051"}) {
    EXPECT_TRUE(IsLocalAddress(address)) << address;
  }
}

TEST(AddressTest, ANameThatOnlyLooksLikeLoopbackMayBeAnywhere) {
  for (const char* address : {"127.example.org:50051", "127.0.0.1.example.org:50051", "localhost.example.org:50051",
                              "128.0.0.1:50051", "0.0.0.0:50051", "[::]:50051", "[2001:db8::1]:50051", "server:50051",
                              "dns:127.example.org:50051", ":50051", ""}) {
    EXPECT_FALSE(IsLocalAddress(address)) << address;
  }
}

TEST(AddressTest, PlaintextLeavesThisMachineOnlyWhereThatIsAllowed) {
  EXPECT_TRUE(CheckPlaintextTo("127.0.0.1:1", false).ok());
  EXPECT_TRUE(CheckPlaintextTo("example.org:1", true).ok());
  EXPECT_EQ(CheckPlaintextTo("example.org:1", false).code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace octavo
