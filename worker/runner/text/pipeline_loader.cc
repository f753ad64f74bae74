#include "worker/runner/text/pipeline_loader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status_macros.h"
#include "worker/runner/text/tokenizer_json.h"

namespace octavo {

absl::StatusOr<std::unique_ptr<Tokenizer>> PipelineFromJson(const Json& root, const FrameConfig& frame,
                                                            PipelineTokenizer::Model model, absl::string_view what) {
  OCTAVO_ASSIGN_OR_RETURN(Normalizer normalizer,
                          Normalizer::FromJson(Member(root, "normalizer"), absl::StrCat(what, ": normalizer")));
  OCTAVO_ASSIGN_OR_RETURN(PreTokenizer splitter,
                          PreTokenizer::FromJson(Member(root, "pre_tokenizer"), absl::StrCat(what, ": pre_tokenizer"),
                                                 normalizer.growth()));
  auto tokenizer = PipelineTokenizer::Create(frame, std::move(normalizer), std::move(splitter), std::move(model));
  if (!tokenizer.ok()) return Named(tokenizer.status(), what);
  return std::unique_ptr<Tokenizer>(*std::move(tokenizer));
}

absl::Status Named(const absl::Status& error, absl::string_view what) {
  return absl::Status(error.code(), absl::StrCat(what, ": ", error.message()));
}

}  // namespace octavo
