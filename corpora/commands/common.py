"""What the commands share: kinds of arguments, options, and how they print."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import click

#: Exit statuses: 0 done, 1 bad input, 2 wrong usage, 3 gaps found where that was asked about.
GAPS_FOUND = 3

#: Lines that are printed in one go, so that long lists need no memory.
_AT_ONCE = 500

# What is wrong with a file is for its reader or writer to say, with status 1.
INPUT = click.Path(path_type=Path, allow_dash=True, readable=False)
OUTPUT = click.Path(path_type=Path, readable=False)

STORE = click.Path(path_type=Path, readable=False)

glossary_option = click.option(
    "--glossary",
    type=INPUT,
    help="A CSV file of terms: source, target, and if wanted forbidden and note.",
)


def encoder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose an encoder."""
    command = click.option(
        "--model",
        metavar="NAME",
        help="A sentence-transformers model by name or folder, in place of the embedded one.",
    )(command)
    return click.option(
        "--encoder",
        type=click.Choice(("fast", "accurate")),
        default="fast",
        show_default=True,
        help="Embedded encoder; accurate needs the extra of that name and takes longer.",
    )(command)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines: styled only on a terminal, with a ? for what its encoding lacks."""
    from corpora.output import standard_output

    with standard_output():
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        rest = iter(lines)
        while some := list(islice(rest, _AT_ONCE)):
            click.echo("\n".join(some))


def json_line(values: Mapping[str, Any]) -> str:
    """Named values as JSON on one line."""
    return json.dumps(values, ensure_ascii=False, allow_nan=False)


def progress_line(what: str) -> Callable[[int, int], None] | None:
    """A progress line on a terminal; None elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        click.echo(f"\r{done} of {total} {what}{end}", nl=False, err=True)

    return show
