#include "worker/runner/engine/linear_sites.h"

#include "absl/strings/str_cat.h"

namespace octavo {
namespace {

struct RoleNames {
  LinearRole role;
  const char* linear;
  const char* input;
};
constexpr RoleNames kRoles[] = {{LinearRole::kQkv, "qkv", "attention_input"},
                                {LinearRole::kAttentionOutput, "attention_output", "attention_context"},
                                {LinearRole::kFfnIn, "ffn_in", "ffn_input"},
                                {LinearRole::kFfnOut, "ffn_out", "ffn_hidden"},
                                {LinearRole::kPooler, "pooler", "pooler_input"}};
constexpr size_t kRolesOfLayer = 4;

const RoleNames& NamesOf(LinearRole role) { return kRoles[static_cast<size_t>(role)]; }

/// '*' in `pattern` stands for any text. Without recursion, at most pattern times name steps: a later star can make up
/// for whatever an earlier one took, so that only the last one is ever tried again (R. Cox, "Glob Matching Can Be
/// Simple And Fast Too", 2017, research.swtch.com/glob).
bool Matches(absl::string_view pattern, absl::string_view name) {
  size_t p = 0, n = 0;
  size_t star = absl::string_view::npos, taken = 0;  // the last star, and where the text that it stands for ends
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != absl::string_view::npos) {
      p = star + 1;
      n = ++taken;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace

std::vector<LinearSite> LinearSites(int64_t num_layers) {
  std::vector<LinearSite> sites;
  for (int layer = 0; layer < num_layers; ++layer) {
    for (size_t role = 0; role < kRolesOfLayer; ++role) sites.push_back({layer, kRoles[role].role});
  }
  sites.push_back({static_cast<int>(num_layers), LinearRole::kPooler});
  return sites;
}

size_t IndexOf(const LinearSite& site) {
  const size_t first = static_cast<size_t>(site.layer) * kRolesOfLayer;
  return site.role == LinearRole::kPooler ? first : first + static_cast<size_t>(site.role);
}

std::string LinearName(const LinearSite& site) {
  if (site.role == LinearRole::kPooler) return NamesOf(site.role).linear;
  return absl::StrCat("layer.", site.layer, ".", NamesOf(site.role).linear);
}

const char* InputRole(LinearRole role) { return NamesOf(role).input; }

absl::StatusOr<LinearRole> ParseInputRole(absl::string_view name) {
  std::string known;
  for (const RoleNames& role : kRoles) {
    if (name == role.input) return role.role;
    absl::StrAppend(&known, known.empty() ? "" : ", ", role.input);
  }
  return absl::InvalidArgumentError(absl::StrCat("\"", name, "\" is no role of an activation; the roles are ", known));
}

absl::StatusOr<std::vector<bool>> MatchLinears(absl::Span<const std::string> patterns, int64_t num_layers) {
  const std::vector<LinearSite> sites = LinearSites(num_layers);
  std::vector<bool> named(sites.size());
  for (const std::string& pattern : patterns) {
    bool any = false;
    for (size_t i = 0; i < sites.size(); ++i) {
      if (!Matches(pattern, LinearName(sites[i]))) continue;
      named[i] = any = true;
    }
    if (any) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("\"", pattern, "\" names no linear layer of the model; its layers are layer.0.qkv, ",
                     "layer.0.attention_output, layer.0.ffn_in, layer.0.ffn_out … layer.", num_layers - 1,
                     ".ffn_out and pooler, and '*' stands for any text"));
  }
  return named;
}

}  // namespace octavo
