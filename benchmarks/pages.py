"""How well the segments of a release are told from the page around it.

    python -m benchmarks.pages [FOLDER ...]

Each folder holds `DOC/{ko,en}_raw.txt`, a page as it was copied from the browser, and
`DOC/{ko,en}.txt` with its segments, one a line. A segment is right if it is one of these, white
space aside. Without a folder the examples and the releases of this repository are measured.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from align import Counts
from align.segmentation.segment import segment
from benchmarks.accuracy import EXAMPLES, RELEASES

SETS = (EXAMPLES, *(RELEASES / name for name in ("fit", "looked-at", "kept-back")))


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--show", is_flag=True, help="Show what is kept or lost wrongly.")
def main(folders: tuple[Path, ...], show: bool) -> None:
    """Print precision, recall and F1 of the segments of each folder's pages."""
    click.echo("| set | pages | precision | recall | F1 |\n|---|---|---|---|---|")
    for folder in folders or SETS:
        pages = sorted(folder.glob("*/*_raw.txt"))
        found = sum((judged(page, show=show) for page in pages), Counts())
        click.echo(
            f"| {folder.name} | {len(pages)} | {found.precision:.3f} | {found.recall:.3f} "
            f"| {found.f1:.3f} |"
        )


def judged(page: Path, *, show: bool) -> Counts:
    """The counts of one page."""
    language = page.name.removesuffix("_raw.txt")
    text = page.read_text(encoding="utf-8")
    answers = Counter(_bare(found.text) for found in segment(text, language).segments)
    lines = page.with_name(f"{language}.txt").read_text(encoding="utf-8").splitlines()
    gold = Counter(_bare(line) for line in lines)
    right = (answers & gold).total()
    if show:
        for mark, rest in (("+", answers - gold), ("-", gold - answers)):
            for line in rest:
                click.echo(f"{page.parent.name}/{language} {mark} {line[:100]}")
    return Counts(right, answers.total(), right, gold.total())


def _bare(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    main()
