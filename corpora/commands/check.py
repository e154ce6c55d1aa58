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
    language_option,
    output_options,
    print_lines,
)


@click.command()
@click.argument("file", type=INPUT)
@output_options
@language_option
@check_options
@click.option("--fail-on-findings", is_flag=True, help="Exit with status 3 if there is one.")
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Check the pairs of a bitext: FILE is .tmx, .xliff, .csv, .tsv, .xlsx, .jsonl or .parquet.

    Compares numbers, dates, names, titles and terms of each aligned pair, and looks for text
    left untranslated, marks out of order and the like. Nothing is aligned anew; any program may
    have written the file.

    \b
    Example:  daeyeok check release.tmx --checks facts -o report.html
    """
    from corpora.io.paths import shown
    from corpora.summaries.release import finding_lines
    from corpora.wording.summary import NOTHING_FOUND
    from corpora.workflows.check import check_file

    configuration = configuration_of(ctx)
    checked = check_file(
        file,
        settings=configuration.check_settings(),
        glossary=configuration["checks.glossary"] or None,
        outputs=options["outputs"],
        force=options["force"],
    )
    language = configuration.summary_language()
    found = list(finding_lines(checked.release, language=language))
    print_lines(found or [NOTHING_FOUND.tell(language)])
    for written in checked.files:
        click.echo(f"Wrote {shown(written)}", err=True)
    if options["fail_on_findings"] and checked.release.findings:
        ctx.exit(GAPS_FOUND)
