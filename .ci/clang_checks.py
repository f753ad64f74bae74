#!/usr/bin/env python3
"""Clang's checks over the compilation database of our own torch-free sources, files changed last first.

  clang_checks.py compile --build DIR      clang's warnings, thread-safety analysis among them, as errors; no code made
  clang_checks.py tidy --build DIR         clang-tidy-14
      --budget SECONDS                     as far as the time goes; says how many were not reached

A unity build's database has several sources as one file. A file that passed before and whose preprocessed text and settings are
the same is not checked again. Exit status 1 where a file has a finding.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("common/", "hub/", "server/", "worker/", "client/")


def changed_files():
    """Paths that differ from origin/main, or from the commit before where that is not known; empty outside git."""
    for base in ("origin/main", "HEAD~1"):
        done = subprocess.run(["git", "-c", "safe.directory=*", "diff", "--name-only", base], cwd=ROOT, capture_output=True, text=True)
        if done.returncode == 0 and done.stdout:
            return set(done.stdout.split())
    return set()


def production_entries(build):
    """The database's entries for our own sources outside tests, by repository path: (folder, command without output)."""
    made = f"{build.resolve().relative_to(ROOT)}/"
    entries = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), ROOT)
        if path.startswith(FOLDERS) or (path.startswith(tuple(made + folder for folder in FOLDERS)) and "/Unity/" in path):
            command = shlex.split(entry["command"])
            command = command[: command.index("-o")]
            entries[path] = entry["directory"], command + [entry["file"]]
    return entries


def digest(folder, command, salt):
    """Of all that decides the verdict on a file, or None where it does not preprocess."""
    done = subprocess.run(command + ["-E", "-P"], cwd=folder, capture_output=True)
    if done.returncode != 0:
        return None
    return hashlib.sha256(b"\0".join([done.stdout, shlex.join(command).encode(), salt])).hexdigest()


def findings(tool, folder, command, path, build):
    """What the tool has to say, '' where the file is clean."""
    if tool == "tidy":
        done = subprocess.run(["clang-tidy-14", "--quiet", "-p", str(build), path], cwd=ROOT, capture_output=True, text=True)
    else:
        done = subprocess.run(command + ["-fsyntax-only", "-Werror", "-Wno-unknown-warning-option"], cwd=folder, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", choices=("compile", "tidy"))
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--budget", type=float, default=float("inf"))
    arguments = parser.parse_args()
    passed = arguments.build / f"passed-{arguments.tool}"
    passed.mkdir(exist_ok=True)
    salt = (ROOT / ".clang-tidy").read_bytes() if arguments.tool == "tidy" else b""
    entries = production_entries(arguments.build)
    changed = changed_files()
    order = sorted(entries, key=lambda path: (path not in changed, path))
    end = time.monotonic() + arguments.budget

    def check(path):
        """None where the time is up."""
        if time.monotonic() > end:
            return None
        folder, command = entries[path]
        stamp = digest(folder, command, salt)
        if stamp and (passed / stamp).exists():
            return ""
        found = findings(arguments.tool, folder, command, path, arguments.build)
        if stamp and not found:
            (passed / stamp).touch()
        return found

    dirty = reached = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, found in zip(order, pool.map(check, order)):
            reached += found is not None
            if found:
                dirty += 1
                print(f"--- {path}\n{found}", flush=True)
    print(f"clang {arguments.tool}: {reached} of {len(order)} files checked, {dirty} with findings")
    if reached < len(order):
        print(f"clang {arguments.tool}: {len(order) - reached} files were not reached within {arguments.budget:.0f} s")
    sys.exit(1 if dirty or not reached else 0)


if __name__ == "__main__":
    main()
