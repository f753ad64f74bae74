#!/usr/bin/env bash
# From a fresh clone to passing tests: setup, build, ctest. Prints every skipped test with its reason and ctest's summary.
#
#   tests/run.sh [PRESET] [CTEST ARGUMENTS…]      PRESET: ci (default), dev or asan-ubsan
#   tests/run.sh ci -L unit                       for example: the unit tests alone
#
# Settings (environment): OCTAVO_SHARED_DATA  folder with the official data archives (default ../shared/data); tests that
#                                             need one of them skip where it is absent
#                         OCTAVO_HUB_PYTHON   a Python that has huggingface_hub, for the test of the shared cache (default
#                                             that of .deps/hub-python, which setup makes where pip reaches its index)
#                         OCTAVO_JOBS         parallel compile and test jobs (default: the number of cores)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=ci
case ${1:-} in '' | -*) ;; *) preset=$1; shift ;; esac
jobs=${OCTAVO_JOBS:-$(nproc)}
build=build/$preset

bash deploy/setup.sh --with tests
echo "run.sh: configure and build, preset $preset ($build)"
mkdir -p build
cmake --preset "$preset" >"build/configure-$preset.log" 2>&1 || { tail -n 30 "build/configure-$preset.log"; exit 1; }
cmake --build "$build" --parallel "$jobs"

if [ "$preset" = asan-ubsan ]; then . tests/support/sanitizer_env.sh; fi
status=0
ctest --test-dir "$build" --output-on-failure --parallel "$jobs" --no-tests=error "$@" || status=$?

# GoogleTest reports a skip inside a binary that passes, so ctest's own list does not show it.
echo "run.sh: skipped tests and their reasons:"
python3 tests/support/list_skips.py "$build/Testing/Temporary/LastTest.log"
exit "$status"
