"""The process that kernels are forked from: everything a notebook imports is loaded here once.

Run as `python -m reportlib.press.forkserver HOME FOLDER` with a socket for its standard input. Each message on the
socket is one byte with two files: where the kernel writes, and a socket of its own. On that socket the kernel reads its
command, environment and folder as one line of JSON and answers with `p` and its process number; once it has ended, a
line with `x` and its exit code follows. The end of input ends this process and every kernel it made, and FOLDER, which
is its own, goes with it.

Belongs here: what is loaded before a fork, the fork, and becoming a kernel. Does not belong here: starting this process
and asking it for kernels (`reportlib.press.nursery`). No notebook code ever runs in this process, so each kernel begins
from the same clean state; and nothing here may start a thread, which a fork would not copy.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import select
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

KERNEL_MODULES = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger",
    "IPython.display", "IPython.core.completerlib", "IPython.core.oinspect", "IPython.extensions.storemagic",
)  # fmt: skip
"""What a kernel imports until it is ready, in part only as it starts."""
OURS = "reportlib"
"""Of what notebooks import, only this package is loaded ahead: another might start threads or read the clock."""


def imported(home: Path) -> set[str]:
    """The modules of this package that the notebooks of a home import, as names that may be modules or only names."""
    found = set[str]()
    for path in sorted((home / "notebooks").glob("*.ipynb")):
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):  # its own build says what is wrong
            for cell in json.loads(path.read_bytes())["cells"]:
                if cell["cell_type"] == "code":
                    found |= set(_imports("".join(cell["source"])))
    return found


def _imports(source: str) -> Iterator[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # magics, or a fault its own build tells
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == OURS:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def load(home: Path) -> None:
    """Import ahead what kernels need, and read the tables: loaders keep them by their bytes, so none grows stale."""
    os.environ["JPY_PARENT_PID"] = str(
        os.getpid()
    )  # ipykernel reads it as it is imported; a kernel ends with this process
    for name in KERNEL_MODULES:
        import_module(name)
    for name in sorted(imported(home)):
        with suppress(Exception):  # a function, not a module; or a module at fault, which its notebook's cell will say
            import_module(name)
    if f"{OURS}.loaders" in sys.modules and (home / "data").is_dir():  # else no notebook of this home opens a desk
        with suppress(Exception):  # as above
            sys.modules[f"{OURS}.loaders"].load_record(home)
    gc.collect()
    gc.freeze()  # pages that the collector never touches stay shared with the kernels


def serve(control: socket.socket) -> tuple[int, socket.socket] | None:
    """Fork whenever asked. Returns in each kernel, with its two files, and in this process at the end of input."""
    kernels: dict[int, tuple[int, socket.socket]] = {}
    watch = select.poll()
    watch.register(control, select.POLLIN)
    while True:
        for ready, _ in watch.poll():
            if ready != control.fileno():
                watch.unregister(ready)
                _told(ready, *kernels.pop(ready))
                continue
            message, files, _, _ = socket.recv_fds(control, 1, 2)
            if not message:
                for pid, _life in kernels.values():
                    with suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
                return None
            log, life = files
            pid = os.fork()
            if pid == 0:
                control.close()
                for handle, (_, other) in kernels.items():
                    os.close(handle)
                    other.close()
                return log, socket.socket(fileno=life)
            os.close(log)
            handle = os.pidfd_open(pid)
            kernels[handle] = (pid, socket.socket(fileno=life))
            watch.register(handle, select.POLLIN)


def _told(handle: int, pid: int, life: socket.socket) -> None:
    """Tell whoever asked for a kernel how it ended."""
    _, status = os.waitpid(pid, 0)
    with suppress(OSError), life:  # nobody may be listening any more
        life.sendall(b"x%d\n" % os.waitstatus_to_exitcode(status))
    os.close(handle)


def become_kernel(log: int, life: socket.socket) -> None:
    """Turn this fork into the kernel it was asked for; returns when the kernel has ended."""
    os.setsid()
    with life.makefile("r", encoding="utf-8") as lines:
        asked = json.loads(lines.readline())
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    for spare in (nothing, log):
        os.close(spare)
    life.sendall(b"p%d\n" % os.getpid())
    life.close()
    _seed()
    sys.argv = ["ipykernel_launcher", *asked["arguments"]]
    from ipykernel import kernelapp

    kernelapp.launch_new_instance()


def _seed() -> None:
    """A state of chance of its own, where numpy is loaded; the standard library sees to its own after a fork."""
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def main(home: Path, folder: Path) -> None:
    """Load, then fork until the input ends."""
    if sys.path[0] in (
        "",
        str(Path.cwd()),
    ):  # as the launcher of ipykernel does: no file beside us stands in for a module
        del sys.path[0]
    load(home)
    asked = serve(socket.socket(fileno=os.dup(0)))
    if asked is not None:
        become_kernel(*asked)
    else:
        shutil.rmtree(folder, ignore_errors=True)  # also where whoever started this was killed


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
