#!/usr/bin/env bash
# Clang's warnings and its thread-safety analysis, as errors, over everything free of torch: all of it in unity files, whose headers
# are read once, then as many sources as the time allows (OCTAVO_CLANG_BUDGET_S, 90) each alone, those changed last first, for the
# headers that they include themselves.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
for preset in clang-tsa tidy; do
  cmake --preset "$preset" -DOCTAVO_BUILD_TESTS=OFF >"build/configure-$preset.log" 2>&1 ||
    { tail -n 30 "build/configure-$preset.log"; exit 1; }
  # Generated protobuf headers must exist before a file that includes them can be parsed.
  ninja -C "build/$preset" -t targets all | sed -n 's/^\(.*\.pb\.h\): .*/\1/p' | xargs -r ninja -C "build/$preset" >/dev/null
done
python3 .ci/clang_checks.py compile --build build/clang-tsa
python3 .ci/clang_checks.py compile --build build/tidy --budget "${OCTAVO_CLANG_BUDGET_S:-90}"
