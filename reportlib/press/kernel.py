"""The kernel of one run: where it listens, how it comes to be, how it is ended.

Belongs here: kernel manager, provisioner, sockets, the deadline. Does not belong here: which cells
run (`reportlib.press.execute`), what a kernel sees of the machine (`reportlib.press.environment`).

Sockets are files in a private folder (IPC): no port can be taken by another run, and no warning
about unencrypted transport is printed. Only the kernel of this very interpreter is known, so that
a kernelspec installed by somebody else cannot stand in for it. Nothing is written in the home folder.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from queue import Empty
from subprocess import Popen
from typing import Any

import zmq.asyncio
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Float, Instance

from reportlib.press.nursery import ForkedKernel, Nursery, NurseryError

KERNEL = NATIVE_KERNEL_NAME
_SHORT = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
_LONGEST_SOCKET_FOLDER = 80
"""Unix socket paths end at about 104 characters; the file name needs some of them."""


@contextmanager
def socket_folder() -> Iterator[Path]:
    """A private, short, absolute folder for the sockets of one kernel; gone afterwards."""
    usual = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="rl-", dir=usual if len(usual) <= _LONGEST_SOCKET_FOLDER - 12 else _SHORT))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class ForkingProvisioner(LocalProvisioner):
    """Launches kernels by asking a nursery; everything else is as of a local process."""

    nursery = Instance(Nursery)
    timeout_s = Float(60)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork one; of the command only what follows the launcher's name is of use.

        Where the nursery gives none (its `trouble` says why, and whoever keeps it tells), the kernel is started.
        """
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        try:
            forked = self.nursery.fork(
                arguments, kwargs["env"], kwargs["cwd"], kwargs["stdout"], timeout_s=self.timeout_s
            )
        except NurseryError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = forked  # type: ignore[assignment]  # stands in for a Popen
        self.pid = self.pgid = forked.pid
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """As of a local process, but back as soon as it has ended: whoever asks next looks every tenth of a second."""
        await super().kill(restart=restart)
        end = time.monotonic() + 1
        while self.process is not None and self.process.poll() is None and time.monotonic() < end:
            await asyncio.sleep(0.002)


class PromptClient(AsyncKernelClient):
    """Ready once the kernel has answered and called itself idle, where the stock client waits for a lull of 0.2 s."""

    def _context_default(self) -> zmq.asyncio.Context:
        context = super()._context_default()
        context.setsockopt(zmq.RECONNECT_IVL, 5)  # ms, not 100: a kernel just forked opens its sockets any moment now
        return context

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Returns with nothing left to read of what was asked. Raises RuntimeError as the stock client does."""
        end = time.monotonic() + (inf if timeout is None else timeout)
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > end:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        """Whether the kernel answers now, and is heard: what it tells before we are connected is lost."""
        asked = self.kernel_info()
        try:
            while (await self.get_shell_msg(timeout=1))["parent_header"].get("msg_id") != asked:
                pass  # the answer to an earlier try
            while True:
                told = await self.get_iopub_msg(timeout=0.05)
                idle = told["msg_type"] == "status" and told["content"]["execution_state"] == "idle"
                if idle and told["parent_header"].get("msg_id") == asked:
                    return True
        except Empty:
            return False


def kernel_manager(sockets: Path, nursery: Nursery | None = None, *, timeout_s: float = 60) -> AsyncKernelManager:
    """A manager of the native kernel of this interpreter, listening on sockets in the folder.

    Its kernel is forked from the nursery; without one, or where that takes longer than the timeout, it is started as a
    process of its own.
    """
    manager = AsyncKernelManager(
        kernel_name=KERNEL,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True),
        transport="ipc",
        ip=str(sockets / "k"),
        connection_file=str(sockets / "kernel.json"),
        client_factory=PromptClient,
    )
    if nursery is not None:
        manager.provisioner = ForkingProvisioner(
            kernel_id=str(uuid.uuid4()), kernel_spec=manager.kernel_spec, parent=manager, nursery=nursery,
            timeout_s=timeout_s,
        )  # fmt: skip
    return manager


def close_loop() -> None:
    """Close the event loop that a kernel's client leaves open in this thread, before the thread ends."""
    with suppress(RuntimeError):  # none was opened
        asyncio.get_event_loop().close()


class Watchdog:
    """Ends a kernel and everything it started once a run takes longer than it may.

    A context: leaving it kills what is left of the kernel's process group, whatever happened. `stop`, once set, ends it
    at any moment before, as where a build is interrupted that runs several.
    """

    def __init__(self, manager: AsyncKernelManager, deadline_s: float, stop: threading.Event | None = None) -> None:
        self.late = False
        self._manager = manager
        self._deadline_s = deadline_s
        self._stop = stop or threading.Event()
        self._process: Popen[bytes] | ForkedKernel | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="reportlib-deadline", daemon=True)

    def __enter__(self) -> Watchdog:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.kill()

    @property
    def exit_code(self) -> int | None:
        """How the kernel process ended; negative for a signal, None while it runs or if it never started."""
        process = self._find()
        return process.poll() if process else None

    def kill(self) -> None:
        """Kill the process group of the kernel, if it has started."""
        process = self._find()
        if process is None:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)  # the kernel leads a session, so its pid names the group
        except (ProcessLookupError, PermissionError):  # macOS says the latter of a group that has ended
            return
        process.wait()

    def _watch(self) -> None:
        end = time.monotonic() + self._deadline_s
        while not self._over.wait(min(0.1, self._deadline_s)):
            self.late = self.late or time.monotonic() >= end
            if self.late or self._stop.is_set():
                self.kill()  # again and again: the kernel may start only now

    def _find(self) -> Popen[bytes] | ForkedKernel | None:
        """The manager forgets the process once it has ended; the first sight of it is kept."""
        if self._process is None:
            self._process = getattr(self._manager.provisioner, "process", None)
        return self._process
