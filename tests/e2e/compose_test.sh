#!/usr/bin/env bash
# Brings deploy/compose.yaml up on a real Docker engine, runs the quickstart experiment through it from outside, restarts the
# server container in the middle, and requires the result of the embedded default on this machine; reads the metrics from the
# real Prometheus; checks that the containers are as locked down as compose.yaml says.
#
#   compose_test.sh BUILD            BUILD: a build folder with octavo, octavo-server, octavo-worker and octavo-runner
#
# Skips (exit status 77, with the reason) without an engine: one that `docker` reaches, or one that can be started by
# ../shared/tools/start-docker.sh ($OCTAVO_START_DOCKER).
# $OCTAVO_E2E_ARGS: options of the experiment instead of the quickstart's without the two longest stages, of which mixed also
# goes by measured times.
set -euo pipefail
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
build=$(realpath "${1:?the build folder}")
starter=${OCTAVO_START_DOCKER:-$root/../shared/tools/start-docker.sh}
read -r -a experiment <<<"${OCTAVO_E2E_ARGS:---epochs 3 --batch_size 32 --learning_rate 5e-5 --seed 42 --skip qat mixed}"
experiment=(--model minilm-l6 --dataset movie-sentences "${experiment[@]}")

skip() { echo "skipped: $*"; exit 77; }
fail() { echo "FAILED: $*" >&2; exit 1; }
step() { printf '[%4d s] %s\n' "$SECONDS" "$*"; }

# ---- an engine, a prebuilt tree, the experiment's files ---------------------------------------------------------------
use_engine() {
  docker version >/dev/null 2>&1 && return
  [ -x "$starter" ] || skip "no Docker engine answers, and there is no $starter to start one"
  [ "$(id -u)" = 0 ] || skip "no Docker engine answers, and starting one needs root"
  step "starting a Docker engine"
  local state=${DK_ROOT:-/tmp/docker-by-hand}
  "$starter" || skip "$starter could not start an engine"
  # shellcheck disable=SC1091
  . "$state/env.sh"
}

use_engine
docker compose version >/dev/null 2>&1 || skip "the Docker engine has no compose plugin"
# The images hold the programs of $build, which run only on the system that built them.
grep -q '^VERSION_CODENAME=bookworm' /etc/os-release || skip "the images are Debian 12 and this machine is not: its binaries would not run there"
for program in octavo octavo-server octavo-worker octavo-runner; do
  [ -x "$build/bin/$program" ] || skip "$build has no $program"
done

work=$(mktemp -d)
project=octavo-e2e-$$
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
OCTAVO_PORT=$(free_port)
OCTAVO_PROMETHEUS_PORT=$(free_port)
export OCTAVO_PORT OCTAVO_PROMETHEUS_PORT OCTAVO_TAG=$project OCTAVO_BINARIES=$work/tree
OCTAVO_WORKER_CPUS=$(nproc)
export OCTAVO_WORKER_CPUS
compose() { docker compose -p "$project" -f "$root/deploy/compose.yaml" -f "$root/deploy/compose.prebuilt.yaml" "$@"; }
client_pid=
cleanup() {
  local status=$?
  set +e
  trap '' TERM INT
  if [ -n "$client_pid" ]; then kill "$client_pid" 2>/dev/null || true; fi
  if [ "$status" != 0 ] && [ "$status" != 77 ]; then compose logs --tail 40 2>/dev/null || true; fi
  docker rm --force --volumes "$project-lone" >/dev/null 2>&1 || true
  compose down --volumes --remove-orphans --rmi all >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 143' TERM INT

step "installing $build into a tree of its own"
cmake --install "$build" --prefix "$OCTAVO_BINARIES" --strip >"$work/install.log" || { cat "$work/install.log"; fail "cmake --install"; }
bash "$root/deploy/fetch_assets.sh" --cache "$work/cache" >"$work/fetch.log" 2>&1 || skip "the default model and data could not be fetched: $(tail -1 "$work/fetch.log")"
mkdir -p "$work/compose/data" "$work/embedded/data"
for side in compose embedded; do ln -s "$work/cache" "$work/$side/data/cache"; done

# ---- the stack ---------------------------------------------------------------------------------------------------------
step "building the images"
compose build --quiet
step "starting the stack"
compose up --detach --wait || fail "the stack did not become healthy"
server=$(compose ps -q server)
worker=$(compose ps -q worker)

for container in "$server" "$worker" "$(compose ps -q prometheus)"; do
  facts=$(docker inspect -f '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.SecurityOpt}} {{.Config.User}}' "$container")
  case $facts in
    'true [ALL] [no-new-privileges:true] octavo' | 'true [ALL] [no-new-privileges:true] prometheus') ;;
    *) fail "container $container is not locked down: $facts" ;;
  esac
done
for compiler in g++ cc python3 pip; do
  ! compose exec -T worker sh -c "command -v $compiler" >/dev/null || fail "the worker image holds $compiler"
done

# A worker that was given nothing but a server, as docs/workers.md starts one: healthy by the image's own health check.
step "a worker by docker run"
lone=$(docker run --detach --network "${project}_default" --name "$project-lone" "octavo-worker:$project" --server server:50051 --insecure)
health() { docker inspect -f '{{.State.Health.Status}}' "$lone"; }
for _ in $(seq 120); do
  if [ "$(health)" = healthy ]; then break; fi
  sleep 0.5
