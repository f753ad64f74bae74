#include "worker/runner/text/tokenizer_digest.h"

#include "absl/strings/str_cat.h"

namespace octavo {

void TokenizerDigest::Add(absl::string_view field) {
  sha_.Update(absl::StrCat(field.size(), ":"));
  sha_.Update(field);
}

void TokenizerDigest::BeginList(absl::string_view name, size_t count) { Add(absl::StrCat(name, " ", count)); }

}  // namespace octavo
