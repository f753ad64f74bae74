#!/usr/bin/env python3
"""A stand-in for huggingface.co, for the host that its large files lie on, and for a plain archive host.

    hub_server.py FOLDER        prints one line {"hub": URL, "cdn": URL} and serves until its stdin ends

FOLDER/models/ORG/NAME/…, FOLDER/datasets/ORG/NAME/…   repositories, each of one commit, its branch `main`
FOLDER/files/NAME                                      at HUB/NAME
FOLDER/renames.json      {"old": "org/name"}           answered with 307, as the hub does for moved repositories
FOLDER/access.json       {"org/name": {"token": T, "gated": false}}
FOLDER/faults.json       a list of faults, read again whenever it changes; see Fault
FOLDER/log.jsonl         written: one line for each request

Like the real ones: `resolve` answers for a large file with 302 to another host (signed URL, X-Linked-ETag, X-Linked-Size), for
a small one with 307 to the same host; both name X-Repo-Commit. Ranges, If-Range, 416. Errors carry X-Error-Code.
"""
import email.utils
import hashlib
import http.server
import json
import os
import pathlib
import re
import sys
import threading
import time
import urllib.parse

LARGE = (".safetensors", ".bin", ".csv", ".tsv", ".jsonl", ".parquet", ".h5")
PIECE = 16 << 10
SIGNATURE = "X-Signature=a-secret"


class Fault:
    """What goes wrong with requests whose "METHOD ROLE PATH" (role: hub or cdn) holds `match`, `times` times.

    silent: true            the connection is taken, and nothing ever answered
    status, headers, body   this answer instead
    endless: true           with status: a body without an end
    cut: N                  the connection closes after N bytes of the body, whose length was announced
    lengthless: N           N bytes without a Content-Length, then a clean end
    corrupt: true           another first byte
    stall: SECONDS          nothing for so long after half of the body
    hold: N                 nothing for five minutes once N bytes of the file are out, those of earlier ranges included
    rate: BYTES             a second, no more
    ranges: false           Range is ignored
    ranges: "blind"         If-Range is ignored
    etag: TEXT              this ETag; "" for none
    size: N                 announced instead of the real one
    die: N                  the whole server ends after N bytes
    wait_for: NAME          nothing until FOLDER/NAME is there; 418, which nobody tries again, if it is not after ten seconds
    """

    def __init__(self, spec):
        self.spec = spec
        self.left = spec.get("times", 1 << 30)


