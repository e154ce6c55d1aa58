"""What the commands that write entries share: options, and what they say at the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpora.commands.common import OUTPUT
from corpora.io.paths import STANDARD_STREAM

if TYPE_CHECKING:
    from corpora.formats.base import Languages
    from corpora.workflows.export import Exported

#: Names of PRESETS, for help without loading the checks.
PRESET_NAMES = ("training", "memory")

force_option = click.option("--force", is_flag=True, help="Replace outputs that exist.")
languages_option = click.option(
    "--languages",
    metavar="KO-EN",
    help="The pair to take, such as ko-en; the file's own if not given.",
)


def output_option(help_text: str) -> Callable[..., Any]:
    """The option that names the output."""
    return click.option("-o", "--output", required=True, type=OUTPUT, help=help_text)


def format_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names a format where the suffix does not."""
    return click.option(
        "--format",
        "format_name",
        metavar="NAME",
        help="The output's format if its suffix does not say it: tmx, xliff, xliff12, csv, tsv, "
        "xlsx, jsonl, parquet or moses.",
    )(command)


def cleaning_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of cleaning, but for whether to clean."""
    command = click.option(
        "--rejected",
        type=OUTPUT,
        help="Where to write what is left out, with its reason; beside the output, as "
        ".rejected.jsonl, if not given.",
    )(command)
    return click.option(
        "--without",
        multiple=True,
        metavar="FILTER",
        help="Do without a filter, such as numbers. May be given several times.",
    )(command)


def rejected_path(output: Path, given: Path | None) -> Path:
    """Where to write what cleaning leaves out."""
    if given is None and str(output) == STANDARD_STREAM:
        raise click.UsageError("- has no place beside it; name one for the rest with --rejected")
    return given or output.with_name(f"{output.stem}.rejected.jsonl")


def languages_of(text: str | None) -> Languages | None:
    """The pair that an option names."""
    from corpora.formats.base import Languages

    if text is None:
        return None
    source, _, target = text.partition("-")
    if not source.isalpha() or not target.isalpha():
        raise click.UsageError(f"a pair of languages is written ko-en, not {text!r}")
    return Languages(source.lower(), target.lower())


def report(exported: Exported) -> None:
    """Say on standard error what was written, what was left out, and why."""
    from align.errors import InputError
    from corpora.io.paths import shown
    from corpora.wording.words import counted

    for sentence, count in exported.notices:
        click.echo(f"Warning: {counted(count, 'unit')} {sentence}", err=True)
    if exported.gaps_left_out:
        click.echo(
            f"Left out, gaps that the format has no place for: {exported.gaps_left_out:,}", err=True
        )
    for name, count in exported.reasons:
        click.echo(f"Left out, {name}: {count:,}", err=True)
    if exported.rejected is not None:
        click.echo(
            f"Wrote {counted(exported.left_out, 'unit')} to {shown(exported.rejected)}", err=True
        )
    if not exported.made:
        raise InputError("nothing is left to write; see the reasons above")
    made = " and ".join(shown(path) for path in exported.made)
    click.echo(f"Wrote {counted(exported.count, 'unit')} to {made}", err=True)
