"""What the summary on a terminal says, in Korean and in English."""

from __future__ import annotations

from corpora.wording.words import Words

#: Languages that a summary can be read in.
SUMMARY_LANGUAGES = ("en", "ko")

COVERED = Words(
    "{total}개 단위 가운데 {aligned}개에 대응하는 글이 있음(글자 기준 {letters:.0%})",
    "{aligned} of {total} segments have a counterpart ({letters:.0%} of the text)",
)
FURNITURE = Words(", 본문 밖의 글 {n}곳은 제외", ", {n} pieces of page furniture set aside")
ONE_FURNITURE = Words(", 본문 밖의 글 1곳은 제외", ", 1 piece of page furniture set aside")

HEADINGS = {
    "omission": Words(
        "누락: 국문에는 있으나 영문에 없는 글", "Omissions: Korean that the English does not have"
    ),
    "addition": Words(
        "추가: 영문에는 있으나 국문에 없는 글", "Additions: English that the Korean does not have"
    ),
    "moved": Words(
        "순서 바뀜: 영문에서 다른 자리에 있는 글", "Moved: in another order in the English"
    ),
    "findings": Words("대응하는 글에서 확인할 곳", "Findings inside aligned segments"),
}
GAP = Words("{line}행, {kind}", "line {line}, {kind}")
CERTAINTY = {
    "sure": Words("확실", "sure"),
    "likely": Words("유력", "likely"),
    "doubtful": Words("의심", "doubtful"),
}
WHY = Words("근거: {reason}", "Why: {reason}")
#: Where something moved was, and where it is; of one line, and of several.
MOVED_FROM = (
    Words("국문 {first}행이", "Korean line {first} stands"),
    Words("국문 {first}~{last}행이", "Korean lines {first}-{last} stand"),
)
MOVED_TO = (
    Words("영문 {first}행에 있음", "in English line {first}"),
    Words("영문 {first}~{last}행에 있음", "in English lines {first}-{last}"),
)
MOVED_BEAD = Words("순서 바뀜", "moved")
EXPECTED = Words(
    "상대편 글에는 흔히 없어 세지 않은 곳: {names}",
    "No gaps, as the other version usually lacks them: {names}.",
)
LINES = Words("{n}행", "{n} lines")
MISSING = {"ko": Words("(국문 없음)", "(no Korean)"), "en": Words("(영문 없음)", "(no English)")}
NOTHING_FOUND = Words("확인할 곳이 없습니다.", "Nothing found.")
