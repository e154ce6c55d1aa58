"""What a manifest says of an archive, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from corpora.formats.manifest import ManifestRow
from corpora.io.paths import shown

#: A pair below this is worth a look.
SURE = 0.9


def manifest_lines(rows: Sequence[ManifestRow]) -> Iterator[str]:
    """What was found, for people, and the pairs that are worth a look."""
    states = Counter(row.state for row in rows)
    alone = Counter(
        "Korean" if row.source else "English" for row in rows if row.state == "unpaired"
    )
    yield (
        f"{states['paired']} pairs; without counterpart: {alone['Korean']} Korean and "
        f"{alone['English']} English documents"
    )
    for state, words in (
        ("unreadable", "could not be read"),
        ("other_language", "in another language than their folder"),
    ):
        if states[state]:
            yield f"{states[state]} files {words}; the manifest says why"
    doubtful = [row for row in rows if row.is_pair and (row.score or 0) < SURE]
    if doubtful:
        yield f"Worth a look: {len(doubtful)} pairs with a score below {SURE}"
        for row in sorted(doubtful, key=lambda row: row.score or 0)[:10]:
            yield f"  {row.score or 0:.2f}  {shown(row.source)}  {shown(row.target)}"
