#include "worker/runner/models/cpu_features.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace octavo {
namespace {

/// /proc/cpuinfo lists what both the CPU and the running kernel support, which CPUID alone does not say of AVX-512 and
/// AMX.
std::vector<std::string> ReadIsa() {
  std::ifstream file("/proc/cpuinfo");
  std::set<std::string> flags;
  for (std::string line; flags.empty() && std::getline(file, line);) {
    if (line.rfind("flags", 0) != 0) continue;
    std::istringstream words(line);
    for (std::string word; words >> word;) flags.insert(word);
  }
  std::vector<std::string> out;
  for (const char* isa : {"avx2", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_bf16", "amx_int8"}) {
    if (flags.count(isa) != 0) out.emplace_back(isa);
  }
  return out;
}

}  // namespace

const std::vector<std::string>& CpuIsa() {
  static const auto* const isa = new std::vector<std::string>(ReadIsa());
  return *isa;
}

bool CpuHas(const std::string& isa) {
  const std::vector<std::string>& all = CpuIsa();
  return std::find(all.begin(), all.end(), isa) != all.end();
}

bool HasNativeBf16() { return CpuHas("avx512_bf16") || CpuHas("amx_bf16"); }

bool HasNativeFp16() { return CpuHas("avx512_fp16"); }

ComputeType ResolveFloatType(ComputeType requested) {
  if (requested == ComputeType::kFp16 && HasNativeFp16()) return ComputeType::kFp16;
  if (requested != ComputeType::kFp32 && HasNativeBf16()) return ComputeType::kBf16;
  return ComputeType::kFp32;
}

}  // namespace octavo
