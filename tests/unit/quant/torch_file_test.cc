#include "worker/runner/formats/torch_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "common/files.h"
#include "common/sha256.h"
#include "tests/unit/quant/python_view.h"
#include "worker/runner/formats/zip_store.h"

namespace octavo {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

absl::Span<const uint8_t> Bytes(const std::string& text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

void WriteUnsynced(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

class TorchFileTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }

  TorchDict Sample() {
    TorchDict nested = {
        {"flag", true}, {"off", false}, {"none", TorchValue()}, {"pi", 3.25}, {"big", int64_t{1} << 40}};
    return {{"weight", TensorView{DType::kI8, {2, 3}, Bytes(int8_)}},
            {"scale", TensorView{DType::kF32, {2}, Bytes(float_)}},
            {"scalar", TensorView{DType::kI64, {}, Bytes(long_)}},
            {"empty", TensorView{DType::kF32, {0, 4}, {}}},
            {"name", "Grüße"},
            {"small", 7},
            {"negative", -70000},
            {"list", TorchList{1, "two", TorchList{}}},
            {"nested", nested}};
  }

  /// A file whose pickle is `pickle` and whose storage 0 has 24 bytes.
  std::string FileWithPickle(const std::string& pickle) {
    std::string storage(24, '\0');
    std::iota(storage.begin(), storage.end(), '\0');
    const std::vector<ZipEntry> entries = {
        {"x/data.pkl", Bytes(pickle)}, {"x/data/0", Bytes(storage)}, {"x/version", Bytes(version_)}};
    const auto zip = BuildStoredZip(entries);
    EXPECT_TRUE(zip.ok()) << zip.status();
    EXPECT_TRUE(WriteFileAtomically(Path("made.pt"), *zip).ok());
    return Path("made.pt");
  }

  void ExpectRefused(const std::string& path, const std::string& reason) {
    const auto file = TorchFile::Open(path);
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(file.status().code(), absl::StatusCode::kInvalidArgument) << file.status();
    EXPECT_THAT(std::string(file.status().message()), HasSubstr(reason));
    EXPECT_THAT(std::string(file.status().message()), HasSubstr(path));
  }

  const TempDir dir_ = *TempDir::Create("torch_file_test");
  const std::string int8_ = "\x01\x02\x03\xff\xfe\x81", float_ = std::string("\0\0\x80\x3f\0\0\0\x40", 8);
  const std::string long_ = std::string("\x05\0\0\0\0\0\0\0", 8), version_ = "3\n";
};

/// A tensor of `dtype` storage with the given pickled offset, shape and stride opcodes.
std::string TensorPickle(const std::string& storage_class, const std::string& shape) {
  return absl::StrCat("\x80\x02", "}(X", std::string("\1\0\0\0", 4), "tctorch._utils\n_rebuild_tensor_v2\n((X",
                      std::string("\7\0\0\0", 4), "storagectorch\n", storage_class, "\nX", std::string("\1\0\0\0", 4),
                      "0X", std::string("\3\0\0\0", 4), "cpuK\6tQ", shape, "\x89", "ccollections\nOrderedDict\n)RtRu.");
}

TEST_F(TorchFileTest, ReadsBackWhatWasWritten) {
  ASSERT_TRUE(WriteTorchFile(Path("a.pt"), Sample()).ok());
  const auto file = TorchFile::Open(Path("a.pt"));
  ASSERT_TRUE(file.ok()) << file.status();
  const TorchDict& root = (*file)->root();
  ASSERT_EQ(root.size(), 9u);
  const auto& weight = std::get<TensorView>(FindKey(root, "weight")->value);
  EXPECT_EQ(weight.dtype, DType::kI8);
  EXPECT_EQ(weight.shape, (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(std::string(weight.bytes.begin(), weight.bytes.end()), int8_);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(weight.bytes.data()) % 64, 0u);
  EXPECT_EQ(std::get<std::string>(FindKey(root, "name")->value), "Grüße");
  EXPECT_EQ(std::get<int64_t>(FindKey(root, "negative")->value), -70000);
  const auto& nested = std::get<TorchDict>(FindKey(root, "nested")->value);
  EXPECT_EQ(std::get<double>(FindKey(nested, "pi")->value), 3.25);
  EXPECT_EQ(std::get<int64_t>(FindKey(nested, "big")->value), int64_t{1} << 40);
  EXPECT_TRUE(std::get<bool>(FindKey(nested, "flag")->value));
  EXPECT_EQ(std::get<TorchList>(FindKey(root, "list")->value).size(), 3u);
  EXPECT_EQ(FindKey(root, "absent"), nullptr);
}

TEST_F(TorchFileTest, AnEmptyTensorWhoseOtherDimensionsOverflowIsNotWritten) {
  const TensorView empty{DType::kF32, {0, int64_t{1} << 40, int64_t{1} << 40}, {}};
  const absl::Status status = WriteTorchFile(Path("a.pt"), {{"weight", empty}});
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("weight: the tensor's shape [0, 1099511627776, 1099511627776] has more"));
}

TEST_F(TorchFileTest, TheSameValueGivesTheSameBytes) {
  ASSERT_TRUE(WriteTorchFile(Path("a.pt"), Sample()).ok());
  ASSERT_TRUE(WriteTorchFile(Path("b.pt"), Sample()).ok());
  const auto a = ReadFile(Path("a.pt")), b = ReadFile(Path("b.pt"));
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(*a, *b);
}

TEST_F(TorchFileTest, PythonReadsItWithWeightsOnly) {
  ASSERT_TRUE(WriteTorchFile(Path("a.pt"), Sample()).ok());
  nlohmann::json got;
  LookWithPython(Path("a.pt"), got);
  if (got.is_null()) return;
  EXPECT_EQ(got["weight"]["dtype"], "torch.int8");
  EXPECT_EQ(got["weight"]["shape"], nlohmann::json({2, 3}));
  EXPECT_EQ(got["scale"]["shape"], nlohmann::json({2}));
  EXPECT_EQ(got["empty"]["shape"], nlohmann::json({0, 4}));
  EXPECT_EQ(got["scalar"]["dtype"], "torch.int64");
  EXPECT_EQ(got["name"], "Grüße");
  EXPECT_EQ(got["negative"], -70000);
  EXPECT_EQ(got["nested"]["big"], int64_t{1} << 40);
  EXPECT_EQ(got["nested"]["none"], nullptr);
  EXPECT_EQ(got["list"], nlohmann::json({1, "two", nlohmann::json::array()}));
  EXPECT_EQ(got["weight"]["sha256"], Sha256Hex(int8_));
}

TEST_F(TorchFileTest, RefusesAPickleThatWouldRunACommandAndDoesNotRunIt) {
  const std::string target = Path("owned");
  const std::string pickle =
      absl::StrCat("\x80\x02", "cos\nsystem\n(X", std::string(1, static_cast<char>(target.size() + 6)),
                   std::string(3, '\0'), "touch ", target, "tR.");
  ExpectRefused(FileWithPickle(pickle), "'os system', which is not allowed and was not run");
  EXPECT_FALSE(ReadFile(target).ok());
  const std::string by_stack = absl::StrCat("\x80\x04\x8c\x08", "builtins\x8c\x04", "eval\x93.");
  ExpectRefused(FileWithPickle(by_stack), "'builtins eval'");
}

TEST_F(TorchFileTest, RefusesOpcodesThatBuildObjects) {
  const char* const pickles[] = {"\x80\x02(ios\nsystem\n.", "\x80\x02(cos\nsystem\no.", "\x80\x04)\x81.",
                                 "\x80\x02P1\n."};
  for (const char* pickle : pickles) {
    const auto file = TorchFile::Open(FileWithPickle(pickle));
    ASSERT_FALSE(file.ok()) << pickle;
    EXPECT_EQ(file.status().code(), absl::StatusCode::kInvalidArgument);
  }
}

TEST_F(TorchFileTest, RefusesTensorsOutsideTheirStorage) {
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\0K\7\x85K\1\x85"s)), "does not fit its storage");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\3K\6\x85K\1\x85"s)), "does not fit its storage");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\1K\2K\3\x86K\1K\2\x86"s)), "does not fit its storage");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\0K\2K\3\x86K\7K\1\x86"s)), "does not fit its storage");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\0K\7\x85K\0\x85"s)), "does not fit its storage");
  const std::string huge = "\x8a\x08" + std::string("\0\0\0\0\0\0\0\x40", 8);
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", absl::StrCat("K\1", huge, huge, "\x86", huge, "K\1\x86"))),
                "larger than 64 bits");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\1J\xff\xff\xff\xff\x85K\1\x85")), "no proper shape");
}

