#include "worker/runner/infer/int8/cpu.h"

#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace octavo::int8 {
namespace {

constexpr int kRequestTilePermission = 0x1023;  // ARCH_REQ_XCOMP_PERM
constexpr int kTileData = 18;

struct Leaf {
  unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
};

Leaf Cpuid(unsigned leaf, unsigned sub) {
  Leaf r;
  __get_cpuid_count(leaf, sub, &r.eax, &r.ebx, &r.ecx, &r.edx);
  return r;
}

bool ProbeAmx() {
  if (!HasAvx512Bf16()) return false;
  constexpr unsigned kBf16 = 1u << 22, kTile = 1u << 24, kInt8 = 1u << 25;
  constexpr unsigned kAll = kBf16 | kTile | kInt8;
  if ((Cpuid(7, 0).edx & kAll) != kAll) return false;
  return syscall(SYS_arch_prctl, kRequestTilePermission, kTileData) == 0;
}

}  // namespace

bool HasAvx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

bool HasAvx512Vnni() {
  return HasAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512vnni");
}

bool HasAvx512Bf16() { return HasAvx512Vnni() && __builtin_cpu_supports("avx512bf16"); }

bool HasAmxInt8() {
  static const bool has = ProbeAmx();
  return has;
}

}  // namespace octavo::int8
