"""Every kind of finding, one row each: group, severity, checks, and meaning in both languages.

A new check is a module of its own with a function, and a row here. The words that choose checks,
their order, and their names and meanings in Korean and English are read from this table.

A check is called with whatever its parameters name. One that reads pairs gets of ``source``,
``target`` (texts), ``context`` (`align.checks.finding.Context`), ``glossary`` and
``length_factor``, and gives findings. One that reads a release gets of ``bitext``, ``pairs`` (the
texts of each bead), ``korean_english`` (the same, Korean first), ``korean_is_source``,
``glossary``, ``doubled_letters``, ``least`` (the lowest confidence of interest) and ``analysis``,
and gives findings with the index of their bead. A check that names something that a run lacks - a
glossary, Korean and English - is left out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

#: What a check reads: each pair of texts by itself; a pair, but only where it is translated at all;
#: a whole release; the earlier releases of a store (`corpora.workflows.precedents` runs these).
PAIR, TRANSLATED_PAIR, RELEASE, STORE = "pair", "translated pair", "release", "store"
SEVERITIES = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Check:
    """A function that finds kinds of findings, and what it reads."""

    function: str  #: "module.name" in this package; imported when it runs
    reads: str  #: PAIR, TRANSLATED_PAIR, RELEASE or STORE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of finding."""

    name: str  #: in files, settings and options
    group: str  #: the word that chooses it together with its like
    severity: str  #: one of SEVERITIES: the gravest that it is reported with
    checks: tuple[Check, ...]  #: what finds it
    meaning: str  #: one sentence, in English
    korean_name: str
    korean_meaning: str
    example: str = ""  #: texts that show it

    @property
    def words(self) -> str:
        """The name as people read it.

        >>> KINDS["date_mismatch"].words
        'date mismatch'
        """
        return self.name.replace("_", " ")


_FACTS = "facts", (Check("numbers_and_dates.fact_findings", TRANSLATED_PAIR),)
_NAMES = "names", (Check("names.name_findings", TRANSLATED_PAIR),)
_VARIANTS = "names", (*_NAMES[1], Check("name_variants.name_variants", RELEASE))
_TERMS = "terms", (Check("glossary.term_findings", TRANSLATED_PAIR),)
_TERM_USE = "terms", (Check("glossary.inconsistent_terms", RELEASE),)
_TEXT = "others", (Check("text.text_findings", PAIR),)
_PARTIAL = "partial", (Check("partial_gaps.partial_findings", RELEASE),)
_CONSISTENCY = "others", (Check("consistency.consistency_findings", RELEASE),)
_SEGMENTS = "precedents", (Check("precedent_segments.segment_departures", STORE),)
_RENDERINGS = "precedents", (Check("precedent_terms.term_departures", STORE),)


def _kind(
    name: str,
    severity: str,
    found_by: tuple[str, tuple[Check, ...]],
    meaning: str,
    korean_name: str,
    korean_meaning: str,
    example: str = "",
) -> Kind:
    group, checks = found_by
    return Kind(name, group, severity, checks, meaning, korean_name, korean_meaning, example)


