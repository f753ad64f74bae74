#include "common/result_size.h"

#include <string>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"

namespace octavo {
namespace {

TEST(ResultSizeTest, CountsWhatProtobufCounts) {
  for (const Json& result : {
           Json::object(),
           Json{{"accuracy", 0.9}},
           Json{{"a", 1}, {"b", -2.5e300}, {"c", true}, {"d", false}, {"e", nullptr}, {"f", "text"}, {"", ""}},
           Json{{"list", {1, "two", {3, {4}}, Json::object(), Json::array(), nullptr}}},
           Json{{"deep", {{"er", {{"still", {{"ä€", std::string(300, 'x')}}}}}}}},
           Json{{"long", std::string(20'000, 'x')}, {std::string(200, 'k'), Json(std::string(127, 'y'))}},
       }) {
    google::protobuf::Struct message;
    ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(DumpJson(result), &message).ok()) << result;
    EXPECT_EQ(ResultBytes(result), message.ByteSizeLong()) << result;
  }
}

}  // namespace
}  // namespace octavo
