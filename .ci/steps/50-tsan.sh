#!/usr/bin/env bash
# ThreadSanitizer over the code free of torch and gRPC, whose packages are not instrumented (label tsan_ok).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset tsan >build/configure-tsan.log 2>&1 || { tail -n 30 build/configure-tsan.log; exit 1; }
cmake --build build/tsan --parallel "$(nproc)"
# Some kernels map with more random bits than GCC 12's runtime expects; without randomisation it always starts.
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:suppressions=$PWD/tests/support/tsan.supp
# Containers may refuse that; there the runtime starts or says itself why it cannot.
fixed_addresses=()
if setarch "$(uname -m)" -R true 2>/dev/null; then fixed_addresses=(setarch "$(uname -m)" -R); fi
"${fixed_addresses[@]}" ctest --test-dir build/tsan --output-on-failure --parallel "$(nproc)" --no-tests=error \
  --label-regex tsan_ok
