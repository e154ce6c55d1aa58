"""From parallel lines to an exercise: gaps, merges and swaps planted, with the gold kept."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from align.structure import looks_like_title
from benchmarks.fitting.clauses import take_clause
from benchmarks.fitting.texts import Pair, Texts

#: Sides of a gold bead: source and target line numbers.
GoldBead = tuple[list[int], list[int]]

#: Drawn once a document: how much is left out and joined in it.
_GAP_RATES = (0, 0.02, 0.05, 0.1, 0.2)
_MERGE_RATES = (0, 0.05, 0.15, 0.3)
_RUN_LENGTHS = (1, 1.5, 2.5)
_SWAPPED = 0.35
#: Share of beads that are translated freely or of another version: one side says more.
_LOOSE = 0.05
#: Share of joined lines that are made one sentence: its parts can no longer be counted.
_FUSED = 0.35


@dataclass
class Exercise:
    """Two lists of lines and the beads that join them."""

    kind: str
    ko: list[str] = field(default_factory=list)
    en: list[str] = field(default_factory=list)
    gold: list[GoldBead] = field(default_factory=list)

    def put(self, ko: Sequence[str], en: Sequence[str]) -> None:
        """Add a bead at the end; with one side empty, a gap for each line."""
        if ko and en:
            first = len(self.ko), len(self.en)
            self.gold.append(
                (
                    list(range(first[0], first[0] + len(ko))),
                    list(range(first[1], first[1] + len(en))),
                )
            )
        else:
            self.gold += [([len(self.ko) + place], []) for place in range(len(ko))]
            self.gold += [([], [len(self.en) + place]) for place in range(len(en))]
        self.ko += ko
        self.en += en


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
    made += [_release(texts, rng) for _ in range(round(260 * scale))]
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
    for ko, en in _joined(pairs, rng.choice(_MERGE_RATES), rng):
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
    pairs: Sequence[Pair], rate: float, rng: random.Random
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
        if size == 3 and shape > 0.93:
            ko, en = [ko[0], f"{ko[1]} {ko[2]}"], [f"{en[0]} {en[1]}", en[2]]
        elif rng.random() < 0.5:
            ko = [_one_line(ko, "ko", rng)]
        else:
            en = [_one_line(en, "en", rng)]
        beads.append((ko, en))
        place += size
    return beads


def _one_line(parts: Sequence[str], language: str, rng: random.Random) -> str:
    """The parts on one line: as sentences, or - as a translator would - as one sentence."""
    if len(parts) == 1 or rng.random() >= _FUSED:
        return " ".join(parts)
    stems = [re.sub(r"[.!?]+$", "", part) for part in parts[:-1]]
    if language == "ko":
        return " ".join([*(re.sub("다$", "고", stem) + "," for stem in stems), parts[-1]])
    tails = [part[:1].lower() + part[1:] for part in parts[1:]]
    return ", and ".join([stems[0], *(re.sub(r"[.!?]+$", "", t) for t in tails[:-1]), tails[-1]])


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


_HEADLINES_CUT = 0.4
_HEADLINES_DATED = 0.1
_MONTHS = calendar.month_name[1:]
_BULLETS = (
    ("ㅇ ", "° "),
    ("ㅇ ", "o "),
    ("o ", "o "),
    ("○ ", "• "),
    ("- ", "- "),
    ("□ ", "□ "),
    ("ㅇ ", "- "),
    ("<질문> ", "Q: "),
    ("ㅇ ", ""),
)
_HEADS = (("Ⅰ. ", ""), ("<", ">"), ("[", "]"), ("■ ", ""))
_TOPICS = ("회담", "회의", "행사", "협의회", "전략대화", "간담회", "세미나", "공동성명", "설명회")
_OFFICES = ("북미과", "조약과", "정책과", "개발협력과")
_DISCLAIMERS = ("* unofficial translation", "*unofficial translation", "(Unofficial translation)")


def _release(texts: Texts, rng: random.Random) -> Exercise:
    """Lines dressed as a press release: title, numbers, bullets, notes, and its usual end."""
    exercise = Exercise("release")
    pairs = rng.choice([texts.news, texts.news, texts.textbook, texts.sentences])
    omitted, added = rng.choice((0.03, 0.08, 0.2)), rng.choice((0, 0.03, 0.08))
    numbered = rng.random() < 0.7
    numbered_en = numbered and rng.random() < 0.85
    bullets = rng.choice(_BULLETS)
    exercise.put(*_free_headline(pairs, rng))
    if rng.random() < 0.2:
        ko, en = _headline(pairs, rng)
        exercise.put([f"- {ko[0]} -"], [f"- {en[0]} -"] if rng.random() < 0.5 else [])
    for number in range(1, rng.randint(3, 8)):
        if rng.random() < 0.08:
            _heading(exercise, pairs, rng)
        marks = (f"{number}. " if numbered else "", f"{number}. " if numbered_en else "")
        _paragraph(exercise, pairs, marks, (omitted, added), rng)
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            _item(exercise, pairs, bullets, (omitted, added), rng)
    _ending(exercise, rng)
    return exercise


def _take(pairs: Sequence[Pair], count: int, rng: random.Random) -> Sequence[Pair]:
    first = rng.randrange(len(pairs) - count)
    return pairs[first : first + count]


def _headline(pairs: Sequence[Pair], rng: random.Random) -> tuple[list[str], list[str]]:
    ko, en = (re.sub(r"[.!?]+$", "", side) for side in _take(pairs, 1, rng)[0])
    return [ko], [en]


def _free_headline(pairs: Sequence[Pair], rng: random.Random) -> tuple[list[str], list[str]]:
    """A headline: never left out, often with less on one side, sometimes with a date on one."""
    (ko,), (en,) = _headline(pairs, rng)
    if rng.random() < _HEADLINES_CUT:
        ko, en = _some_words(ko, rng), _some_words(en, rng)
    if rng.random() < _HEADLINES_DATED:
        month, day = rng.randint(1, 12), rng.randint(1, 28)
        if rng.random() < 0.3:
            ko = f"{ko}({month}.{day}.)"
        else:
            en = f"{en} ({_MONTHS[month - 1]} {day})"
    return [ko], [en]


def _some_words(text: str, rng: random.Random) -> str:
    """A run of a headline's words, three at least."""
    words = text.split()
    count = min(len(words), max(3, round(len(words) * rng.uniform(0.3, 1))))
    first = rng.randint(0, len(words) - count)
    return " ".join(words[first : first + count])


