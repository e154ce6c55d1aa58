"""From parallel lines to an exercise: gaps, merges and swaps planted, with the gold kept."""

from __future__ import annotations

import random
from collections.abc import Sequence

from align.segmentation.line_kinds import looks_like_title
from benchmarks.training.clauses import take_clause
from benchmarks.training.dressing import release
from benchmarks.training.exercise import Exercise, Hand, one_line
from benchmarks.training.texts import Pair, Texts

#: Drawn once a document: how much is left out and joined in it.
_GAP_RATES = (0, 0.02, 0.05, 0.1, 0.2)
_MERGE_RATES = (0, 0.05, 0.15, 0.3)
_RUN_LENGTHS = (1, 1.5, 2.5)
_SWAPPED = 0.35
#: Share of beads that are translated freely or of another version: one side says more.
_LOOSE = 0.05


def exercises(texts: Texts, *, seed: int, scale: float) -> list[Exercise]:
    """A mixed list of exercises; `scale` 1 gives about 700."""
    rng = random.Random(seed)
    made = []
    for kind, pairs, count in (("news", texts.news, 180), ("textbook", texts.textbook, 80)):
        made += [
            _planted(kind, _window(pairs, rng.randint(8, 45), rng), rng)
            for _ in range(round(count * scale))
        ]
    for _ in range(round(280 * scale)):
        page = rng.choice(texts.manuals)
        made.append(_planted("manual", _window(page, rng.randint(8, 45), rng), rng))
    made += [release(texts, rng) for _ in range(round(260 * scale))]
    made = [exercise for exercise in made if exercise.ko and exercise.en]
    for exercise in made:
        _loosen(exercise, made, rng)
    return made


def _loosen(exercise: Exercise, donors: Sequence[Exercise], rng: random.Random) -> None:
    """Let one side of some beads lack a clause, or say a sentence more: they stay beads."""
    for sides in exercise.gold:
        if not all(sides) or rng.random() >= _LOOSE:
            continue
        language, lines, places = rng.choice(
            (("ko", exercise.ko, sides[0]), ("en", exercise.en, sides[1]))
        )
        place = rng.choice(places)
        if rng.random() < 0.5:
            lines[place] = take_clause(lines[place], language, rng) or lines[place]
        else:
            donor = rng.choice(donors)
            lines[place] += " " + rng.choice(donor.ko if language == "ko" else donor.en)


def _window(pairs: Sequence[Pair], length: int, rng: random.Random) -> Sequence[Pair]:
    first = rng.randrange(max(1, len(pairs) - length))
    return pairs[first : first + length]


def _planted(kind: str, pairs: Sequence[Pair], rng: random.Random) -> Exercise:
    exercise = Exercise(kind)
    omitted, added = rng.choice(_GAP_RATES), rng.choice(_GAP_RATES)
    run_length = rng.choice(_RUN_LENGTHS)
    left, side = 0, "ko"
    if all(map(looks_like_title, pairs[0])):
        # Nobody leaves out a title or joins it with the text.
        exercise.put([pairs[0][0]], [pairs[0][1]])
        pairs = pairs[1:]
    for ko, en in _joined(pairs, rng.choice(_MERGE_RATES), Hand.drawn(rng), rng):
        if not left and rng.random() < (omitted + added) / run_length:
            side = "ko" if rng.random() * (omitted + added) < omitted else "en"
            left = 1
            while rng.random() < 1 - 1 / run_length:
                left += 1
        if left:
            left -= 1
            exercise.put(*((ko, []) if side == "ko" else ([], en)))
        else:
            exercise.put(ko, en)
    if rng.random() < _SWAPPED:
        _swap_one(exercise, rng)
    return exercise


def _joined(
    pairs: Sequence[Pair], rate: float, hand: Hand, rng: random.Random
) -> list[tuple[list[str], list[str]]]:
    """The pairs, some of them as 1-2, 2-1, 1-3, 3-1 and 2-2 beads."""
    beads: list[tuple[list[str], list[str]]] = []
    place = 0
    while place < len(pairs):
        size, shape = 1, rng.random()
        if rng.random() < rate:
            size = min(2 if shape < 0.85 else 3, len(pairs) - place)
        ko = [pair[0] for pair in pairs[place : place + size]]
        en = [pair[1] for pair in pairs[place : place + size]]
        if size == 1:
            ko, en = hand.divide(*ko, *en, rng)
        elif size == 3 and shape > 0.93:
            ko, en = [ko[0], f"{ko[1]} {ko[2]}"], [f"{en[0]} {en[1]}", en[2]]
        elif rng.random() < 0.5:
            ko = [one_line(ko, "ko", hand, rng)]
        else:
            en = [one_line(en, "en", hand, rng)]
        beads.append((ko, en))
        place += size
    return beads


def _swap_one(exercise: Exercise, rng: random.Random) -> None:
    gold = exercise.gold
    single = [
        k
        for k in range(len(gold) - 1)
        if all(len(side) == 1 for bead in gold[k : k + 2] for side in bead)
    ]
    if single:
        k = rng.choice(single)
        (one,), (two,) = gold[k][1], gold[k + 1][1]
        exercise.en[one], exercise.en[two] = exercise.en[two], exercise.en[one]
        gold[k], gold[k + 1] = (gold[k][0], [two]), (gold[k + 1][0], [one])
