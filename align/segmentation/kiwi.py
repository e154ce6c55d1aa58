"""Korean sentences where no full stop marks them, by the morphological analyser Kiwi."""

from __future__ import annotations

import functools
import itertools
from typing import Any

from align.errors import SettingsError


@functools.cache
def _analyser() -> Any:
    """The analyser; its model takes a second to load and 0.5 GB, so it is kept."""
    try:
        import kiwipiepy  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise SettingsError(
            'splitting Korean without full stops needs kiwipiepy: pip install "daeyeok[kiwi]"'
        ) from error
    return kiwipiepy.Kiwi()


def kiwi_sentences(text: str) -> list[range]:
    """Where the sentences of a Korean text lie, as character ranges.

    Raises:
        SettingsError: kiwipiepy is not installed.
    """
    starts = [sentence.start for sentence in _analyser().split_into_sents(text)]
    # From each beginning to the next, so that nothing is lost between two sentences.
    bounds = sorted({0, *starts[1:], len(text)})
    pieces = [(start, text[start:end]) for start, end in itertools.pairwise(bounds)]
    return [
        range(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in pieces
        if piece.strip()
    ]
