"""The press against stock tools and against its floor, in one run: `python benchmarks/press.py [DAY] [TIMES]`.

Stock is the loop a user would write: for each briefing the papermill command, `jupyter nbconvert --to html`, then the
PDF of that page by Chromium through Playwright. Ours is `reportlib build` into an empty folder, then once more where
nothing has changed. The floor is the notebooks' own cells in one process that has imported everything, and Typst.
They take turns TIMES times (default 3); medians, ratios, peak memory of the largest process and sizes are printed, and
1 is returned where an aim is missed. Needs Chromium (CHROMIUM names it) and the dev requirements.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import nbformat
from nbformat.v4 import new_output

from reportlib.editions import briefings

ROOT = Path(__file__).parents[1]
ENVIRONMENT = os.environ | {"REPORTLIB_HOME": str(ROOT), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
AIM_COLD, AIM_FURTHER, AIM_UNCHANGED_S = 6.0, 2.0, 1.0
"""All seven cold at least so many times faster than stock; a further briefing at most so many times the floor; all
seven unchanged in less than so many seconds."""
PRINT = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[1], args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page()
    page.goto("file://" + sys.argv[2])
    page.pdf(path=sys.argv[3], format="A4")
    browser.close()
"""


def main(day: str, times: int) -> int:
    """Run everything in turns and print the table; 1 where an aim is missed, 2 without Chromium."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium on the path: install it, or name it by CHROMIUM", file=sys.stderr)
        return 2
    names = list(briefings(ROOT))
    found: dict[str, list[float]] = {}
    sizes: dict[str, int] = {}
    for _ in range(times):
        with tempfile.TemporaryDirectory() as scratch:
            for name, took in one_turn(names, day, Path(scratch), chromium):
                found.setdefault(name, []).append(took)
            sizes = {name: size(Path(scratch) / name) for name in ("stock", "ours")}
    return told({name: median(one) for name, one in found.items()}, sizes, len(names))


def one_turn(names: Sequence[str], day: str, folder: Path, chromium: str) -> Iterator[tuple[str, float]]:
    """Each way once, with its seconds."""
    yield "stock, 1", timed(lambda: stock(names[:1], day, folder / "stock-1", chromium))
    yield "stock, all", timed(lambda: stock(names, day, folder / "stock", chromium))
    yield "ours, 1", timed(lambda: build(names[:1], day, folder / "ours-1"))
    yield "ours, all", timed(lambda: build(names, day, folder / "ours"))
    yield "ours, all, unchanged", timed(lambda: build(names, day, folder / "ours"))
    run([sys.executable, __file__, "--floor", day, str(folder / "floor.txt")])
    yield "floor, all", float((folder / "floor.txt").read_text())


def told(took: dict[str, float], sizes: dict[str, int], count: int) -> int:
    """Print the table and the aims; 1 where one is missed."""
    print(f"{'':<24}{'median s':>10}")
    for name, seconds in took.items():
        print(f"{name:<24}{seconds:>10.2f}")
    further = (took["ours, all"] - took["ours, 1"]) / (count - 1)
    ratio, over = took["stock, all"] / took["ours, all"], further / (took["floor, all"] / count)
    print(f"\nall {count} cold: {ratio:.1f} times faster than stock (aim {AIM_COLD:g})")
    print(f"a further briefing: {further:.2f} s, {over:.1f} times the floor (aim at most {AIM_FURTHER:g})")
    print(f"all {count} unchanged: {took['ours, all, unchanged']:.2f} s (aim under {AIM_UNCHANGED_S:g})")
    print("PDFs together: " + ", ".join(f"{name} {held / 1e6:.1f} MB" for name, held in sizes.items()))
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest process of all: {most / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MB")
    return int(ratio < AIM_COLD or over > AIM_FURTHER or took["ours, all, unchanged"] >= AIM_UNCHANGED_S)


def stock(names: Sequence[str], day: str, folder: Path, chromium: str) -> None:
    """One briefing after the other by the commands of papermill, nbconvert and Chromium."""
    folder.mkdir()
    for name in names:
        executed = folder / f"{name}.ipynb"
        notebook = ROOT / "notebooks" / f"{name}.ipynb"
        run([sys.executable, "-m", "papermill", str(notebook), str(executed), "-p", "as_of", day, "-k", "python3"])
        run([sys.executable, "-m", "nbconvert", "--to", "html", str(executed)])
        pages = [str(folder / f"{name}.{kind}") for kind in ("html", "pdf")]
        run([sys.executable, "-c", PRINT, chromium, *pages])


def build(names: Sequence[str], day: str, out: Path) -> None:
    """The same by our command."""
    run([sys.executable, "-m", "reportlib", "build", *names, "--as-of", day, "--out", str(out)])


def floor(day: str, told_in: Path) -> None:
    """Write how many seconds the cells and Typst take here, once everything has been imported and run before."""
    from reportlib.exhibits import page
    from reportlib.press.pdf import render_pdf
    from reportlib.press.reading import read_document

    shown: list[object] = []
    vars(page)["display"] = lambda data, **_: shown.append(new_output("display_data", data=data))  # type: ignore[no-untyped-call]
    took = 0.0
    for counts in (False, True):
        start = perf_counter()
        for name in briefings(ROOT):
            notebook = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4)  # type: ignore[no-untyped-call]
            space: dict[str, object] = {}
            for cell in notebook.cells:
                if cell.cell_type == "code":
                    shown.clear()
                    exec(compile(cell.source, name, "exec"), space)
                    cell.outputs = list(shown)
                if "parameters" in cell.metadata.get("tags", []):
                    space["as_of"] = day
            render_pdf(read_document(notebook, name=name))
        took = perf_counter() - start if counts else 0.0
    told_in.write_text(str(took))


def run(command: list[str]) -> None:
    """Run a command that must succeed, its words kept to itself."""
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def timed(work: Callable[[], object]) -> float:
    """Seconds of a call."""
    start = perf_counter()
    work()
    return perf_counter() - start


def size(folder: Path) -> int:
    """Bytes of all PDFs below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*.pdf"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--floor"]:
        floor(sys.argv[2], Path(sys.argv[3]))
    else:
        sys.exit(main(sys.argv[1] if sys.argv[1:] else "2025-05-23", int(sys.argv[2]) if sys.argv[2:] else 3))
