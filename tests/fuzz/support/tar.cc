#include "tests/fuzz/support/tar.h"

#include <algorithm>

#include "absl/strings/str_format.h"

namespace octavo::fuzz {
namespace {

constexpr size_t kBlock = 512;

std::string Header(absl::string_view name, size_t size) {
  std::string header(kBlock, '\0');
  const auto put = [&](size_t offset, absl::string_view text) {
    std::copy(text.begin(), text.end(), header.begin() + static_cast<int64_t>(offset));
  };
  put(0, name.substr(0, 100));
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, absl::StrFormat("%011o", size));
  put(136, "00000000000");
  put(148, "        ");  // the checksum's own field counts as spaces
  put(156, "0");
  put(257, absl::string_view("ustar\0"
                             "00",
                             8));
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, absl::StrFormat("%06o", sum));
  header[154] = '\0';
  return header;
}

}  // namespace

std::string MakeTar(const std::vector<std::pair<std::string, absl::string_view>>& files) {
  std::string tar;
  for (const auto& [name, content] : files) {
    tar += Header(name, content.size());
    tar.append(content.data(), content.size());
    tar.resize((tar.size() + kBlock - 1) / kBlock * kBlock);
  }
  tar.resize(tar.size() + 2 * kBlock);
  return tar;
}

}  // namespace octavo::fuzz
