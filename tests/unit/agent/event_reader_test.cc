#include "worker/agent/event_reader.h"

#include <string>

#include "gtest/gtest.h"

namespace octavo {
namespace {

constexpr char kProgress[] =
    R"({"t": 1.5, "type": "progress", "phase": "train", "step": 120, "total": 1590, "rate": 141.2, "unit": "samples/s",)"
    R"( "eta_s": 52.5, "metrics": {"loss": 0.41, "note": "text"}})"
    "\n";

TEST(EventReaderTest, ReadsProgress) {
  EventReader reader;
  reader.Feed(kProgress);
  ASSERT_TRUE(reader.progress().has_value());
  const JobProgress expected = {"train", 120, 1590, 141.2, "samples/s", absl::Seconds(52.5), {{"loss", 0.41}}};
  EXPECT_EQ(*reader.progress(), expected);
  EXPECT_EQ(reader.training_rate(), 141.2);
  EXPECT_EQ(reader.bad_lines(), 0);
}

TEST(EventReaderTest, BytesMayComeInAnyPieces) {
  EventReader reader;
  for (const char c : std::string(kProgress)) reader.Feed(absl::string_view(&c, 1));
  ASSERT_TRUE(reader.progress().has_value());
  EXPECT_EQ(reader.progress()->step, 120);
}

TEST(EventReaderTest, ALineWithoutItsEndIsNotRead) {
  EventReader reader;
  reader.Feed(absl::string_view(kProgress).substr(0, sizeof kProgress - 2));
  EXPECT_FALSE(reader.progress().has_value());
}

TEST(EventReaderTest, APhaseResetsTheFigures) {
  EventReader reader;
  reader.Feed(kProgress);
  reader.Feed("{\"type\": \"phase\", \"phase\": \"evaluate\"}\n");
  EXPECT_EQ(reader.progress()->phase, "evaluate");
  EXPECT_EQ(reader.progress()->step, 0);
  EXPECT_EQ(reader.training_rate(), 0);
}

TEST(EventReaderTest, UnknownTypesAndFieldsAreIgnored) {
  EventReader reader;
  reader.Feed("{\"type\": \"weather\", \"sky\": \"blue\"}\n{\"type\": \"warning\", \"message\": \"m\"}\n\n");
  EXPECT_FALSE(reader.progress().has_value());
  EXPECT_EQ(reader.bad_lines(), 0);
}

TEST(EventReaderTest, GarbageIsCountedAndPassedOver) {
  EventReader reader;
  reader.Feed("not json\n[1, 2]\n{\"no\": \"type\"}\n\xff\xfe\n{\"type\": 7}\n");
  EXPECT_EQ(reader.bad_lines(), 5);
  reader.Feed(kProgress);
  EXPECT_EQ(reader.progress()->step, 120);
}

TEST(EventReaderTest, WrongTypesOfFieldsReadAsAbsent) {
  EventReader reader;
  reader.Feed(
      "{\"type\": \"progress\", \"phase\": 3, \"step\": \"x\", \"total\": -5, \"rate\": null, \"metrics\": []}\n");
  EXPECT_EQ(*reader.progress(), JobProgress());
}

TEST(EventReaderTest, AnEndlessLineIsNotKept) {
  EventReader reader;
  const std::string piece(10'000, 'x');
  for (int i = 0; i < 100; ++i) reader.Feed(piece);
  reader.Feed(absl::string_view("\n"));
  EXPECT_EQ(reader.bad_lines(), 1);
  reader.Feed(kProgress);
  EXPECT_EQ(reader.progress()->step, 120);
}

}  // namespace
}  // namespace octavo
