"""Terms that earlier releases render alike, and a new one otherwise.

A term is told only if all of this holds: earlier pairs of several releases render it alike, that
rendering stands nowhere in the new English, not shortened either, and something else there means the
same. What is merely left out is no departure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.departures.english import acronyms, initials, spelt_alike, stems
from align.departures.phrases import Phrase, ending_after, phrases
from align.departures.precedents import Precedent, bare, last_release
from align.embedding import Encoder
from align.finding import Finding
from align.rendering import renderings
from align.statements import say
from align.word_groups import FUNCTION_WORDS, word_groups

#: Pairs, and releases, that must have a term.
LEAST_PAIRS, LEAST_RELEASES = 3, 2
#: Part of the pairs, by weight, that must render it alike.
SETTLED = 0.8
#: How many times as often as elsewhere a rendering stands with its term.
_OFTENER = 4.0
#: The pairs of a term that are looked at, and the renderings that are compared with it.
_MOST_PAIRS, _MOST_NAMES = 40, 40
#: What stands behind a noun now and then, and behind a verb never.
_NOUN = frozenset("이 가 은 는 을 를 의 에 에서 에는 에게 와 과 로 으로 도".split())
#: Of the background, one text in so many is enough where few are looked at.
_EVERY = 4
#: Cosine with the term from which words mean the same.
_ALIKE = 0.4
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
    target_span: tuple[int, int]
    usual: str  #: the earlier rendering
    here: str  #: the new one
    with_usual: tuple[Precedent, ...]
    precedents: tuple[Precedent, ...]  #: all that have the term
    usual_likeness: float  #: cosine of the term and the earlier rendering
    here_likeness: float

    @property
    def share(self) -> float:
        """The part of the precedents that have the usual rendering, by weight."""
        return _weight(self.with_usual) / _weight(self.precedents)


def probes(sources: Iterable[str]) -> tuple[str, ...]:
    """What to look for in earlier releases so as to know the terms of some source texts."""
    return tuple(
        dict.fromkeys(one.probe for text in sources for one in phrases(text) if one.words <= 2)
    )


def term_evidence(
    pairs: Sequence[tuple[str, str]],
    precedents: Mapping[str, Sequence[Precedent]],
    background: Sequence[str],
    encoder: Encoder,
) -> Iterator[Departure]:
    """The terms that may be rendered otherwise than before.

    Args:
        pairs: Source and target of each bead of the new release.
        precedents: For each of `probes`, the pairs of earlier releases that have it.
        background: Targets from all over the earlier releases.
        encoder: What tells whether words mean the same.
    """
    english = [target for _, target in pairs]
    rates = Counter(stem for text in background for stem in stems(text))
    doubts = 0
    for use in _uses(pairs, precedents).values():
        telling = _telling(use.precedents, rates, len(background))
        if not telling or _stands(telling, english):
            continue
        doubts += 1
        if doubts > MOST_DOUBTS:
            return
        usual = _usual(use, telling, background, encoder)
        if usual is None or _is_said(usual.text, english):
            continue
        if departure := _departure(use, usual, pairs, background, encoder):
            yield departure


@dataclass(frozen=True, slots=True)
class _Use:
    """A term, where the new release has it, and the earlier pairs that have it."""

    term: str
    places: tuple[tuple[int, int], ...]  #: bead, and where the term begins in its source
    precedents: tuple[Precedent, ...]


@dataclass(frozen=True, slots=True)
class _Usual:
    """The rendering that most precedents have."""

    text: str
    likeness: float
    holders: tuple[Precedent, ...]
    is_name: bool  #: whether it is written with capital letters


def _uses(
    pairs: Sequence[tuple[str, str]], precedents: Mapping[str, Sequence[Precedent]]
) -> dict[str, _Use]:
    """The longest phrases of the new release that have precedents enough."""
    known: dict[str, tuple[Precedent, ...]] = {}
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for bead, (source, target) in enumerate(pairs):
        if not source or not target:
            continue
        end = 0
        for start, found in _by_start(source):
            probe = ""
            best = None
            for phrase in found:
                if phrase.words <= 2:
                    probe = phrase.probe
                if form := _best_form(phrase, precedents.get(probe, ()), known):
                    best = form
                elif phrase.words > 1:
                    break
            if best and start + len(best) > end:
                places[best].append((bead, start))
                end = start + len(best)
    return {term: _Use(term, tuple(where), known[term]) for term, where in places.items()}


def _by_start(source: str) -> Iterator[tuple[int, list[Phrase]]]:
    found: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in phrases(source):
        found[phrase.start].append(phrase)
    yield from found.items()


def _best_form(
    phrase: Phrase, pairs: Sequence[Precedent], known: dict[str, tuple[Precedent, ...]]
) -> str | None:
    """The shortest form that earlier pairs have with several endings, or with none."""
    for form in reversed(phrase.forms):
        if form not in known:
            known[form] = _holders(form, pairs)
        if known[form]:
            return form
    return None


def _holders(form: str, pairs: Sequence[Precedent]) -> tuple[Precedent, ...]:
    """The earlier pairs with a form: each source once, and none if they are too few."""
    by_source: dict[str, Precedent] = {}
    endings = set()
    for one in pairs:
        if (ending := ending_after(form, one.source)) is None:
            continue
        endings.add(ending)
        before = by_source.get(bare(one.source))
        if before is None or (one.is_reviewed, one.release) > (before.is_reviewed, before.release):
            by_source[bare(one.source)] = one
    holders = tuple(by_source.values())[:_MOST_PAIRS]
    if len(holders) < LEAST_PAIRS or len({one.release for one in holders}) < LEAST_RELEASES:
        return ()
    if len(form.split()) == 1 and _NOUN.isdisjoint(endings):
        return ()  # a verb
    return holders if "" in endings or len(endings) > 1 else ()


def _telling(
    precedents: Sequence[Precedent], rates: Counter[str], background: int
) -> frozenset[str]:
    """The words that stand in most targets of the precedents, and seldom elsewhere."""
    weights: Counter[str] = Counter()
    for one in precedents:
        for stem in stems(one.target):
            weights[stem] += one.weight
    total = _weight(precedents)
    return frozenset(
        stem
        for stem, weight in weights.items()
        if weight >= SETTLED * total
        and weight / total >= _OFTENER * (rates[stem] + 0.5) / (background + 1)
    )


def _stands(words: frozenset[str], english: Iterable[str]) -> bool:
    return any(words <= stems(text) for text in english)


def _is_said(rendering: str, english: Sequence[str]) -> bool:
    """Whether a rendering stands in the new English, or an acronym of it does."""
    if _stands(stems(rendering), english):
        return True
    own, short = acronyms(rendering), initials(rendering)
    return any(
        short & acronyms(text) or any(one in _all_initials(text) for one in own)
        for text in english
    )


def _all_initials(text: str) -> set[str]:
    return {
        one for group in word_groups(text, "en") if " " in group for one in initials(group)
    }


def _usual(
    use: _Use, telling: frozenset[str], background: Sequence[str], encoder: Encoder
) -> _Usual | None:
    """The rendering of a term that most precedents have."""
    holders: dict[str, list[int]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for index, one in enumerate(use.precedents):
        for name, span in word_groups(one.target, "en").items():
            holders[name].append(index)
            written[name][one.target[slice(*span)]] += 1
    total = _weight(use.precedents)
    names = [
        name
        for name, where in holders.items()
        if _weight(use.precedents[index] for index in where) >= SETTLED * total
        and stems(name) & telling
    ][:_MOST_NAMES]
    if not names:
        return None
    vectors = encoder.encode([use.term, *names])
    cosines = dict(zip(names, (vectors[1:] @ vectors[0]).tolist(), strict=True))
    best = max(names, key=lambda name: (cosines[name] - 0.03 * name.count(" "), name))
    if cosines[best] < _ALIKE:
        return None
    text = written[best].most_common(1)[0][0]
    holding = tuple(use.precedents[index] for index in holders[best])
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
    if len(words) == 1:
        return len(words[0]) >= _SYLLABLES
    return len(stems(usual.text)) > 1


def _departure(
    use: _Use,
    usual: _Usual,
    pairs: Sequence[tuple[str, str]],
    background: Sequence[str],
    encoder: Encoder,
) -> Departure | None:
    """What the new release has in the place of the usual rendering, if it has anything."""
    beads = list(dict.fromkeys(bead for bead, _ in use.places))
    targets = [pairs[bead][1] for bead in beads]
    found = renderings(use.term, targets, background[::_EVERY], "en", encoder)
    if not found:
        return None
    here = found[0]
    words, before = stems(here.text), stems(usual.text)
    if not words or words <= before or before <= words or spelt_alike(here.text, usual.text):
        return None  # it is shortened, or written out
    if not _is_term(use.term, usual):
        return None
    vectors = encoder.encode([use.term, here.text])
    likeness = float(vectors[0] @ vectors[1])
    if likeness < _ALIKE:
        return None
    index, span = here.places[0]
    start = next(start for bead, start in use.places if bead == beads[index])
    return Departure(
        use.term, beads[index], (start, start + len(use.term)), span, usual.text,
        targets[index][slice(*span)], usual.holders, use.precedents, usual.likeness, likeness,
    )  # fmt: skip


def decided(departure: Departure) -> Finding:
    """The finding about a departure; its confidence grows with the precedents."""
    count, pairs = len(departure.with_usual), len(departure.precedents)
    confidence = 0.6
    sentence = say(
        "precedent_term",
        term=departure.term,
        rendering=departure.here,
        usual=departure.usual,
        count=count,
        pairs=pairs,
        release=last_release(departure.with_usual),
    )
    return Finding(
        "precedent_term", "low", confidence, departure.source_span, departure.target_span, sentence
    )


def _weight(precedents: Iterable[Precedent]) -> int:
    return sum(one.weight for one in precedents)
