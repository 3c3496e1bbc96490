"""The kernel of one run: where it listens, what it sees of the machine, how it is ended.

Belongs here: kernel manager, environment, sockets, the deadline. Does not belong here: which cells
run (`reportlib.press.execute`).

Sockets are files in a private folder (IPC): no port can be taken by another run, and no warning
about unencrypted transport is printed. Only the kernel of this very interpreter is known, so that
a kernelspec installed by somebody else cannot stand in for it. Nothing is written in the home folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

KERNEL = NATIVE_KERNEL_NAME
_SHORT = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
_LONGEST_SOCKET_FOLDER = 80
"""Unix socket paths end at about 104 characters; the file name needs some of them."""

_CHANGES_RESULTS = (
    "LANG", "LANGUAGE", "COLUMNS", "LINES", "MATPLOTLIBRC", "PYTHONSTARTUP", "PYTHONOPTIMIZE", "PYTHONWARNINGS",
    "PYTHONINSPECT", "PYTHONIOENCODING", "SOURCE_DATE_EPOCH", "JUPYTER_PATH", "JUPYTER_CONFIG_PATH",
)  # fmt: skip


def kernel_environment(given: Mapping[str, str], *, cache: Path, home: Path) -> dict[str, str]:
    """The environment of a kernel: the given one, with everything pinned that could change a page.

    Every file that Jupyter, IPython or matplotlib keeps for itself goes below `cache`.
    """
    kept = {name: value for name, value in given.items() if name not in _CHANGES_RESULTS and not name.startswith("LC_")}
    return kept | {
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "IPYTHONDIR": str(cache / "ipython"),
        "JUPYTER_CONFIG_DIR": str(cache / "jupyter"),
        "JUPYTER_DATA_DIR": str(cache / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(cache / "jupyter"),
        "XDG_CACHE_HOME": str(cache / "xdg"),
        "XDG_CONFIG_HOME": str(cache / "xdg"),
        "REPORTLIB_HOME": str(home),
    }


@contextmanager
def socket_folder() -> Iterator[Path]:
    """A private, short, absolute folder for the sockets of one kernel; gone afterwards."""
    usual = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="rl-", dir=usual if len(usual) <= _LONGEST_SOCKET_FOLDER - 12 else _SHORT))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def kernel_manager(sockets: Path) -> AsyncKernelManager:
    """A manager of the native kernel of this interpreter, listening on sockets in the folder."""
    return AsyncKernelManager(
        kernel_name=KERNEL,
        kernel_spec_manager=KernelSpecManager(kernel_dirs=[], ensure_native_kernel=True),
        transport="ipc",
        ip=str(sockets / "k"),
        connection_file=str(sockets / "kernel.json"),
    )


class Watchdog:
    """Ends a kernel and everything it started once a run takes longer than it may.

    A context: leaving it kills what is left of the kernel's process group, whatever happened.
    """

    def __init__(self, manager: AsyncKernelManager, deadline_s: float) -> None:
        self.late = False
        self._manager = manager
        self._deadline_s = deadline_s
        self._process: Popen[bytes] | None = None
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
        if self._over.wait(self._deadline_s):
            return
        self.late = True
        self.kill()
        while not self._over.wait(0.1):  # the kernel may start only now
            self.kill()

    def _find(self) -> Popen[bytes] | None:
        """The manager forgets the process once it has ended; the first sight of it is kept."""
        if self._process is None:
            self._process = getattr(self._manager.provisioner, "process", None)
        return self._process
