#!/usr/bin/env bash
# clang-tidy over the torch-free sources: those changed against origin/main or the last commit first, then the rest, as far as
# the time budget goes (OCTAVO_TIDY_BUDGET_S, default 420 s). Says how many were not reached.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
mkdir -p build
cmake --preset tidy >build/configure-tidy.log 2>&1 || { tail -n 30 build/configure-tidy.log; exit 1; }
# Generated protobuf headers must exist before a file that includes them can be parsed.
if ninja -C build/tidy -t targets all | grep -q '^octavo_proto:'; then cmake --build build/tidy --target octavo_proto --parallel "$(nproc)" >/dev/null; fi
python3 .ci/run_tidy.py --build build/tidy --budget "${OCTAVO_TIDY_BUDGET_S:-420}"
