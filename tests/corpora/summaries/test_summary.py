"""The summary that a person reads, to the letter."""

from dataclasses import replace

import pytest
from small_bitext import BEADS, BITEXT, ENGLISH, KOREAN, SOURCE, TARGET, document, release

from align.bitext import Bead, Bitext
from align.gaps import find_gaps
from corpora.model.coverage import Share, covered
from corpora.model.release import Release
from corpora.summaries.release import WIDTH, bead_lines, is_heading, summary_lines

NEAR = float((SOURCE[2] @ TARGET.T).max())
FAR = float((TARGET[4] @ SOURCE.T).max())

SUMMARY = f"""\
Korean  보도자료.txt: 4 of 6 segments have a counterpart (59% of the text), 1 piece of page \
furniture set aside
English release.txt: 4 of 6 segments have a counterpart (46% of the text)

Omissions: Korean that the English does not have (1)
  line 5, bullet - sure (97%)
    ㅇ 5년 간 20척을 짓는다.
    Why: The nearest English, line 6 (“* unofficial translation”), is {NEAR:.2f} alike; a \
translation here
    is 0.60 alike. 5, 20 occur nowhere in the English.

Additions: English that the Korean does not have (1)
  line 5, paragraph - doubtful (45%)
    Velonia has 3.2 million people.
    Why: The nearest Korean, line 8 (“끝.”), is {FAR:.2f} alike; a translation here is 0.60 alike.
    3,200,000 occurs nowhere in the Korean.

Moved: in another order in the English (1)
  Korean line 6 stands in English line 4

No gaps, as the other version usually lacks them: English disclaimer, Korean closing mark.
""".splitlines()


def test_the_whole_summary():
    gaps = find_gaps(BITEXT, SOURCE, TARGET)
    assert list(summary_lines(release(), gaps, sure=0.9)) == SUMMARY


IN_KOREAN = f"""\
국문    보도자료.txt: 6개 단위 가운데 4개에 대응하는 글이 있음(글자 기준 59%), 본문 밖의 글 1곳은 \
제외
영문    release.txt: 6개 단위 가운데 4개에 대응하는 글이 있음(글자 기준 46%)

누락: 국문에는 있으나 영문에 없는 글 (1)
  5행, 항목 - 확실 (97%)
    ㅇ 5년 간 20척을 짓는다.
    근거: 가장 비슷한 영문은 6행(“* unofficial translation”)이며 유사도는 {NEAR:.2f}입니다. \
이 자료에서
    제대로 옮긴 글의 유사도는 보통 0.60입니다. 영문에 없는 숫자: 5, 20.

추가: 영문에는 있으나 국문에 없는 글 (1)
  5행, 본문 - 의심 (45%)
    Velonia has 3.2 million people.
    근거: 가장 비슷한 국문은 8행(“끝.”)이며 유사도는 {FAR:.2f}입니다. 이 자료에서 제대로 옮긴 글의
    유사도는 보통 0.60입니다. 국문에 없는 숫자: 3,200,000.

순서 바뀜: 영문에서 다른 자리에 있는 글 (1)
  국문 6행이 영문 4행에 있음

상대편 글에는 흔히 없어 세지 않은 곳: 영문 비공식 번역 안내, 국문 끝 표시
""".splitlines()


def test_the_summary_in_korean():
    gaps = find_gaps(BITEXT, SOURCE, TARGET)
    lines = list(summary_lines(release(), gaps, sure=0.9, language="ko"))
    assert lines == IN_KOREAN
    headings = [line.split(":")[0] for line in lines if is_heading(line)]
    assert headings == ["누락", "추가", "순서 바뀜"]
    texts = list(bead_lines(BITEXT, language="ko"))
    assert "    (영문 없음)" in texts
    assert "[1-1]  80%  순서 바뀜" in texts


def test_the_threshold_of_being_sure():
    gaps = find_gaps(BITEXT, SOURCE, TARGET)
    assert "  line 5, bullet - likely (97%)" in summary_lines(release(), gaps, sure=0.98)


