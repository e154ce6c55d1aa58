"""How well text is found again that stands elsewhere in the other version.

    python -m benchmarks.moves DATA

In a copy of each gold document, one English line in 40 is taken from a pair of one line each and
put four lines away or farther. A moved line is found if its pair is one bead. `planted` are the
moves that the labels of pydocs-gapped hold, most of them neighbours that changed places.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import click

from align import Bitext, align_documents
from align.segmentation.segment import segment_lines
from corpora.formats.gold import GoldDocument, gold_folders, read_gold

SETS = ("ntrex-dev", "osguide", "pydocs-gapped")
ONE_IN = 40
LEAST_WAY = 4
SHORTEST = 40

Pairs = set[tuple[int, int]]


@dataclass
class Tally:
    """Moves that there are, that were found, and beads called moved that are no pair in gold."""

    moves: int = 0
    found: int = 0
    called: int = 0
    wrong: int = 0

    def line(self, name: str) -> str:
        """The row of the table."""
        precision = 1 - self.wrong / self.called if self.called else 1.0
        return f"{name:28}{self.moves:7}{self.found / max(self.moves, 1):8.3f}{precision:11.3f}"


def shuffled(document: GoldDocument, rng: random.Random) -> tuple[list[str], list[int], Pairs]:
    """English lines of which some are elsewhere, where each old one is now, the moved pairs."""
    english = document.texts[1].splitlines()
    pairs = [(min(a), min(b)) for a, b in document.beads if len(a) == len(b) == 1]
    long = [pair for pair in pairs if len(english[pair[1]]) >= SHORTEST]
    chosen = rng.sample(long, min(max(1, len(english) // ONE_IN), len(long)))
    order = [j for j in range(len(english)) if j not in {b for _, b in chosen}]
    for _, j in chosen:
        places = [k for k in range(len(order) + 1) if abs(k - j) >= LEAST_WAY]
        order.insert(rng.choice(places), j) if places else order.insert(j, j)
    now = [0] * len(english)
    for k, j in enumerate(order):
        now[j] = k
    return [english[j] for j in order], now, {(a, now[b]) for a, b in chosen}


def measure(document: GoldDocument, english: list[str], now: list[int], moves: Pairs) -> Tally:
    """What becomes of the moves of one document."""
    korean = document.texts[0].rstrip("\n")
    bitext: Bitext = align_documents(
        segment_lines(korean, "ko"), segment_lines("\n".join(english), "en")
    ).bitext
    gold = {(i, now[j]) for a, b in document.beads for i in a for j in b}
    ones = {(b.source[0], b.target[0]) for b in bitext if b.type == "1-1"}
    called = {(i, j) for bead in bitext if bead.moved for i in bead.source for j in bead.target}
    return Tally(len(moves), len(moves & ones), len(called), len(called - gold))


def labelled_moves(folder: Path) -> Pairs:
    """The pairs that the labels of a document call moved."""
    rows = (folder / "labels.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows]
    return {(int(row[0]), int(row[1])) for row in cells if row[2] == "moved"}


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--seed", default=11, show_default=True)
def main(data: Path, seed: int) -> None:
    """Print recall of the moves and precision of the beads called moved."""
    rng = random.Random(seed)
    click.echo(f"{'set':28}{'moves':>7}{'recall':>8}{'precision':>11}")
    for name in SETS:
        far, planted = Tally(), Tally()
        for folder in gold_folders(data / "aligned" / name):
            document = read_gold(folder, name=folder.name)
            _add(far, measure(document, *shuffled(document, rng)))
            if name == "pydocs-gapped":
                english = document.texts[1].splitlines()
                same = list(range(len(english)))
                _add(planted, measure(document, english, same, labelled_moves(folder)))
        click.echo(far.line(name))
        if planted.moves:
            click.echo(planted.line(f"{name}, planted"))


def _add(total: Tally, one: Tally) -> None:
    total.moves += one.moves
    total.found += one.found
    total.called += one.called
    total.wrong += one.wrong


if __name__ == "__main__":
    main()
