#!/usr/bin/env bash
# Clang's thread-safety analysis and clang's own warnings, as errors, over everything free of torch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset clang-tsa >build/configure-clang-tsa.log 2>&1 || { tail -n 30 build/configure-clang-tsa.log; exit 1; }
cmake --build build/clang-tsa --parallel "$(nproc)"
