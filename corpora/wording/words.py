"""Words of the report and the summaries, in Korean and in English."""

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

    def tell(self, language: str) -> str:
        """The words in one of the languages, "ko" or "en".

        >>> Words("국문", "Korean").tell("ko")
        '국문'
        """
        return self.ko if language == "ko" else self.en


SEVERITY_WORDS = {
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
LANGUAGE_WORDS = {"ko": Words("한국어", "Korean"), "en": Words("영어", "English")}

TOLD_WORDS = {
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


def segment_name(kind: str) -> Words:
    """The name of a kind of segment; itself where it is not ours."""
    return SEGMENTS.get(kind, Words(kind, kind))


def counted(number: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "gap"), counted(1200, "gap")
    ('1 gap', '1,200 gaps')
    """
    return f"{number:,} {what}" + ("" if number == 1 else "s")
