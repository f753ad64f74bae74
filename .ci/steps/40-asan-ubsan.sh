#!/usr/bin/env bash
# AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer over all code, runner and services included.
# Not run here: bench (timing under a sanitizer means nothing), e2e (containers hold the release build) and lint.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset asan-ubsan >build/configure-asan-ubsan.log 2>&1 || { tail -n 30 build/configure-asan-ubsan.log; exit 1; }
cmake --build build/asan-ubsan --parallel "$(nproc)"
# LibTorch's libraries define the same variables more than once, by design of its build.
export ASAN_OPTIONS=detect_odr_violation=0:detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1
export LSAN_OPTIONS=suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
ctest --test-dir build/asan-ubsan --output-on-failure --parallel "$(nproc)" --no-tests=error --label-exclude 'bench|e2e|lint' \
  --timeout 600
