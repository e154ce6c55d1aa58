"""Surface features of segments - length, marks, kind, full stop - and their sums over runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.analysis import Analysis
from align.bitext import Document
from align.scoring.anchors import AnchorTokens, anchor_tokens
from align.segmentation.list_marks import list_mark
from align.segmentation.sentences import sentence_ranges

Floats = NDArray[np.float64]


def running(values: NDArray[np.generic]) -> Floats:
    """Sums over the last axis, with a zero in front."""
    summed = np.cumsum(values.astype(np.float64), axis=-1)
    front = np.zeros((*summed.shape[:-1], 1))
    total: Floats = np.concatenate([front, summed], axis=-1)
    return total


def between(running: Floats, end: NDArray[np.int64], count: int) -> Floats:
    """The sum over the `count` segments before each position."""
    difference: Floats = running[..., end] - running[..., np.maximum(end - count, 0)]
    return difference


@dataclass(frozen=True, eq=False)
class Totals:
    """Sums over the segments before each position, from which any run's sum is a difference."""

    letters: Floats  #: (n + 1,)
    sentences: Floats  #: (n + 1,)
    special: Floats  #: (n + 1,), segments that are not body text
    marked: Floats  #: (n + 1,), segments with a list mark
    continues: Floats  #: (n + 1,), segments that go on with the paragraph before
    evidence: Floats  #: (3, n + 1)

    @classmethod
    def of(cls, segment_features: SegmentFeatures, evidence: NDArray[np.float32]) -> Totals:
        """The running totals of what is seen of a document and of its evidence."""
        return cls(
            running(segment_features.letters),
            running(segment_features.sentences),
            running(segment_features.classes != BODY),
            running(segment_features.marks != ""),
            running(segment_features.continues),
            running(evidence),
        )


#: Kinds of segments by how they pair: text in the body pairs with text in the body, whatever
#: its list marks are; the others only with their like.
CLASSES = {
    "paragraph": 0,
    "bullet": 0,
    "title": 7,
    "heading": 1,
    "note": 2,
    "table_row": 3,
    "attachment": 4,
    "contact": 5,
    "closing": 6,
    "disclaimer": 6,
}
BODY, HEADING, NOTE, TABLE_ROW, ATTACHMENT, CONTACT, END, TITLE = range(8)

#: Share of the body that must have list marks before the lack of one says something.
_MARKED_SHARE = 0.5

_FULL_STOP = re.compile(r"[.!?。…][\"'”’)\]」』]*(?:\s*[/(<\[-]?끝[/)>\].-]*)?$")


@dataclass(frozen=True, eq=False)
class SegmentFeatures:
    """The visible facts of each segment of a document."""

    letters: NDArray[np.float64]  #: (n,), characters other than white space
    sentences: NDArray[np.float64]  #: (n,), at least 1
    classes: NDArray[np.int64]  #: (n,), a value of CLASSES
    marks: NDArray[np.str_]  #: (n,), the list mark as `list_mark` tells it, "" for none
    stops: NDArray[np.bool_]  #: (n,), whether it ends like a sentence
    #: (n,), 1 for body text without a mark right after body text, in a document whose
    #: paragraphs are marked: it goes on with the paragraph before it
    continues: NDArray[np.float64]
    anchor_tokens: tuple[AnchorTokens, ...]  #: numbers, Latin words and names in it

    def __len__(self) -> int:
        return len(self.anchor_tokens)


def segment_features(document: Document, analysis: Analysis | None = None) -> SegmentFeatures:
    """The visible facts of each segment."""
    segments = document.segments
    texts = document.texts()
    language = document.language
    classes = np.array([CLASSES[segment.kind] for segment in segments], dtype=np.int64)
    marks = np.array([list_mark(text) for text in texts], dtype=np.str_)
    return SegmentFeatures(
        np.array([len(text) - text.count(" ") for text in texts], dtype=np.float64),
        np.array([len(sentence_ranges(text, language)) for text in texts], dtype=np.float64),
        classes,
        marks,
        np.array([bool(_FULL_STOP.search(text)) for text in texts], dtype=np.bool_),
        _continuations(classes, marks),
        tuple(
            anchor_tokens(text, language, table_row=bool(kind == TABLE_ROW), analysis=analysis)
            for text, kind in zip(texts, classes, strict=True)
        ),
    )


def _continuations(classes: NDArray[np.int64], marks: NDArray[np.str_]) -> NDArray[np.float64]:
    body, marked = classes == BODY, marks != ""
    if not body.any() or (body & marked).sum() < _MARKED_SHARE * body.sum():
        return np.zeros(len(classes))
    after_body = np.concatenate([[False], body[:-1]])
    continues: NDArray[np.float64] = (body & ~marked & after_body).astype(np.float64)
    return continues
