"""Started by test_swap: forks a process that swaps without end, kills it, recovers, looks, and again."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from reportlib.publish.manifest import verify
from reportlib.publish.swap import recover
from tests.unit.test_swap import publish, version_of


def swap_forever(out: Path, notes: Path, version: int) -> None:
    while True:
        version += 1
        with notes.open("a") as lines:
            lines.write(f"begun {version}\n")
        publish(out, version)
        with notes.open("a") as lines:
            lines.write(f"done {version}\n")


def main(out: Path, kills: int) -> None:
    chance = random.Random(20250523)
    publish(out, 0)
    notes = out.parent / "notes"
    notes.write_text("begun 0\ndone 0\n")
    torn: list[str] = []
    recovered = 0
    for _ in range(kills):
        child = os.fork()
        if child == 0:
            swap_forever(out, notes, max(map(int, notes.read_text().split()[1::2])))
        time.sleep(chance.uniform(0.005, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        recovered += len(recover(out, wait_s=5))
        folder = out / "2025-05-23" / "talks"
        said = [line.split() for line in notes.read_text().splitlines()]
        allowed = {max(int(number) for word, number in said if word == kind) for kind in ("begun", "done")}
        faults = verify(folder)
        if faults or version_of(folder) not in allowed or any((out / ".cache" / "journal").glob("*.json")):
            torn.append(f"{faults} {version_of(folder)} {allowed}")
        with notes.open("a") as lines:  # what stands after a recovery is the old edition of the next round
            lines.write(f"done {version_of(folder)}\n")
    json.dump({"kills": kills, "torn": torn, "recovered": recovered, "swaps": version_of(folder)}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
