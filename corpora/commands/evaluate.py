"""``daeyeok evaluate``: the aligner measured on gold documents."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from corpora.commands.common import encoder_options, print_lines, progress_line


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json_lines", is_flag=True, help="Print JSON, one line a document.")
@click.option("--sets", is_flag=True, help="Add up the documents of each folder.")
@click.option(
    "--predictions",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each document's beads to DOC.tsv in this folder.",
)
@click.option("--force", is_flag=True, help="Replace predictions that exist.")
@encoder_options
def evaluate(folder: Path, **options: Any) -> None:
    """Measure the aligner on the gold documents in FOLDER.

    Each is a folder with ko.txt, en.txt (a segment a line) and gold.tsv (a bead a line:
    source indices, a tab, target indices). Strict and lax precision, recall and F1 of the
    beads are printed, and those of the gaps, counted by segment.

    \b
    Example:  daeyeok evaluate corpora/examples
    """
    from corpora.summaries.evaluate import as_json, table_lines
    from corpora.workflows import evaluate as measuring
    from corpora.workflows.encoders import encoder_for

    measured = measuring.measure_folder(
        folder,
        encoder=encoder_for(options["encoder"], model=options["model"]),
        predictions=options["predictions"],
        force=options["force"],
        progress=progress_line("documents"),
    )
    rows = measuring.rows_of(measured, sets=options["sets"])
    if options["as_json_lines"]:
        print_lines(json.dumps(as_json(row), ensure_ascii=False) for row in rows)
    else:
        print_lines(table_lines(rows))
