#!/usr/bin/env bash
# Clang's warnings and its thread-safety analysis, as errors, over everything free of torch. (Preset clang-tsa does the same with
# code generation.) Generated protobuf headers must exist before a file that includes them can be parsed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset tidy -DOCTAVO_BUILD_TESTS=OFF >build/configure-tidy.log 2>&1 || { tail -n 30 build/configure-tidy.log; exit 1; }
ninja -C build/tidy -t targets all | sed -n 's/^\(.*\.pb\.h\): .*/\1/p' | xargs -r ninja -C build/tidy >/dev/null
python3 .ci/clang_checks.py compile --build build/tidy
