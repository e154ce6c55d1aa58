"""``daeyeok clean``: a corpus without what does not serve a purpose, and that apart."""

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
    languages_of,
    languages_option,
    output_option,
    rejected_path,
    report,
)


@click.command()
@click.argument("file", type=INPUT)
@output_option("The file of what is kept; its suffix names the format.")
@click.option(
    "--preset",
    type=click.Choice(PRESET_NAMES),
    default="training",
    show_default=True,
    help="What the corpus is for.",
)
@cleaning_options
@format_options
@languages_option
@force_option
def clean(file: Path, output: Path, **options: Any) -> None:
    """Leave out of FILE what does not serve a purpose, and write that to a second file.

    FILE is a corpus store or an exchange file. Left out are gaps, what is too short, too long,
    in a wrong language, untranslated or doubtful, duplicates, pairs whose lengths or numbers
    disagree, and for training those that are nearly the same as one before. Each is written
    with its reason; how many there are is printed.

    \b
    Example:  daeyeok clean corpus.tmx -o clean.moses --rejected left-out.csv
    """
    from corpora.formats.release_file import check_writable
    from corpora.workflows.clean.cleaner import Cleaner
    from corpora.workflows.export import Output, convert_file

    force, name = options["force"], options["format_name"]
    rejected = rejected_path(output, options["rejected"])
    check_writable([output], inputs=[file], force=force, format_name=name)
    check_writable([rejected], inputs=[file, output], force=force)
    report(
        convert_file(
            file,
            Output(output, rejected, name, force),
            languages=languages_of(options["languages"]),
            cleaner=Cleaner.of(options["preset"], without=options["without"]),
            progress=count_line("units"),
        )
    )
