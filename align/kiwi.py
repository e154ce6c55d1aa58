"""Korean sentences where no full stop marks them, by the morphological analyser Kiwi."""

from __future__ import annotations

import functools
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
    found = _analyser().split_into_sents(text)
    return [range(sentence.start, sentence.end) for sentence in found]
