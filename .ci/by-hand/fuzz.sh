#!/usr/bin/env bash
# Fuzzes every parser of what others wrote: builds preset fuzz (Clang's libFuzzer, AddressSanitizer, UBSan) and runs each target of
# tests/fuzz for so many minutes of CPU time, which on a busy machine are more by the clock.
#
#   .ci/by-hand/fuzz.sh [MINUTES] [TARGET…]      10 minutes, all targets; .ci/by-hand/fuzz.sh 2 safetensors_fuzz
#
# A crash, a leak, an input that takes 10 s or 2 GiB is a finding: exit status 1. Findings, of crashes also the smallest form, go to
# build/fuzz/findings/TARGET; inputs that reach new code to build/fuzz/corpus/TARGET, where the next run begins. The seeds of
# tests/fuzz/corpus are not changed: mend the code, then copy the finding there under a name that says what it shows.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
readonly build=$PWD/build/fuzz

minutes=10
case ${1:-} in [0-9]*) minutes=$1; shift ;; esac
mkdir -p build
cmake --preset fuzz >build/configure-fuzz.log 2>&1 || { tail -n 30 build/configure-fuzz.log; exit 1; }
cmake --build "$build" --parallel "${OCTAVO_JOBS:-$(nproc)}" --target octavo_fuzz_targets
if [ $# -eq 0 ]; then
  for options in "$build"/fuzz/*.options; do set -- "$@" "$(basename "$options" .options)"; done
fi

. tests/support/sanitizer_env.sh
# Targets whose parser takes a path write the file that they give it.
TMPDIR=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo /tmp)/octavo-fuzz.XXXXXX")
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT

# Seconds of CPU that process $1 has used.
cpu_seconds() {
  local fields
  read -r -a fields <"/proc/$1/stat" || return 1
  echo $(((fields[13] + fields[14]) / $(getconf CLK_TCK)))
}

# Runs target $1, with the log in $2, until its CPU time is up or it has a finding; prints the CPU seconds.
run_target() {
  local target=$1 log=$2 used=0 now options
  options=$(sed -n 's/^\(max_len\|dict\) = /-\1=/p' "$build/fuzz/$target.options")
  mkdir -p "$build/corpus/$target" "$build/findings/$target"
  # shellcheck disable=SC2086  # one option a word
  "$build/fuzz/$target" $options -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$build/findings/$target/" \
    "$build/corpus/$target" "tests/fuzz/corpus/$target" >"$log" 2>&1 &
  local pid=$!
  while now=$(cpu_seconds "$pid" 2>/dev/null); do
    used=$now
    if [ "$used" -ge "$(awk "BEGIN {print int($minutes * 60)}")" ]; then
      kill -USR1 "$pid"  # libFuzzer ends after the present input
      break
    fi
    sleep 1
  done
  local status=0
  wait "$pid" || status=$?
  echo "$used"
  return "$status"
}

# The smallest form of the crash that target $1 has found.
minimise() {
  local found
  for found in "$build/findings/$1"/crash-*; do
    [ -e "$found" ] && [ ! -e "${found/crash-/smallest-}" ] || continue
    cp "$found" "${found/crash-/smallest-}"
    "$build/fuzz/$1" -minimize_crash=1 -max_total_time=60 -rss_limit_mb=2048 -exact_artifact_path="${found/crash-/smallest-}" \
      "$found" >>"$build/findings/$1.log" 2>&1 || true
  done
}

findings=0
printf '%-24s %12s %8s %8s %8s  %s\n' target executions cpu_s coverage features result
for target; do
  [ -x "$build/fuzz/$target" ] || { echo "there is no target $target in tests/fuzz/CMakeLists.txt" >&2; exit 2; }
  mkdir -p "$build/findings"
  log=$build/findings/$target.log
  result=ok
  seconds=$(run_target "$target" "$log") || result="FINDING, see $log"
  [ "$result" = ok ] || { findings=$((findings + 1)); minimise "$target"; }
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  covered=$(sed -n 's/.* cov: \([0-9]*\) ft: \([0-9]*\) .*/\1 \2/p' "$log" | tail -n 1)
  # shellcheck disable=SC2086  # two numbers
  printf '%-24s %12s %8s %8s %8s  %s\n' "$target" "${executions:-?}" "$seconds" ${covered:-? ?} "$result"
done
[ "$findings" = 0 ] || { echo "$findings targets have findings: $build/findings"; exit 1; }
