#include "common/digest.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/sha256.h"
#include "common/status_macros.h"

namespace octavo {
namespace {

struct Kind {
  Digest::Algorithm algorithm;
  const char* prefix;
  size_t digits;
};
constexpr Kind kKinds[] = {{Digest::Algorithm::kSha256, "sha256:", 64},
                           {Digest::Algorithm::kMd5, "md5:", 32},
                           {Digest::Algorithm::kGitBlob, "git-blob:", 40}};

bool IsLowerHex(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

const EVP_MD* MethodOf(Digest::Algorithm algorithm) {
  return algorithm == Digest::Algorithm::kMd5 ? EVP_md5() : EVP_sha1();
}

}  // namespace

std::string Digest::ToString() const {
  for (const Kind& kind : kKinds) {
    if (kind.algorithm == algorithm) return absl::StrCat(kind.prefix, hex);
  }
  return "";
}

absl::StatusOr<Digest> Digest::Parse(absl::string_view text) {
  for (const Kind& kind : kKinds) {
    absl::string_view hex = text;
    if (absl::ConsumePrefix(&hex, kind.prefix) && hex.size() == kind.digits && IsLowerHex(hex))
      return Digest{kind.algorithm, std::string(hex)};
  }
  return absl::InvalidArgumentError(
      absl::StrCat("digest '", text, "' is none of sha256:, md5: or git-blob: and its lower-case hex digits"));
}

absl::StatusOr<std::string> DigestOfFile(const std::string& path, Digest::Algorithm algorithm) {
  if (algorithm == Digest::Algorithm::kSha256) return Sha256File(path);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), std::fclose);
  if (file == nullptr) return absl::ErrnoToStatus(errno, absl::StrCat("cannot open ", path, " to hash it"));
  std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  // A build of OpenSSL for FIPS 140 refuses MD5.
  if (EVP_DigestInit_ex(context.get(), MethodOf(algorithm), nullptr) != 1)
    return absl::UnimplementedError(absl::StrCat("cannot hash ", path, ": OpenSSL refuses this digest here"));
  if (algorithm == Digest::Algorithm::kGitBlob) {
    struct stat info {};
    if (fstat(fileno(file.get()), &info) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot look at ", path));
    const std::string header = absl::StrCat("blob ", info.st_size);
    EVP_DigestUpdate(context.get(), header.c_str(), header.size() + 1);  // with the NUL
  }
  std::vector<char> buffer(1 << 20);
  while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get()))
    EVP_DigestUpdate(context.get(), buffer.data(), count);
  if (std::ferror(file.get()) != 0) return absl::ErrnoToStatus(errno, absl::StrCat("cannot read ", path));
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(context.get(), digest, &size);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(digest), size));
}

absl::Status CheckFileDigest(const std::string& path, const Digest& digest) {
  if (digest.empty()) return absl::OkStatus();
  OCTAVO_ASSIGN_OR_RETURN(std::string found, DigestOfFile(path, digest.algorithm));
  if (found == digest.hex) return absl::OkStatus();
  const Digest actual{digest.algorithm, std::move(found)};
  return absl::DataLossError(absl::StrCat(path, " is ", actual.ToString(), ", not ", digest.ToString()));
}

}  // namespace octavo
