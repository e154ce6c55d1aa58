"""The kinds of gaps and findings, in Korean and in English."""

from __future__ import annotations

from align.checks.kinds import KINDS as FINDINGS
from corpora.wording.words import Words

#: Kinds of gaps and findings: name, and what it means.
KINDS: dict[str, tuple[Words, Words]] = {
    "omission": (
        Words("누락", "omission"),
        Words("원문에는 있으나 번역문에서 찾지 못했습니다.", "The other version does not have it."),
    ),
    "addition": (
        Words("추가", "addition"),
        Words("원문에 없는 내용이 번역문에 있습니다.", "The source does not have it."),
    ),
    "disclaimer": (
        Words("비공식 번역 안내", "disclaimer"),
        Words("번역문에만 붙는 안내 문구입니다.", "Usually stands in the translation alone."),
    ),
    "attachment": (
        Words("붙임", "attachment"),
        Words("번역문에는 흔히 옮기지 않습니다.", "The other version usually lacks it."),
    ),
    "contact": (
        Words("문의처", "contact"),
        Words("번역문에는 흔히 옮기지 않습니다.", "The other version usually lacks it."),
    ),
    "closing": (
        Words("끝 표시", "closing mark"),
        Words("번역문에는 흔히 옮기지 않습니다.", "The other version usually lacks it."),
    ),
    **{
        kind.name: (
            Words(kind.korean_name, kind.words),
            Words(
                f"{kind.korean_meaning} 예: {kind.example}"
                if kind.example
                else kind.korean_meaning,
                f"{kind.meaning} Example: {kind.example}" if kind.example else kind.meaning,
            ),
        )
        for kind in FINDINGS.values()
    },
}


def kind_name(kind: str) -> Words:
    """The name of a kind of gap or finding; itself where it is not ours."""
    return KINDS[kind][0] if kind in KINDS else Words(kind, kind)


def kind_meaning(kind: str) -> Words:
    """What a kind means; nothing where it is not ours."""
    return KINDS[kind][1] if kind in KINDS else Words("", "")
