"""What of an older alignment is kept when a release is aligned anew.

A bead that a person has decided about stands as long as its texts do: the new beads give
way to it. Pure values in and out.
"""

from __future__ import annotations

import bisect
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from align.bitext import Bead, Bitext, Document
from align.gaps import EXPECTED_GAPS
from align.messages import say
from corpora.model.release import Annotation, Release

#: Why a gap that a reviewed pair left over is one.
LEFT_OVER = say("gap.left_over")


@dataclass(frozen=True, slots=True)
class Kept:
    """A release aligned anew in which reviewed beads have kept their place."""

    release: Release
    old: tuple[int | None, ...]  #: for each bead, the old bead with the same texts
    new: tuple[int | None, ...]  #: for each bead, which of the new alignment it is
    lost: tuple[int, ...]  #: old beads that were decided and cannot be kept


def keep(old: Release, decided: Set[int], new: Release) -> Kept:
    """The new release with the decided beads of the old one wherever their texts still exist.

    Args:
        old: The release as it was aligned before.
        decided: The beads of ``old``, from 0, that a person has decided about.
        new: The release as it is aligned now.
    """
    same = same_beads(old.bitext, new.bitext, decided)
    held = {index for index, before in same.items() if before in decided}
    missing = sorted(decided - set(same.values()))
    claims, lost = _claims(old.bitext, missing, new.bitext, held)
    items = [*_given_way(new, same, claims), *_claimed(old, claims)]
    ordered = _ordered(items) if claims else items
    bitext = replace(new.bitext, beads=tuple(item.bead for item in ordered))
    release = replace(new, bitext=bitext, annotations=tuple(item.annotation for item in ordered))
    return Kept(
        release,
        tuple(item.old for item in ordered),
        tuple(item.new for item in ordered),
        tuple(lost),
    )


def same_beads(old: Bitext, new: Bitext, decided: Set[int] = frozenset()) -> dict[int, int]:
    """Which new bead has the texts of which old one; of repeated texts, decided ones first."""
    before = _by_texts(old)
    same: dict[int, int] = {}
    for texts, indices in _by_texts(new).items():
        candidates = before.get(texts, [])
        if len(candidates) > len(indices):
            preferred = sorted(candidates, key=lambda index: index not in decided)
            candidates = sorted(preferred[: len(indices)])
        same.update(zip(indices, candidates, strict=False))
    return same


@dataclass(frozen=True, slots=True)
class _Claim:
    """An old bead, and where its segments stand in the new documents."""

    old: int
    source: range
    target: range


@dataclass(frozen=True, slots=True)
class _Item:
    """A bead on its way into the new order."""

    bead: Bead
    annotation: Annotation
    old: int | None
    new: int | None


_Texts = tuple[tuple[str, ...], tuple[str, ...]]


def _by_texts(bitext: Bitext) -> dict[_Texts, list[int]]:
    groups: dict[_Texts, list[int]] = defaultdict(list)
    source, target = bitext.source.texts(), bitext.target.texts()
    for index, bead in enumerate(bitext.beads):
        texts = tuple(source[i] for i in bead.source), tuple(target[j] for j in bead.target)
        groups[texts].append(index)
    return groups


def _claims(
    old: Bitext, missing: Iterable[int], new: Bitext, held: Set[int]
) -> tuple[list[_Claim], list[int]]:
    """Where the missing beads find their texts, and those that do not."""
    sides = (
        _Places(old.source, new.source, {i for k in held for i in new.beads[k].source}),
        _Places(old.target, new.target, {j for k in held for j in new.beads[k].target}),
    )
    claims, lost = [], []
    for index in missing:
        bead = old.beads[index]
        source, target = sides[0].find(bead.source), sides[1].find(bead.target)
        if source is None or target is None:
            lost.append(index)
            continue
        sides[0].taken.update(source)
        sides[1].taken.update(target)
        claims.append(_Claim(index, source, target))
    return claims, lost


class _Places:
    """Where runs of an old document's segments stand in the new one."""

    def __init__(self, old: Document, new: Document, taken: set[int]) -> None:
        self.old, self.new, self.taken = old.texts(), new.texts(), taken
        self._starts: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(self.new):
            self._starts[text].append(index)

    def find(self, run: range) -> range | None:
        """The free run of the same texts that lies nearest, or None; an empty run is found."""
        if not run:
            return range(0, 0)
        wanted = [self.old[index] for index in run]
        places = [
            range(start, start + len(run))
            for start in self._starts[wanted[0]]
            if self.new[start : start + len(run)] == wanted
            and self.taken.isdisjoint(range(start, start + len(run)))
        ]
        expected = run.start * len(self.new) / len(self.old)
        return min(places, key=lambda place: abs(place.start - expected), default=None)


