"""Names of files as messages and exports show them."""

from __future__ import annotations

from pathlib import Path

#: What stands for the standard streams on the command line.
STANDARD_STREAM = "-"


def shown(path: Path | str) -> str:
    r"""The path on one line that any terminal can print.

    >>> shown("보도자료.txt")
    '보도자료.txt'
    >>> shown("two\nlines")
    'two\\nlines'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


def input_name(path: Path | str) -> str:
    """What messages call an input: its path, or "standard input" for "-"."""
    return "standard input" if str(path) == STANDARD_STREAM else shown(path)
