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
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import IO

from reportlib.press.environment import kernel_environment


class NurseryError(RuntimeError):
    """No kernel could be had from a nursery; a kernel of its own can still be started."""


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
                told = _line(self._life)
                self._life.close()
                # No word means that the process it was forked from is gone, and a kernel ends itself with that one.
                self.returncode = int(told[1:]) if told.startswith(b"x") else -signal.SIGKILL
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
    """The process kernels are forked from. It loads while we go on; a kernel asked for meanwhile waits for it.

    `trouble` says why a kernel could not be had from it, once that happened.
    """

    def __init__(self, home: Path) -> None:
        self.trouble = ""
        self._maker = os.getpid()
        self._kernels: list[ForkedKernel] = []
        self._asking = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="rl-"))
        self._control, theirs = socket.socketpair()
        environment = kernel_environment(os.environ, cache=self._folder, home=home)
        with theirs, (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
                [sys.executable, "-m", "reportlib.press.forkserver", str(home), str(self._folder)],
                stdin=theirs.fileno(), stdout=log, stderr=log, cwd="/", env=environment, start_new_session=True,
            )  # fmt: skip

    @property
    def is_alive(self) -> bool:
        """Whether it can still be asked for kernels: by the process that made it, and after no trouble."""
        return self._maker == os.getpid() and not self.trouble and self._process.poll() is None

    @property
    def is_busy(self) -> bool:
        """Whether a kernel it made is running."""
        return any(kernel.poll() is None for kernel in self._kernels)

    def fork(
        self, arguments: list[str], env: Mapping[str, str], cwd: str, log: IO[bytes], *, timeout_s: float = 60
    ) -> ForkedKernel:
        """A new kernel. Raises NurseryError where the process is gone or gives none in time, and ever after."""
        if self.trouble:
            raise NurseryError(self.trouble)
        ours, theirs = socket.socketpair()
        with ExitStack() as undo:
            undo.callback(ours.close)
            ours.settimeout(timeout_s)
            try:
                with theirs, self._asking:
                    socket.send_fds(self._control, [b"k"], [log.fileno(), theirs.fileno()])
                ours.sendall(json.dumps({"arguments": arguments, "env": dict(env), "cwd": cwd}).encode() + b"\n")
                told = _line(ours)
            except TimeoutError as exc:
                raise self._failed(f"no kernel within {timeout_s:g} s") from exc
            except OSError as exc:
                raise self._failed(self._said()) from exc
            if not told.startswith(b"p") or (pid := int(told[1:])) <= 1:
                raise self._failed(self._said())
            undo.pop_all()
        kernel = ForkedKernel(pid, ours)
        with self._asking:
            self._kernels = [*(one for one in self._kernels if one.returncode is None), kernel]
        return kernel

    def close(self) -> None:
        """End it with every kernel it made. A fork of the process that made it leaves it alone."""
        if self._maker != os.getpid():
            return
        self._control.close()
        if not self._kernels:  # it may be loading still, which nobody waits for
            self._process.kill()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for kernel in self._kernels:
            kernel.poll()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _failed(self, why: str) -> NurseryError:
        self.trouble = why
        return NurseryError(f"no kernel could be forked: {why}")

    def _said(self) -> str:
        """The last line of what the process wrote, which names what ended it."""
        try:
            lines = (self._folder / "log").read_text(errors="replace").strip().splitlines()
        except OSError:
            lines = []
        return lines[-1] if lines else "the process it is forked from has ended without a word"


def _line(life: socket.socket) -> bytes:
    """One line; what there was of it where the other side ended."""
    told = b""
    while not told.endswith(b"\n") and (got := life.recv(1)):
        told += got
    return told


@cache
def is_supported() -> bool:
    """Whether kernels are forked here: on Linux that names processes by file. Elsewhere a fork so late is not safe."""
    if sys.platform != "linux":
        return False
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:  # an old kernel, or a sandbox that refuses it
        return False
    return True


_kept: dict[tuple[Path, Hashable], Nursery] = {}
_keeping = threading.Lock()


def nursery(home: Path, library: Hashable) -> Nursery | None:
    """The nursery of a repository, kept for the next build; None on systems where forking is not safe.

    `library` stands for the state of the code: another state gets a new process, which loads the new code. Those that
    are idle are ended then: a process that loaded everything takes some 200 MB.
    """
    if not is_supported():
        return None
    with _keeping:
        key = (home, library)
        for other, made in list(_kept.items()):
            if not made.is_busy and (other != key or not made.is_alive):
                _kept.pop(other).close()
        if key not in _kept or not _kept[key].is_alive:
            _kept[key] = Nursery(home)
        return _kept[key]


@atexit.register
def _close_all() -> None:
    while _kept:
        _kept.popitem()[1].close()
