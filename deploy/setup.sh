#!/usr/bin/env bash
# Installs everything that building and running Octavo needs on a bare Debian 12/13 or Ubuntu 24.04 machine.
#
#   deploy/setup.sh                    what a build needs: Debian packages, and LibTorch in .deps/libtorch
#   deploy/setup.sh --with tests       also GoogleTest, and a Python with huggingface_hub in .deps/hub-python (35 MB)
#   deploy/setup.sh --with ci          also clang-14 with libFuzzer, clang-format-14, clang-tidy-14 (Debian 12, Ubuntu 24.04)
#   deploy/setup.sh --without-torch    skip LibTorch (server, worker agent and client build without it)
#
# Asks nothing, works as root or with sudo, and does nothing that is already done. Details go to build/setup.log.
# Settings (environment): OCTAVO_LIBTORCH  an unpacked LibTorch 2.13.0, used where it lies
#                         OCTAVO_TORCH     cpu (default) or cuda
# pip's and curl's own settings (PIP_*, https_proxy, …) are obeyed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly root=$PWD
readonly log=$root/build/setup.log
# shellcheck source=deploy/lib/say.sh
. deploy/lib/say.sh
# shellcheck source=deploy/lib/packages.sh
. deploy/lib/packages.sh
# shellcheck source=deploy/lib/libtorch.sh
. deploy/lib/libtorch.sh
# shellcheck source=deploy/lib/hub_python.sh
. deploy/lib/hub_python.sh

usage() { sed -n '2,13s/^# \{0,1\}//p' "$root/deploy/setup.sh"; }

extras=()
want_torch=yes
while [ $# -gt 0 ]; do
  case $1 in
    --with)
      case ${2:-} in
        tests | ci) extras+=("$2") ;;
        *) die "--with takes 'tests' or 'ci', not '${2:-}'" ;;
      esac
      shift ;;
    --without-torch) want_torch=no ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; die "unknown argument '$1'" ;;
  esac
  shift
done

mkdir -p build
printf '\n=== %s deploy/setup.sh on %s\n' "$(date -u +%FT%TZ)" "$(uname -srm)" >>"$log"
check_distribution
install_packages "${extras[@]}"
if [[ " ${extras[*]} " = *" tests "* ]]; then
  install_optional_tests_packages
  install_hub_python
fi
if [ "$want_torch" = yes ]; then install_libtorch; fi
say "ready ($SECONDS s; details in build/setup.log)"
