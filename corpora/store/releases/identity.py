"""Which release is which: the key that a release tells, and how it is known again.

A release tells its key by the first of these that it has:

1. the address of its source file, or of its target file, if it leads to more than a home page;
2. its number and agency, with its date;
3. the names of both files.

A key that is told may be wrong: every folder may hold a ``ko.txt``, and a board may give all its
pages one address. So two releases that tell the same key are the same only if their files have
the same bytes, or a good part of their segments in common. Otherwise the second gets the key with
a number behind it. What a user gives as the key is believed.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields

from align.bitext import Bitext, Document
from align.gaps import EXPECTED_GAPS
from corpora.model.unit import ReleaseMetadata

#: Hashes that a document is known by: the smallest ones of its segments, so that what is
#: left in common tells the share of segments in common (Broder 1997).
SKETCH_SIZE = 16
#: Part of a sketch that two versions of a document share at least. Releases of one office
#: share their standing phrases; those of the examples share none.
SAME_FROM = 0.25
#: Characters of a segment that says something of its own.
_TELLING = 10


def merged_facts(
    kept: ReleaseMetadata,
    told_before: ReleaseMetadata,
    told: ReleaseMetadata,
    given: ReleaseMetadata,
) -> ReleaseMetadata:
    """The facts of a release that is added again.

    What is given now counts most, then what was given before, which differs from what the
    files told then, and last what the files tell now.
    """
    values = {}
    for field in fields(ReleaseMetadata):
        before = getattr(kept, field.name)
        new = getattr(told, field.name) or before
        was_given = before != getattr(told_before, field.name)
        values[field.name] = getattr(given, field.name) or (before if was_given else new)
    return ReleaseMetadata(**values)


def sketches(bitext: Bitext) -> tuple[frozenset[int], frozenset[int]]:
    """The sketch of each document."""
    return _sketch(bitext.source), _sketch(bitext.target)


def _sketch(document: Document) -> frozenset[int]:
    """The smallest hashes of the segments that say something of their own."""
    texts = {
        segment.plain
        for segment in document.segments
        if segment.kind not in EXPECTED_GAPS and len(segment.plain) >= _TELLING
    }
    texts = texts or {" ".join(document.texts())}
    return frozenset(sorted(map(_hash, texts))[:SKETCH_SIZE])


def _hash(text: str) -> int:
    """A number of 63 bits, which SQLite holds as an integer."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1
