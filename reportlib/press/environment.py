"""What a kernel sees of the machine: the given environment, with everything pinned that could change a page.

Belongs here: names and values of variables. Does not belong here: starting anything with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": str(cache / "matplotlib"),
        "IPYTHONDIR": str(cache / "ipython"),
        "JUPYTER_CONFIG_DIR": str(cache / "jupyter"),
        "JUPYTER_DATA_DIR": str(cache / "jupyter"),
        "JUPYTER_RUNTIME_DIR": str(cache / "jupyter"),
        "XDG_CACHE_HOME": str(cache / "xdg"),
        "XDG_CONFIG_HOME": str(cache / "xdg"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # else each kernel logs advice on debugging
        "REPORTLIB_HOME": str(home),
    }