_ROWS = (
    _kind(
        "number_mismatch", "high", _FACTS,
        "The two sides give different numbers.",
        "숫자 불일치", "두 글의 숫자가 서로 다릅니다.",
        "1,240명, 1,420 people",
    ),
    _kind(
        "scale_error", "high", _FACTS,
        "The digits agree, but their order of magnitude does not.",
        "자릿수 오류", "숫자는 같은데 자릿수가 다릅니다.",
        "3억, 300 billion",
    ),
    _kind(
        "date_mismatch", "high", _FACTS,
        "The two sides give different dates.",
        "날짜 불일치", "두 글의 날짜가 서로 다릅니다.",
        "24.5월, March 2024",
    ),
    _kind(
        "time_mismatch", "high", _FACTS,
        "The two sides give different times.",
        "시각 불일치", "두 글의 시각이 서로 다릅니다.",
        "오후 3시, 5 p.m.",
    ),
    _kind(
        "number_missing", "medium", _FACTS,
        "The translation lacks a number or date of the source.",
        "숫자 누락", "원문의 숫자나 날짜가 번역문에 없습니다.",
    ),
    _kind(
        "number_added", "medium", _FACTS,
        "The translation has a number or date that the source lacks.",
        "숫자 추가", "원문에 없는 숫자나 날짜가 번역문에 있습니다.",
    ),
    _kind(
        "weekday_mismatch", "medium", _FACTS,
        "A weekday does not fall on its date.",
        "요일 오류", "날짜와 요일이 맞지 않습니다.",
        "10월 14일(목), which is a Friday",
    ),
    _kind(
        "name_missing", "medium", _NAMES,
        "The translation does not name a person or country of the source.",
        "이름 누락", "원문에 나오는 인물이나 나라가 번역문에 보이지 않습니다.",
    ),
    _kind(
        "name_mismatch", "high", _NAMES,
        "The translation names another person or country.",
        "이름 불일치", "다른 인물이나 나라로 옮겨졌습니다.",
        "美, China",
    ),
    _kind(
        "name_variant", "medium", _VARIANTS,
        "One name is spelt in two ways.",
        "이름 표기 혼용", "한 이름을 두 가지로 표기했습니다.",
        "봉태림, Bong Tae-rim and Bong Tae-lim",
    ),
    _kind(
        "title_mismatch", "medium", _NAMES,
        "A person has different titles on the two sides.",
        "직함 불일치", "같은 인물의 직함이 서로 다릅니다.",
        "차관, Minister",
    ),
    _kind(
        "term_missing", "medium", _TERMS,
        "A glossary term occurs in the source, but its translation does not occur in the target.",
        "용어 미반영", "용어집에서 정한 대역어가 번역문에 없습니다.",
    ),
    _kind(
        "term_forbidden", "high", _TERMS,
        "The translation uses a word that the glossary forbids for the term.",
        "금지어 사용", "용어집에서 금한 표현을 썼습니다.",
    ),
    _kind(
        "term_inconsistent", "low", _TERM_USE,
        "A glossary term is rendered in several ways within a release.",
        "용어 혼용", "한 용어를 여러 가지로 옮겼습니다.",
    ),
    _kind(
        "untranslated", "high", _TEXT,
        "The two sides are the same text, or in the same language.",
        "미번역", "두 글이 같거나 같은 언어로 되어 있습니다.",
    ),
    _kind(
        "language_left", "medium", _TEXT,
        "Words of the other language are left in a text.",
        "옮기지 않은 말", "다른 언어의 낱말이 그대로 남아 있습니다.",
    ),
    _kind(
        "unbalanced", "low", _TEXT,
        "A quotation mark or bracket lacks its counterpart.",
        "괄호·따옴표 짝", "괄호나 따옴표의 짝이 맞지 않습니다.",
    ),
    _kind(
        "length_suspicious", "medium", _TEXT,
        "The translation is far too short or too long for its source.",
        "길이 이상", "번역문이 원문에 비해 지나치게 짧거나 깁니다.",
    ),
    _kind(
        "partial_omission", "medium", _PARTIAL,
        "The translation lacks a clause of the source.",
        "일부 누락", "원문의 일부 구절이 번역문에 없습니다.",
    ),
    _kind(
        "partial_addition", "medium", _PARTIAL,
        "The translation has a clause that the source lacks.",
        "일부 추가", "원문에 없는 구절이 번역문에 있습니다.",
    ),
    _kind(
        "doubled", "medium", _CONSISTENCY,
        "A segment occurs twice in a row on one side only.",
        "중복", "한쪽에만 같은 글이 잇달아 두 번 나옵니다.",
    ),
    _kind(
        "mark_mismatch", "low", _CONSISTENCY,
        "The list numbers of the two sides differ.",
        "번호 불일치", "항목에 붙은 번호가 서로 다릅니다.",
        "3. and 4.",
    ),
    _kind(
        "sequence_break", "medium", _CONSISTENCY,
        "Numbered paragraphs skip or repeat a number on one side only.",
        "번호 순서 오류", "한쪽에만 번호가 빠졌거나 거듭됩니다.",
    ),
    _kind(
        "repeat_inconsistent", "low", _CONSISTENCY,
        "A repeated segment is translated in two ways.",
        "반복 문장 불일치", "되풀이되는 문장을 서로 다르게 옮겼습니다.",
    ),
    _kind(
        "precedent_segment", "low",
        _SEGMENTS,
        "Earlier releases translate the same segment differently.",
        "이전 번역과 다름", "같은 글을 이전 자료에서는 다르게 옮겼습니다.",
    ),
    _kind(
        "precedent_term", "low",
        _RENDERINGS,
        "Earlier releases agree on how to render a term, and this one differs.",
        "이전 용어와 다름", "이전 자료에서 한결같이 쓴 대역어와 다르게 옮겼습니다.",
    ),
)  # fmt: skip

#: The table, by the names of the kinds, in the order in which findings are described.
KINDS = {row.name: row for row in _ROWS}
FINDING_KINDS = tuple(KINDS)
#: Those that only earlier releases can show; all others are found in a release alone.
PRECEDENT_KINDS = tuple(
    row.name for row in _ROWS if all(check.reads == STORE for check in row.checks)
)
CHECK_KINDS = tuple(name for name in FINDING_KINDS if name not in PRECEDENT_KINDS)


def kinds_in(group: str) -> tuple[str, ...]:
    """The names of the kinds in a group.

    >>> kinds_in("terms")
    ('term_missing', 'term_forbidden', 'term_inconsistent')
    """
    return tuple(row.name for row in _ROWS if row.group == group)


def checks_for(kinds: Collection[str], reads: str) -> tuple[Check, ...]:
    """The checks that find any of some kinds and read one thing, each once, in table order.

    >>> [check.function for check in checks_for({"name_variant"}, RELEASE)]
    ['name_variants.name_variants']
    """
    rows = (row for row in _ROWS if row.name in kinds)
    found = (check for row in rows for check in row.checks if check.reads == reads)
    return tuple(dict.fromkeys(found))


#: Words that stand for several kinds at once.
KIND_GROUPS = {
    "all": FINDING_KINDS,
    **{group: kinds_in(group) for group in dict.fromkeys(row.group for row in _ROWS)},
}