def test_no_gaps():
    one = document("회의 결과", "ko", "title")
    two = document("Outcome", "en", "title")
    bitext = Bitext(one, two, (Bead(range(0, 1), range(0, 1), 1.0, 0.5),))
    whole = release()
    lines = list(summary_lines(Release.plain(bitext, whole.source, whole.target), (), sure=0.9))
    assert lines == [
        "Korean  보도자료.txt: 1 of 1 segments have a counterpart (100% of the text)",
        "English release.txt: 1 of 1 segments have a counterpart (100% of the text)",
        "",
        "No gaps: each segment has its counterpart.",
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "  Korean lines 6-7 stand in English lines 3-4"),
        ("ko", "  국문 6~7행이 영문 3~4행에 있음"),
    ],
)
def test_moved_text_of_several_lines(language, told):
    moved = Bead(range(3, 5), range(2, 4), 0.8, 0.6, moved=True)
    bitext = replace(BITEXT, beads=(*BEADS[:3], moved, *BEADS[5:]))
    whole = release()
    several = Release.plain(bitext, whole.source, whole.target)
    assert told in summary_lines(several, (), sure=0.9, language=language)


def test_shares():
    # Characters other than white space; 회의 결과 has four.
    assert covered(BITEXT, source=True) == Share(6, 4, pytest.approx(20 / 34))
    assert covered(BITEXT, source=False) == Share(6, 4, pytest.approx((7 + 27 + 3 + 4) / 90))
    empty = document("", "en", "")
    gaps = tuple(Bead(range(i, i + 1), range(0, 0)) for i in range(6))
    assert covered(Bitext(KOREAN, empty, gaps), source=False) == Share(0, 0, 0)


def test_headings_are_told():
    headings = [line for line in SUMMARY if is_heading(line)]
    assert [line.split(":")[0] for line in headings] == ["Omissions", "Additions", "Moved"]


def test_expected_lines_are_counted():
    gaps = find_gaps(BITEXT, SOURCE, TARGET)
    closing = gaps[3]
    lines = list(summary_lines(release(), [closing, closing], sure=0.9))
    assert lines[-1] == (
        "No gaps, as the other version usually lacks them: Korean closing mark (2 lines)."
    )


def test_beads_one_by_one():
    assert list(bead_lines(BITEXT))[:14] == [
        "[1-1]  99%",
        "    회의 결과",
        "    Outcome",
        "[1-1]  95%",
        "    양측은 3억 원을 쓴다.",
        "    The sides spend KRW 300 million.",
        "[1-0]  97%",
        "    ㅇ 5년 간 20척을 짓는다.",
        "    (no English)",
        "[1-1]  80%  moved",
        "    네.",
        "    Yes.",
        "[1-1]  80%",
        "    아니오.",
    ]
    unsure = replace(BITEXT, beads=(replace(BEADS[0], probability=None), *BEADS[1:]))
    assert next(bead_lines(unsure)) == "[1-1]"


@pytest.mark.parametrize("word", ["예산을", "budget", "ｗｉｄｅ", "a" * 150, "가" * 150])
def test_lines_are_no_wider_than_a_terminal(word):
    text = " ".join([word] * 40)
    one = document(text, "ko", "paragraph")
    bitext = Bitext(one, ENGLISH, (Bead(range(0, 1), range(0, 6)),))
    lines = [line for line in bead_lines(bitext) if word in line]
    assert " ".join(line.strip() for line in lines) == text
    for line in lines:
        wide = sum("가" <= c <= "힣" or "ａ" <= c <= "ｚ" for c in line)
        assert len(line) + wide <= WIDTH or line == f"    {word}"


def test_controls_are_not_printed():
    one = document("a \x1b[2Jb \x9b1m \u202ec", "ko", "paragraph")
    bitext = Bitext(one, ENGLISH, (Bead(range(0, 1), range(0, 6)),))
    assert list(bead_lines(bitext))[1] == "    a \ufffd[2Jb \ufffd1m \ufffdc"
