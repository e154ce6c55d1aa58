"""Splits Korean text without full stops into sentences, with the morphological analyser Kiwi."""

from __future__ import annotations

import functools
import itertools
from typing import Any

from align.errors import SettingsError


@functools.cache
def _analyser() -> Any:
    """The analyser, cached because its model takes a second to load and 0.5 GB of memory."""
    try:
        import kiwipiepy  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise SettingsError(
            'splitting Korean without full stops needs kiwipiepy: pip install "daeyeok[kiwi]"'
        ) from error
    return kiwipiepy.Kiwi()


def kiwi_sentences(text: str) -> list[range]:
    """The sentences of a Korean text as character ranges.

    Raises:
        SettingsError: kiwipiepy is not installed.
    """
    starts = [sentence.start for sentence in _analyser().split_into_sents(text)]
    # Each range runs to the start of the next, so that nothing between two sentences is lost.
    bounds = sorted({0, *starts[1:], len(text)})
    pieces = [(start, text[start:end]) for start, end in itertools.pairwise(bounds)]
    return [
        range(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        for start, piece in pieces
        if piece.strip()
    ]
