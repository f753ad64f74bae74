#!/usr/bin/env bash
# From a fresh clone to a real comparison: installs what is missing, builds Octavo, fetches the default model and data set,
# fine-tunes an FP32 classifier, quantizes it to INT8, measures both, and prints where the report is.
#
#   deploy/quickstart.sh [OPTION…]      options go to `octavo run-all` (octavo run-all --help)
#
# An interrupted run continues when the same command is given again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/lib/say.sh
mkdir -p build
log=$PWD/build/quickstart.log
: >"$log"
case ${1:-} in -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;; esac

summary=()
# stage NAME COMMAND… : runs it and notes how long it took.
stage() {
  local name=$1 begin=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  "$@"
  summary+=("$(printf '%-28s %5d s' "$name" $((SECONDS - begin)))")
}

build() {
  cmake --preset release >>"$log" 2>&1 || { tail -n 30 "$log"; die "the build could not be configured; see $log"; }
  cmake --build build/release --parallel "${OCTAVO_JOBS:-$(nproc)}"
}

stage 'setup' bash deploy/setup.sh
stage 'build' build
stage 'model and data' bash deploy/fetch_assets.sh
# What octavo prints is kept: only octavo knows where its options, variables and config files put the report.
said=$PWD/build/quickstart.out
run_all() {
  build/release/bin/octavo run-all --model minilm-l6 --dataset movie-sentences \
    --epochs 3 --batch_size 32 --learning_rate 5e-5 --seed 42 "$@" | tee "$said"
}
stage 'train, quantize, compare' run_all "$@"

printf '\n== times\n'
printf '%s\n' "${summary[@]}"
report=$(sed -n 's/^Report: //p' "$said" | tail -n 1)
if [ -s "$report" ]; then printf '\nThe report: %s\n' "$(realpath "$report")"; fi