TEST_F(TorchFileTest, RefusesStridesThatOverflow) {
  const std::string huge = "\x8a\x08" + std::string("\0\0\0\0\0\0\0\x40", 8);
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", "K\0K\3\x85"s + huge + "\x85")),
                "does not fit its storage");
  ExpectRefused(FileWithPickle(TensorPickle("FloatStorage", huge + "K\1\x85K\1\x85")), "does not fit its storage");
}

TEST_F(TorchFileTest, ReadsATensorInColumnOrderRowByRow) {
  const auto file = TorchFile::Open(FileWithPickle(TensorPickle("ByteStorage", "K\1K\2K\3\x86K\1K\2\x86"s)));
  ASSERT_TRUE(file.ok()) << file.status();
  const auto& tensor = std::get<TensorView>((*file)->root().front().second.value);
  EXPECT_EQ(tensor.shape, (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(std::vector<uint8_t>(tensor.bytes.begin(), tensor.bytes.end()), (std::vector<uint8_t>{1, 3, 5, 2, 4, 6}));
}

TEST_F(TorchFileTest, RefusesEveryTruncation) {
  ASSERT_TRUE(WriteTorchFile(Path("a.pt"), Sample()).ok());
  const std::string whole = *ReadFile(Path("a.pt"));
  for (size_t size = 0; size < whole.size(); size += 13) {
    WriteUnsynced(Path("cut.pt"), whole.substr(0, size));
    EXPECT_FALSE(TorchFile::Open(Path("cut.pt")).ok()) << size;
  }
}

TEST_F(TorchFileTest, AFlippedByteIsRefusedOrHarmless) {
  ASSERT_TRUE(WriteTorchFile(Path("a.pt"), Sample()).ok());
  const std::string whole = *ReadFile(Path("a.pt"));
  int refused = 0;
  for (size_t at = 0; at < whole.size(); at += 3) {
    std::string bad = whole;
    bad[at] = static_cast<char>(bad[at] ^ 0x5a);
    WriteUnsynced(Path("bad.pt"), bad);
    const auto file = TorchFile::Open(Path("bad.pt"));
    refused += file.ok() ? 0 : 1;
    EXPECT_TRUE(file.ok() || absl::IsInvalidArgument(file.status())) << file.status();
  }
  EXPECT_GT(refused, 100);
}

TEST_F(TorchFileTest, RefusesOverlappingAndDuplicateEntries) {
  const std::string one = "first", two = "other";
  std::string zip = *BuildStoredZip(std::vector<ZipEntry>{{"a/data.pkl", Bytes(one)}, {"a/data/00", Bytes(two)}});
  const size_t second = zip.find("PK\1\2", zip.find("PK\1\2") + 1);
  std::string overlap = zip;
  std::memcpy(overlap.data() + second + 42, "\0\0\0\0", 4);  // the second entry points at the first one's header
  const auto overlapping = ReadStoredZip(Bytes(overlap), "x.pt");
  EXPECT_FALSE(overlapping.ok());
  const auto twice = BuildStoredZip(std::vector<ZipEntry>{{"a", Bytes(one)}, {"a", Bytes(two)}});
  EXPECT_EQ(twice.status().code(), absl::StatusCode::kInvalidArgument);
  const std::string huge = zip.substr(0, second + 20) + std::string(8, '\xf0') + zip.substr(second + 28);
  EXPECT_THAT(std::string(ReadStoredZip(Bytes(huge), "x.pt").status().message()), HasSubstr("beyond the file"));
}

/// An archive of one entry of `bytes` zeros, with as many records in its directory as `records` says, all of that
/// entry.
std::string ZipOfOneEntry(size_t bytes, size_t records) {
  const std::string zeros(bytes, '\0');
  const std::string one = *BuildStoredZip(std::vector<ZipEntry>{{"a/data.pkl", Bytes(zeros)}});
  const size_t directory = one.find("PK\1\2"), end = one.find("PK\5\6");
  const std::string record = one.substr(directory, end - directory);
  std::string zip = one.substr(0, directory);
  for (size_t i = 0; i < records; ++i) zip += record;
  std::string end64 = "PK\6\6" + std::string(52, '\0'), locator = "PK\6\7" + std::string(16, '\0');
  const uint64_t total = records * record.size(), at = zip.size();
  std::memcpy(end64.data() + 32, &records, 8);
  std::memcpy(end64.data() + 40, &total, 8);
  std::memcpy(end64.data() + 48, &directory, 8);
  std::memcpy(locator.data() + 8, &at, 8);
  return zip + end64 + locator + one.substr(end);
}

TEST_F(TorchFileTest, RefusesManyRecordsOfOneEntryBeforeItReadsTheEntry) {
  EXPECT_TRUE(ReadStoredZip(Bytes(ZipOfOneEntry(100, 1)), "x.pt").ok());
  // A checksum for each record would read 100 GB.
  const auto file = ReadStoredZip(Bytes(ZipOfOneEntry(1 << 20, 100'000)), "x.pt");
  EXPECT_EQ(file.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(file.status().message()),
              HasSubstr("x.pt is not a usable PyTorch file: two entries overlap"));
}

TEST_F(TorchFileTest, RefusesValuesThatGrowWithoutBound) {
  // Ten nested lists, each holding the one below a hundred times.
  std::string pickle = "\x80\x02]q";
  pickle += '\0';
  for (int level = 1; level < 10; ++level) {
    pickle += "](";
    for (int i = 0; i < 100; ++i) pickle += std::string("h") + static_cast<char>(level - 1);
    pickle += std::string("eq") + static_cast<char>(level);
  }
  pickle += "](" + std::string("h\x09", 2) + "e.";
  const auto file = TorchFile::Open(FileWithPickle(pickle));
  ASSERT_FALSE(file.ok());
  ExpectRefused(FileWithPickle("\x80\x02]q" + std::string(1, '\0') + "h" + std::string(1, '\0') + "a."),
                "nested too deep");
}

/// BINUNICODE.
std::string TextOpcode(const std::string& text) {
  const auto size = static_cast<uint32_t>(text.size());
  return absl::StrCat("X", absl::string_view(reinterpret_cast<const char*>(&size), sizeof(size)), text);
}

std::string Repeat(const std::string& opcodes, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += opcodes;
  return all;
}

/// {"a": [opcodes]}
std::string DictOfList(const std::string& opcodes) {
  return absl::StrCat("\x80\x02}", TextOpcode("a"), "](", opcodes, "es.");
}

/// A storage's id: a tuple.
std::string StorageOpcodes(const std::string& key) {
  return absl::StrCat("(", TextOpcode("storage"), "ctorch\nFloatStorage\n", TextOpcode(key), TextOpcode("cpu"), "K\6t");
}

TEST_F(TorchFileTest, RefusesStorageKeysThatAreNoNumbers) {
  const auto keyed = [&](size_t bytes) {
    // The id of one storage, then 10,000 references to it. A copy of 8 MB for each would be 80 GB.
    const std::string id = absl::StrCat(StorageOpcodes(std::string(bytes, '0')), "q\1Q");
    return FileWithPickle(DictOfList(absl::StrCat(id, Repeat("h\1Q", 10'000))));
  };
  ExpectRefused(keyed(8 << 20),
                "a storage's key has 8388608 bytes, where PyTorch writes a number and 256 are the limit; save it");
  ExpectRefused(keyed(257), "a storage's key has 257 bytes");
  ExpectRefused(keyed(256), "its values are repeated too often");
}

// Each stays below the limits of a single value; what counts is what all of them would take, against the file's size.
TEST_F(TorchFileTest, RefusesAFileThatGrowsToManyTimesItsSize) {
  const std::string text = absl::StrCat(TextOpcode(std::string(1 << 20, 'x')), "q\1");
  const std::string zeros = absl::StrCat("(", Repeat("K\0"s, 16), "t");
  const std::string arguments = absl::StrCat("(", StorageOpcodes("0"), "QK\0"s, zeros, zeros, "t");
  const std::string tensor = absl::StrCat("ctorch._utils\n_rebuild_tensor_v2\nq\1", arguments, "q\2R");
  const std::string pairs = absl::StrCat("ccollections\nOrderedDict\nq\1](", Repeat("NN\x86", 1000), "e\x85q\2R");
  const std::string grow[] = {
      absl::StrCat(text, Repeat("h\1", 200)),                                               // 200 texts of 1 MB
      absl::StrCat("}", text, "Ns", Repeat("}h\1Ns", 200)),                                 // 200 keys
      absl::StrCat(tensor, Repeat("h\1h\2R", 100'000)),                                     // shapes, as they are read
      absl::StrCat("](", tensor, "q\3", Repeat("h\3", 1000), "eq\4", Repeat("h\4", 1000)),  // a million shapes
      absl::StrCat(pairs, Repeat("h\1h\2R", 1000))};                                        // a million pairs
  for (const std::string& opcodes : grow) ExpectRefused(FileWithPickle(DictOfList(opcodes)), "repeated too often");
}

TEST_F(TorchFileTest, ReadsShortPartsThatAreSharedOften) {
  const std::string text = absl::StrCat(TextOpcode(std::string(100, 'x')), "q\1");
  const std::string opcodes = absl::StrCat(text, Repeat("h\1", 50'000), Repeat("N", 100'000));
  const auto file = TorchFile::Open(FileWithPickle(DictOfList(opcodes)));
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(std::get<TorchList>(FindKey((*file)->root(), "a")->value).size(), 150'001u);
}

TEST_F(TorchFileTest, RefusesLongEntryNames) {
  std::string zip = *BuildStoredZip(std::vector<ZipEntry>{{std::string(1024, 'n'), Bytes(int8_)}});
  ASSERT_TRUE(ReadStoredZip(Bytes(zip), "x.pt").ok());
  const size_t directory = zip.find("PK\1\2");
  zip = absl::StrCat(zip.substr(0, directory + 46), "n", zip.substr(directory + 46));
  zip[directory + 28] = 1;  // of a length in two bytes, 1024 before
  const size_t end = zip.find("PK\5\6");
  zip[end + 12] = static_cast<char>(zip[end + 12] + 1);
  EXPECT_THAT(std::string(ReadStoredZip(Bytes(zip), "x.pt").status().message()),
              HasSubstr("x.pt is not a usable PyTorch file: an entry's name has 1025 bytes of at most 1024"));
}

TEST_F(TorchFileTest, MissingAndForeignFilesAreNamed) {
  EXPECT_EQ(TorchFile::Open(Path("absent.pt")).status().code(), absl::StatusCode::kNotFound);
  ASSERT_TRUE(WriteFileAtomically(Path("text.pt"), std::string(100, 'x')).ok());
  ExpectRefused(Path("text.pt"), "no zip directory");
}

TEST(Crc32Test, AgreesWithTheStandardCheckValue) {
  EXPECT_EQ(Crc32(Bytes("123456789")), 0xcbf43926u);
  EXPECT_EQ(Crc32(Bytes("56789"), Crc32(Bytes("1234"))), 0xcbf43926u);
}

}  // namespace
}  // namespace octavo
