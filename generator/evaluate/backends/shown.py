"""What can be read in a sandbox: the system's programs, Python, EvalPlus, and the code that serves it."""

import importlib.util
import os
import sys
from pathlib import Path

PACKAGE = "/scalebook/generator/evaluate"  # where this package is shown
_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/nix/store", "/etc/ld.so.cache", "/etc/alternatives")


def package_folder() -> Path:
    """Give the folder of this package as it is outside."""
    return Path(__file__).resolve().parents[1]


def shown_paths() -> tuple[tuple[str, str], ...]:
    """List what can be read inside, as real path and path there, none of them within another."""
    named = (*_SYSTEM, sys.prefix, sys.base_prefix, os.path.realpath(sys.base_prefix), *libraries())
    shown = {path: os.path.realpath(path) for path in named if Path(path).exists()}
    outermost = (
        (real, path)
        for path, real in shown.items()
        if not any(path.startswith(f"{other}/") and real.startswith(f"{shown[other]}/") for other in shown)
    )
    return (*outermost, (str(package_folder()), PACKAGE))


def libraries() -> tuple[str, ...]:
    """Name the folders in which EvalPlus and NumPy lie."""
    found = (importlib.util.find_spec(name) for name in ("evalplus", "numpy"))
    return tuple({str(Path(each.origin).parents[1]): None for each in found if each and each.origin})
