"""``daeyeok check``: what is wrong inside the pairs of a bitext file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import (
    GAPS_FOUND,
    INPUT,
    check_options,
    configuration_of,
    output_options,
    print_lines,
)


@click.command()
@click.argument("file", type=INPUT)
@output_options
@check_options
@click.option("--fail-on-findings", is_flag=True, help="Exit with status 3 if there is one.")
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Check a bitext that daeyeok wrote: FILE is .tmx, .csv, .tsv or .jsonl.

    Compares numbers, dates, names, titles and terms of each aligned pair, and looks for text
    left untranslated, marks out of order and the like. Nothing is aligned anew.

    \b
    Example:  daeyeok check release.tmx --checks facts -o report.html
    """
    from corpora.checking import checked, finding_lines
    from corpora.formats import check_writable, read, write
    from corpora.naming import shown

    outputs, force = options["outputs"], options["force"]
    check_writable(outputs, inputs=(file,), force=force)
    configuration = configuration_of(ctx)
    release = checked(
        read(file),
        settings=configuration.check_settings(),
        glossary=configuration["checks.glossary"] or None,
    )
    for path in outputs:
        write(release, path, force=force)
    print_lines(list(finding_lines(release)) or ["Nothing found."])
    for path in outputs:
        click.echo(f"Wrote {shown(path)}", err=True)
    if options["fail_on_findings"] and release.findings:
        ctx.exit(GAPS_FOUND)
