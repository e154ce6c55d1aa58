"""Archives to pair: documents of both languages in disorder, some without counterpart."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders.universal import universal_encoder
from align.pairing import Fingerprint, Outline, Pairing, outline_of
from align.segmentation.segment import segment, segment_lines
from benchmarks.training.variants import Pair, corrected_variant, template_variant

EXAMPLES = Path(__file__).parent.parent.parent / "corpora" / "examples"


@dataclass(frozen=True, slots=True)
class Item:
    """One document in both languages."""

    name: str
    texts: Pair
    by_line: bool  #: each line is a segment; else the text is a page as it was copied


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """Digests of both sides, and which item each is."""

    source: list[Fingerprint]
    target: list[Fingerprint]
    items: tuple[list[int], list[int]]


def read_items(folder: Path) -> list[Item]:
    """The documents `DOC/{ko,en}.txt` in a folder, or the pages `DOC/{ko,en}_raw.txt`."""
    items = []
    for path in sorted(path.parent for path in folder.glob("*/ko.txt")):
        raw = (path / "ko_raw.txt").exists()
        names = [f"{language}{'_raw' if raw else ''}.txt" for language in ("ko", "en")]
        korean, english = ((path / name).read_text(encoding="utf-8") for name in names)
        items.append(Item(path.name, (korean, english), not raw))
    return items


def cut(folder: Path, name: str, *, seed: int, least: int = 5, most: int = 25) -> list[Item]:
    """Consecutive parallel lines cut into documents, a tenth left out on either side."""
    korean, english = (
        (folder / f"{name}.{language}.txt").read_text(encoding="utf-8").split("\n")
        for language in ("ko", "en")
    )
    rng, items, first = random.Random(seed), [], 0
    while first < len(korean) - most:
        lines = range(first, first + rng.randint(least, most))
        sides = [[side[i] for i in lines if rng.random() > 0.1] for side in (korean, english)]
        texts = "\n".join(sides[0]), "\n".join(sides[1])
        items.append(Item(f"{name}-{first}", texts, True))
        first = lines.stop
    return items


def variants(
    items: Iterable[Item], *, moved: Sequence[int], corrected: Sequence[int]
) -> list[Item]:
    """Variants of documents that differ from them, and from each other, in both languages."""
    found = []
    for item in items:
        seen = set(item.texts)
        for make, seeds in ((template_variant, moved), (corrected_variant, corrected)):
            for seed in seeds:
                texts = make(item.texts, seed)
                bare = [text.replace("(수정) ", "").replace("(Corrected) ", "") for text in texts]
                if not seen.intersection(bare):
                    seen.update(bare)
                    found.append(Item(f"{item.name}/{make.__name__}-{seed}", texts, item.by_line))
    return found


def archive_of(items: Sequence[Item], *, seed: int, removed: float = 0.2) -> Archive:
    """The items in disorder under meaningless names, a share removed on either side."""
    rng = random.Random(seed)
    kept = len(items) - round(removed * len(items))
    numbers = [sorted(rng.sample(range(len(items)), kept)) for _ in range(2)]
    names = [f"{number:07}" for number in rng.sample(range(10**7), 2 * len(items))]
    sides = []
    _embed(
        line
        for item in items
        for text, language in zip(item.texts, ("ko", "en"), strict=True)
        for line in read_outline(text, language, item.by_line).head
    )
    for side, language in enumerate(("ko", "en")):
        found = [
            (digest(items[n].texts[side], language, items[n].by_line, names.pop()), n)
            for n in numbers[side]
        ]
        sides.append(sorted(found, key=lambda each: each[0].name))
    return Archive(
        [each for each, _ in sides[0]],
        [each for each, _ in sides[1]],
        ([n for _, n in sides[0]], [n for _, n in sides[1]]),
    )


def digest(text: str, language: str, by_line: bool, name: str) -> Fingerprint:
    """The digest of a text under a name that says nothing."""
    found = read_outline(text, language, by_line)
    _embed(found.head)
    vectors = np.array([_KNOWN[line] for line in found.head], dtype=np.float32)
    return Fingerprint.of(found, vectors.reshape(-1, 512), name=name)


#: Vectors of lines that were embedded already: variants share most of theirs.
_KNOWN: dict[str, NDArray[np.float16]] = {}


@cache
def read_outline(text: str, language: str, by_line: bool) -> Outline:
    """The outline of a text."""
    return outline_of((segment_lines if by_line else segment)(text, language))


def _embed(lines: Iterable[str]) -> None:
    new = [line for line in dict.fromkeys(lines) if line not in _KNOWN]
    for first in range(0, len(new), 1000):
        part = new[first : first + 1000]
        vectors = universal_encoder().encode(part).astype(np.float16)
        _KNOWN.update(zip(part, vectors, strict=True))


@dataclass(frozen=True, slots=True)
class Score:
    """How well an archive was paired."""

    accuracy: float  #: right pairs and right "alone", over all documents of both sides
    precision: float  #: of the pairs
    recall: float


def score(archive: Archive, pairing: Pairing) -> Score:
    """How well an archive was paired."""
    one, two = archive.items
    common = set(one) & set(two)
    right = sum(one[pair.source] == two[pair.target] for pair in pairing.pairs)
    alone = sum(one[verdict.source] not in common for verdict in pairing.lone_source)
    alone += sum(two[verdict.target] not in common for verdict in pairing.lone_target)
    return Score(
        (2 * right + alone) / (len(one) + len(two)),
        right / len(pairing.pairs) if pairing.pairs else 1.0,
        right / len(common) if common else 1.0,
    )
