"""What can be seen of a segment without understanding it: length, marks, kind, full stop."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.bitext import Document
from align.evidence import Tokens, tokens
from align.marks import list_mark
from align.sentences import sentence_ranges

#: Kinds of segments by how they pair: text in the body pairs with text in the body, whatever
#: its list marks are; the others only with their like.
CLASSES = {
    "paragraph": 0,
    "bullet": 0,
    "title": 1,
    "heading": 1,
    "note": 2,
    "table_row": 3,
    "attachment": 4,
    "contact": 5,
    "closing": 6,
    "disclaimer": 6,
}
BODY, HEADING, NOTE, TABLE_ROW, ATTACHMENT, CONTACT, END = range(7)

_FULL_STOP = re.compile(r"[.!?。…][\"'”’)\]」』]*(?:\s*[/(<\[-]?끝[/)>\].-]*)?$")


@dataclass(frozen=True, eq=False)
class Surface:
    """The visible facts of each segment of a document."""

    letters: NDArray[np.float64]  #: (n,), characters other than white space
    sentences: NDArray[np.float64]  #: (n,), at least 1
    classes: NDArray[np.int64]  #: (n,), a value of CLASSES
    marks: NDArray[np.str_]  #: (n,), the list mark as `list_mark` tells it, "" for none
    stops: NDArray[np.bool_]  #: (n,), whether it ends like a sentence
    tokens: tuple[Tokens, ...]  #: numbers, Latin words and names in it

    def __len__(self) -> int:
        return len(self.tokens)


def surface(document: Document) -> Surface:
    """The visible facts of each segment."""
    segments = document.segments
    texts = document.texts()
    language = document.language
    return Surface(
        np.array([len(text) - text.count(" ") for text in texts], dtype=np.float64),
        np.array([len(sentence_ranges(text, language)) for text in texts], dtype=np.float64),
        np.array([CLASSES[segment.kind] for segment in segments], dtype=np.int64),
        np.array([list_mark(text) for text in texts], dtype=np.str_),
        np.array([bool(_FULL_STOP.search(text)) for text in texts], dtype=np.bool_),
        tuple(tokens(text, language) for text in texts),
    )
