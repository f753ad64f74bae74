#ifndef OCTAVO_TESTS_SUPPORT_PNG_IMAGE_H_
#define OCTAVO_TESTS_SUPPORT_PNG_IMAGE_H_

#include <zlib.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace octavo {

/// A PNG as gnuplot's cairo terminals write it (8 bits, RGB or RGBA, not interlaced), decoded; checksums are left to
/// tests/contract/png_image.py. Thread-compatible.
class PngImage {
 public:
  using Colour = std::array<uint8_t, 3>;

  /// INVALID_ARGUMENT where it is no such file, or not whole.
  static absl::StatusOr<PngImage> Decode(absl::string_view bytes) {
    PngImage image;
    std::string packed;
    if (bytes.substr(0, 8) != "\x89PNG\r\n\x1a\n") return absl::InvalidArgumentError("no PNG signature");
    for (size_t at = 8; at + 12 <= bytes.size();) {
      const size_t length = Number(bytes, at);
      const absl::string_view kind = bytes.substr(at + 4, 4), body = bytes.substr(at + 8, length);
      if (body.size() != length) return absl::InvalidArgumentError("a chunk that is cut off");
      if (kind == "IHDR") {
        image.width_ = Number(body, 0), image.height_ = Number(body, 4);
        if (body[8] != 8 || (body[9] != 2 && body[9] != 6) || body[12] != 0)
          return absl::InvalidArgumentError("another kind of PNG");
        image.channels_ = body[9] == 2 ? 3 : 4;
      }
      if (kind == "IDAT") absl::StrAppend(&packed, body);
      at += 12 + length;
    }
    const absl::Status unpacked = image.Unpack(packed);
    if (!unpacked.ok()) return unpacked;
    return image;
  }

  size_t width() const { return width_; }
  size_t height() const { return height_; }
  Colour at(size_t x, size_t y) const {
    const uint8_t* pixel = &pixels_[(y * width_ + x) * channels_];
    return {pixel[0], pixel[1], pixel[2]};
  }
  /// Greyscale, 0 … 255.
  int Luma(size_t x, size_t y) const {
    const Colour colour = at(x, y);
    return (299 * colour[0] + 587 * colour[1] + 114 * colour[2]) / 1000;
  }

 private:
  static size_t Number(absl::string_view bytes, size_t at) {
    size_t value = 0;
    for (size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
  }

  absl::Status Unpack(const std::string& packed) {
    const size_t row_bytes = width_ * channels_;
    std::vector<uint8_t> raw(height_ * (row_bytes + 1));
    uLongf size = raw.size();
    const int result =
        uncompress(raw.data(), &size, reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    if (result != Z_OK || size != raw.size()) return absl::InvalidArgumentError("pixels that zlib cannot read");
    pixels_.resize(height_ * row_bytes);
    for (size_t y = 0; y < height_; ++y) {
      const uint8_t* line = &raw[y * (row_bytes + 1)];
      if (line[0] > 4) return absl::InvalidArgumentError("an unknown filter");
      for (size_t i = 0; i < row_bytes; ++i) {
        const size_t here = y * row_bytes + i;
        const int left = i < channels_ ? 0 : pixels_[here - channels_];
        const int above = y == 0 ? 0 : pixels_[here - row_bytes];
        const int corner = y == 0 || i < channels_ ? 0 : pixels_[here - row_bytes - channels_];
        pixels_[here] = static_cast<uint8_t>(line[i + 1] + Predict(line[0], left, above, corner));
      }
    }
    return absl::OkStatus();
  }

  static int Predict(int filter, int left, int above, int corner) {
    if (filter == 1) return left;
    if (filter == 2) return above;
    if (filter == 3) return (left + above) / 2;
    if (filter == 0) return 0;
    const int to_left = std::abs(above - corner), to_above = std::abs(left - corner);
    const int to_corner = std::abs(left + above - 2 * corner);
    return to_left <= to_above && to_left <= to_corner ? left : to_above <= to_corner ? above : corner;
  }

  size_t width_ = 0, height_ = 0, channels_ = 3;
  std::vector<uint8_t> pixels_;
};

}  // namespace octavo

#endif  // OCTAVO_TESTS_SUPPORT_PNG_IMAGE_H_
