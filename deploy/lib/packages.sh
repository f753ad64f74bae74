# Distribution packages. Sourced by deploy/setup.sh, after say.sh.
# shellcheck shell=bash

readonly build_packages=(
  ca-certificates ccache cmake curl fonts-dejavu-core g++ gnuplot-nox jq ninja-build pkg-config
  python3 python3-pip python3-venv unzip
  libabsl-dev libarchive-dev libcli11-dev libcurl4-openssl-dev libgrpc++-dev libicu-dev libprotobuf-dev
  libspdlog-dev libsqlite3-dev libssl-dev libyaml-cpp-dev nlohmann-json3-dev prometheus-cpp-dev
  protobuf-compiler protobuf-compiler-grpc
)
readonly tests_packages=(git libgmock-dev libgtest-dev locales zlib1g-dev)
# Tests that need one of these say so and skip where it is not to be had: Ubuntu's chromium is a snap.
readonly optional_tests_packages=(chromium fish zsh)
# Version 14 by name: formatting differs between versions, and CI must not depend on the machine.
readonly ci_packages=(clang-14 clang-format-14 clang-tidy-14 libclang-rt-14-dev)

check_distribution() {
  local id=unknown version=unknown
  # shellcheck disable=SC1091
  if [ -r /etc/os-release ]; then id=$(. /etc/os-release; echo "$ID"); version=$(. /etc/os-release; echo "${VERSION_ID:-}"); fi
  case "$id $version" in
    'debian 12'* | 'debian 13'* | 'ubuntu 24.04') ;;
    *)
      command -v apt-get >/dev/null || die "$id $version has no apt-get; Octavo is built on Debian 12/13 or Ubuntu 24.04"
      say "$id $version is not one of Debian 12, Debian 13, Ubuntu 24.04: going on, untested" ;;
  esac
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo --preserve-env=http_proxy,https_proxy,no_proxy env DEBIAN_FRONTEND=noninteractive "$@"
  else
    die "packages must be installed, which needs root: run this as root, or install sudo"
  fi
}

# install_packages [tests] [ci]
install_packages() {
  local wanted=("${build_packages[@]}") missing=() package extra
  for extra in "$@"; do
    local -n list=${extra}_packages
    wanted+=("${list[@]}")
  done
  for package in "${wanted[@]}"; do is_installed "$package" || missing+=("$package"); done
  if [ ${#missing[@]} = 0 ]; then
    say "all ${#wanted[@]} packages are installed"
    return
  fi
  say "installing ${#missing[@]} packages with apt-get: ${missing[*]}"
  quiet as_root apt-get update -q || die "apt-get update failed: is this machine online, and are its apt sources right?"
  for package in "${missing[@]}"; do
    apt-cache show "$package" >/dev/null 2>&1 && continue
    # apt-get update ends well where it reached nothing.
    if tail -n 40 "$log" | grep -qE 'Failed to fetch|Could not (resolve|connect)|Temporary failure'; then
      die "apt-get could not reach its sources: is this machine online? All of its output is in $log"
    fi
    case $package in *-14 | *-14-dev) die "apt knows no $package: the clang checks are pinned to version 14, of Debian 12 and Ubuntu 24.04" ;; esac
    die "apt knows no package '$package': check that the apt sources hold Debian's 'main' (on Ubuntu also 'universe')"
  done
  quiet as_root apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" ||
    die "apt-get could not install the packages; all of its output is in $log"
}

# install_optional_tests_packages: as far as that goes; never a reason to stop.
install_optional_tests_packages() {
  local package
  for package in "${optional_tests_packages[@]}"; do
    is_installed "$package" && continue
    if { [ "$(id -u)" = 0 ] || command -v sudo >/dev/null; } && apt-cache show "$package" >/dev/null 2>&1; then
      say "installing $package with apt-get, for some tests"
      try as_root apt-get install -q -y --no-install-recommends -o Dpkg::Use-Pty=0 "$package" && continue
    fi
    say "no $package here: the tests that need it will skip"
  done
}
