"""Which lines of a copied page are its furniture: menus, counters, footers.

No site is known here by name. A line is furniture by its own words, or because it stands
among short lines between such words and the edge of the page. Between the first and the
last running text only lines that can be nothing else are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.lines import Line, columns
from align.marks import read_mark

#: Lines looked at from either edge of the page; chosen to hold the menu of a large site.
EDGE = 500
#: Lines looked at between the menu and the text: headline, date, counter, files.
HEAD = 40
#: Columns of the longest menu entry; a longer line is a headline or running text.
LONGEST_ENTRY = 44

_SEPARATOR = re.compile(r"[-=_~─━═—·.*\s|]{3,}")
_NAVIGATION = re.compile(
    r"(?:.{0,40}바로\s?가기(?:\s메뉴)?|이 누리집은 .{2,30}누리집입니다\.?"
    r"|skip (?:to|navigation|the ).{0,30}|go to (?:main|content|the ).{0,30}"
    r"|(?:통합\s?)?검색(?:창)?(?:\s?(?:열기|닫기))?|(?:전체\s?)?메뉴(?:\s?(?:열기|닫기|보기))?|전체메뉴"
    r"|an? official website of .{3,60}|(?:open|close) (?:menu|search)|search|menu|all menu"
    r"|rss(?:\s?서비스)?|사이트\s?맵|site\s?map|로그인|회원가입|log\s?in|sign in|sign up"
    r"|kor|eng|korean|english|한국어|영문|language|kor\s?[/|]?\s?eng(?:lish)?|home|홈(?:으로)?"
    r"|(?:home|홈)\s?[>›»/].{2,80})",
    re.IGNORECASE,
)
_BOARD = re.compile(
    r"(?:보도\s?자료|보도·?해명|보도\s?설명|설명\s?자료|언론\s?보도|뉴스\s?룸|브리핑\s?룸?|알림마당"
    r"|press\s?releases?|news\s?room|media\s?cent(?:er|re)|news|press|briefings?)"
    r"(?:\s?(?:상세|목록|보기|상세보기|내용|view|list))?",
    re.IGNORECASE,
)
# The words that can open a page: "Briefing" or "News" alone may be a headline.
_LETTERHEAD = re.compile(r"보\s?도\s?자\s?료|press\s?releases?", re.IGNORECASE)
_VIEW = re.compile(r"view|상세\s?(?:보기|내용|정보)|본문|콘텐츠\s?영역", re.IGNORECASE)
_SITE = re.compile(
    r"[가-힣]{1,10}(?:부|처|청|원|위원회)|(?:ministry|office|agency) of .{3,50}", re.IGNORECASE
)
_STRONG_KEY = (
    r"(?:작성일자?|등록일자?|게시일자?|수정일자?|최종\s?수정일|배포일시?|보도일시|보도일자|조회수?|조회\s수"
    r"|date|posted(?:\son)?|registered|registration\sdate|published|updated|last\supdated|hits?|views?|read)"
)
_WEAK_KEY = (
    r"(?:부서명?|담당\s?부서|작성자|등록자|글쓴이|작성\s?부서|출처|제목|분류"
    r"|department|division|writer|author|source|category)"
)
_DATE = (
    r"(?:\(?\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}\s?[.일]?\)?(?:\s?\(.\))?"
    r"(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|(?:[a-z]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[a-z]{3,9}\.?\s\d{4}|\d{1,2}/\d{1,2}/\d{4}))"
)
_COUNT = r"\d{1,3}(?:,?\d{3}){0,3}"
_VALUE = re.compile(rf"(?:{_DATE}|{_COUNT})", re.IGNORECASE)
_BARE_DATE = re.compile(_DATE, re.IGNORECASE)
_KEY = re.compile(rf"{_STRONG_KEY}\s?[:：]?", re.IGNORECASE)
_KEY_WEAK = re.compile(rf"{_WEAK_KEY}\s?[:：]?", re.IGNORECASE)
_KEY_VALUE = re.compile(
    rf"(?:.{{0,40}}?[\s|·/,])?{_STRONG_KEY}\s?[:：]?\s?(?:{_DATE}|{_COUNT})(?:[\s|·/,].{{0,60}})?",
    re.IGNORECASE,
)
_KEY_VALUE_WEAK = re.compile(
    rf"(?:{_WEAK_KEY}\s?[:：]\s?|(?:담당부서|작성자|부서명)\s).{{1,30}}", re.IGNORECASE
)
_TOOL = re.compile(
    r"(?:인쇄(?:하기)?|프린트|공유(?:하기)?|sns\s?공유|페이스북|트위터|카카오(?:톡|스토리)"
    r"|네이버\s?(?:블로그|밴드)|밴드|url\s?복사|글자\s?(?:크기|크게|작게)(?:\s?조[정절])?|스크랩|닫기|열기|더\s?보기|확대|축소|목록(?:보기|으로)?"
    r"|print|share|facebook|twitter|x|linkedin|instagram|youtube|kakaotalk|copy\s(?:url|link)|font\ssize|list"
    r"|go to list|back to list|top|맨\s?위로|위로|만족도\s?(?:조사|평가))"
    r"(?:\s?(?:에|으로)?\s?공유하기)?",
    re.IGNORECASE,
)
_FILE_HEAD = re.compile(
    r"(?:첨부\s?파일|첨부\s?문서|첨부(?:파일)?\s?(?:목록|다운로드)|붙임\s?파일|attached\sfiles?|files?|downloads?"
    r"|attachments?)\s?(?:\(?\d{1,2}\)?개?)?\s?[:：]?",
    re.IGNORECASE,
)
_FILE = re.compile(
    r".{1,120}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|mp4|txt)\b"
    r"(?:\s?[(\[]?[\d.,]{1,9}\s?[kmg]?b(?:ytes?)?[)\]]?)?"
    r"(?:[\s(\[]{0,2}(?:다운로드|내려받기|미리보기|바로보기|바로듣기|새창열림|download|preview|view)[)\]]?){0,4}",
    re.IGNORECASE,
)
# "붙임 1. 사진.jpg" is the release's own list, unless the board's list goes on.
_OWN_LIST = re.compile(
    r"(?:붙임|첨부|별첨|별지|attachments?|annex|encl\w*)\s?\d{0,2}\s?[:：.]", re.IGNORECASE
)
_FOOTER = re.compile(
    r"(?:(?:copyright|ⓒ|©|\(c\)).{0,120}|.{0,100}all rights reserved.{0,40}"
    r"|(?:개인정보\s?처리\s?방침|저작권\s?정책|이메일\s?무단\s?수집\s?거부|영상정보.{0,20}방침|뷰어\s?(?:다운로드|프로그램)"
    r"|privacy\spolicy|terms\sof\suse|copyright\spolicy|누리집\s?이용\s?안내|찾아오시는\s?길).{0,80}"
    r"|이전\s?글(?:[\s:：▲△].{0,100})?|다음\s?글(?:[\s:：▼▽].{0,100})?|이전/다음.{0,20}"
    r"|.{0,40}공공누리.{0,80}|.{0,40}만족(?:도를|하시?[십니]|하셨).{0,60}|페이지\s?(?:상단|맨\s?위)으?로.{0,20}"
    r"|(?:상단|맨\s?위|위)으로\s?(?:이동|가기)?|(?:go\s|back\s)?to\s(?:the\s)?top|관련\s?(?:사이트|누리집)|family\ssites?"
    r"|\(?우편?번?호?[\s)]{0,2}\d{3}-?\d{2,3}\)?.{0,100}|대표\s?전화.{0,60})",
    re.IGNORECASE,
)
_NEIGHBOUR = re.compile(
    r"(?:이전\s?글|다음\s?글|(?:prev(?:ious)?(?:\s\w{4,7})?|next(?:\s\w{4,7})?))", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?:다|요|까|죠|함|임|음|됨)[.?!][\"'”’)]*$|[a-z\d)][.?!][\"'”’)]*$")


def furniture_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indices of the lines that belong to the page rather than to the release."""
    top = _top(lines)
    bottom = _bottom(lines, top)
    found = set(range(top)) | set(range(bottom, len(lines)))
    found |= _head(lines, top, bottom, is_page=top > 0 or bottom < len(lines))
    found |= _above_footer(lines, top, bottom)
    found |= {
        index
        for index in range(top, bottom)
        if len(lines[index].text) >= 3
        and lines[index].text[0] in "-=_~─━═—·.*|"
        and _SEPARATOR.fullmatch(lines[index].text[:200])
    }
    return frozenset(found) if len(found) < len(lines) else frozenset(range(top))


