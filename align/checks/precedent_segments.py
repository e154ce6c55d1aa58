"""Segments that earlier releases translate otherwise, and what is known of those releases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from align.bitext import Bitext
from align.checks import consistency as repetition
from align.checks.finding import Finding
from align.messages import Statement, say
from align.segmentation.list_marks import read_mark

#: How many pairs nobody has looked at a reviewed one counts for.
_REVIEWED = 3


@dataclass(frozen=True, slots=True)
class Precedent:
    """A pair of an earlier release."""

    release: int  #: the number under which it is kept; later ones are higher
    date: str  #: of the publication, as 2016-10-14; "" where it is not known
    source: str  #: on one line, as the target
    target: str
    is_reviewed: bool = False  #: whether somebody has accepted or revised it

    @property
    def weight(self) -> int:
        """How much it counts."""
        return _REVIEWED if self.is_reviewed else 1


def weight_of(precedents: Iterable[Precedent]) -> int:
    """How much some pairs count together."""
    return sum(one.weight for one in precedents)


def last_release(precedents: Iterable[Precedent]) -> str:
    """The number of the latest release, with its day where that is known.

    >>> last_release([Precedent(7, "2016-10-14", "", ""), Precedent(9, "2015-01-02", "", "")])
    '7 (2016-10-14)'
    """
    latest = max(precedents, key=lambda one: (one.date, one.release))
    return f"{latest.release} ({latest.date})" if latest.date else str(latest.release)


def bare(text: str) -> str:
    """A text without its list mark, case, blanks and punctuation.

    >>> bare("1) The U.S. side") == bare("- the US side")
    True
    """
    rest = text[read_mark(text).end :]
    return repetition.bare(rest) or repetition.bare(text)


#: Letters from which a segment with one precedent is told, as in `consistency`; shorter ones,
#: headings and table cells, need more, and all of them must agree.
_LONG, _SHORT, _SHORT_NEEDS = 10, 4, 3
#: Part of the precedents, by weight, that are settled on one rendering.
_SETTLED = 0.8
#: Renderings that are shown where earlier releases are divided.
_SHOWN = 3
#: Probability of a bead below which it may lack a part of a text.
_RIGHT = 0.5


def repeated_segments(bitext: Bitext) -> dict[int, str]:
    """The source texts that precedents are to be looked for, by their beads."""
    texts = {}
    for index, bead in enumerate(bitext.beads):
        if bead.is_gap or (bead.probability is not None and bead.probability < _RIGHT):
            continue
        text = bitext.source_text(bead)
        if sum(character.isalpha() for character in text) >= _SHORT:
            texts[index] = text
    return texts


def segment_departures(
    bitext: Bitext, precedents: Mapping[int, Sequence[Precedent]]
) -> Iterator[tuple[int, Finding]]:
    """Findings about segments whose earlier translations differ, each with its bead.

    Args:
        bitext: The new release.
        precedents: For beads of `repeated_segments`, pairs that may have the same source.
    """
    for index, source in repeated_segments(bitext).items():
        same = [one for one in precedents.get(index, ()) if bare(one.source) == bare(source)]
        target = bitext.target_text(bitext.beads[index])
        if finding := _judged(source, target, same):
            yield index, finding


def _judged(source: str, target: str, same: Sequence[Precedent]) -> Finding | None:
    """What is to be said about one segment, given earlier pairs with the same source."""
    groups: dict[str, list[Precedent]] = defaultdict(list)
    for one in same:
        groups[bare(one.target)].append(one)
    if not groups:
        return None
    own = groups.get(bare(target), [])
    ranked = sorted(groups.values(), key=_rank, reverse=True)
    usual, total = ranked[0], weight_of(same)
    share = weight_of(usual) / total
    if any(one.is_reviewed for one in own) or weight_of(own) == weight_of(usual):
        return None
    if own and share < _SETTLED:
        return None  # one of several that stand side by side
    letters = sum(character.isalpha() for character in source)
    if letters < _LONG and (total < _SHORT_NEEDS or share < _SETTLED):
        return None
    confidence = 0.6 + 0.1 * (total > 1) + 0.1 * (share >= _SETTLED and total > 1)
    if own or any(_part(bare(target), rendering) for rendering in groups):
        confidence = 0.4  # as an earlier minority has it; or cut elsewhere
    return Finding(
        "precedent_segment", "low", confidence, (0, len(source)), (0, len(target)),
        _message(ranked, same),
    )  # fmt: skip


def _message(ranked: Sequence[Sequence[Precedent]], same: Sequence[Precedent]) -> Statement:
    usual = ranked[0]
    if len(ranked) == 1 or weight_of(usual) >= _SETTLED * weight_of(same):
        return say(
            "precedent_segment",
            rendering=_latest(usual).target,
            count=len(usual),
            pairs=len(same),
            release=last_release(usual),
        )
    renderings = ", ".join(f"“{_latest(one).target}” {len(one)}" for one in ranked[:_SHOWN])
    return say("precedent_segment.divided", renderings=renderings, release=last_release(same))


def _latest(precedents: Sequence[Precedent]) -> Precedent:
    return max(precedents, key=lambda one: (one.is_reviewed, one.date, one.release))


def _rank(precedents: Sequence[Precedent]) -> tuple[int, str, int]:
    latest = _latest(precedents)
    return weight_of(precedents), latest.date, latest.release


def _part(text: str, other: str) -> bool:
    """Whether one text is a part of the other."""
    return text in other or other in text
