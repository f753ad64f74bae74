"""octavo in a real pseudo-terminal, seen through a model of a terminal. For the tests beside it."""
import fcntl
import os
import pathlib
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time

from service import OCTAVO, PATIENCE

sys.path.insert(0, str(pathlib.Path(os.environ["OCTAVO_SOURCE_DIR"]) / "tests/support"))
from vt_screen import Screen  # noqa: E402: found by the line above

TICK = 0.02


# A shell with job control that writes nothing but its prompt and what POSIX has it say of jobs.
SHELL = ("bash", "--posix", "--norc", "--noprofile", "--noediting", "-i")


class Terminal:
    """One octavo with stdin, stdout and stderr on a terminal that it controls, or another program. A context manager."""

    def __init__(self, service, *arguments, program=(OCTAVO,), columns=100, rows=24, reflows=True, **env):
        self.screen = Screen(columns, rows, reflows)
        self.written = b""
        self.master, self.slave = pty.openpty()
        self._set_size(columns, rows)
        self.modes = termios.tcgetattr(self.slave)
        own = {**service.env, "TERM": "xterm-256color", **({} if reflows else {"XTERM_VERSION": "XTerm(388)"}), **env}
        if "NO_COLOR" not in env:
            del own["NO_COLOR"]
        self.child = subprocess.Popen([*program, *arguments], cwd=service.folder, env=own, stdin=self.slave, stdout=self.slave,
                                      stderr=self.slave, start_new_session=True, preexec_fn=self._take_terminal)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGCONT)
            self.child.kill()
            self.child.wait()
        os.close(self.master)
        os.close(self.slave)

    @staticmethod
    def _take_terminal():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def _set_size(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _drain(self):
        """Shows what was written until now."""
        while select.select([self.master], [], [], 0)[0]:
            data = os.read(self.master, 65536)
            self.written += data
            self.screen.feed(data)

    def until(self, holds):
        """Until `holds` of the screen; it is looked at after each piece that octavo writes."""
        end = time.monotonic() + PATIENCE
        while True:
            self._drain()
            if holds(self.screen):
                return
            ended = self.child.poll() is not None
            if time.monotonic() > end or ended:
                self._drain()
                if holds(self.screen):
                    return
                raise AssertionError("\n".join(["waited in vain" + (", and octavo ended:" if ended else ":"), *self.screen.lines()]))
            select.select([self.master], [], [], TICK)

    def resize(self, columns, rows):
        """As a window manager does it. octavo is stopped meanwhile: what it wrote before is then on the screen before."""
        os.kill(self.child.pid, signal.SIGSTOP)
        self.await_stop()
        self._drain()
        self.screen.resize(columns, rows)
        self._set_size(columns, rows)
        os.kill(self.child.pid, signal.SIGCONT)

    def press(self, keys):
        os.write(self.master, keys)

    def await_stop(self):
        """Until octavo is stopped, by a signal or Ctrl-Z."""
        end = time.monotonic() + PATIENCE
        while os.waitid(os.P_PID, self.child.pid, os.WSTOPPED | os.WNOHANG) is None:
            self._drain()
            if time.monotonic() > end:
                raise AssertionError("octavo does not stop")
            time.sleep(TICK)
        self._drain()

    def wait(self):
        """The exit status; the screen then shows everything."""
        end = time.monotonic() + PATIENCE
        while self.child.poll() is None:
            self._drain()
            if time.monotonic() > end:
                raise AssertionError("\n".join(["octavo does not end:", *self.screen.lines()]))
            select.select([self.master], [], [], TICK)
        self._drain()
        return self.child.returncode
