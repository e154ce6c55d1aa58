"""Terms that earlier releases render alike, and a new one otherwise.

A term is told only if all of this holds: earlier pairs of several releases render it alike; that
rendering stands nowhere in the new English, not shortened either; and something else there means
the same, or the term is a name. Words of all days that are merely left out are no departure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from align.checks.finding import Finding
from align.checks.precedent_phrases import Use, uses
from align.checks.precedent_segments import Precedent, last_release, weight_of
from align.encoders.base import Encoder
from align.lexicon.english import acronyms, head, initials, is_shortened, spelt_alike, telling_stems
from align.lexicon.term_candidates import FUNCTION_WORDS, word_groups
from align.messages import say

#: Part of the pairs, by weight, that must render it alike.
SETTLED = 0.8
#: How many times as often as elsewhere a rendering stands with its term.
_OFTENER = 4.0
#: The same, and pairs, for a rendering that does not seem to mean the same, as "pull request".
_FAR_OFTENER, _CERTAIN = 10.0, 6
#: The renderings that are compared with a term, earlier ones and new.
_MOST_NAMES, _MOST_NEW = 40, 200
#: Cosine with the term from which words mean the same.
_ALIKE = 0.4
#: What a longer rendering may lose in cosine: "code of conduct" against "conduct".
_LONGER = 0.15
#: What makes a departure surer: pairs, the part of them that agrees, and cosine.
_MANY, _ALL, _SAME = 5, 0.95, 0.6
#: What each word of a rendering beyond the first costs in cosine, and what it gains that stands
#: in several pairs.
_WORD, _OFTEN = 0.03, 0.05
#: Syllables of a term of one word that is no name.
_SYLLABLES = 4
#: Terms of a release that are looked at closely.
MOST_DOUBTS = 20


@dataclass(frozen=True, slots=True)
class Departure:
    """A term that a release renders otherwise than earlier ones, with what speaks for that."""

    term: str
    bead: int
    source_span: tuple[int, int]
    target_span: tuple[int, int] | None  #: None where nothing like it was found
    usual: str  #: the earlier rendering
    here: str  #: the new one; "" where nothing like it was found
    with_usual: tuple[Precedent, ...]
    precedents: tuple[Precedent, ...]  #: all that have the term
    usual_likeness: float  #: cosine of the term and the earlier rendering
    here_likeness: float
    is_name: bool  #: whether the earlier rendering is written with capital letters

    @property
    def share(self) -> float:
        """The part of the precedents that have the usual rendering, by weight."""
        return weight_of(self.with_usual) / weight_of(self.precedents)


def term_departures(
    pairs: Sequence[tuple[str, str]],
    precedents: Mapping[str, Sequence[Precedent]],
    background: Sequence[Precedent],
    encoder: Encoder,
) -> Iterator[Departure]:
    """The terms that may be rendered otherwise than before.

    Args:
        pairs: Source and target of each bead of the new release.
        precedents: For each of `probes`, the pairs of earlier releases that have it.
        background: Pairs from all over the earlier releases.
        encoder: What tells whether words mean the same.
    """
    english = [target for _, target in pairs]
    rates = Counter(stem for one in background for stem in telling_stems(one.target))
    doubts = 0
    for use in uses(pairs, precedents).values():
        telling = _telling(use, rates, background)
        if not telling or _stands(telling.keys(), english):
            continue
        doubts += 1
        if doubts > MOST_DOUBTS:
            return
        usual = _usual(use, telling, encoder)
        if usual is None or _is_said(usual.text, english):
            continue
        if _is_term(use.term, usual) and (departure := _departure(use, usual, pairs, encoder)):
            yield departure


@dataclass(frozen=True, slots=True)
class _Usual:
    """The rendering that most precedents have."""

    text: str
    likeness: float
    holders: tuple[Precedent, ...]
    is_name: bool  #: whether it is written with capital letters


def _telling(use: Use, rates: Counter[str], background: Sequence[Precedent]) -> dict[str, float]:
    """The words in most targets of the precedents, and how many times oftener than elsewhere.

    Args:
        use: The term.
        rates: How many pairs of the background have a word.
        background: Pairs, some of which may have the term, too.
    """
    weights: Counter[str] = Counter()
    for one in use.precedents:
        for stem in telling_stems(one.target):
            weights[stem] += one.weight
    total = weight_of(use.precedents)
    most = [stem for stem, weight in weights.items() if weight >= SETTLED * total]
    with_term = [one for one in background if use.term in one.source]
    elsewhere = len(background) - len(with_term)
    found = {}
    for stem in most:
        count = rates[stem] - sum(stem in telling_stems(one.target) for one in with_term)
        oftener = weights[stem] / total * (elsewhere + 1) / (count + 0.5)
        if oftener >= _OFTENER:
            found[stem] = oftener
    return found


def _stands(words: Set[str], english: Iterable[str]) -> bool:
    return any(words <= telling_stems(text) for text in english)


def _is_said(rendering: str, english: Sequence[str]) -> bool:
    """Whether a rendering stands in the new English, or an acronym of it does."""
    if _stands(telling_stems(rendering), english):
        return True
    own, short = acronyms(rendering), initials(rendering)
    return any(
        short & acronyms(text) or any(one in _all_initials(text) for one in own) for text in english
    )


def _all_initials(text: str) -> set[str]:
    return {one for group in word_groups(text, "en") if " " in group for one in initials(group)}


def _usual(use: Use, telling: Mapping[str, float], encoder: Encoder) -> _Usual | None:
    """The rendering of a term that most precedents have."""
    holders: dict[str, list[int]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for index, one in enumerate(use.precedents):
        for name, span in word_groups(one.target, "en").items():
            holders[name].append(index)
            written[name][one.target[slice(*span)]] += 1
    total = weight_of(use.precedents)
    names = [
        name
        for name, where in holders.items()
        if weight_of(use.precedents[index] for index in where) >= SETTLED * total
        and telling_stems(name)
        and telling_stems(name) <= telling.keys()
    ][:_MOST_NAMES]
    if not names:
        return None
    cosines = _cosines(use.term, names, encoder)
    best = max(names, key=lambda name: (_fit(name, cosines[name]), name))
    longer = [
        name for name in names
        if f" {best} " in f" {name} " and cosines[name] > cosines[best] - _LONGER
    ]  # fmt: skip
    best = max(longer, key=len)
    holding = tuple(use.precedents[index] for index in holders[best])
    oftener = min(telling[stem] for stem in telling_stems(best))
    if cosines[best] < _ALIKE and (len(use.precedents) < _CERTAIN or oftener < _FAR_OFTENER):
        return None
    text = written[best].most_common(1)[0][0]
    return _Usual(text, cosines[best], holding, _is_name(written[best]))


def _is_name(written: Counter[str]) -> bool:
    """Whether all telling words begin with a capital letter, nearly wherever they stand."""
    capital = sum(
        count
        for text, count in written.items()
        if all(word[0].isupper() for word in text.split() if word.lower() not in FUNCTION_WORDS)
    )
    return capital >= SETTLED * written.total()


def _is_term(term: str, usual: _Usual) -> bool:
    """Whether a phrase is a name, or long enough to be a term rather than a word of all days."""
    if usual.is_name:
        return True
    words = term.split()
    return len(telling_stems(usual.text)) > 1 if len(words) > 1 else len(words[0]) >= _SYLLABLES


def _departure(
    use: Use, usual: _Usual, pairs: Sequence[tuple[str, str]], encoder: Encoder
) -> Departure | None:
    """What the new release has in the place of the usual rendering, if that is not shortened."""
    groups = {bead: word_groups(pairs[bead][1], "en") for bead, _ in use.places}
    count = Counter(name for names in groups.values() for name in names)
    before = telling_stems(usual.text)
    short = [name for name in count if head(usual.text) in telling_stems(name) <= before]
    if any(spelt_alike(name, usual.text) for name in count) or any(
        is_shortened(pairs[bead][1], short) for bead in groups
    ):
        return None
    names = [name for name, _ in count.most_common(_MOST_NEW) if not telling_stems(name) <= before]
    cosines = _cosines(use.term, names, encoder)
    best = max(
        names,
        key=lambda name: _fit(name, cosines[name]) + _OFTEN * (count[name] > 1),
        default=None,
    )
    if best is None or cosines[best] < _ALIKE:
        if not usual.is_name and (len(telling_stems(usual.text)) == 1 or usual.likeness < _SAME):
            return None  # a word that was left out, most likely
        bead, start = use.places[0]
        span, likeness = None, 0.0
    else:
        bead, start = next((bead, start) for bead, start in use.places if best in groups[bead])
        span, likeness = groups[bead][best], cosines[best]
        if usual.is_name:
            span = _whole_name(best, groups[bead], pairs[bead][1])
    return Departure(
        use.term, bead, (start, start + len(use.term)), span, usual.text,
        pairs[bead][1][slice(*span)] if span else "", usual.holders, use.precedents,
        usual.likeness, likeness, usual.is_name,
    )  # fmt: skip


def _whole_name(name: str, groups: Mapping[str, tuple[int, int]], text: str) -> tuple[int, int]:
    """The longest group around one that is written with capital letters throughout."""
    around = [
        span for other, span in groups.items()
        if f" {name} " in f" {other} " and _is_name(Counter([text[slice(*span)]]))
    ]  # fmt: skip
    return max(around, key=lambda span: span[1] - span[0], default=groups[name])


def _cosines(term: str, names: Sequence[str], encoder: Encoder) -> dict[str, float]:
    vectors = encoder.encode([term, *names])
    return dict(zip(names, (vectors[1:] @ vectors[0]).tolist(), strict=True))


def _fit(name: str, cosine: float) -> float:
    return cosine - _WORD * name.count(" ")


def decided(departure: Departure) -> Finding:
    """The finding about a departure; its confidence grows with the precedents."""
    count, pairs = len(departure.with_usual), len(departure.precedents)
    confidence = (
        (0.5 if departure.here else 0.4)
        + 0.1 * (pairs >= _MANY)
        + 0.1 * (departure.share >= _ALL)
        + 0.1 * (departure.is_name or departure.usual_likeness >= _SAME)
    )
    said = {
        "term": departure.term,
        "usual": departure.usual,
        "count": count,
        "pairs": pairs,
        "release": last_release(departure.with_usual),
    }
    if departure.here:
        message = say("precedent_term", rendering=departure.here, **said)
    else:
        message = say("precedent_term.missing", **said)
    return Finding(
        "precedent_term", "low", round(confidence, 2), departure.source_span,
        departure.target_span, message,
    )  # fmt: skip
