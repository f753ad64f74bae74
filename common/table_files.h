#ifndef OCTAVO_COMMON_TABLE_FILES_H_
#define OCTAVO_COMMON_TABLE_FILES_H_

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string>

namespace octavo {

/// How the names of tables of texts and labels end, in the order of preference.
inline constexpr const char* kTableEndings[] = {".csv", ".tsv", ".jsonl"};

/// Whether a file of that name is such a table. Pure.
inline bool IsTableFile(const std::filesystem::path& path) {
  return std::find(std::begin(kTableEndings), std::end(kTableEndings), path.extension().string()) !=
         std::end(kTableEndings);
}

}  // namespace octavo

#endif  // OCTAVO_COMMON_TABLE_FILES_H_
