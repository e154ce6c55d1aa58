"""The commands, one module each. A body parses, makes one call, and prints.

What a body calls is imported in it, so that ``daeyeok --help`` stays fast.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any


def main(*args: Any, **options: Any) -> Any:
    """Run the command line: the console script ``daeyeok``.

    Both packages have plain names. Where a foreign ``align`` is found first, nothing of ours can
    run, so that is looked at before anything of ours is imported.
    """
    problem = foreign_package()
    if problem:
        sys.stderr.write(f"Error: {problem}\n")
        raise SystemExit(1)
    from corpora.commands.group import main as group

    return group(*args, **options)


def foreign_package() -> str:
    """What is wrong if another ``align`` than the one beside this package is found; else "".

    A foreign ``corpora`` cannot be noticed here: then this module is not found in the first place.
    """
    ours = Path(__file__).resolve().parents[2] / "align"
    spec = find_spec("align")
    if spec is None:
        return "the package align, a part of daeyeok, is missing; install daeyeok again"
    places = [*(spec.submodule_search_locations or ()), *filter(None, [spec.origin])]
    found = [Path(place).resolve() for place in places]
    if ours in found:
        return ""
    return (
        f"another package called align is found before that of daeyeok: {found[0]}; "
        "install daeyeok in an environment of its own, for example with pipx"
    )
