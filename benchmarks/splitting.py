"""How often the cut that the review proposes on the other side is the right one.

    python -m benchmarks.splitting FOLDER...

Each FOLDER holds gold documents. Two neighbouring 1-1 beads are made one pair, its Korean is cut
where they met, and the English should be cut where they met too: once as the texts are, once
without the full stop there.
"""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import click
import numpy as np

from align.encoders.universal import universal_encoder
from corpora.formats.gold import GoldDocument, gold_folders, read_gold
from corpora.review.split import division

#: Pairs that are tried, and characters from which an English cut is far off.
CASES, NEAR = 250, 15
#: Characters of the shortest text that is taken.
_SHORTEST = 9

Side = tuple[str, str]


@click.command()
@click.argument(
    "folders",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def main(folders: tuple[Path, ...]) -> None:
    """Print the shares of cuts that are exact and near, with the encoder and without."""
    found = [
        pair
        for folder in folders
        for path in gold_folders(folder)
        for pair in neighbours(read_gold(path, name=path.name))
    ]
    cases = random.Random(1).sample(found, min(CASES, len(found)))
    click.echo(f"{len(cases)} pairs\n| texts | by | exact | within {NEAR} |\n|---|---|---|---|")
    for texts, ends in (("as they are", ""), ("no full stop", ".?!”\"'")):
        shorn = [tuple((one.rstrip(ends or None), two) for one, two in case) for case in cases]
        for name, encoder in (("length", None), ("meaning", universal_encoder)):
            off = []
            for source, target in shorn:
                cut = division([" ".join(source)], [" ".join(target)], encoder)
                place = next((one for one in cut.source if one.at == len(source[0])), None)
                off.append(abs(cut.target[place.match].at - len(target[0])) if place else np.inf)
            exact, near = np.mean(np.equal(off, 0)), np.mean(np.less_equal(off, NEAR))
            click.echo(f"| {texts} | {name} | {exact:.3f} | {near:.3f} |")


def neighbours(document: GoldDocument) -> list[tuple[Side, Side]]:
    """The Korean and the English texts of 1-1 beads that follow each other on both sides."""
    ko, en = ([" ".join(line.split()) for line in text.splitlines()] for text in document.texts)
    single = sorted((*a, *b) for a, b in document.beads if len(a) == len(b) == 1)
    pairs = [
        ((ko[i], ko[k]), (en[j], en[m]))
        for (i, j), (k, m) in pairwise(single)
        if (k, m) == (i + 1, j + 1)
    ]
    return [pair for pair in pairs if min(len(text) for side in pair for text in side) >= _SHORTEST]


if __name__ == "__main__":
    main()