done
[ "$(health)" = healthy ] || { docker logs --tail 20 "$lone"; fail "the worker by docker run is $(health)"; }
docker rm --force --volumes "$lone" >/dev/null

# ---- the experiment, with the server restarted while it trains -----------------------------------------------------------
octavo() { "$OCTAVO_BINARIES/bin/octavo" "$@"; }
remote=127.0.0.1:$OCTAVO_PORT
step "run-all through $remote"
(cd "$work/compose" && exec "$OCTAVO_BINARIES/bin/octavo" --server "$remote" run-all "${experiment[@]}") >"$work/compose.log" 2>&1 &
client_pid=$!

# The worker's job folder tells the phase (docs/runner-protocol.md).
training() { compose exec -T worker sh -c 'cat /var/lib/octavo/jobs/*/events.jsonl' 2>/dev/null | grep -q '"phase": *"train"'; }
for _ in $(seq 240); do
  if training; then break; fi
  kill -0 "$client_pid" 2>/dev/null || { cat "$work/compose.log"; fail "run-all ended before its training could be seen"; }
  sleep 0.5
done
training || { cat "$work/compose.log"; fail "no training within 120 s"; }
step "restarting the server container"
docker restart "$server" >/dev/null
status=0
wait "$client_pid" || status=$?
client_pid=
if [ "$status" = 3 ]; then
  # The client gives up where a server stays away for long; the same command again continues.
  step "the client lost the server (exit 3); the same command again"
  (cd "$work/compose" && octavo --server "$remote" run-all "${experiment[@]}") >>"$work/compose.log" 2>&1 || { tail -30 "$work/compose.log"; fail "run-all, second time"; }
elif [ "$status" != 0 ]; then
  tail -30 "$work/compose.log"
  fail "run-all ended with status $status"
fi
[ -s "$work/compose/results/comparison/summary_report.md" ] || fail "run-all left no report"

# ---- Prometheus ----------------------------------------------------------------------------------------------------------
# query EXPRESSION: the value, empty where there is none.
query() {
  curl -fsS --get "http://127.0.0.1:$OCTAVO_PROMETHEUS_PORT/api/v1/query" --data-urlencode "query=$1" | jq -r '.data.result[0].value[1] // ""'
}
# until_query EXPRESSION: waits for its value to be 1, as scrapes come every few seconds.
until_query() {
  for _ in $(seq 60); do
    if [ "$(query "$1")" = 1 ]; then step "Prometheus: $1"; return; fi
    sleep 0.5
  done
  fail "Prometheus never saw $1 (it is '$(query "$1")')"
}
until_query 'up{job="octavo-server"} == bool 1'
until_query 'min(up{job="octavo-worker"}) == bool 1'
# Both ends were after the restart of the server, whose counters begin at 0: training ended and INT8 ran.
until_query 'sum(octavo_jobs_finished_total{outcome="succeeded"}) >= bool 2'
until_query 'count(octavo_build_info) >= bool 2'
# What an operator watches. Over the last hour: counters begin at 0 with the restart, and nothing trains any more.
until_query 'max(max_over_time(octavo_job_queue_wait_seconds_count[1h])) >= bool 1'
until_query 'max(max_over_time(octavo_job_run_seconds_sum{kind="dynamic"}[1h])) > bool 0'
until_query 'max(max_over_time(octavo_sqlite_commit_seconds_count[1h])) > bool 0'
until_query 'max(max_over_time(octavo_sqlite_commit_seconds_sum[1h])) > bool 0'
until_query 'max(max_over_time(octavo_worker_training_samples_per_second[1h])) > bool 0'
# Heartbeats: both sides saw one within a lease's length. The worker that was killed is known still, and shown as lost.
worker_name=$(docker inspect -f '{{.Config.Hostname}}' "$worker")
until_query "time() - max(octavo_worker_last_seen_timestamp_seconds{worker=\"$worker_name\"}) < bool 30"
until_query 'max(octavo_workers{state="lost"}) == bool 1'
until_query 'time() - min(octavo_worker_last_sync_timestamp_seconds) < bool 30'

# ---- the embedded default on the same machine ------------------------------------------------------------------------------
step "the same experiment with the embedded default"
compose stop >/dev/null 2>&1
(cd "$work/embedded" && octavo run-all "${experiment[@]}") >"$work/embedded.log" 2>&1 || { tail -30 "$work/embedded.log"; fail "the embedded run-all"; }

cmp "$work/"{compose,embedded}/results/baseline/model/model.safetensors || fail "the two trained models differ"
for stage in dynamic_quant static_quant; do
  cmp "$work/"{compose,embedded}/results/$stage/quantized_model.pt || fail "the two INT8 models of $stage differ"
done
# Everything measured on the test texts; times differ of course.
figures='.variants | map_values(.evaluation)'
for file in baseline/metrics.json dynamic_quant/results.json static_quant/metrics.json; do
  diff <(jq -S "$figures" "$work/compose/results/$file") <(jq -S "$figures" "$work/embedded/results/$file") || fail "$file: the figures differ"
done
step "equal: $(jq -c '[.variants[] | .evaluation.accuracy]' "$work/compose/results/dynamic_quant/results.json") accuracy of FP32 and INT8 through Compose and embedded"
