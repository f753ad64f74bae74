#ifndef OCTAVO_COMMON_TABLE_FILES_H_
#define OCTAVO_COMMON_TABLE_FILES_H_

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

namespace octavo {

/// How the names of tables of texts and labels end, in the order of preference.
inline constexpr const char* kTableEndings[] = {".csv", ".tsv", ".jsonl"};

/// How the names of compressed files end: gzip, bzip2, xz, zstd.
inline constexpr const char* kCompressedEndings[] = {".gz", ".bz2", ".xz", ".zst"};

/// Whether a file of that name is a table that is not compressed. Pure.
inline bool IsTableFile(const std::filesystem::path& path) {
  return std::find(std::begin(kTableEndings), std::end(kTableEndings), path.extension().string()) !=
         std::end(kTableEndings);
}

/// Whether the name is that of a compressed file. Pure.
inline bool HasCompressedName(const std::filesystem::path& path) {
  return std::find(std::begin(kCompressedEndings), std::end(kCompressedEndings), path.extension().string()) !=
         std::end(kCompressedEndings);
}

/// The name of what is in a compressed file ("train.csv" of "train.csv.gz"), any other name as it is. Pure.
inline std::filesystem::path WithoutCompression(const std::filesystem::path& path) {
  return HasCompressedName(path) ? path.parent_path() / path.stem() : path;
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_TABLE_FILES_H_
