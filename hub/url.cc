#include "hub/url.h"

#include <curl/curl.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status_macros.h"

namespace octavo::hub {
namespace {

using Handle = std::unique_ptr<CURLU, void (*)(CURLU*)>;

absl::Status NoUrl(const std::string& url, CURLUcode code) {
  return absl::InvalidArgumentError(
      absl::StrCat("'", PrintableUrl(url), "' is no http or https URL: ", curl_url_strerror(code)));
}

absl::StatusOr<std::string> Part(const Handle& handle, const std::string& url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  if (const CURLUcode code = curl_url_get(handle.get(), part, &text, flags); code != CURLUE_OK) return NoUrl(url, code);
  std::string copy = text;
  curl_free(text);
  return copy;
}

absl::StatusOr<Handle> ParseUrl(const std::string& url) {
  Handle handle(curl_url(), curl_url_cleanup);
  if (const CURLUcode code = curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0); code != CURLUE_OK)
    return NoUrl(url, code);
  OCTAVO_ASSIGN_OR_RETURN(const std::string scheme, Part(handle, url, CURLUPART_SCHEME));
  if (scheme != "http" && scheme != "https") return NoUrl(url, CURLUE_UNSUPPORTED_SCHEME);
  return handle;
}

std::string Escape(absl::string_view text, bool keep_slash) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::string_view("-._~").find(c) != std::string::npos ||
        (keep_slash && c == '/')) {
      escaped += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      escaped += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return escaped;
}

}  // namespace

absl::StatusOr<std::string> ResolveUrl(const std::string& base, const std::string& reference) {
  OCTAVO_ASSIGN_OR_RETURN(const Handle handle, ParseUrl(base));
  // Setting a relative URL on a handle that has one resolves it.
  if (const CURLUcode code = curl_url_set(handle.get(), CURLUPART_URL, reference.c_str(), 0); code != CURLUE_OK)
    return NoUrl(reference, code);
  OCTAVO_ASSIGN_OR_RETURN(const std::string resolved, Part(handle, reference, CURLUPART_URL));
  OCTAVO_RETURN_IF_ERROR(ParseUrl(resolved).status());
  return resolved;
}

absl::StatusOr<std::string> OriginOf(const std::string& url) {
  OCTAVO_ASSIGN_OR_RETURN(const Handle handle, ParseUrl(url));
  OCTAVO_ASSIGN_OR_RETURN(const std::string scheme, Part(handle, url, CURLUPART_SCHEME));
  OCTAVO_ASSIGN_OR_RETURN(const std::string host, Part(handle, url, CURLUPART_HOST));
  OCTAVO_ASSIGN_OR_RETURN(const std::string port, Part(handle, url, CURLUPART_PORT, CURLU_DEFAULT_PORT));
  return absl::AsciiStrToLower(absl::StrCat(scheme, "://", host, ":", port));
}

absl::StatusOr<std::string> PathOf(const std::string& url) {
  OCTAVO_ASSIGN_OR_RETURN(const Handle handle, ParseUrl(url));
  return Part(handle, url, CURLUPART_PATH);
}

std::string PrintableUrl(const std::string& url) {
  Handle handle(curl_url(), curl_url_cleanup);
  if (curl_url_set(handle.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) {
    // Whatever stands before an '@' may be a password.
    const std::string shown = url.substr(0, url.find('?'));
    return shown.substr(shown.rfind('@') + 1);
  }
  for (const CURLUPart part : {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY, CURLUPART_FRAGMENT})
    curl_url_set(handle.get(), part, nullptr, 0);
  const absl::StatusOr<std::string> text = Part(handle, "", CURLUPART_URL);
  return text.ok() ? *text : "(a URL)";
}

std::string EscapePath(absl::string_view path) { return Escape(path, true); }
std::string EscapeSegment(absl::string_view segment) { return Escape(segment, false); }

std::optional<std::string> Unescape(absl::string_view text) {
  std::string bytes;
  while (!text.empty()) {
    if (text.front() != '%') {
      bytes += text.front();
      text.remove_prefix(1);
      continue;
    }
    const auto is_digit = [&](size_t at) { return absl::ascii_isxdigit(static_cast<unsigned char>(text[at])); };
    uint32_t byte = 0;
    if (text.size() < 3 || !is_digit(1) || !is_digit(2) || !absl::SimpleHexAtoi(text.substr(1, 2), &byte))
      return std::nullopt;
    bytes += static_cast<char>(byte);
    text.remove_prefix(3);
  }
  return bytes;
}

}  // namespace octavo::hub
