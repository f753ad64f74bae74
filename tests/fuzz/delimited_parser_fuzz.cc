// Input: a byte of options, then the text. Bit 0: tabs instead of commas; 1: no delimiter; 2: no quotes; the rest
// decides how the text is cut into pieces, which must not change what is read.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/fuzz/support/fuzz.h"
#include "worker/runner/text/delimited_parser.h"

namespace octavo::fuzz {
namespace {

struct Reading {
  std::vector<std::vector<std::string>> records;
  std::vector<int64_t> lines;
  absl::Status status;
};

/// Pieces of at most `piece` bytes; of sizes 1, 2, … `piece`, 1, … where it is odd.
Reading Read(DelimitedFormat format, absl::string_view text, size_t piece) {
  Reading reading;
  DelimitedParser parser(format, [&](std::vector<std::string>& fields, int64_t line) {
    reading.records.push_back(fields);
    reading.lines.push_back(line);
    return absl::OkStatus();
  });
  size_t size = piece % 2 == 0 ? piece : 1;
  while (!text.empty() && reading.status.ok()) {
    reading.status = parser.Feed(text.substr(0, size));
    text.remove_prefix(std::min(size, text.size()));
    if (piece % 2 == 1) size = size % piece + 1;
  }
  if (reading.status.ok()) reading.status = parser.Finish();
  return reading;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  const uint8_t options = input.Byte();
  DelimitedFormat format = {.delimiter = (options & 1) != 0 ? '\t' : ',', .quotes = (options & 4) == 0};
  if ((options & 2) != 0) format.delimiter = '\0';
  const absl::string_view text = input.Rest();
  const Reading whole = Read(format, text, text.size() + 2 - text.size() % 2);
  const Reading pieces = Read(format, text, 1 + (options >> 3));
  Require(whole.status == pieces.status, "pieces end as the whole text does");
  Require(whole.records == pieces.records, "pieces give the whole text's records");
  Require(whole.lines == pieces.lines, "pieces give the whole text's lines");
  for (size_t i = 0; i < whole.records.size(); ++i) {
    Require(!whole.records[i].empty(), "a record has a field");
    Require(whole.lines[i] > (i == 0 ? 0 : whole.lines[i - 1]), "lines count upwards from 1");
  }
  return 0;
}

}  // namespace octavo::fuzz
