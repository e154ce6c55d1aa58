"""``daeyeok import``: what other programs wrote, into a corpus store or another format."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import INPUT, count_line
from corpora.commands.exchange import (
    force_option,
    format_options,
    languages_of,
    languages_option,
    output_option,
    report,
)


@click.command("import")
@click.argument("file", type=INPUT)
@output_option("A corpus store (.db, made if it is not there), or a file of another format.")
@click.option(
    "--from-format",
    metavar="NAME",
    help="FILE's format if its suffix does not say it; needed for standard input.",
)
@format_options
@languages_option
@force_option
def import_(file: Path, output: Path, **options: Any) -> None:
    """Read FILE, which any program may have written, into a corpus store or another format.

    FILE is TMX 1.1 to 1.4b, XLIFF 1.2 or 2.x, JSON lines, Parquet, or a table (.csv, .tsv,
    .xlsx) with the columns source and target; - is standard input. Of several languages
    Korean and English are taken. What is passed over is told. A store takes over who accepted,
    revised or rejected a pair and when, as an export of ours has it, and what XLIFF calls
    approved or final.

    \b
    Example:  daeyeok import memory.tmx -o corpus.db
    """
    from corpora.formats.release_file import check_writable
    from corpora.io.paths import shown
    from corpora.wording.words import counted
    from corpora.workflows.export import Output, convert_file, is_store, is_store_name
    from corpora.workflows.import_ import import_into_store

    force, name, given = options["force"], options["format_name"], options["from_format"]
    languages = languages_of(options["languages"])
    if name is None and (is_store(output) or is_store_name(output)):
        imported = import_into_store(
            file, output, languages=languages, format_name=given, progress=count_line("units")
        )
        for sentence, count in imported.notices.most_common():
            click.echo(f"Warning: {counted(count, 'unit')} {sentence}", err=True)
        if imported.lost:
            click.echo(
                f"Warning: {counted(imported.lost, 'reviewed unit')} went out of the store, since "
                "the new texts lack them; the log keeps them",
                err=True,
            )
        if imported.reviewed_here:
            click.echo(
                f"Warning: {counted(imported.reviewed_here, 'unit')} reviewed otherwise in the "
                "store; that stands",
                err=True,
            )
        if imported.reviews:
            click.echo(f"Took over {counted(imported.reviews, 'review')}", err=True)
        if imported.unchanged:
            click.echo(
                f"Left as they are, since nothing is new: {counted(imported.unchanged, 'release')}",
                err=True,
            )
        click.echo(
            f"Added {counted(imported.entries, 'unit')} of "
            f"{counted(imported.releases, 'release')} to {shown(output)}",
            err=True,
        )
        return
    check_writable([output], inputs=[file], force=force, format_name=name)
    report(
        convert_file(
            file,
            Output(output, format_name=name, force=force),
            languages=languages,
            format_name=given,
            progress=count_line("units"),
        )
    )
