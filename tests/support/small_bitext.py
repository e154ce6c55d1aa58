"""A bitext made by hand, with its gaps: what summaries and gap reports are tested on."""

from __future__ import annotations

import numpy as np

from align.bitext import Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from align.encoders.base import unit_length
from align.messages import quoted
from corpora.model.release import Release, Source


def document(text: str, language: str, *kinds: str) -> Document:
    """The lines of a text as segments of some kinds; "furniture" is set aside."""
    segments, furniture, position = [], [], 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        if kind:
            piece = Segment(line, kind, position, position + len(line), len(segments))
            (furniture if kind == "furniture" else segments).append(piece)
        position += len(line) + 1
    return Document(text, language, tuple(segments), tuple(furniture))


KOREAN = document(
    "본문 바로가기\n회의 결과\n\n"
    "양측은 3억 원을 쓴다.\nㅇ 5년 간 20척을 짓는다.\n네.\n아니오.\n끝.",
    "ko", "furniture", "title", "", "paragraph", "bullet", "paragraph", "paragraph", "closing",
)  # fmt: skip
ENGLISH = document(
    "Outcome\nThe sides spend KRW 300 million.\nNo.\nYes.\n"
    "Velonia has 3.2 million people.\n* unofficial translation",
    "en", "title", "paragraph", "paragraph", "paragraph", "paragraph", "disclaimer",
)  # fmt: skip
BEADS = (
    Bead(range(0, 1), range(0, 1), 0.99, 0.75),
    Bead(range(1, 2), range(1, 2), 0.95, 0.5),
    Bead(range(2, 3), range(2, 2), 0.97),
    Bead(range(3, 4), range(3, 4), 0.8, 0.6, moved=True),
    Bead(range(4, 5), range(2, 3), 0.8, 0.6),
    Bead(range(5, 5), range(4, 5), 0.45),
    Bead(range(5, 5), range(5, 6), 0.9),
    Bead(range(5, 6), range(6, 6), 0.9),
)
BITEXT = Bitext(KOREAN, ENGLISH, BEADS, "by hand")
#: One vector a segment; what is alike shares a direction, the fourth one is shared by halves.
SOURCE = unit_length(np.eye(6)[[0, 1, 2, 3, 4, 5]] + 0.5 * np.eye(6)[[1, 1, 1, 1, 1, 1]])
TARGET = unit_length(np.eye(6)[[0, 1, 4, 3, 5, 2]] + 0.0)


def release() -> Release:
    """The bitext as a release of two files."""
    return Release.plain(
        BITEXT,
        Source.of(KOREAN.text.encode(), name="보도자료.txt", encoding="utf-8"),
        Source.of(ENGLISH.text.encode(), name="release.txt", encoding="utf-8"),
    )


#: Findings of two beads of the release.
FOUND = (
    BeadFinding(1, Finding("number_mismatch", "high", 0.9, (4, 6), (16, 31), quoted("Wrong."))),
    BeadFinding(4, Finding("untranslated", "low", 0.6, (0, 2), None, quoted("Left."))),
)
