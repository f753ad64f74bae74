#ifndef OCTAVO_SERVER_APP_DATA_DIR_H_
#define OCTAVO_SERVER_APP_DATA_DIR_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace octavo {

/// The folder that holds everything a server keeps, locked against a second server while this object lives:
///   octavo.db (with -wal and -shm), blobs/, staging/, quarantine/, logs/, lock
class DataDir {
 public:
  /// Creates the folder if need be. FAILED_PRECONDITION where another server has it (reason FOLDER_IN_USE), or where it
  /// lies on a network file system, on which SQLite's write-ahead log is not safe.
  static absl::StatusOr<std::unique_ptr<DataDir>> Open(const std::string& path);
  ~DataDir();
  DataDir(const DataDir&) = delete;
  DataDir& operator=(const DataDir&) = delete;

  const std::string& path() const { return path_; }
  std::string database() const { return path_ + "/octavo.db"; }
  std::string logs() const { return path_ + "/logs"; }

 private:
  DataDir(std::string path, int lock_fd) : path_(std::move(path)), lock_fd_(lock_fd) {}
  const std::string path_;
  const int lock_fd_;
};

}  // namespace octavo

#endif  // OCTAVO_SERVER_APP_DATA_DIR_H_
