"""The sentences of findings and gaps in Korean: one for each template of ``align/messages.py``.

What stands in braces may end in any letter. So no particle that changes with the letter before it
(은/는, 이/가, 을/를, 과/와, 로/으로) follows a brace, but where the words in it are known.
"""

from __future__ import annotations

from align.messages import MONTHS, WEEKDAYS
from corpora.wording.words import LANGUAGE_WORDS, SIDES

_DIFFER = "{here}은 {value}, {there}은 {other_value}입니다."
_LONE = "{here}의 {value}에 해당하는 내용이 {there}에 없습니다."
_CLAUSE = "{here}의 일부가 {there}에 없는 듯합니다: “{clause}”"

#: Name of a statement -> template, with the same fields.
KOREAN = {
    "number_mismatch": _DIFFER,
    "date_mismatch": _DIFFER,
    "time_mismatch": _DIFFER,
    "scale_error.more": (
        "{here}은 {value}, {there}은 {other_value}입니다. {there}이 {here}의 {times}배입니다."
    ),
    "scale_error.less": (
        "{here}은 {value}, {there}은 {other_value}입니다. {there}이 {here}의 {times}분의 1입니다."
    ),
    "number_missing": _LONE,
    "number_added": _LONE,
    "weekday_mismatch": (
        "{here}에는 {year}년 {month} {day}일이 {weekday}로 되어 있으나 실제로는 {right}입니다."
    ),
    "name_missing.person": "국문의 {name}에 해당하는 이름이 영문에 없습니다.",
    "name_missing.entity": "국문의 {name}에 해당하는 말이 영문에 없습니다.",
    "name_mismatch": "국문은 {name}, 영문은 {other_name}입니다.",
    "name_variant.here": "{name}의 로마자 표기가 여기서는 {spelling}, 다른 곳에서는 {usual}입니다.",
    "name_variant.page": "이름의 로마자 표기가 국문은 {spelling}, 영문은 {other_spelling}입니다.",
    "title_mismatch": "{name}의 직함이 국문은 {title}, 영문은 {other_title}입니다.",
    "term_missing": "{term}의 대역어를 찾지 못했습니다. 용어집의 대역어는 {renderings}입니다.",
    "term_forbidden": "{term}의 번역에 용어집에서 금한 표현(“{rendering}”)을 썼습니다.",
    "term_forbidden.advised": (
        "{term}의 번역에 용어집에서 금한 표현(“{rendering}”)을 썼습니다. "
        "용어집의 대역어는 {renderings}입니다."
    ),
    "term_inconsistent": "{term}의 대역어가 여기서는 {rendering}, 다른 곳에서는 {usual}입니다.",
    "untranslated.same": "국문과 영문이 똑같은 글입니다.",
    "untranslated.language": "{here} 자리에 {language} 글이 있습니다.",
    "language_left": "“{words}” 부분이 {language}로 남아 있습니다.",
    "unbalanced.opened": "{here}에 ‘{mark}’만 있고 닫는 짝이 없습니다.",
    "unbalanced.closed": "{here}에 ‘{mark}’만 있고 여는 짝이 없습니다.",
    "length_suspicious.short": "번역문이 예상 길이의 {times}분의 1입니다.",
    "length_suspicious.long": "번역문이 예상 길이의 {times}배입니다.",
    "partial_omission": _CLAUSE,
    "partial_addition": _CLAUSE,
    "doubled": "{here}에 같은 글이 잇달아 두 번 나옵니다.",
    "mark_mismatch": "항목 번호가 원문은 “{mark}”, 번역문은 “{other_mark}”입니다.",
    "sequence_break": "{here}에서 {before}번 다음에 {number}번이 나옵니다.",
    "repeat_inconsistent": "같은 글을 다른 곳에서는 다음과 같이 옮겼습니다: “{rendering}”",
    "precedent_segment": (
        "이전 자료에서는 이 글을 다음과 같이 옮겼습니다: “{rendering}” "
        "({pairs}건 중 {count}건, 최근 자료 번호 {release})"
    ),
    "precedent_segment.divided": (
        "이전 자료에서는 이 글을 여러 가지로 달리 옮겼습니다: {renderings} "
        "(최근 자료 번호 {release})"
    ),
    "precedent_term": (
        "{term}의 대역어가 여기서는 “{rendering}”, 이전 자료에서는 “{usual}”입니다 "
        "({pairs}건 중 {count}건, 최근 자료 번호 {release})."
    ),
    "precedent_term.missing": (
        "이전 자료에서 쓴 {term}의 대역어 “{usual}” 표현이 여기에는 없습니다 "
        "({pairs}건 중 {count}건, 최근 자료 번호 {release})."
    ),
    "gap.expected": "{line_kind}입니다. 상대편 글에는 대개 없습니다.",
    "gap.alone": "{there}이 비어 있습니다.",
    "gap.nearest": "가장 비슷한 {there}은 {line}행(“{text}”)이며 유사도는 {likeness}입니다.",
    "gap.compared": (
        "가장 비슷한 {there}은 {line}행(“{text}”)이며 유사도는 {likeness}입니다. "
        "이 자료에서 제대로 옮긴 글의 유사도는 보통 {usual_likeness}입니다."
    ),
    "gap.number": "{there}에 없는 숫자: {numbers}.",
    "gap.numbers": "{there}에 없는 숫자: {numbers}.",
    "gap.between": "확정된 쌍 사이에 상대편 글이 없습니다.",
    "gap.by_reviewer": "검수자가 두 글을 갈라 놓았습니다.",
    "gap.left_over": "짝이던 글이 검수를 마친 다른 쌍에 들어 있습니다.",
}

#: What stands for the words of some fields.
_SIDES = {words.en: words.ko for words in SIDES.values()}
_WEEKDAYS = dict(zip(WEEKDAYS, (f"{day}요일" for day in "월화수목금토일"), strict=True))
MONTHS_IN_KOREAN = dict(zip(MONTHS, (f"{number}월" for number in range(1, 13)), strict=True))
CHOICES_IN_KOREAN = {
    "here": _SIDES,
    "there": _SIDES,
    "language": {words.en: words.ko for words in LANGUAGE_WORDS.values()},
    "month": MONTHS_IN_KOREAN,
    "weekday": _WEEKDAYS,
    "right": _WEEKDAYS,
}
