"""The kinds of gaps and findings, in Korean and in English."""

from __future__ import annotations

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
    "number_mismatch": (
        Words("숫자 불일치", "number mismatch"),
        Words("두 글의 숫자가 서로 다릅니다.", "The two sides give different numbers."),
    ),
    "scale_error": (
        Words("자릿수 오류", "scale error"),
        Words(
            "숫자는 같은데 자릿수가 다릅니다. 예: 3억, 300 billion",
            "The digits agree and the zeros do not: 3억, 300 billion.",
        ),
    ),
    "date_mismatch": (
        Words("날짜 불일치", "date mismatch"),
        Words("두 글의 날짜가 서로 다릅니다.", "The two sides give different dates."),
    ),
    "time_mismatch": (
        Words("시각 불일치", "time mismatch"),
        Words("두 글의 시각이 서로 다릅니다.", "The two sides give different times."),
    ),
    "number_missing": (
        Words("숫자 누락", "number missing"),
        Words(
            "원문의 숫자나 날짜가 번역문에 없습니다.",
            "The translation lacks a number or date of the source.",
        ),
    ),
    "number_added": (
        Words("숫자 추가", "number added"),
        Words(
            "원문에 없는 숫자나 날짜가 번역문에 있습니다.",
            "The source lacks a number or date of the translation.",
        ),
    ),
    "weekday_mismatch": (
        Words("요일 오류", "weekday mismatch"),
        Words("날짜와 요일이 맞지 않습니다.", "A weekday is not that of its date."),
    ),
    "name_missing": (
        Words("이름 누락", "name missing"),
        Words(
            "원문에 나오는 인물이나 나라가 번역문에 보이지 않습니다.",
            "The translation does not name a person or country of the source.",
        ),
    ),
    "name_mismatch": (
        Words("이름 불일치", "name mismatch"),
        Words(
            "다른 인물이나 나라로 옮겨졌습니다.",
            "Another person or country stands where one was expected.",
        ),
    ),
    "name_variant": (
        Words("이름 표기 혼용", "name variant"),
        Words("한 이름을 두 가지로 표기했습니다.", "One name is spelt in two ways."),
    ),
    "title_mismatch": (
        Words("직함 불일치", "title mismatch"),
        Words("같은 인물의 직함이 서로 다릅니다.", "A person has another title on the other side."),
    ),
    "term_missing": (
        Words("용어 미반영", "term missing"),
        Words(
            "용어집에서 정한 대역어가 번역문에 없습니다.",
            "A term of the glossary stands in the source, and not its translation.",
        ),
    ),
    "term_forbidden": (
        Words("금지어 사용", "term forbidden"),
        Words("용어집에서 금한 표현을 썼습니다.", "A word stands that the glossary forbids."),
    ),
    "term_inconsistent": (
        Words("용어 혼용", "term inconsistent"),
        Words(
            "한 용어를 여러 가지로 옮겼습니다.",
            "A term of the glossary is rendered in several ways.",
        ),
    ),
    "untranslated": (
        Words("미번역", "untranslated"),
        Words(
            "두 글이 같거나 같은 언어로 되어 있습니다.",
            "The two sides are the same text, or in the same script.",
        ),
    ),
    "language_left": (
        Words("옮기지 않은 말", "language left"),
        Words("다른 언어의 낱말이 그대로 남아 있습니다.", "Words of the other language are left."),
    ),
    "unbalanced": (
        Words("괄호·따옴표 짝", "unbalanced"),
        Words(
            "괄호나 따옴표의 짝이 맞지 않습니다.",
            "A quotation mark or bracket lacks its partner.",
        ),
    ),
    "length_suspicious": (
        Words("길이 이상", "length suspicious"),
        Words(
            "번역문이 원문에 비해 지나치게 짧거나 깁니다.",
            "The translation is far too short or too long for its source.",
        ),
    ),
    "partial_omission": (
        Words("일부 누락", "partial omission"),
        Words(
            "원문의 일부 구절이 번역문에 없습니다.",
            "The translation lacks a clause of the source.",
        ),
    ),
    "partial_addition": (
        Words("일부 추가", "partial addition"),
        Words(
            "원문에 없는 구절이 번역문에 있습니다.",
            "The translation has a clause that the source lacks.",
        ),
    ),
    "doubled": (
        Words("중복", "doubled"),
        Words(
            "한쪽에만 같은 글이 잇달아 두 번 나옵니다.",
            "A segment stands twice in a row on one side only.",
        ),
    ),
    "mark_mismatch": (
        Words("번호 불일치", "mark mismatch"),
        Words("항목에 붙은 번호가 서로 다릅니다.", "The list marks differ where numbers run on."),
    ),
    "sequence_break": (
        Words("번호 순서 오류", "sequence break"),
        Words(
            "한쪽에만 번호가 빠졌거나 거듭됩니다.",
            "Numbered paragraphs skip or repeat a number on one side only.",
        ),
    ),
    "repeat_inconsistent": (
        Words("반복 문장 불일치", "repeat inconsistent"),
        Words(
            "되풀이되는 문장을 서로 다르게 옮겼습니다.",
            "A repeated segment is translated in two ways.",
        ),
    ),
    "precedent_segment": (
        Words("이전 번역과 다름", "precedent segment"),
        Words(
            "같은 글을 이전 자료에서는 다르게 옮겼습니다.",
            "Earlier releases translate the same segment otherwise.",
        ),
    ),
    "precedent_term": (
        Words("이전 용어와 다름", "precedent term"),
        Words(
            "이전 자료에서 한결같이 쓴 대역어와 다르게 옮겼습니다.",
            "Earlier releases render a term alike, and this one otherwise.",
        ),
    ),
}


def kind_name(kind: str) -> Words:
    """The name of a kind of gap or finding; itself where it is not ours."""
    return KINDS[kind][0] if kind in KINDS else Words(kind, kind)


def kind_meaning(kind: str) -> Words:
    """What a kind means; nothing where it is not ours."""
    return KINDS[kind][1] if kind in KINDS else Words("", "")
