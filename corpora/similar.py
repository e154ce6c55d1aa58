"""What a store holds that is near to a text in meaning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from align.bitext import LANGUAGES
from align.encoders.base import Encoder
from align.errors import SettingsError
from align.language import tell_language
from corpora.encoders import encoder_for
from corpora.store import Near, Store


def similar_units(
    path: Path | str,
    text: str,
    *,
    language: str | None = None,
    limit: int = 20,
    encoder: Encoder | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Near, ...]:
    """The units of a store that are nearest to a text, the nearest first.

    Args:
        path: The store.
        text: In either language.
        language: Of the texts that it is compared with; its own by default.
        limit: The most that are given.
        encoder: What compares texts; the embedded one by default.
        progress: Is told of the texts that are read for the first time.

    Raises:
        SettingsError: The text is blank, or the language unknown.
        StoreError: The store is broken, or vectors cannot be kept in it.
    """
    wanted = " ".join(text.split())
    if not wanted:
        raise SettingsError("a text to compare with needs at least one character")
    if language is not None and language not in LANGUAGES:
        raise SettingsError(f"unknown language: {language!r}; known are {', '.join(LANGUAGES)}")
    language = language or tell_language(wanted) or LANGUAGES[0]
    with Store.open(path) as store:
        return tuple(
            store.similar(
                wanted,
                encoder=encoder or encoder_for(),
                language=language,
                limit=limit,
                progress=progress,
            )
        )
