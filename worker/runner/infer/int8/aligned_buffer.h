#ifndef OCTAVO_WORKER_RUNNER_INFER_INT8_ALIGNED_BUFFER_H_
#define OCTAVO_WORKER_RUNNER_INFER_INT8_ALIGNED_BUFFER_H_

#include <cstddef>
#include <cstdint>
#include <memory>

namespace octavo::int8 {

/// Zeroed memory handed out in 64-byte aligned pieces; large buffers use huge pages where the system has them. All
/// pieces live until the buffer is resized or destroyed. Thread-compatible.
class AlignedBuffer {
 public:
  /// Drops all pieces; makes room for `bytes` (pieces rounded up with Bytes<T>). False where there is no memory.
  [[nodiscard]] bool Reset(size_t bytes);
  size_t capacity() const { return capacity_; }

  /// Space for `count` elements. REQUIRES: the sum of Bytes<T>(count) since Reset fits the buffer.
  template <typename T>
  T* Take(size_t count) {
    T* piece = reinterpret_cast<T*>(memory_.get() + used_);
    used_ += Bytes<T>(count);
    return piece;
  }
  /// Gives all pieces back without clearing them.
  void Rewind() { used_ = 0; }

  template <typename T>
  static size_t Bytes(size_t count) {
    return (count * sizeof(T) + kAlignment - 1) / kAlignment * kAlignment;
  }

 private:
  static constexpr size_t kAlignment = 64;
  struct Free {
    void operator()(uint8_t* p) const;
  };
  std::unique_ptr<uint8_t, Free> memory_;
  size_t capacity_ = 0;
  size_t used_ = 0;
};

}  // namespace octavo::int8

#endif  // OCTAVO_WORKER_RUNNER_INFER_INT8_ALIGNED_BUFFER_H_