def is_page_words(text: str) -> bool:
    """Whether a line of a page is by its own words a menu entry, counter, tool or footer.

    >>> is_page_words("조회수 : 1,106"), is_page_words("본문 바로가기"), is_page_words("회담 결과")
    (True, True, False)
    """
    text = " ".join(text[:300].split())
    rules = (_NAVIGATION, _BOARD, _VIEW, _KEY, _KEY_WEAK, _KEY_VALUE, _KEY_VALUE_WEAK, _TOOL)
    return any(rule.fullmatch(text) for rule in (*rules, _FILE_HEAD, _FILE, _FOOTER, _NEIGHBOUR))


def is_key(text: str) -> bool:
    """Whether a line names what the next one holds, as "작성일" or "Department :".

    >>> is_key("작성일"), is_key("Department :"), is_key("작성일 2023-05-26")
    (True, True, False)
    """
    text = text.strip()[:60]
    return bool(_KEY.fullmatch(text) or _KEY_WEAK.fullmatch(text))


def _entry(text: str) -> str:
    """The words of a menu entry without its number."""
    mark = read_mark(text)
    return text[mark.end :].strip() if mark.family in ("number", "round", "dash") else text


def _is_running_text(text: str) -> bool:
    return columns(text[:200]) > 80 or (len(text) > 12 and bool(_SENTENCE.search(text[-8:])))


