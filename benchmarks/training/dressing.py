"""Parallel lines dressed as a press release: title, numbers, bullets, notes, and its usual end."""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.training.exercise import Exercise, Hand, one_line
from benchmarks.training.texts import Pair, Texts

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
#: Share of releases whose English is prose, with no mark of the Korean list left.
_PROSE = 0.3
#: Share of releases whose Korean ends in nouns (개조식).
_CLIPPED = 0.35
_NOUNS = (
    ("하였다.", "함"),
    ("했다.", "함"),
    ("한다.", "함"),
    ("됐다.", "됨"),
    ("되었다.", "됨"),
    ("된다.", "됨"),
    ("이다.", "임"),
    ("있다.", "있음"),
    ("없다.", "없음"),
)
_HEADS = (("Ⅰ. ", ""), ("<", ">"), ("[", "]"), ("■ ", ""))
_TOPICS = ("회담", "회의", "행사", "협의회", "전략대화", "간담회", "세미나", "공동성명", "설명회")
_OFFICES = ("북미과", "조약과", "정책과", "개발협력과")
_DISCLAIMERS = ("* unofficial translation", "*unofficial translation", "(Unofficial translation)")


@dataclass(frozen=True, slots=True)
class _Dress:
    """How one release is written and translated."""

    bullets: tuple[str, str]
    rates: tuple[float, float]  #: shares omitted and added
    hand: Hand
    clipped: bool  #: whether the Korean ends in nouns, without full stops

    @classmethod
    def drawn(cls, rng: random.Random) -> _Dress:
        bullets = rng.choice(_BULLETS)
        return cls(
            bullets if rng.random() > _PROSE else (bullets[0], ""),
            (rng.choice((0.03, 0.08, 0.2)), rng.choice((0, 0.03, 0.08))),
            Hand.drawn(rng),
            rng.random() < _CLIPPED,
        )

    def korean(self, text: str) -> str:
        """A Korean line as this release ends its sentences."""
        if not self.clipped:
            return text
        for ending, noun in _NOUNS:
            if text.endswith(ending):
                return text[: -len(ending)] + noun
        return text.removesuffix(".")


def release(texts: Texts, rng: random.Random) -> Exercise:
    """A release of invented make-up out of lines that translate each other."""
    exercise, dress = Exercise("release"), _Dress.drawn(rng)
    pairs = rng.choice([texts.news, texts.news, texts.textbook, texts.sentences])
    numbered = rng.random() < 0.7
    numbered_en = numbered and dress.bullets[1] != "" and rng.random() < 0.85
    exercise.put(*_free_headline(pairs, rng))
    if rng.random() < 0.2:
        ko, en = _headline(pairs, rng)
        exercise.put([f"- {ko[0]} -"], [f"- {en[0]} -"] if rng.random() < 0.5 else [])
    for number in range(1, rng.randint(3, 8)):
        if rng.random() < 0.08:
            _heading(exercise, pairs, rng)
        marks = (f"{number}. " if numbered else "", f"{number}. " if numbered_en else "")
        _paragraph(exercise, pairs, marks, dress, rng)
        for _ in range(rng.choice((0, 0, 1, 2, 3))):
            _item(exercise, pairs, dress, rng)
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
    dress: _Dress,
    rng: random.Random,
) -> None:
    taken = _take(pairs, 1 if rng.random() > 0.2 else rng.choice((2, 2, 2, 3)), rng)
    ko, en = [pair[0] for pair in taken], [pair[1] for pair in taken]
    if len(taken) == 1:
        ko, en = dress.hand.divide(*ko, *en, rng)
    elif rng.random() < 0.6:
        ko = [one_line(ko, "ko", dress.hand, rng)]
    elif rng.random() < 0.5:
        en = [one_line(en, "en", dress.hand, rng)]
    ko[0], en[0] = marks[0] + ko[0], marks[1] + en[0]
    beads = [(ko, en)] if len(ko) != len(en) else [([k], [e]) for k, e in zip(ko, en, strict=True)]
    for bead in beads:
        _put_or_drop(exercise, *bead, dress, rng)


def _put_or_drop(
    exercise: Exercise, ko: list[str], en: list[str], dress: _Dress, rng: random.Random
) -> None:
    chance, (omitted, added) = rng.random(), dress.rates
    ko = [dress.korean(line) for line in ko]
    if chance < omitted:
        exercise.put(ko, [])
    elif chance < omitted + added:
        exercise.put([], en)
    else:
        exercise.put(ko, en)


def _item(exercise: Exercise, pairs: Sequence[Pair], dress: _Dress, rng: random.Random) -> None:
    marks = dress.bullets
    ko, en = _take(pairs, 1, rng)[0]
    if rng.random() < 0.2:
        if rng.random() < 0.7:
            ko, en = (re.sub(r"[.!?]+$", "", side) for side in (ko, en))
        note = rng.choice(("* ", "※ ", "* ", "- ")) + en
        ko = rng.choice(("※ ", "* ")) + dress.korean(ko)
        exercise.put([ko], [note] if rng.random() < 0.4 else [])
    elif rng.random() < 0.1:
        two = _take(pairs, 2, rng)
        both = marks[1] + one_line([pair[1] for pair in two], "en", dress.hand, rng)
        _put_or_drop(exercise, [marks[0] + pair[0] for pair in two], [both], dress, rng)
    else:
        korean, english = dress.hand.divide(ko, en, rng)
        korean[0], english[0] = marks[0] + korean[0], marks[1] + english[0]
        _put_or_drop(exercise, korean, english, dress, rng)


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
