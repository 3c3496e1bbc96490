"""The front door: make targets, set-up, lock, conda environment, licence, and what an import costs.

Nothing here installs anything or needs a network: the set-up script is run in a scratch project with a stand-in Python.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MAKE = shutil.which("make") or "make"
TARGETS = ["help", "venv", "briefings", "test", "check", "lab", "lock"]

# Module names that differ from the name of the package that brings them.
BROUGHT_BY = {
    "markdown_it": "markdown-it-py", "IPython": "ipython", "fontTools": "fonttools", "yaml": "pyyaml", "zmq": "pyzmq",
}  # fmt: skip


def requirement_set(lines: list[str]) -> dict[str, tuple[SpecifierSet, frozenset[str]]]:
    parsed = [Requirement(line) for line in lines]
    return {canonicalize_name(each.name): (each.specifier, frozenset(each.extras)) for each in parsed}


def project_requirements() -> list[str]:
    extras: dict[str, list[str]] = PROJECT["optional-dependencies"]
    return [*PROJECT["dependencies"], *(line for lines in extras.values() for line in lines)]


def locked_blocks() -> list[str]:
    """Each pin with its continuation lines."""
    body = "\n".join(line for line in LOCK.splitlines() if not line.startswith("#"))
    return re.split(r"\n(?=\S)", body.strip())


def make(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {
        k: v
        for k, v in os.environ.items()
        if k not in {"AS_OF", "PAPER", "OUT", "PYTHON", "LAB_ARGS", "MAKEFLAGS", "MAKELEVEL"}
    }
    return subprocess.run(
        [MAKE, *arguments],
        cwd=cwd,
        env={**base, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


STAND_IN = """#!/bin/sh
# A stand-in for Python: makes "virtual environments" holding a copy of itself, and logs what it is asked to do.
case "$*" in
  *version_info*) exit {recent} ;;
  *ensurepip*) exit {with_venv} ;;
  --version | -VV) echo "Python 3.12.0" ;;
  "-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; echo venv >> log ;;
  *"--requirement requirements.lock"*) echo locked >> log; [ ! -e broken ] ;;
  *--editable*) echo project >> log ;;
  *reportlib* | *jupyterlab*) for each in "$@"; do printf '<%s>\\n' "$each"; done ;;
esac
"""


def stand_in(folder: Path, *, recent: bool = True, with_venv: bool = True) -> Path:
    python = folder / "python-stand-in"
    python.write_text(STAND_IN.format(recent=int(not recent), with_venv=int(not with_venv)), encoding="utf-8")
    python.chmod(0o755)
    return python


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A project folder, with a space in its path, that has the front door and nothing behind it."""
    folder = tmp_path / "a folder"
    (folder / ".ci").mkdir(parents=True)
    (folder / "reportlib").mkdir()
    for name in ["Makefile", "pyproject.toml", "requirements.lock", ".ci/venv", "reportlib/__init__.py"]:
        shutil.copy(ROOT / name, folder / name)
    return folder


def log(folder: Path) -> list[str]:
    return (folder / "log").read_text(encoding="utf-8").split()


