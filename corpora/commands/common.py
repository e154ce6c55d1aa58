"""What the commands share: kinds of arguments, options, how they print, and a bar for long work."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from corpora.configuration import Configuration


@contextlib.contextmanager
def bar(what: str) -> Iterator[Callable[[int, int, int], None] | None]:
    """On a terminal, what is told how many are done, of how many, and how many failed.

    Elsewhere None, and nothing is shown.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(f"{what}{{task.fields[failed]}}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None, failed="")

        def show(done: int, total: int, failed: int) -> None:
            words = f", {failed:,} failed" if failed else ""
            progress.update(task, completed=done, total=total, failed=words)

        yield show


#: Exit statuses: 0 done, 1 bad input, 2 wrong usage, 3 gaps found where that was asked about.
GAPS_FOUND = 3

#: Lines that are printed in one go, so that long lists need no memory.
_AT_ONCE = 500

# What is wrong with a file is for its reader or writer to say, with status 1.
INPUT = click.Path(path_type=Path, allow_dash=True, readable=False)
OUTPUT = click.Path(path_type=Path, readable=False)

STORE = click.Path(path_type=Path, readable=False)

#: Options that a file of settings can hold, too, and their keys there.
_KEYS = {
    "encoder": "align.encoder",
    "model": "align.model",
    "one_per_line": "align.one_per_line",
    "kiwi": "align.kiwi",
    "checks": "checks.only",
    "skip": "checks.skip",
    "glossary": "checks.glossary",
    "language": "summary.language",
}

config_option = click.option(
    "--config",
    type=INPUT,
    help="Read settings from this file, not from daeyeok.toml in the working folder.",
)


glossary_option = click.option(
    "--glossary",
    type=INPUT,
    help="Your terms: CSV with source, target, forbidden, note; or TBX.",
)


language_option = click.option(
    "--language",
    type=click.Choice(("en", "ko")),
    default="en",
    show_default=True,
    help="Of what is printed; files hold both, or English.",
)


def _own_name() -> str:
    """The name that the system knows the user by."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


reviewer_option = click.option(
    "--reviewer",
    metavar="NAME",
    default=_own_name,
    show_default="your name on this computer",
    help="Whom the log names.",
)


def check_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose what is checked."""
    for option in (
        config_option,
        glossary_option,
        click.option(
            "--skip",
            multiple=True,
            metavar="KIND",
            help="Leave out findings of this kind or group. May be given several times.",
        ),
        click.option(
            "--checks",
            multiple=True,
            metavar="KIND",
            help="Look for findings of this kind, such as number_mismatch, or group: facts, "
            "names, terms, partial, others, precedents, all. May be given several times.",
        ),
    ):
        command = option(command)
    return command


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for files that are written."""
    command = click.option("--force", is_flag=True, help="Replace outputs that exist.")(command)
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        type=OUTPUT,
        help="Write the bitext, .tmx, .xliff, .csv, .tsv, .xlsx, .jsonl, .parquet or .moses, or a "
        "report, .html. May be given several times.",
    )(command)


def configuration_of(ctx: click.Context) -> Configuration:
    """The settings in force: what the command line gives, then the file, then the defaults."""
    from corpora.configuration import load_configuration

    configuration = load_configuration(ctx.params["config"])
    given = [
        name
        for name in _KEYS
        if name in ctx.params and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
    ]
    if "checks" in given and "skip" not in given:
        configuration = configuration.with_values({"checks.skip": []}, "--checks")
    if "encoder" in given and "model" not in given:
        configuration = configuration.with_values({"align.model": ""}, "--encoder")
    for name in given:
        value = ctx.params[name]
        plain = list(value) if isinstance(value, tuple) else value
        plain = str(plain) if isinstance(plain, Path) else plain
        option = "--" + name.replace("_", "-")
        configuration = configuration.with_values({_KEYS[name]: plain}, option)
    return configuration


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


def aligning_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of all commands that align files: how to split, check and embed them."""
    for add in (
        encoder_options,
        check_options,
        click.option(
            "--no-checks", is_flag=True, help="Do not check numbers, dates, names and the like."
        ),
        click.option("--kiwi/--no-kiwi", help="Split Korean without full stops with kiwipiepy."),
        click.option("--one-per-line/--split", help="Take every line as one segment."),
    ):
        command = add(command)
    return command


def print_lines(lines: Iterable[str]) -> None:
    """Print lines: styled only on a terminal, with a ? for what its encoding lacks."""
    from corpora.io.output import standard_output

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


def count_line(what: str) -> Callable[[int], None] | None:
    """A line on a terminal that counts up to nobody knows what; None elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int) -> None:
        click.echo(f"\r{done:,} {what}", nl=False, err=True)

    return show
