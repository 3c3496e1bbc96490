"""The client of a kernel: ready as soon as the kernel is, and never for one that is dead or does not answer."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

import pytest
from jupyter_client.manager import AsyncKernelManager

from reportlib.press.environment import kernel_environment
from reportlib.press.kernel import PromptClient, kernel_manager, socket_folder
from reportlib.press.nursery import Nursery

Made = TypeVar("Made")
pytestmark = pytest.mark.slow


def finished(work: Coroutine[Any, Any, Made]) -> Made:
    """What it gives, in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


@asynccontextmanager
async def asked(folder: Path, source: Nursery | None) -> AsyncIterator[tuple[AsyncKernelManager, PromptClient]]:
    """A kernel just started and its client, which has not been told that it is ready."""
    with socket_folder() as sockets, (folder / "log").open("wb") as log:
        manager = kernel_manager(sockets, source)
        environment = kernel_environment(os.environ, cache=folder, home=folder)
        await manager.start_kernel(env=environment, cwd=str(folder), stdout=log, stderr=log)
        client = manager.client()
        client.start_channels()
        try:
            assert isinstance(client, PromptClient)
            yield manager, client
        finally:
            client.stop_channels()
            await manager.shutdown_kernel(now=True)


@pytest.mark.parametrize("forked", [True, False])
def test_once_it_is_ready_nothing_of_the_asking_is_left_to_read(
    tmp_path: Path, loaded_once: Nursery | None, forked: bool
) -> None:
    async def tried() -> str:
        async with asked(tmp_path, loaded_once if forked else None) as (_, client):
            await client.wait_for_ready(timeout=60)
            with pytest.raises(Empty):
                await client.get_iopub_msg(timeout=0.3)
            done = client.execute("1 / 4")
            while (told := await client.get_iopub_msg(timeout=10))["msg_type"] != "execute_result":
                assert told["parent_header"]["msg_id"] == done
            return str(told["content"]["data"]["text/plain"])

    assert finished(tried()) == "0.25"


@pytest.mark.parametrize(
    ("sign", "said"), [(signal.SIGKILL, "died before replying"), (signal.SIGSTOP, "didn't respond in 0.1 seconds")]
)
def test_a_kernel_that_is_dead_or_silent_is_not_called_ready(tmp_path: Path, sign: int, said: str) -> None:
    async def tried() -> None:
        async with asked(tmp_path, None) as (manager, client):
            assert manager.provisioner is not None
            await manager.provisioner.send_signal(sign)
            with pytest.raises(RuntimeError, match=said):
                await client.wait_for_ready(timeout=0.1)

    finished(tried())
