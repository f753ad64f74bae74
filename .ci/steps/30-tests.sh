#!/usr/bin/env bash
# README's second command: setup, release build with warnings as errors, all tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash tests/run.sh ci
