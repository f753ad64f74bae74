#!/usr/bin/env bash
# AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer over all code, runner and services included.
# Not run here: bench (timing under a sanitizer means nothing), e2e (containers hold the release build) and lint.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset asan-ubsan >build/configure-asan-ubsan.log 2>&1 || { tail -n 30 build/configure-asan-ubsan.log; exit 1; }
cmake --build build/asan-ubsan --parallel "$(nproc)"
. tests/support/sanitizer_env.sh
ctest --test-dir build/asan-ubsan --output-on-failure --parallel "$(nproc)" --no-tests=error --label-exclude 'bench|e2e|lint'
