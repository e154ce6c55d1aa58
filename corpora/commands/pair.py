"""``daeyeok pair``: which Korean document of an archive belongs to which English one."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.commands.common import OUTPUT, print_lines, progress_line

_FOLDER = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("dir_ko", type=_FOLDER)
@click.argument("dir_en", type=_FOLDER)
@click.option("-o", "--output", type=OUTPUT, required=True, help="The manifest to write, a .csv.")
@click.option("--force", is_flag=True, help="Replace a manifest that exists.")
@click.option(
    "--names",
    is_flag=True,
    help="Pair files of the same name first; by default a name is evidence like any other.",
)
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="Score from which two documents are a pair.",
)
def pair(dir_ko: Path, dir_en: Path, output: Path, force: bool, names: bool, least: float) -> None:
    """Find which document in DIR_KO belongs to which in DIR_EN, and write a manifest.

    Folders are searched with all folders in them, for files of every format that `align` reads.
    One folder with both languages is given twice. The manifest is a table to look through
    and correct: pairs with a score and the evidence, documents without counterpart with the
    best candidate, and files that cannot be read, with the reason. Its paths are meant from the
    folder in which it lies. `-o -` writes it to standard output.

    \b
    Example:  daeyeok pair archive/ko archive/en -o archive/pairs.csv
    """
    from align.pairing import PairingSettings
    from corpora.io.paths import STANDARD_STREAM, shown
    from corpora.summaries.pair import manifest_lines
    from corpora.workflows.pair import write_pairs

    settings = PairingSettings(least=least, trust_names=names)
    rows = write_pairs(
        dir_ko, dir_en, output, settings=settings, force=force, progress=progress_line
    )
    if str(output) == STANDARD_STREAM:
        for line in manifest_lines(rows):
            click.echo(line, err=True)
    else:
        print_lines(manifest_lines(rows))
        click.echo(f"Wrote {shown(output)}", err=True)
