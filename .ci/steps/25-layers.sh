#!/usr/bin/env bash
# Layers, CMake lists and sizes: first the checks' own tests, then the checks. (CTest runs them too; here they fail early.)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
python3 -m unittest discover --start-directory tests/lint --pattern '*_test.py' --quiet
python3 tests/lint/check_layers.py
python3 tests/lint/check_sources.py
python3 tests/lint/check_sizes.py
