#include "common/random_id.h"

#include <string>

#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(RandomIdTest, IsAUuidOfVersionFour) {
  const std::string uuid = RandomUuid();
  ASSERT_EQ(uuid.size(), 36u);
  EXPECT_EQ(uuid[14], '4');
  EXPECT_NE(std::string("89ab").find(uuid[19]), std::string::npos);
  EXPECT_NE(uuid, RandomUuid());
}

}  // namespace
}  // namespace octavo
