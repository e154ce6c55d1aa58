"""Documents with gold beads, to measure an aligner by: one folder a document.

`DOC/ko.txt` and `DOC/en.txt` hold a segment a line; `DOC/gold.tsv` a bead a line, source indices,
a tab, target indices, from 0 and joined by commas, one side empty for a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.bitext import Bead
from align.errors import GoldError
from align.evaluation import Sides
from corpora.io.output import atomic_writer
from corpora.io.paths import shown
from corpora.readers.text import read_text

GOLD_NAME = "gold.tsv"
_SIDES = ("ko.txt", "en.txt")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document in two languages and the beads that are right."""

    name: str  #: the folder's path below the one that was asked for
    texts: tuple[str, str]  #: Korean and English, one segment a line
    beads: tuple[Sides, ...]


def gold_folders(folder: Path) -> list[Path]:
    """The document folders in a folder, at any depth, in order of their names.

    Raises:
        GoldError: There is none.
    """
    found = sorted(path.parent for path in folder.rglob(GOLD_NAME))
    if not found:
        raise GoldError(
            f"{shown(folder)}: no document with gold beads; each needs a folder with "
            f"{_SIDES[0]}, {_SIDES[1]} and {GOLD_NAME}"
        )
    return found


def read_gold(folder: Path, *, name: str) -> GoldDocument:
    """The document in a folder.

    Raises:
        GoldError: A file is missing, or the beads do not hold every line once.
        InputError: A text cannot be read.
    """
    for needed in (*_SIDES, GOLD_NAME):
        if not (folder / needed).is_file():
            raise GoldError(f"{shown(folder)}: {needed} is missing; a gold document needs it")
    texts = tuple(read_text(folder / side).text for side in _SIDES)
    place = shown(folder / GOLD_NAME)
    beads: dict[int, Sides] = {}  # by the line of the file
    for number, line in enumerate(read_text(folder / GOLD_NAME).text.split("\n"), start=1):
        if line.strip():
            beads[number] = _bead(line.rstrip("\r"), f"{place}:{number}")
    for side, text in enumerate(texts):
        count = sum(bool(line.strip()) for line in text.split("\n"))
        _check_cover({number: bead[side] for number, bead in beads.items()}, count, side, place)
    return GoldDocument(name, (texts[0], texts[1]), tuple(beads.values()))


def write_beads(beads: Iterable[Bead], path: Path, *, force: bool) -> None:
    """Write beads in the format of gold.tsv."""
    with atomic_writer(path, force=force) as stream:
        for bead in beads:
            sides = (_joined(bead.source), _joined(bead.target))
            stream.write("\t".join(sides).encode() + b"\n")


def _check_cover(indices: Mapping[int, frozenset[int]], count: int, side: int, place: str) -> None:
    """Raise GoldError unless the beads of a file hold every line of one side once."""
    name = _SIDES[side]
    held: dict[int, int] = {}
    for number, found in indices.items():
        for index in sorted(found):
            if not 0 <= index < count:
                raise GoldError(
                    f"{place}:{number}: {name} has no segment {index}; it has {count}, "
                    "counted from 0"
                )
            if index in held:
                raise GoldError(
                    f"{place}:{number}: segment {index} of {name} stands in line {held[index]} "
                    "too; each belongs to one bead"
                )
            held[index] = number
    missing = sorted(set(range(count)) - held.keys())
    if missing:
        raise GoldError(
            f"{place}: segment {missing[0]} of {name} is in no bead; add a line for it, "
            "with one side empty if it is a gap"
        )


def _joined(indices: Sequence[int]) -> str:
    return ",".join(map(str, indices))


def _bead(line: str, place: str) -> Sides:
    sides = line.split("\t")
    if len(sides) < 2 or not any(side.strip() for side in sides[:2]):
        raise GoldError(f"{place}: a bead needs source indices, a tab and target indices")
    try:
        source, target = (
            frozenset(int(index) for index in side.split(",") if index.strip())
            for side in sides[:2]
        )
    except ValueError:
        raise GoldError(f"{place}: an index is no number; write them as 3,4") from None
    return source, target
