"""What the report says, in Korean and in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same in both languages."""

    ko: str
    en: str

    def filled(self, **values: object) -> Words:
        """The same with values in its braces.

        >>> Words("{n}건", "{n} found").filled(n=3)
        Words(ko='3건', en='3 found')
        """
        return Words(self.ko.format(**values), self.en.format(**values))


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
            "The translation names a person or country of the source nowhere near.",
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
            "A term of the glossary stands in the source, its translation nowhere near.",
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

SEVERITIES = {
    "high": Words("높음", "high"),
    "medium": Words("중간", "medium"),
    "low": Words("낮음", "low"),
}

SEGMENTS = {
    "title": Words("제목", "title"),
    "heading": Words("소제목", "heading"),
    "paragraph": Words("본문", "paragraph"),
    "bullet": Words("항목", "bullet"),
    "note": Words("주", "note"),
    "table_row": Words("표", "table row"),
    "attachment": Words("붙임", "attachment"),
    "contact": Words("문의처", "contact"),
    "closing": Words("끝 표시", "closing"),
    "disclaimer": Words("안내", "disclaimer"),
}

#: What people call the text in a language.
SIDES = {"ko": Words("국문", "Korean"), "en": Words("영문", "English")}
LANGUAGES = {"ko": Words("한국어", "Korean"), "en": Words("영어", "English")}

TOLD = {
    "title": Words("제목", "Title"),
    "agency": Words("기관", "Agency"),
    "department": Words("부서", "Department"),
    "number": Words("문서 번호", "Number"),
    "date": Words("게시일", "Date"),
    "address": Words("주소", "Address"),
    "encoding": Words("문자 인코딩", "Encoding"),
    "sha256": Words("SHA-256", "SHA-256"),
}

PHRASES = {
    "skip": Words("본문으로 건너뛰기", "Skip to the content"),
    "report": Words("대역 점검 보고서", "Bilingual release report"),
    "language": Words("표시 언어", "Language of this page"),
    "contents": Words("차례", "Contents"),
    "overview": Words("한눈에 보기", "At a glance"),
    "picture": Words("정렬 그림", "Picture of the alignment"),
    "gaps": Words("누락과 추가", "Gaps"),
    "findings": Words("확인할 곳", "Findings"),
    "bitext": Words("대역 전문", "Whole bitext"),
    "provenance": Words("자료 출처와 설정", "Where this comes from"),
    "covered": Words("대응하는 글이 있음", "has a counterpart"),
    "segments": Words("{total}개 단위 가운데 {aligned}개", "{aligned} of {total} segments"),
    "omissions": Words("누락", "Omissions"),
    "additions": Words("추가", "Additions"),
    "moved_count": Words("순서 바뀜", "Moved"),
    "expected_count": Words("예상된 빈자리", "Expected gaps"),
    "all_findings": Words("확인할 곳", "Findings"),
    "severity": Words("심각도", "Severity"),
    "kind": Words("종류", "Kind"),
    "filter": Words("골라 보기", "Filter"),
    "reset": Words("모두 보기", "Show all"),
    "shown": Words("개 표시", "shown"),
    "of": Words("전체", "of"),
    "only_marked": Words("살펴볼 줄만 보기", "Only rows to look at"),
    "confidence": Words("확신도", "Confidence"),
    "probability": Words("정렬 확률", "Probability"),
    "likeness": Words("유사도", "Likeness"),
    "to_row": Words("전문에서 보기", "See in the bitext"),
    "finding_number": Words("확인 {n}", "Finding {n}"),
    "gap_number": Words("빈자리 {n}", "Gap {n}"),
    "line": Words("{side} {line}행", "{side} line {line}"),
    "pair": Words("{n}번째 쌍", "Pair {n}"),
    "nothing_here": Words("대응하는 글이 없습니다", "Nothing here"),
    "no_gaps": Words(
        "빠지거나 덧붙은 곳이 없습니다.", "No gaps: each segment has its counterpart."
    ),
    "no_findings": Words("확인할 곳이 없습니다.", "Nothing was found."),
    "not_checked": Words(
        "숫자·이름·용어 등은 점검하지 않았습니다.", "Numbers, names and terms were not checked."
    ),
    "expected": Words(
        "번역문에는 흔히 없는 부분", "Not counted, as the other version usually lacks them"
    ),
    "aligned": Words("대응", "aligned"),
    "moved": Words("순서가 바뀐 대응", "moved"),
    "flagged": Words("확인할 곳이 있는 대응", "with a finding"),
    "expected_gap": Words("예상된 빈자리", "expected gap"),
    "picture_help": Words(
        "왼쪽은 원문, 오른쪽은 번역문이고 높이는 글의 길이입니다. 띠를 누르면 전문의 해당 줄로 "
        "갑니다. 키보드로는 그림에 들어가 위아래 화살표로 옮기고 Enter를 누르세요.",
        "The source is on the left, the target on the right; heights are lengths of text. A band "
        "leads to its row below. With the keyboard, move by the up and down arrows and press "
        "Enter.",
    ),
    "legend": Words("범례", "Legend"),
    "source": Words("원문", "Source"),
    "target": Words("번역문", "Target"),
    "file": Words("파일", "File"),
    "size": Words("크기", "Size"),
    "bytes": Words("{n}바이트", "{n} bytes"),
    "settings": Words("정렬 설정", "Settings of the alignment"),
    "checks": Words("점검 설정", "Settings of the checks"),
    "version": Words("버전", "Version"),
    "made": Words("작성 시각", "Made at"),
    "reason": Words("판단 근거", "Why"),
}


def kind_name(kind: str) -> Words:
    """The name of a kind of gap or finding; itself where it is not ours."""
    return KINDS[kind][0] if kind in KINDS else Words(kind, kind)


def kind_meaning(kind: str) -> Words:
    """What a kind means; nothing where it is not ours."""
    return KINDS[kind][1] if kind in KINDS else Words("", "")
