"""How much of a document has a counterpart."""

from __future__ import annotations

from dataclasses import dataclass

from align.bitext import Bitext


@dataclass(frozen=True, slots=True)
class Share:
    """How much of one document has a counterpart."""

    segments: int
    aligned: int
    letters: float  #: share of the characters other than white space, 0 to 1


def covered(bitext: Bitext, *, source: bool) -> Share:
    """The share of one side that stands in beads with two sides."""
    document = bitext.source if source else bitext.target
    aligned = {
        index
        for bead in bitext.beads
        if not bead.is_gap
        for index in (bead.source if source else bead.target)
    }
    sizes = [len(segment.plain.replace(" ", "")) for segment in document.segments]
    total = sum(sizes)
    letters = sum(sizes[index] for index in aligned) / total if total else 0.0
    return Share(len(document), len(aligned), letters)
