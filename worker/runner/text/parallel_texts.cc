#include "worker/runner/text/parallel_texts.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>
#include <vector>

namespace octavo {
namespace {

constexpr size_t kTextsPerClaim = 64;  // small enough to balance long reviews, large enough that the counter is idle

}  // namespace

void ForEachText(size_t count, int threads, absl::FunctionRef<void(size_t)> work,
                 const std::function<bool()>& stopped) {
  std::atomic<size_t> next{0};
  const auto claim_all = [&] {
    for (size_t begin = next.fetch_add(kTextsPerClaim); begin < count; begin = next.fetch_add(kTextsPerClaim)) {
      if (stopped && stopped()) return;
      const size_t end = std::min(begin + kTextsPerClaim, count);
      for (size_t i = begin; i < end; ++i) work(i);
    }
  };
  // An exception that leaves a thread ends the process, and one of the caller's must not wait for the others' texts.
  const auto claim = [&](std::exception_ptr& error) {
    try {
      claim_all();
    } catch (...) {
      error = std::current_exception();
      next = count;
    }
  };
  const size_t claims = (count + kTextsPerClaim - 1) / kTextsPerClaim;
  const size_t helpers = std::min(static_cast<size_t>(std::max(threads, 1)), std::max<size_t>(claims, 1)) - 1;
  std::vector<std::exception_ptr> errors(helpers + 1);
  {
    std::vector<std::jthread> pool;
    pool.reserve(helpers);
    try {
      for (size_t i = 1; i <= helpers; ++i) pool.emplace_back([&claim, &error = errors[i]] { claim(error); });
    } catch (const std::exception&) {
      // The system has no more threads, or no memory for one: those that there are do the work.
    }
    claim(errors[0]);
  }
  for (const std::exception_ptr& error : errors) {
    if (error) std::rethrow_exception(error);
  }
}

}  // namespace octavo
