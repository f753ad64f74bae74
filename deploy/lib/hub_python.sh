# A Python with PyPI's huggingface_hub in .deps/hub-python, for the test of the shared cache. Sourced by deploy/setup.sh, after
# say.sh.
# shellcheck shell=bash

# The version that tests/fixtures/hub/huggingface_hub_cache.json was made with.
readonly hub_python_version=2.4.0
readonly hub_python=$root/.deps/hub-python

# hub_python_works: whether the package is there in that version, with what it needs.
hub_python_works() {
  [ "$("$hub_python/bin/python" -c 'import huggingface_hub as hub; hub.hf_hub_download; print(hub.__version__)' 2>/dev/null)" = \
    "$hub_python_version" ]
}

# The environment has no pip of its own, which would be half of its size and most of the time. pip may give up early: a test is
# all that waits for it.
fill_hub_python() {
  rm -rf "$hub_python"
  try python3 -m venv --without-pip "$hub_python" &&
    try python3 -m pip --python "$hub_python/bin/python" install --quiet --disable-pip-version-check --retries 1 \
      --only-binary=:all: "huggingface_hub==$hub_python_version" &&
    hub_python_works
}

# install_hub_python: as far as that goes; never a reason to stop.
install_hub_python() {
  if hub_python_works; then
    say "huggingface_hub $hub_python_version is in .deps/hub-python"
  elif fill_hub_python; then
    say "huggingface_hub $hub_python_version is now in .deps/hub-python, for a test"
  else
    rm -rf "$hub_python"
    say "warning: pip could not install huggingface_hub $hub_python_version (details in build/setup.log): the test of the cache" \
      "that is shared with it will skip"
  fi
}
