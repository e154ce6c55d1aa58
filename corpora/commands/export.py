"""``daeyeok export``: the units of a corpus store into an exchange file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import INPUT, count_line
from corpora.commands.exchange import (
    PRESET_NAMES,
    cleaning_options,
    force_option,
    format_options,
    output_option,
    rejected_path,
    report,
)


@click.command()
@click.argument("store", type=INPUT)
@output_option("The file to write; .tmx, .xliff, .csv, .tsv, .xlsx, .jsonl, .parquet or .moses.")
@format_options
@click.option("--agency", multiple=True, help="Only releases of this agency. May be repeated.")
@click.option("--from", "since", metavar="DATE", default="", help="Only from this day, 2016-10-14.")
@click.option("--to", "until", metavar="DATE", default="", help="Only up to this day.")
@click.option(
    "--state",
    "states",
    multiple=True,
    metavar="STATE",
    help="Only what review left unreviewed, accepted, revised or rejected. May be repeated.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only segments of this kind, such as paragraph. May be repeated.",
)
@click.option("--gaps/--no-gaps", default=None, help="Only gaps, or none; both if not given.")
@click.option("--min-score", type=float, metavar="X", help="Only from this cosine, -1 to 1.")
@click.option(
    "--min-probability", type=float, metavar="X", help="Only from this probability, 0 to 1."
)
@click.option(
    "--clean",
    "preset",
    type=click.Choice(PRESET_NAMES),
    help="Leave out what does not serve this purpose.",
)
@cleaning_options
@force_option
def export(store: Path, output: Path, **options: Any) -> None:
    """Write the units of the corpus STORE that are wanted into a file.

    All are written if nothing is chosen, gaps too, in the order of their releases. A Moses
    corpus is two files: -o corpus.moses makes corpus.ko and corpus.en.

    \b
    Example:  daeyeok export mofa.db -o mofa.tmx --from 2016-01-01 --min-probability 0.8
    """
    from corpora.formats.release_file import check_writable
    from corpora.model.selection import Selection
    from corpora.workflows.clean.cleaner import Cleaner
    from corpora.workflows.export import Output, export_store

    preset = options["preset"]
    if preset is None and (options["rejected"] or options["without"]):
        raise click.UsageError("--rejected and --without need --clean")
    selection = Selection(
        agencies=options["agency"],
        since=options["since"],
        until=options["until"],
        states=options["states"],
        kinds=options["kinds"],
        gaps=options["gaps"],
        min_score=options["min_score"],
        min_probability=options["min_probability"],
    )
    cleaner = None if preset is None else Cleaner.of(preset, without=options["without"])
    rejected = None if preset is None else rejected_path(output, options["rejected"])
    force, name = options["force"], options["format_name"]
    check_writable([output], inputs=[store], force=force, format_name=name)
    if rejected is not None:
        check_writable([rejected], inputs=[store, output], force=force)
    wanted = Output(output, rejected, name, force)
    report(
        export_store(
            store, wanted, selection=selection, cleaner=cleaner, progress=count_line("units")
        )
    )
