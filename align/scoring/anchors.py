"""Words of evidence: numbers, names and codes that two languages write alike.

A sentence vector says little about which number or whose name stands in a sentence; these
do. Each kind of token is counted apart, weighted by how rare it is: one that occurs once in
each document counts 1, one that occurs r times in the source and t times in the target
counts ``1 / sqrt(r t)``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from align.analysis import Analysis
from align.lattice.band import Band, Cells
from align.lexicon.numbers import number_values
from align.names.pronunciation import hangul_skeletons, latin_skeletons

#: Kinds of evidence, in the order of every array below.
EVIDENCE = ("number", "latin", "name")

#: A token found in more places than this on one side tells nothing, and costs time.
_COMMON = 12

_LATIN = re.compile(r"[A-Za-z][\w.+#/-]*[A-Za-z0-9]")

AnchorTokens = tuple[frozenset[Hashable], ...]


@dataclass(frozen=True, eq=False)
class Anchors:
    """What the segments share, by kind of evidence."""

    shared: Cells  #: (3, cells): weight that segments i - 1 and j - 1 share
    source: Cells  #: (3, n): weight of all anchor_tokens of a segment that the target has somewhere
    target: Cells  #: (3, m): likewise


def anchor_tokens(
    text: str, language: str, *, table_row: bool = False, analysis: Analysis | None = None
) -> AnchorTokens:
    """The evidence in a segment: numbers, Latin words, skeletons of names.

    A table in 억 원 is one in KRW billion on the other side. So of the numbers in a row their
    digits count, too, whatever the zeros after them.
    """
    latin = frozenset(word.lower() for word in _LATIN.findall(text))
    names = hangul_skeletons(text) if language == "ko" else latin_skeletons(text)
    values = number_values(text, language, analysis)
    if not table_row:
        return values, latin, names
    digits = {("digits", digits) for digits in map(_digits, values) if len(digits) > 1}
    return values | digits, latin, names


def _digits(value: Fraction) -> str:
    """The digits of a value without zeros at either end.

    >>> _digits(Fraction(1900)), _digits(Fraction(105, 100)), _digits(Fraction(0))
    ('19', '105', '')
    """
    return str(int(value * 10**6)).strip("0")


def find_anchors(
    source: Sequence[AnchorTokens], target: Sequence[AnchorTokens], band: Band
) -> Anchors:
    """What each two segments share, for the cells of a band.

    Args:
        source: the anchor_tokens of each source segment.
        target: the anchor_tokens of each target segment.
        band: shared weights are given for the two segments that end at each cell.
    """
    shared = np.zeros((len(EVIDENCE), len(band)), dtype=np.float32)
    totals = (
        np.zeros((len(EVIDENCE), len(source)), dtype=np.float32),
        np.zeros((len(EVIDENCE), len(target)), dtype=np.float32),
    )
    for kind in range(len(EVIDENCE)):
        by_token = _places(source, kind), _places(target, kind)
        common = by_token[0].keys() & by_token[1].keys()
        # By place: sums of floats depend on the order, and that of a set on the process.
        for rows, columns in sorted((by_token[0][token], by_token[1][token]) for token in common):
            if len(rows) > _COMMON or len(columns) > _COMMON:
                continue
            weight = (len(rows) * len(columns)) ** -0.5
            totals[0][kind, rows] += weight
            totals[1][kind, columns] += weight
            for i in rows:
                for j in columns:
                    if band.low[i + 1] <= j + 1 < band.high[i + 1]:
                        cell = band.starts[i + 1] + j + 1 - band.low[i + 1]
                        shared[kind, cell] += weight
    return Anchors(shared, *totals)


def _places(segments: Sequence[AnchorTokens], kind: int) -> dict[Hashable, list[int]]:
    places = defaultdict(list)
    for index, segment in enumerate(segments):
        for token in segment[kind]:
            places[token].append(index)
    return places
