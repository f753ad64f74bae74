#!/usr/bin/env bash
# clang-tidy over the torch-free sources: those changed against origin/main or the last commit first, then the rest, as far as
# the time goes (OCTAVO_TIDY_BUDGET_S, default 600 s). Says how many were not reached. Uses the build folder of .ci/steps/60.
# By hand and not a step of .ci/run: no pass has reached every file without findings so far.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ -e build/tidy/compile_commands.json ] || bash .ci/steps/60-clang.sh
python3 .ci/clang_checks.py tidy --build build/tidy --budget "${OCTAVO_TIDY_BUDGET_S:-600}"