def _heading(exercise: Exercise, pairs: Sequence[Pair], rng: random.Random) -> None:
    (ko,), (en,) = _headline(pairs, rng)
    before, after = rng.choice(_HEADS)
    ko = before + " ".join(ko.split()[: rng.randint(1, 4)]) + after
    en = before + " ".join(en.split()[: rng.randint(1, 5)]) + after
    chance = rng.random()
    exercise.put([ko] if chance < 0.8 else [], [en] if chance > 0.45 else [])


def _paragraph(
    exercise: Exercise,
    pairs: Sequence[Pair],
    marks: tuple[str, str],
    rates: tuple[float, float],
    rng: random.Random,
) -> None:
    taken = _take(pairs, 1 if rng.random() > 0.2 else rng.choice((2, 2, 2, 3)), rng)
    ko, en = [pair[0] for pair in taken], [pair[1] for pair in taken]
    ko[0], en[0] = marks[0] + ko[0], marks[1] + en[0]
    if len(taken) > 1 and rng.random() < 0.6:
        ko = [_one_line(ko, "ko", rng)]
    elif len(taken) > 1 and rng.random() < 0.5:
        en = [_one_line(en, "en", rng)]
    beads = [(ko, en)] if len(ko) != len(en) else [([k], [e]) for k, e in zip(ko, en, strict=True)]
    for bead in beads:
        _put_or_drop(exercise, *bead, rates, rng)


def _put_or_drop(
    exercise: Exercise,
    ko: list[str],
    en: list[str],
    rates: tuple[float, float],
    rng: random.Random,
) -> None:
    chance = rng.random()
    if chance < rates[0]:
        exercise.put(ko, [])
    elif chance < sum(rates):
        exercise.put([], en)
    else:
        exercise.put(ko, en)


def _item(
    exercise: Exercise,
    pairs: Sequence[Pair],
    bullets: tuple[str, str],
    rates: tuple[float, float],
    rng: random.Random,
) -> None:
    ko, en = _take(pairs, 1, rng)[0]
    if rng.random() < 0.2:
        if rng.random() < 0.7:
            ko, en = (re.sub(r"[.!?]+$", "", side) for side in (ko, en))
        note = rng.choice(("* ", "※ ", "* ", "- ")) + en
        exercise.put([rng.choice(("※ ", "* ")) + ko], [note] if rng.random() < 0.4 else [])
    elif rng.random() < 0.1:
        two = _take(pairs, 2, rng)
        both = bullets[1] + _one_line([pair[1] for pair in two], "en", rng)
        _put_or_drop(exercise, [bullets[0] + pair[0] for pair in two], [both], rates, rng)
    else:
        _put_or_drop(exercise, [bullets[0] + ko], [bullets[1] + en], rates, rng)


def _ending(exercise: Exercise, rng: random.Random) -> None:
    chance, topic = rng.random(), rng.choice(_TOPICS)
    if chance < 0.3:
        english = ["Attachment: Photos"] if rng.random() < 0.2 else []
        exercise.put([f"붙임 : {topic} 사진.  끝."], english)
    elif chance < 0.4:
        english = ["Attachment: Outline"] if rng.random() < 0.2 else []
        exercise.put([f"붙임 : {topic} 개요 1부."], english)
        exercise.put(["끝."], [])
    elif chance < 0.6:
        exercise.put([rng.choice(("끝.", "/끝/"))], [])
    elif chance < 0.8:
        exercise.ko[-1:] = [line + "  끝." for line in exercise.ko[-1:]]
    if rng.random() < 0.2:
        phone = f"02-2100-{rng.randint(1000, 9999)}"
        english = [f"Contact: Policy Division (+82-2-{phone[3:]})"] if rng.random() < 0.3 else []
        exercise.put([f"문의 : {rng.choice(_OFFICES)} 과장 ({phone})"], english)
    if rng.random() < 0.45:
        exercise.put([], [rng.choice(_DISCLAIMERS)])
    elif rng.random() < 0.1:
        exercise.put([], ["###"])
