# LibTorch 2.13.0 in .deps/libtorch (include/ and lib/). Sourced by deploy/setup.sh, after say.sh.
# shellcheck shell=bash

readonly torch_version=2.13.0
readonly torch_link=$root/.deps/libtorch
readonly torch_archive="https://download.pytorch.org/libtorch/cpu/libtorch-shared-with-deps-$torch_version%2Bcpu.zip"
# A CPU build unpacks to about 0.5 GB; pip and unzip need the archive beside it.
readonly torch_disk_mb=1200

# torch_version_in DIR: prints the version of the LibTorch in DIR, or nothing where there is none.
torch_version_in() {
  [ -e "$1/lib/libtorch_cpu.so" ] || return 0
  awk '$2 ~ /^TORCH_VERSION_(MAJOR|MINOR|PATCH)$/ { printf "%s%s", dot, $3; dot = "." }' \
    "$1/include/torch/headeronly/version.h" 2>/dev/null || true
}

torch_kind_in() { if [ -e "$1/lib/libtorch_cuda.so" ]; then echo cuda; else echo cpu; fi; }

install_libtorch() {
  local kind=${OCTAVO_TORCH:-cpu}
  case $kind in
    cpu | cuda) ;;
    *) die "OCTAVO_TORCH is '$kind'; it is 'cpu' or 'cuda'" ;;
  esac
  if [ -n "${OCTAVO_LIBTORCH:-}" ]; then
    use_given_libtorch
  elif [ "$(torch_version_in "$torch_link")" = "$torch_version" ] && [ "$(torch_kind_in "$torch_link")" = "$kind" ]; then
    say "LibTorch $torch_version ($kind) is in .deps/libtorch"
  else
    check_disk
    # A part of the archive that an earlier run brought is kept and continued.
    mkdir -p "$root/.deps/download"
    rm -rf "$root"/.deps/download/{torch,libtorch,torch-*.whl}
    "fetch_${kind}_torch"
    rm -rf "$root/.deps/download"
    say "LibTorch $(torch_version_in "$torch_link") ($(torch_kind_in "$torch_link")) is in .deps/libtorch"
  fi
}

use_given_libtorch() {
  local version
  version=$(torch_version_in "$OCTAVO_LIBTORCH")
  [ -n "$version" ] || die "OCTAVO_LIBTORCH=$OCTAVO_LIBTORCH has no lib/libtorch_cpu.so with include/: name the folder that holds both"
  [ "$version" = "$torch_version" ] || die "OCTAVO_LIBTORCH=$OCTAVO_LIBTORCH holds LibTorch $version; Octavo needs $torch_version"
  mkdir -p "$root/.deps"
  # A link, so that a later build finds it without the variable. A folder that is there already is left alone.
  if [ -L "$torch_link" ] || [ ! -e "$torch_link" ]; then ln -sfn "$(realpath "$OCTAVO_LIBTORCH")" "$torch_link"; fi
  say "LibTorch $version ($(torch_kind_in "$OCTAVO_LIBTORCH")) is used from \$OCTAVO_LIBTORCH, $OCTAVO_LIBTORCH"
}

check_disk() {
  local free
  free=$(df -Pm "$root" | awk 'NR==2 {print $4}')
  [ "$free" -ge "$torch_disk_mb" ] || die "LibTorch needs $torch_disk_mb MB on the disk of $root; $free MB are free"
}

# Publishes DIR (include/, lib/) as .deps/libtorch in one step, so that an interrupted run leaves nothing half-done.
publish_libtorch() {
  local version
  version=$(torch_version_in "$1")
  [ "$version" = "$torch_version" ] || die "the downloaded LibTorch is version '${version:-none}', not $torch_version"
  rm -rf "$torch_link"
  mv "$1" "$torch_link"
}

# Only the exact version with the local label `+cpu` is asked of pip: an unlabelled wheel for x86-64 is the CUDA build, a
# download of gigabytes. (For other processors there is no CUDA build under this name.) The libraries do not depend on
# Python's version, so a wheel for any version serves.
fetch_cpu_torch() {
  local label='' python_version own
  case $(uname -m) in x86_64) label=+cpu ;; esac
  own=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  for python_version in "$own" 3.11 3.12 3.13 3.10 3.14; do
    if try python3 -m pip download --quiet --no-deps --only-binary=:all: --python-version "$python_version" \
      --dest "$root/.deps/download" "torch==$torch_version$label"; then
      unpack_wheel
      return
    fi
  done
  say "pip finds no CPU wheel of torch $torch_version: taking PyTorch's official archive (about 200 MB)"
  [ "$(uname -m)" = x86_64 ] || die "the official archive is for x86-64 only; set OCTAVO_LIBTORCH to a LibTorch for $(uname -m)"
  fetch_archive
}

# unzip_libtorch ARCHIVE TOP: headers and libraries of ARCHIVE's folder TOP, without the Python binding and its tests.
unzip_libtorch() {
  say "unpacking $(basename "$1")"
  quiet unzip -q -o "$1" "$2/include/*" "$2/lib/lib*.so*" -x "$2/lib/libtorch_python.so" "$2/lib/*_test.so" \
    -d "$root/.deps/download" || { rm -f "$1"; die "$1 could not be unpacked and was deleted: run this again"; }
  publish_libtorch "$root/.deps/download/$2"
}

unpack_wheel() {
  local wheel
  wheel=$(find "$root/.deps/download" -name 'torch-*.whl' | head -1)
  say "LibTorch from the wheel $(basename "$wheel")"
  unzip_libtorch "$wheel" torch
}

fetch_archive() {
  local zip=$root/.deps/download/libtorch.zip
  quiet curl --fail --location --show-error --silent --retry 3 --connect-timeout 20 --continue-at - --output "$zip" "$torch_archive" ||
    die "LibTorch could not be fetched, neither by pip nor from $torch_archive.
Is this machine online? Otherwise bring LibTorch $torch_version (CPU) here by hand and run:
  OCTAVO_LIBTORCH=/path/to/libtorch bash deploy/setup.sh"
  unzip_libtorch "$zip" libtorch
}

# The CUDA wheel looks for NVIDIA's libraries beside itself (site-packages/nvidia), so it stays in a folder of its own.
fetch_cuda_torch() {
  local site=$root/.deps/torch-cuda
  say "installing the CUDA build of torch $torch_version with NVIDIA's libraries: a download of about 3 GB"
  rm -rf "$site"
  quiet python3 -m pip install --only-binary=:all: --target "$site" "torch==$torch_version" ||
    die "pip could not install the CUDA build of torch $torch_version; its output is in $log"
  [ -e "$site/torch/lib/libtorch_cuda.so" ] || die "pip's torch $torch_version is not a CUDA build (no libtorch_cuda.so in $site/torch/lib)"
  rm -rf "$torch_link"
  ln -s "$site/torch" "$torch_link"
}
