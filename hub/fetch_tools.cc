#include "hub/fetch_tools.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include "common/mutex.h"

namespace octavo::hub {
namespace {

constexpr auto kProgressEvery = std::chrono::milliseconds(200);

/// The files that are wanted and what became of them, shared by the threads that bring them. Thread-safe.
class Board {
 public:
  Board(const std::string& what, const std::vector<DownloadRequest>& requests, int threads)
      : what_(what), requests_(requests), done_(requests.size(), 0), totals_(requests.size(), 0), running_(threads) {
    for (size_t i = 0; i < requests.size(); ++i) totals_[i] = std::max<int64_t>(0, requests[i].size);
  }

  /// The next file, or -1: there is none, or another one failed.
  int Next() {
    MutexLock lock(mutex_);
    return status_.ok() && next_ < requests_.size() ? static_cast<int>(next_++) : -1;
  }
  const DownloadRequest& request(int file) const { return requests_[static_cast<size_t>(file)]; }

  void Update(int file, int64_t done, int64_t total) {
    MutexLock lock(mutex_);
    done_[static_cast<size_t>(file)] = done;
    if (total > 0) totals_[static_cast<size_t>(file)] = total;
  }
  void Tell(const std::string& note) {
    MutexLock lock(mutex_);
    notes_.push_back(note);
  }
  /// The first error stays; others that follow from it are of no interest.
  void Fail(const absl::Status& status) {
    MutexLock lock(mutex_);
    if (status_.ok()) status_ = status;
  }
  void ThreadEnds() {
    MutexLock lock(mutex_);
    --running_;
    ended_.NotifyAll();
  }

  /// Waits a moment; whether all threads have ended.
  bool WaitForEnd() {
    MutexLock lock(mutex_);
    if (running_ > 0) ended_.WaitFor(mutex_, kProgressEvery);
    return running_ == 0;
  }
  FetchProgress Progress() {
    MutexLock lock(mutex_);
    FetchProgress progress{what_, 0, 0, std::move(notes_)};
    notes_.clear();
    for (const int64_t done : done_) progress.done += done;
    for (const int64_t total : totals_) progress.total += total;
    return progress;
  }
  absl::Status status() {
    MutexLock lock(mutex_);
    return status_;
  }

 private:
  const std::string what_;
  const std::vector<DownloadRequest>& requests_;
  Mutex mutex_;
  CondVar ended_;
  size_t next_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<int64_t> done_ ABSL_GUARDED_BY(mutex_);
  std::vector<int64_t> totals_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::string> notes_ ABSL_GUARDED_BY(mutex_);
  int running_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
};

void BringFiles(Board& board, const FetchTools& tools, Cancellation& stop, uint64_t stream) {
  HttpOptions options = tools.http;
  options.cancellation = &stop;
  HttpClient http(options);
  RetryTools retry = MakeRetryTools(tools, &stop, stream, [&](const std::string& note) { board.Tell(note); });
  Downloader downloader(http, retry, &stop);
  for (int file = board.Next(); file >= 0; file = board.Next()) {
    const absl::Status status =
        downloader.Fetch(board.request(file), [&](int64_t done, int64_t total) { board.Update(file, done, total); });
    if (status.ok()) {
      const int64_t size = std::max<int64_t>(0, board.request(file).size);
      if (size > 0) board.Update(file, size, size);
      continue;
    }
    board.Fail(status);
    stop.Cancel();
  }
  board.ThreadEnds();
}

}  // namespace

RetryTools MakeRetryTools(const FetchTools& tools, const Cancellation* cancellation, uint64_t stream,
                          std::function<void(const std::string&)> tell) {
  RetryTools retry;
  retry.policy = tools.retry;
  retry.random = Random(tools.seed + stream, "waits of downloads");
  retry.sleep = [cancellation](absl::Duration wait) { return cancellation->Sleep(wait); };
  retry.tell = std::move(tell);
  return retry;
}

absl::Status FetchFiles(const std::string& what, const std::vector<DownloadRequest>& requests,
                        const FetchTools& tools) {
  if (requests.empty()) return absl::OkStatus();
  // Shared, since the user's Ctrl-C may be on its way to it when this function returns.
  const auto stop = std::make_shared<Cancellation>();
  const Cancellation::Registration registration(tools.cancellation, [stop] { stop->Cancel(); });
  const int count = std::clamp<int>(tools.parallel, 1, static_cast<int>(requests.size()));
  Board board(what, requests, count);
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&board, &tools, stop, i] { BringFiles(board, tools, *stop, static_cast<uint64_t>(i)); });
  }
  bool ended = false;
  while (!ended) {
    ended = board.WaitForEnd();
    if (tools.progress) tools.progress(board.Progress());
  }
  threads.clear();
  return board.status();
}

}  // namespace octavo::hub
