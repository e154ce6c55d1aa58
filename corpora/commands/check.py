"""``daeyeok check``: what is wrong inside the pairs of a bitext file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import GAPS_FOUND, INPUT, glossary_option, print_lines


@click.command()
@click.argument("file", type=INPUT)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only findings of this kind, such as number_mismatch. May be given several times.",
)
@glossary_option
@click.option("--fail-on-findings", is_flag=True, help="Exit with status 3 if there is one.")
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Check the pairs of a bitext: FILE is .tmx, .xliff, .csv, .tsv, .xlsx, .jsonl or .parquet.

    Compares numbers, dates, names, titles and terms of each aligned pair, and looks for text
    left untranslated, marks out of order and the like. Nothing is aligned anew; any program may
    have written the file.

    \b
    Example:  daeyeok check release.tmx --kind number_mismatch
    """
    from corpora.checking import check_file, finding_lines

    release, findings = check_file(
        file, kinds=options["kinds"] or None, glossary=options["glossary"]
    )
    print_lines(list(finding_lines(release.bitext, findings)) or ["Nothing found."])
    if options["fail_on_findings"] and findings:
        ctx.exit(GAPS_FOUND)
