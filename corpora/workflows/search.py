"""How a phrase was rendered in a store, and which of its pairs are near to a text in meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from align.bitext import LANGUAGES
from align.encoders.base import Encoder
from align.errors import SettingsError
from align.language import tell_language
from align.lexicon.renderings import renderings
from corpora.model.unit import Unit
from corpora.store import Hit, Near, Store
from corpora.workflows.encoders import encoder_for

#: The pairs with the phrase that are looked at: those of the latest releases.
MOST_PAIRS = 2_000
#: Pairs without it, by which words that are common anyway are told.
_OTHERS = 1_000


@dataclass(frozen=True, slots=True)
class Rendered:
    """One rendering of a phrase."""

    text: str  #: as it is written most often; "" for pairs in which none was found
    count: int  #: pairs that have it
    example: Hit  #: one of them, with the place of the rendering; of the phrase if there is none


@dataclass(frozen=True, slots=True)
class PhraseRenderings:
    """How a phrase was rendered in the pairs of a store."""

    phrase: str
    language: str  #: that of the phrase, ko or en
    pairs: int  #: that were looked at
    found: tuple[Rendered, ...]  #: the most frequent first; those without one come last


def phrase_renderings(
    store: Store, phrase: str, *, language: str | None = None, encoder: Encoder
) -> PhraseRenderings:
    """How a phrase was rendered in the latest MOST_PAIRS pairs with it.

    Pairs that a reviewer rejected do not count, nor do gaps.

    Args:
        store: The store.
        phrase: What to look for; case and the width of blanks do not matter.
        language: That of the phrase; the one in which it stands more often by default.
        encoder: What finds the words that are like the phrase.

    Raises:
        SettingsError: The phrase is blank, or the language unknown.
    """
    hits = list(store.search(phrase, language=language, limit=MOST_PAIRS))
    by_language: dict[str, list[Hit]] = {"ko": [], "en": []}
    for hit in hits:
        if _is_pair(hit.unit):
            for own in {_language(hit.unit, side) for side in _sides_of(hit)}:
                by_language[own].append(hit)
    language = language or max(by_language, key=lambda own: len(by_language[own]))
    other = "en" if language == "ko" else "ko"
    pairs = by_language[language]
    if not pairs:
        return PhraseRenderings(phrase, language, 0, ())
    beads = {hit.unit.bead for hit in hits}
    others = [
        _text(unit, other)
        for unit in store.spread(_OTHERS)
        if unit.bead not in beads and _is_pair(unit)
    ]
    texts = [_text(hit.unit, other) for hit in pairs]
    found, left = [], set(range(len(pairs)))
    for one in renderings(phrase, texts, others, other, encoder):
        index, span = next(
            (place for place in one.places if texts[place[0]][slice(*place[1])] == one.text),
        )
        found.append(Rendered(one.text, len(one.places), _example(pairs[index].unit, other, span)))
        left -= {place[0] for place in one.places}
    if left:
        found.append(Rendered("", len(left), pairs[min(left)]))
    return PhraseRenderings(phrase, language, len(pairs), tuple(found))


def _sides_of(hit: Hit) -> Iterator[str]:
    """The sides that have the phrase as they stand now."""
    if hit.source_spans:
        yield "source"
    if hit.target_spans:
        yield "target"


def _language(unit: Unit, side: str) -> str:
    return unit.source_language if side == "source" else unit.target_language


def _text(unit: Unit, language: str) -> str:
    return unit.source_text if unit.source_language == language else unit.target_text


def _is_pair(unit: Unit) -> bool:
    return not unit.is_gap and unit.state != "rejected"


def _example(unit: Unit, language: str, span: tuple[int, int]) -> Hit:
    """A hit at the rendering, which stands on the side of that language."""
    source, target = ((span,), ()) if unit.source_language == language else ((), (span,))
    return Hit(unit, source, target, ())


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