class TestSetUp:
    @pytest.mark.parametrize(
        ("recent", "with_venv", "message"),
        [
            pytest.param(False, True, "not a Python 3.11 or newer", id="too old"),
            pytest.param(True, False, "python3-venv", id="venv module missing"),
        ],
    )
    def test_says_what_is_missing_and_makes_nothing(
        self, scratch: Path, tmp_path: Path, recent: bool, with_venv: bool, message: str
    ) -> None:
        python = stand_in(tmp_path, recent=recent, with_venv=with_venv)
        result = make("venv", f"PYTHON={python}", cwd=scratch)
        assert result.returncode != 0
        assert "ERROR" in result.stderr
        assert message in result.stderr
        assert not (scratch / ".venv").exists()

    def test_without_any_python_says_so(self, scratch: Path, tmp_path: Path) -> None:
        tools = tmp_path / "tools"
        tools.mkdir()
        for name in ["sh", "dirname", "cksum", "cat", "make"]:
            (tools / name).symlink_to(shutil.which(name) or name)
        result = make("venv", cwd=scratch, PATH=str(tools))
        assert result.returncode != 0
        assert "No Python 3.11 or newer was found" in result.stderr

    def test_a_failed_install_is_an_error_and_heals_at_the_next_run(self, scratch: Path, tmp_path: Path) -> None:
        python = stand_in(tmp_path)
        (scratch / "broken").touch()
        failed = make("venv", f"PYTHON={python}", cwd=scratch)
        assert failed.returncode != 0
        assert "could not be installed" in failed.stderr
        (scratch / "broken").unlink()
        assert make("venv", f"PYTHON={python}", cwd=scratch).returncode == 0
        assert log(scratch) == ["venv", "locked", "venv", "locked", "project"]

    def test_runs_once_then_again_only_for_what_changed(self, scratch: Path, tmp_path: Path) -> None:
        python = f"PYTHON={stand_in(tmp_path)}"
        for _ in range(2):
            assert make("venv", python, cwd=scratch).returncode == 0
        assert log(scratch) == ["venv", "locked", "project"]
        with (scratch / "pyproject.toml").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        make("venv", python, cwd=scratch)
        assert log(scratch) == ["venv", "locked", "project", "project"]
        with (scratch / "requirements.lock").open("a", encoding="utf-8") as file:
            file.write("# changed\n")
        make("venv", python, cwd=scratch)
        assert log(scratch)[4:] == ["venv", "locked", "project"]

    def test_a_moved_folder_is_set_up_anew(self, scratch: Path, tmp_path: Path) -> None:
        python = f"PYTHON={stand_in(tmp_path)}"
        make("venv", python, cwd=scratch)
        moved = scratch.rename(tmp_path / "elsewhere")
        make("venv", python, cwd=moved)
        assert log(moved) == ["venv", "locked", "project"] * 2


class TestBriefingsTarget:
    @pytest.mark.parametrize(
        "value",
        [
            pytest.param("2025-05-23; touch stolen", id="a second command"),
            pytest.param("$(touch stolen)", id="a shell substitution"),
            pytest.param("`touch stolen`", id="back quotes"),
            pytest.param("$(shell touch stolen)", id="a make function"),
            pytest.param('"; touch stolen; "', id="closing quotes"),
            pytest.param("'; touch stolen; '", id="closing single quotes"),
            pytest.param("", id="nothing, as from a variable a scheduler failed to set"),
        ],
    )
    @pytest.mark.parametrize("way", ["argument", "environment"])
    def test_hands_any_value_on_as_it_is_and_runs_none_of_it(
        self, scratch: Path, tmp_path: Path, value: str, way: str
    ) -> None:
        python = f"PYTHON={stand_in(tmp_path)}"
        if way == "argument":
            result = make("briefings", python, f"AS_OF={value}", cwd=scratch)
        else:
            result = make("briefings", python, cwd=scratch, AS_OF=value)
        assert result.stdout.splitlines() == ["<-m>", "<reportlib>", "<build>", f"<--as-of={value}>"]
        assert not (scratch / "stolen").exists()

    def test_leaves_the_defaults_to_the_command(self, scratch: Path, tmp_path: Path) -> None:
        result = make("briefings", f"PYTHON={stand_in(tmp_path)}", cwd=scratch)
        assert result.stdout.splitlines() == ["<-m>", "<reportlib>", "<build>"]

    def test_passes_day_paper_and_folder(self, scratch: Path, tmp_path: Path) -> None:
        result = make(
            "briefings",
            f"PYTHON={stand_in(tmp_path)}",
            "AS_OF=2025-05-23",
            "PAPER=letter",
            "OUT=my reports",
            cwd=scratch,
        )
        assert result.stdout.splitlines()[3:] == ["<--as-of=2025-05-23>", "<--paper=letter>", "<--out=my reports>"]


class TestLabTarget:
    @pytest.mark.parametrize(
        "value", ["$(touch stolen)", "$(shell touch stolen)", "; touch stolen", "`touch stolen` *"]
    )
    def test_runs_nothing_of_its_options(self, scratch: Path, tmp_path: Path, value: str) -> None:
        result = make("lab", f"PYTHON={stand_in(tmp_path)}", f"LAB_ARGS={value}", cwd=scratch)
        handed = [f"<{word}>" for word in value.split()]
        assert result.stdout.splitlines() == ["<-m>", "<jupyterlab>", "<notebooks>", *handed]
        assert not (scratch / "stolen").exists()

    def test_hands_each_option_on(self, scratch: Path, tmp_path: Path) -> None:
        python = f"PYTHON={stand_in(tmp_path)}"
        assert make("lab", python, cwd=scratch).stdout.splitlines() == ["<-m>", "<jupyterlab>", "<notebooks>"]
        result = make("lab", python, "LAB_ARGS=--allow-root --port=9999", cwd=scratch)
        assert result.stdout.splitlines()[3:] == ["<--allow-root>", "<--port=9999>"]


