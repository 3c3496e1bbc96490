"""Kernels forked from a process that has loaded everything already: ready in a third of a second instead of three.

Belongs here: starting and ending that process (`reportlib.press.forkserver`), and asking it for a kernel. Does not
belong here: how jupyter_client comes to ask (`reportlib.press.kernel`).
"""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Hashable, Mapping
from pathlib import Path
from typing import IO

from reportlib.press.environment import kernel_environment

_SUPPORTED = sys.platform == "linux"
"""Elsewhere a fork after so many imports is not safe (macOS) or not to be had."""


class ForkedKernel:
    """A kernel forked for us, with what jupyter_client wants of a process. Its pid names its process group, too."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, life: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._life = life
        self._lock = threading.Lock()

    def poll(self) -> int | None:
        """Exit code, negative for a signal; None while it runs."""
        with self._lock:
            if self.returncode is None and select.select([self._life], [], [], 0)[0]:
                told = self._life.recv(64)
                self._life.close()
                # No word means that the process it was forked from is gone, and a kernel ends itself with that one.
                self.returncode = int(told) if told else -signal.SIGKILL
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """As of `subprocess.Popen`."""
        end = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired("kernel", timeout or 0)
            time.sleep(0.005)
        return code

    def send_signal(self, signum: int) -> None:
        """As of `subprocess.Popen`."""
        if self.poll() is None:
            os.kill(self.pid, signum)

    def kill(self) -> None:
        """As of `subprocess.Popen`."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """As of `subprocess.Popen`."""
        self.send_signal(signal.SIGTERM)


class Nursery:
    """The process kernels are forked from. It loads while we go on; a kernel asked for meanwhile waits for it."""

    def __init__(self, home: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="rl-"))
        self._control, theirs = socket.socketpair()
        environment = kernel_environment(os.environ, cache=self._folder, home=home)
        with theirs, (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
                [sys.executable, "-m", "reportlib.press.forkserver", str(home)],
                stdin=theirs.fileno(), stdout=log, stderr=log, cwd="/", env=environment, start_new_session=True,
            )  # fmt: skip

    @property
    def alive(self) -> bool:
        """Whether it can still be asked for kernels."""
        return self._process.poll() is None

    def fork(self, arguments: list[str], env: Mapping[str, str], cwd: str, log: IO[bytes]) -> ForkedKernel:
        """A new kernel. Raises OSError where the process is gone."""
        ours, theirs = socket.socketpair()
        asked = {"arguments": arguments, "env": dict(env), "cwd": cwd}
        try:
            with theirs:
                socket.send_fds(self._control, [b"k"], [log.fileno(), theirs.fileno()])
            ours.sendall(json.dumps(asked).encode() + b"\n")
            told = b""
            while not told.endswith(b"\n"):
                got = ours.recv(64)
                if not got:
                    raise ConnectionResetError(f"the process kernels are forked from has ended: {self._said()}")
                told += got
        except BaseException:
            ours.close()
            raise
        return ForkedKernel(int(told), ours)

    def close(self) -> None:
        """End it with every kernel it made."""
        self._control.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _said(self) -> str:
        lines = (self._folder / "log").read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


_kept: dict[Path, tuple[Hashable, Nursery]] = {}


def nursery(home: Path, library: Hashable) -> Nursery | None:
    """The nursery of a repository, kept for the next build; None on systems where forking is not safe.

    `library` stands for the state of the code: another state gets a new process, which loads the new code.
    """
    if not _SUPPORTED:
        return None
    if home in _kept and (_kept[home][0] != library or not _kept[home][1].alive):
        _kept.pop(home)[1].close()
    if home not in _kept:
        while _kept:  # one repository at a time: a process that loaded everything takes some 200 MB
            _kept.popitem()[1][1].close()
        _kept[home] = (library, Nursery(home))
    return _kept[home][1]


@atexit.register
def _close_all() -> None:
    while _kept:
        _kept.popitem()[1][1].close()
