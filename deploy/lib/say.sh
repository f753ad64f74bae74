# Messages for the scripts in deploy/. The caller sets `log`; quiet() sends a command's output there.
# shellcheck shell=bash

say() { printf '%s: %s\n' "$(basename "$0")" "$*" | tee -a "${log:-/dev/null}"; }

die() {
  printf '%s: error: %s\n' "$(basename "$0")" "$*" | tee -a "${log:-/dev/null}" >&2
  exit 1
}

# quiet COMMAND… : runs it with its output in the log; its exit status is returned. On failure the last lines are shown.
quiet() {
  local from status=0
  from=$(($(wc -l <"$log" 2>/dev/null || echo 0) + 1))
  printf '$ %s\n' "$*" >>"$log"
  "$@" >>"$log" 2>&1 </dev/null || status=$?
  if [ "$status" != 0 ]; then tail -n +"$from" "$log" | tail -n 12 | sed 's/^/    /' >&2; fi
  return "$status"
}

# try COMMAND… : like quiet(), but a failure is expected to have an alternative and is not shown.
try() {
  printf '$ %s\n' "$*" >>"$log"
  "$@" >>"$log" 2>&1 </dev/null
}