def test_make_alone_lists_every_target(scratch: Path) -> None:
    result = make(cwd=scratch)
    assert result.returncode == 0
    listed = {line.split()[0] for line in result.stdout.splitlines() if line.startswith("  ")}
    assert set(TARGETS) <= listed


class TestLock:
    def test_names_no_address_and_no_index(self) -> None:
        assert not re.search(r"://|^\s*--(?!hash=)| @ ", LOCK, flags=re.MULTILINE)

    def test_pins_every_package_exactly_with_hashes(self) -> None:
        loose = [
            block
            for block in locked_blocks()
            if not re.match(r"[a-z0-9-]+==\S+", block) or "--hash=sha256:" not in block
        ]
        assert loose == []

    def test_satisfies_every_requirement_of_the_project(self) -> None:
        pins = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, flags=re.MULTILINE))
        unmet = [
            f"{name}{specifier}: locked {pins.get(name)}"
            for name, (specifier, _) in requirement_set(project_requirements()).items()
            if name not in pins or pins[name] not in specifier
        ]
        assert unmet == [], "run `make lock`"

    def test_pins_one_version_of_a_package_for_every_python(self) -> None:
        names = [block.split("==")[0] for block in locked_blocks()]
        assert sorted(names) == sorted(set(names)), "what is tested is what is run: compile with --fork-strategy fewest"


def test_conda_environment_asks_for_what_the_project_asks_for() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    plain = [each for each in environment["dependencies"] if isinstance(each, str)]
    piped = next(each["pip"] for each in environment["dependencies"] if isinstance(each, dict))
    assert "--editable ." in piped, "the project itself"
    conda = requirement_set([*plain, *(each for each in piped if not each.startswith("--"))])
    python, _ = conda.pop("python")
    assert python == SpecifierSet(PROJECT["requires-python"])
    assert conda.pop("pip") == (SpecifierSet(), frozenset())
    assert conda == requirement_set(project_requirements())


def test_every_package_the_library_imports_is_a_requirement() -> None:
    declared = set(requirement_set(PROJECT["dependencies"]))
    undeclared = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in (ROOT / "reportlib").rglob("*.py")
        for module in imported_modules(path)
        if module != "reportlib"
        and module not in sys.stdlib_module_names
        and canonicalize_name(BROUGHT_BY.get(module, module)) not in declared
    }
    assert sorted(undeclared) == []


def imported_modules(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_every_floor_of_the_import_contract_is_a_room_that_exists() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(one for one in contracts if one["id"] == "floors")
    assert floors["exhaustive"]
    named = [room.strip() for layer in floors["layers"] for room in layer.split(":")]
    package = ROOT / "reportlib"
    assert [room for room in named if not (package / room).is_dir() and not (package / f"{room}.py").is_file()] == []
    assert {one.get("unmatched_ignore_imports_alerting", "error") for one in contracts} == {"error"}


def test_importing_reportlib_loads_no_renderer() -> None:
    heavy = ["matplotlib", "papermill", "nbconvert", "typst"]
    code = f"import sys, reportlib; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert found.stdout.strip() == "[]"


def test_licence_is_apache_and_named_in_the_project() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text


@pytest.mark.parametrize("name", [".ci/run", ".ci/venv", ".ci/lock"])
def test_scripts_of_the_front_door_parse_and_may_be_run(name: str) -> None:
    script = ROOT / name
    shell = script.read_text(encoding="utf-8").splitlines()[0].split()[-1].rsplit("/", 1)[-1]
    assert os.access(script, os.X_OK)
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/tutorial.md", "docs/how-to.md", "README.md"])
def test_every_make_target_a_page_names_exists(page: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    exists = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert named <= exists


def test_every_file_beside_the_code_is_part_of_the_package() -> None:
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]
    package = ROOT / "reportlib"
    beside = {path for path in package.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}}
    packed = {
        path
        for name, globs in patterns.items()
        for each in globs
        for path in (package if name == "*" else ROOT / name.replace(".", "/")).glob(each)
    }
    assert sorted(map(str, beside - packed)) == []
