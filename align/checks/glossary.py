"""A user's terms, and whether a translation keeps to them."""

from __future__ import annotations

import functools
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.checks.finding import Context, Finding, has_surplus
from align.checks.settings import LEAST_CONFIDENCE
from align.messages import say

_ALONE = Context()
#: Syllables from which a Hangul term is found with blanks inside, as in 전략 대화.
_LONG_ENOUGH = 4
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its renderings."""

    source: str
    targets: tuple[str, ...]  #: any of them will do, the first is the best
    forbidden: tuple[str, ...] = ()  #: renderings that must not stand for it
    note: str = ""

    def __post_init__(self) -> None:
        if not self.source.strip() or not all(t.strip() for t in (*self.targets, *self.forbidden)):
            raise ValueError("a term and its renderings cannot be blank")
        if not self.targets and not self.forbidden:
            raise ValueError(f"{self.source!r} needs a rendering, or one that is forbidden")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms, the longer ones first where one is part of another."""

    terms: tuple[Term, ...]
    source_language: str = "ko"

    def digest(self) -> str:
        """Twelve hexadecimal digits that change with the terms."""
        said = repr([(t.source, t.targets, t.forbidden) for t in self.terms])
        return hashlib.sha256(f"{self.source_language} {said}".encode()).hexdigest()[:12]

    def find(self, text: str) -> tuple[tuple[Term, int, int], ...]:
        """The terms of a source text with their places; no two overlap, the longest wins.

        >>> terms = Term("외교부", ("MOFA",)), Term("외교부 차관", ("Vice Minister",))
        >>> [(term.source, start, end) for term, start, end in Glossary(terms).find("외교부 차관")]
        [('외교부 차관', 0, 6)]
        """
        found: list[tuple[Term, int, int]] = []
        for term in sorted(self.terms, key=lambda term: -len(term.source)):
            for match in _pattern(term.source).finditer(text):
                start, end = match.span()
                if all(end <= other[1] or start >= other[2] for other in found):
                    found.append((term, start, end))
        return tuple(sorted(found, key=lambda place: place[1]))


def check_terms(
    source: str, target: str, glossary: Glossary, context: Context = _ALONE, *,
    least: float = LEAST_CONFIDENCE,
) -> tuple[Finding, ...]:  # fmt: skip
    """What of a bead does not keep to the glossary.

    >>> glossary = Glossary((Term("전략대화", ("strategic dialogue",), ("strategy talks",)),))
    >>> [f.kind for f in check_terms("제4차 전략대화", "The fourth strategy talks", glossary)]
    ['term_forbidden']
    >>> check_terms("제4차 전략대화", "Strategic dialogues took place", glossary)
    ()
    """
    found = term_findings(source, target, glossary, context)
    return tuple(finding for finding in found if finding.confidence >= least)


def term_findings(
    source: str, target: str, glossary: Glossary, context: Context = _ALONE
) -> tuple[Finding, ...]:
    """Every doubt about the terms of a bead; each term is looked at once."""
    if not target.strip():
        return ()
    findings: list[Finding] = []
    seen: set[str] = set()
    for term, start, end in glossary.find(source):
        if term.source in seen:
            continue
        seen.add(term.source)
        findings += _judge(term, (start, end), target, glossary, context)
    return tuple(findings)


def _judge(
    term: Term, span: tuple[int, int], target: str, glossary: Glossary, context: Context
) -> Iterator[Finding]:
    allowed = _places(term.targets, target)
    forbidden = [
        place
        for place in _places(term.forbidden, target)
        if not any(place[0] < other[1] and other[0] < place[1] for other in allowed)
    ]
    renderings = " or ".join(term.targets)
    for place in forbidden:
        written = target[slice(*place)]
        if term.targets:
            message = say(
                "term_forbidden.advised",
                term=term.source,
                rendering=written,
                renderings=renderings,
            )
        else:
            message = say("term_forbidden", term=term.source, rendering=written)
        yield Finding("term_forbidden", "high", 0.95, span, place, message)
    if term.targets and not allowed and not forbidden:
        near = has_surplus(
            (_has(glossary, term, text) for text in context.source_neighbours),
            (_places(term.targets, text) for text in context.target_neighbours),
        )
        message = say("term_missing", term=term.source, renderings=renderings)
        yield Finding("term_missing", "medium", 0.3 if near else 0.7, span, None, message)


def inconsistent_terms(
    pairs: Sequence[tuple[str, str]], glossary: Glossary
) -> tuple[tuple[int, Finding], ...]:
    """Terms rendered otherwise than mostly in the release, each with the index of its pair.

    >>> glossary = Glossary((Term("대화", ("dialogue", "talks")),))
    >>> pairs = [("제1차 대화", "The dialogue"), ("대화", "Dialogues"), ("대화는", "The talks")]
    >>> [(bead, f.sentence) for bead, f in inconsistent_terms(pairs, glossary)]
    [(2, '대화 is rendered talks here, and dialogue elsewhere.')]
    """
    uses: dict[str, list[tuple[int, str, tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    for bead, (source, target) in enumerate(pairs):
        for term, start, end in glossary.find(source):
            rendered = {name: _places((name,), target) for name in term.targets}
            present = [name for name, places in rendered.items() if places]
            if len(present) == 1:
                uses[term.source].append((bead, present[0], (start, end), rendered[present[0]][0]))
    findings = []
    for source, group in uses.items():
        counts = Counter(name for _, name, _, _ in group)
        usual = max(counts, key=lambda name: counts[name])
        for bead, name, ours, theirs in group:
            if name != usual:
                message = say("term_inconsistent", term=source, rendering=name, usual=usual)
                findings.append(
                    (bead, Finding("term_inconsistent", "low", 0.7, ours, theirs, message))
                )
    return tuple(findings)


def _has(glossary: Glossary, term: Term, text: str) -> bool:
    """Whether a term stands in a text, and not only in a longer term."""
    return any(found is term for found, _, _ in glossary.find(text))


def _places(forms: Sequence[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for form in forms for match in _pattern(form).finditer(text)]


@functools.lru_cache(maxsize=8192)
def _pattern(form: str) -> re.Pattern[str]:
    """A term as it may stand in running text.

    Hangul takes particles, and its blanks come and go; in Latin script the number and the
    case of letters change, but acronyms keep theirs.
    """
    words = form.split()
    if _HANGUL.search(form):
        syllables = "".join(words)
        loose = r"\s?" if len(syllables) >= _LONG_ENOUGH else ""
        pieces = (loose.join(map(re.escape, word)) for word in words)
        return re.compile(r"(?<![가-힣])" + r"\s*".join(pieces))
    last = re.escape(words[-1])
    if words[-1][-1] == "y":
        last = f"{last[:-1]}(?:y|ies)"
    elif words[-1][-1].isalpha():
        last += "(?:s|es)?"
    body = r"[\s-]+".join([*map(re.escape, words[:-1]), last])
    acronym = form.isupper() and len(form) <= 8
    return re.compile(rf"(?<!\w){body}(?!\w)", re.NOFLAG if acronym else re.IGNORECASE)