def _claimed(old: Release, claims: Sequence[_Claim]) -> list[_Item]:
    """The claims as beads with what was known of them."""
    return [
        _Item(
            replace(
                old.bitext.beads[claim.old], source=claim.source, target=claim.target, moved=False
            ),
            old.annotations[claim.old],
            claim.old,
            None,
        )
        for claim in claims
    ]


def _given_way(new: Release, same: dict[int, int], claims: Sequence[_Claim]) -> list[_Item]:
    """The new beads without the segments that are claimed."""
    source_taken = {i for claim in claims for i in claim.source}
    target_taken = {j for claim in claims for j in claim.target}
    items = []
    for index, (bead, annotation) in enumerate(new.items()):
        sources, targets = _runs(bead.source, source_taken), _runs(bead.target, target_taken)
        if sum(map(len, sources)) == len(bead.source) and sum(map(len, targets)) == len(
            bead.target
        ):
            items.append(_Item(bead, annotation, same.get(index), index))
        elif len(sources) == len(targets) == 1:
            rest = Bead(sources[0], targets[0], moved=bead.moved)
            items.append(_Item(rest, Annotation(), None, None))
        else:
            for run in sources:
                items.append(_left_over(new.bitext.source, run, Bead(run, range(0, 0))))
            for run in targets:
                items.append(_left_over(new.bitext.target, run, Bead(range(0, 0), run)))
    return items


def _left_over(document: Document, run: range, bead: Bead) -> _Item:
    kind = document.segments[run.start].kind
    if kind not in EXPECTED_GAPS:
        kind = "omission" if bead.source else "addition"
    return _Item(bead, Annotation(kind, (LEFT_OVER,)), None, None)


def _runs(whole: range, taken: Set[int]) -> list[range]:
    """The runs of consecutive indices that are left of a range."""
    runs: list[range] = []
    for index in whole:
        if index in taken:
            continue
        if runs and runs[-1].stop == index:
            runs[-1] = range(runs[-1].start, index + 1)
        else:
            runs.append(range(index, index + 1))
    return runs


def _ordered(items: Iterable[_Item]) -> list[_Item]:
    """The items in the order that a bitext asks for, each empty side at its place."""
    items = sorted(_moved(items), key=lambda item: item.bead.source.start)
    sources = deque(item for item in items if item.bead.source)
    additions = deque(
        sorted(
            (item for item in items if not item.bead.source),
            key=lambda item: item.bead.target.start,
        )
    )
    away = {j for item in items if item.bead.moved for j in item.bead.target}
    ordered: list[_Item] = []
    i = j = 0
    while sources or additions:
        while j in away:
            j += 1
        bead = sources[0].bead if sources else None
        if bead and (bead.moved or not bead.target or bead.target.start == j):
            item = sources.popleft()
            target = bead.target if bead.target else range(j, j)
            i, j = bead.source.stop, j if bead.moved else target.stop
            ordered.append(replace(item, bead=replace(bead, target=target)))
        else:
            item = additions.popleft()
            j = item.bead.target.stop
            ordered.append(replace(item, bead=replace(item.bead, source=range(i, i))))
    return ordered


def _moved(items: Iterable[_Item]) -> list[_Item]:
    """The items, with those claimed ones called moved that stand across the others."""
    claimed = [item for item in items if item.new is None and item.old is not None]
    others = [item for item in items if item.new is not None or item.old is None]
    kept = sorted(
        (item.bead.source.start, item.bead.target.start)
        for item in others
        if not item.bead.is_gap and not item.bead.moved
    )
    for item in claimed:
        place = item.bead.source.start, item.bead.target.start
        if item.bead.is_gap:
            others.append(item)
            continue
        at = bisect.bisect(kept, place)
        crosses = (at > 0 and kept[at - 1][1] > place[1]) or (
            at < len(kept) and kept[at][1] < place[1]
        )
        if not crosses:
            kept.insert(at, place)
        others.append(replace(item, bead=replace(item.bead, moved=crosses)))
    return others
