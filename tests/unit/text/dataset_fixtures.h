#ifndef OCTAVO_TESTS_UNIT_TEXT_DATASET_FIXTURES_H_
#define OCTAVO_TESTS_UNIT_TEXT_DATASET_FIXTURES_H_

#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "common/files.h"

namespace octavo {

using NamedFiles = std::vector<std::pair<std::string, std::string>>;  // path and content, in order

/// A temporary folder and the means to fill it.
class DatasetFolder {
 public:
  DatasetFolder() : dir_(*TempDir::Create("octavo-dataset-")) {}

  std::string Path(const std::string& name) const { return dir_.path() + "/" + name; }
  const std::string& root() const { return dir_.path(); }

  std::string Write(const std::string& name, const std::string& content) {
    const std::filesystem::path path = Path(name);
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  /// Writes an archive: zip where the name ends so, else a gzipped tar.
  std::string WriteArchive(const std::string& name, const NamedFiles& files) {
    archive* writer = archive_write_new();
    if (name.ends_with(".zip")) {
      archive_write_set_format_zip(writer);
    } else {
      archive_write_set_format_pax_restricted(writer);
      archive_write_add_filter_gzip(writer);
    }
    EXPECT_EQ(archive_write_open_filename(writer, Path(name).c_str()), ARCHIVE_OK) << archive_error_string(writer);
    for (const auto& [path, content] : files) {
      archive_entry* entry = archive_entry_new();
      archive_entry_set_pathname(entry, path.c_str());
      archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
      archive_entry_set_filetype(entry, AE_IFREG);
      archive_entry_set_perm(entry, 0644);
      EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK) << archive_error_string(writer);
      archive_write_data(writer, content.data(), content.size());
      archive_entry_free(entry);
    }
    EXPECT_EQ(archive_write_free(writer), ARCHIVE_OK);
    return Path(name);
  }

  /// Writes `content` as one compressed file, in the way that the name's ending says.
  std::string WriteCompressed(const std::string& name, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    archive* writer = archive_write_new();
    archive_write_set_format_raw(writer);
    const auto add_filter = name.ends_with(".bz2")   ? &archive_write_add_filter_bzip2
                            : name.ends_with(".xz")  ? &archive_write_add_filter_xz
                            : name.ends_with(".zst") ? &archive_write_add_filter_zstd
                                                     : &archive_write_add_filter_gzip;
    EXPECT_EQ(add_filter(writer), ARCHIVE_OK) << archive_error_string(writer);
    EXPECT_EQ(archive_write_open_filename(writer, Path(name).c_str()), ARCHIVE_OK) << archive_error_string(writer);
    archive_entry* entry = archive_entry_new();
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_pathname(entry, "data");
    EXPECT_EQ(archive_write_header(writer, entry), ARCHIVE_OK) << archive_error_string(writer);
    archive_write_data(writer, content.data(), content.size());
    archive_entry_free(entry);
    EXPECT_EQ(archive_write_free(writer), ARCHIVE_OK);
    return Path(name);
  }

 private:
  TempDir dir_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_UNIT_TEXT_DATASET_FIXTURES_H_