class Site:
    """The folder, its faults and the log. Thread-safe."""

    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.Lock()
        self.faults, self.stamp = [], None
        self.cdn = ""

    def table(self, name):
        path = self.folder / name
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def fault(self, what):
        path = self.folder / "faults.json"
        with self.lock:
            stat = path.stat() if path.exists() else None
            stamp = (stat.st_mtime_ns, stat.st_ino) if stat else None
            if stamp != self.stamp:
                self.stamp = stamp
                self.faults = [Fault(spec) for spec in json.loads(path.read_text(encoding="utf-8"))] if stat else []
            for fault in self.faults:
                if fault.spec["match"] in what and fault.left > 0:
                    fault.left -= 1
                    return fault.spec
        return {}

    def wait_for(self, name, seconds):
        end = time.monotonic() + seconds
        while not (self.folder / name).exists() and time.monotonic() < end:
            time.sleep(0.01)
        return (self.folder / name).exists()

    def log(self, **entry):
        with self.lock, open(self.folder / "log.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(entry) + "\n")

    def repository(self, kind, name):
        folder = self.folder / kind / name
        return folder if folder.is_dir() else None


def files_of(repository):
    return sorted(path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file())


def commit_of(repository):
    digest = hashlib.sha1()
    for name in files_of(repository):
        digest.update(name.encode() + b"\0" + hashlib.sha256((repository / name).read_bytes()).digest())
    return digest.hexdigest()


def git_blob(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site = None
    role = "hub"

    def log_message(self, *_):
        pass

    def do_HEAD(self):
        self.handle_request()

    def do_GET(self):
        self.handle_request()

    def handle_request(self):
        parts = urllib.parse.urlsplit(self.path)
        path = urllib.parse.unquote(parts.path)
        self.site.log(method=self.command, role=self.role, path=path, query=parts.query, range=self.headers.get("Range"),
                      if_range=self.headers.get("If-Range"), authorization=self.headers.get("Authorization"))
        self.fault = self.site.fault(f"{self.command} {self.role} {path}")
        if "wait_for" in self.fault and not self.site.wait_for(self.fault["wait_for"], 10):
            return self.answer(418)
        if "silent" in self.fault:
            self.rfile.read(1)  # until the client has gone
            self.close_connection = True
            return None
        if "endless" in self.fault:
            return self.endless(self.fault["status"], self.fault.get("headers", {}))
        if "status" in self.fault:
            return self.answer(self.fault["status"], self.fault.get("headers", {}), self.fault.get("body", "").encode())
        if self.role == "cdn":
            return self.large_file(path, parts.query)
        return self.hub(path)

    def answer(self, status, headers=None, body=b""):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def endless(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        while True:  # until the client has gone
            self.wfile.write(bytes(PIECE))

    def refuse(self, status, code, message, **headers):
        self.answer(status, {"X-Error-Code": code, "X-Error-Message": message, **headers}, json.dumps({"error": message}).encode())

    # ---- the hub -----------------------------------------------------------------------------------------------------

    def hub(self, path):
        if match := re.fullmatch(r"/api/resolve-cache/(models|datasets)/(.+)/([0-9a-f]{40})/(.+)", path):
            kind, name, commit, file = match.groups()
            data = (self.site.repository(kind, name) / file).read_bytes()
            return self.content(data, f'"{git_blob(data)}"', {"X-Repo-Commit": commit})
        if match := re.fullmatch(r"/api/(models|datasets)/([^/]+/[^/]+|[^/]+)/revision/(.+)", path):
            return self.in_repository(*match.groups(), self.listing)
        if match := re.fullmatch(r"/(datasets/)?([^/]+/[^/]+|[^/]+)/resolve/([^/]+)/(.+)", path):
            kind = "datasets" if match.group(1) else "models"
            return self.in_repository(kind, match.group(2), match.group(3), lambda *at: self.resolve(*at, match.group(4)))
        file = self.site.folder / "files" / path.rpartition("/")[2]
        if file.is_file():
            data = file.read_bytes()
            return self.content(data, f'"{hashlib.md5(data).hexdigest()}"', {})
        return self.refuse(404, "EntryNotFound", "no such file")

    def in_repository(self, kind, name, revision, then):
        moved = self.site.table("renames.json").get(name)
        if moved:
            return self.answer(307, {"Location": self.path.replace(name, moved, 1)})
        repository = self.site.repository(kind, name)
        rule = self.site.table("access.json").get(name, {})
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if repository is None or (rule and not token):
            # The hub does not say to strangers whether there is such a repository.
            return self.refuse(404 if token else 401, "RepoNotFound", "Repository not found")
        if rule and token != rule["token"]:
            return self.refuse(401, "RepoNotFound", "Invalid credentials")
        if rule.get("gated"):
            return self.refuse(403, "GatedRepo", f"Access to model {name} is restricted")
        commit = commit_of(repository)
        if revision not in ("main", commit):
            return self.refuse(404, "RevisionNotFound", "Invalid rev id: " + revision)
        return then(kind, name, repository, commit)

    def listing(self, kind, name, repository, commit):
        listing = {"id": name, "sha": commit, "private": name in self.site.table("access.json"), "gated": False,
                   "siblings": [{"rfilename": file} for file in files_of(repository)]}
        self.answer(200, {"Content-Type": "application/json"}, json.dumps(listing).encode())

    def resolve(self, kind, name, repository, commit, file):
        if not (repository / file).is_file():
            return self.refuse(404, "EntryNotFound", "Entry not found", **{"X-Repo-Commit": commit})
        data = (repository / file).read_bytes()
        size = str(self.fault.get("size", len(data)))
        if not file.endswith(LARGE):
            linked = {"X-Linked-ETag": f'"{git_blob(data)}"', "X-Linked-Size": size, "X-Repo-Commit": commit}
            there = f"/api/resolve-cache/{kind}/{name}/{commit}/{urllib.parse.quote(file)}"
            return self.answer(307, {"Location": there, **linked})
        digest = hashlib.sha256(data).hexdigest()
        there = f"{self.site.cdn}/{kind}/{name}/{urllib.parse.quote(file)}?{SIGNATURE}"
        return self.answer(302, {"Location": there, "X-Linked-ETag": f'"{digest}"', "X-Linked-Size": size, "X-Repo-Commit": commit,
                                 "ETag": f'"{digest}"'})

    def large_file(self, path, query):
        file = self.site.folder / path.lstrip("/")
        if query != SIGNATURE or not file.is_file():
            return self.answer(403)
        data = file.read_bytes()
        return self.content(data, f'"cdn-{hashlib.md5(data).hexdigest()}"', {})

    # ---- bytes -------------------------------------------------------------------------------------------------------

    def content(self, data, etag, headers):
        if self.fault.get("corrupt"):
            data = bytes([data[0] ^ 255]) + data[1:]
        etag = self.fault.get("etag", etag)
        if etag:
            headers = {**headers, "ETag": etag}
        headers = {**headers, "Accept-Ranges": "bytes", "Date": email.utils.formatdate(usegmt=True)}
        begin, status = 0, 200
        match = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        same = self.fault.get("ranges") == "blind" or self.headers.get("If-Range") in (None, etag)
        if match and same and self.fault.get("ranges", True):
            begin, status = int(match.group(1)), 206
            if begin >= len(data):
                return self.answer(416, {**headers, "Content-Range": f"bytes */{len(data)}"})
            headers["Content-Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_body(data[begin:], self.fault.get("hold", len(data)) - begin)

    def send_body(self, body, hold):
        if "lengthless" in self.fault:
            self.send_header("Connection", "close")
            self.close_connection = True
            body = body[:self.fault["lengthless"]]
        else:
            self.send_header("Content-Length", str(self.fault.get("size", len(body))))
        self.end_headers()
        if self.command == "HEAD":
            return
        half = len(body) // 2
        for at in range(0, len(body), PIECE):
            piece = body[at:at + PIECE]
            for end in ("cut", "die"):
                if end in self.fault and at + len(piece) > self.fault[end]:
                    self.wfile.write(piece[:max(0, self.fault[end] - at)])
                    self.wfile.flush()
                    if end == "die":
                        os._exit(0)
                    self.close_connection = True
                    return
            if at + len(piece) > hold >= at:
                self.wfile.write(piece[:hold - at])
                time.sleep(300)
                self.close_connection = True
                return
            if "stall" in self.fault and at <= half < at + len(piece):
                self.wfile.flush()
                time.sleep(self.fault["stall"])
            self.wfile.write(piece)
            if "rate" in self.fault:
                time.sleep(len(piece) / self.fault["rate"])
        if "size" in self.fault:
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # clients that go away are what the tests are about


def serve(site, role, tls=None):
    server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"site": site, "role": role}))
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"


def main():
    site = Site(pathlib.Path(sys.argv[1]))
    site.cdn = serve(site, "cdn")
    print(json.dumps({"hub": serve(site, "hub"), "cdn": site.cdn}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
