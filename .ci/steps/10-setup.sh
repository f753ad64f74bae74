#!/usr/bin/env bash
# Packages of a build, of the tests and of the clang checks; LibTorch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bash deploy/setup.sh --with tests --with ci