def _top(lines: Sequence[Line]) -> int:
    """The number of lines at the top of the page that are menus and the like."""
    cut = 0
    for index, line in enumerate(lines[:EDGE]):
        words = _entry(line.text)[:200]
        if _opens_page(lines, index, words) if not cut else _is_menu(words):
            cut = index + 1
        elif _ends_menu(line.text, words):
            break
    # A page of nothing but menu words has no release; leave the last line to be one.
    return min(cut, len(lines) - 1) if lines else 0


def _is_menu(words: str) -> bool:
    return bool(_NAVIGATION.fullmatch(words) or _BOARD.fullmatch(words) or _VIEW.fullmatch(words))


def _opens_page(lines: Sequence[Line], index: int, words: str) -> bool:
    """Whether this is the first menu word of a page; above it stands a site name at most."""
    if index > 1:
        return False
    if _NAVIGATION.fullmatch(words):
        return True
    named = index == 0 or bool(_SITE.fullmatch(lines[0].text[:80]))
    return named and bool(_LETTERHEAD.fullmatch(words))


def _ends_menu(text: str, words: str) -> bool:
    if _is_running_text(text) or columns(text[:200]) > LONGEST_ENTRY:
        return True
    return bool(_KEY.fullmatch(words) or _KEY_VALUE.fullmatch(words))


def _bottom(lines: Sequence[Line], top: int) -> int:
    """The index of the first line of the footer; the number of lines if there is none."""
    cut = len(lines)
    for index in range(len(lines) - 1, max(top, len(lines) - EDGE), -1):
        text = lines[index].text[:300]
        # "Next" may be a heading of a release, but hardly on a page with menus.
        if _FOOTER.fullmatch(text) or (top and _NEIGHBOUR.fullmatch(text)):
            cut = index
        elif _NEIGHBOUR.fullmatch(lines[index - 1].text[:40]):
            continue  # the title of the next release, however long
        elif _is_running_text(text) or len(lines) - index > EDGE:
            break
    return cut


def _head(lines: Sequence[Line], top: int, bottom: int, *, is_page: bool) -> set[int]:
    """Counters, dates and files between the menu and the running text."""
    stop = top
    while stop < min(bottom, top + HEAD) and not _is_running_text(lines[stop].text):
        stop += 1
    found = _keys_and_values(lines, top, stop)
    if not (is_page or found):
        return found
    previous_is_file = False
    for index in range(top, stop):
        text = lines[index].text[:300]
        is_file = bool(_FILE_HEAD.fullmatch(text)) and _file_follows(lines, index, stop)
        if index > top and (previous_is_file or not _OWN_LIST.match(text)):
            is_file = is_file or bool(_FILE.fullmatch(text))
        if is_file or _TOOL.fullmatch(text) or _BARE_DATE.fullmatch(text):
            found.add(index)
        previous_is_file = is_file
    return found


def _file_follows(lines: Sequence[Line], index: int, stop: int) -> bool:
    return index + 1 < stop and bool(_FILE.fullmatch(lines[index + 1].text[:300]))


def _keys_and_values(lines: Sequence[Line], top: int, stop: int) -> set[int]:
    strong: set[int] = set()
    weak: set[int] = set()
    for index in range(top, stop):
        text = lines[index].text[:160]
        after = lines[index + 1].text[:80] if index + 1 < stop else ""
        if _KEY.fullmatch(text) and _VALUE.fullmatch(after):
            strong |= {index, index + 1}
        elif _KEY_VALUE.fullmatch(text):
            strong.add(index)
        elif _KEY_WEAK.fullmatch(text) and after and columns(after) <= LONGEST_ENTRY:
            weak |= {index, index + 1}
        elif _KEY_VALUE_WEAK.fullmatch(text):
            weak.add(index)
    if not strong:
        return set()
    # "담당부서" next to a counter belongs to the board, elsewhere to the release.
    return strong | {i for i in weak if any(abs(i - j) <= 4 for j in strong)}


def _above_footer(lines: Sequence[Line], top: int, bottom: int) -> set[int]:
    """Buttons and file names directly above the footer, or at the end of the page."""
    if bottom == len(lines) and not top:
        return set()
    found: set[int] = set()
    index = bottom - 1
    while index > top:
        text = lines[index].text[:300]
        if not (_TOOL.fullmatch(text) or _FILE.fullmatch(text) or _FILE_HEAD.fullmatch(text)):
            break
        found.add(index)
        index -= 1
    return found
