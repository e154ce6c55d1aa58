"""Patterns of furniture wording on copied pages: menus, counters, tools, footers.

There are no patterns for particular sites. `furniture` decides where on a page each one applies.
"""

from __future__ import annotations

import re

SEPARATOR = re.compile(r"[-=_~─━═—·.*\s|]{3,}")
NAVIGATION = re.compile(
    r"(?:.{0,40}바로\s?가기(?:\s메뉴|\s.{0,20}가기)?|.{0,20}메뉴\s?(?:건너뛰기|닫기|버튼)|.{0,30}로고"
    r"|.{0,20}이 누리집은 .{2,30}누리집입니다\.?"
    r"|skip (?:to|navigation|the ).{0,30}|go to (?:main|content|the ).{0,30}"
    r"|contents? shortcut|shortcut menu|(?:the\s)?(?:body|main menu|contents?) go"
    r"|(?:통합\s?)?검색(?:창|하기)?(?:\s?(?:열기|닫기))?"
    r"|(?:전체\s?|주\s?)?메뉴(?:\s?(?:열기|닫기|보기|시작|버튼))?"
    r"|an? official website of .{3,60}|(?:open|close) (?:menu|search)|search|menu|all menu"
    r"|rss(?:\s?서비스)?|사이트\s?맵|site\s?map|(?:회원\s?)?로그인|회원가입|log\s?in"
    r"|sign in|sign up"
    r"|kor|eng|korean|english|한국어|영문|language|kor\s?[/|]?\s?eng(?:lish)?|home|홈(?:으로)?"
    r"|(?:home|홈)\s?[>›»/].{2,80})",
    re.IGNORECASE,
)
_BODY = r"[가-힣]{1,10}(?:부|처|청|원|위원회)"
BOARD = re.compile(
    rf"(?:(?:{_BODY}\s?)?(?:소식|브리핑)|(?:{_BODY}\s)?보도\s?자료|보도·?해명|보도\s?설명|설명\s?자료|언론\s?보도|뉴스\s?룸|브리핑\s?룸?|알림마당"
    r"|press\s?(?:releases?|briefings)|news\s?room|media\s?cent(?:er|re)|news|press|briefings?"
    r"|(?:\w{2,20}\s)?(?:news|speeches|statements))"
    r"(?:\s?(?:상세|목록|보기|상세보기|내용|view|list))?",
    re.IGNORECASE,
)
# Words that can open a page: "Briefing" or "News" alone may be a headline.
LETTERHEAD = re.compile(
    r"보\s?도\s?자\s?료|press\s?(?:releases?|briefings)|(?:\w{2,20}\s)?speeches", re.IGNORECASE
)
VIEW = re.compile(
    r"view|상세\s?(?:보기|내용|정보)|(?:본문|콘텐츠)(?:\s?영역)?|페이지\s?정보", re.IGNORECASE
)
SITE = re.compile(rf"{_BODY}|(?:ministry|office|agency) of .{{3,50}}", re.IGNORECASE)
#: A social media account with its owner: "Ministry of Oceans facebook".
ACCOUNT = re.compile(
    r"(?:.{2,60}\s)?(?:facebook|instagram|twitter|youtube|페이스북|인스타그램|트위터|유튜브|블로그)",
    re.IGNORECASE,
)
_STRONG_KEY = (
    r"(?:작성일자?|등록일자?|게시일자?|수정일자?|최종\s?수정일?|승인|입력|수정|등록|배포일시?|보도일시|보도일자|조회수?|조회\s수"
    r"|(?:reg\.?\s?)?date|posted(?:\son)?|registered|registration\sdate|published|updated|last\supdated|hits?|views?|read)"
)
_WEAK_KEY = (
    r"(?:부서명?|(?:담당|주관)\s?부서|작성자|등록자|글쓴이|작성\s?부서|출처|제목|분류"
    r"|department|division|writer|author|source|category)"
)
_DATE = (
    r"(?:(?:\(?\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}\s?[.일]?\)?(?:\s?\(.\))?"
    r"|\d{2}-\d{2}-\d{2}(?=\s\d)"
    r"|[a-z]{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\s[a-z]{3,9}\.?\s\d{4}|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:\s(?:-\s|(?:오전|오후)\s)?\d{1,2}(?::\d{2}(?::\d{2})?|시\s?\d{1,2}분)(?:\s?[ap]m)?)?)"
)
_COUNT = r"\d{1,3}(?:,?\d{3}){0,3}"
VALUE = re.compile(rf"(?:{_DATE}|{_COUNT})", re.IGNORECASE)
BARE_DATE = re.compile(rf"{_DATE}(?:\s?[-|·])?", re.IGNORECASE)
#: View and reply counts beside the date: "62,437 1712".
COUNTS = re.compile(rf"(?:{_DATE}\s)?{_COUNT}(?:\s{_COUNT}){{0,3}}", re.IGNORECASE)
KEY = re.compile(rf"{_STRONG_KEY}\s?[:：]?", re.IGNORECASE)
KEY_WEAK = re.compile(rf"{_WEAK_KEY}\s?[:：]?", re.IGNORECASE)
KEY_VALUE = re.compile(
    rf"(?:.{{0,40}}?[\s|·/,])?{_STRONG_KEY}\s?[:：]?\s?(?:{_DATE}|{_COUNT})(?:[\s|·/,].{{0,60}}|\|)?",
    re.IGNORECASE,
)
KEY_VALUE_WEAK = re.compile(
    rf"(?:{_WEAK_KEY}\s?[:：]\s?|(?:담당부서|작성자|부서명)\s).{{1,30}}"
    # two adjacent cells run together: "DivisionPort Policy Division"
    r"|(?:[•·]\s)?(?-i:(?:Department|Division|Writer)(?=[A-Z])).{1,70}",
    re.IGNORECASE,
)
TOOL = re.compile(
    r"(?:인쇄(?:하기)?|프린트|공유(?:하기)?|sns\s?공유|페이스북|트위터|카카오(?:톡|스토리)"
    r"|네이버\s?(?:블로그|밴드)|밴드|url\s?복사|글자\s?(?:크기|크게|작게)(?:\s?(?:조[정절]|설정))?|(?:폰트\s?(?:확대|축소)\s?)+(?:프린트하기)?|스크랩|댓글(?:\s?\d{1,5})?|코멘트"
    r"|ad|link copied|닫기|열기|더\s?보기|확대|축소|목록(?:보기|으로)?"
    r"|print|share|facebook|twitter|x|linkedin|instagram|youtube|kakaotalk|copy\s(?:url|link)|font\ssize|list"
    r"|go to list|back to list|top|맨\s?위로|위로|만족도\s?(?:조사|평가))"
    r"(?:\s?(?:에|으로)?\s?공유하기)?",
    re.IGNORECASE,
)
FILE_HEAD = re.compile(
    r"(?:첨부\s?파일|첨부\s?문서|첨부(?:파일)?\s?(?:목록|다운로드)|붙임\s?파일|attached\sfiles?|files?|downloads?"
    r"|attachments?)\s?(?:\(?\d{1,2}\)?개?)?\s?[:：]?",
    re.IGNORECASE,
)
FILE = re.compile(
    r".{1,120}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|mp4|txt)\b"
    r"(?:\s?[(\[]?[\d.,]{1,9}\s?[kmg]?b(?:ytes?)?[)\]]?)?"
    r"(?:[\s(\[]{0,2}(?:다운로드|내려받기|미리보기|바로보기|바로듣기|새창열림|download|preview|view)[)\]]?){0,4}",
    re.IGNORECASE,
)
# "붙임 1. 사진.jpg" is the release's own list, unless the board's list continues.
OWN_LIST = re.compile(
    r"(?:붙임|첨부|별첨|별지|attachments?|annex|encl\w*)\s?\d{0,2}\s?[:：.]", re.IGNORECASE
)
FOOTER = re.compile(
    r"(?:(?:copyright|ⓒ|©|\(c\)).{0,120}|.{0,100}all rights reserved.{0,40}"
    r"|(?:개인정보\s?처리\s?방침|저작권\s?정책|이메일\s?무단\s?수집\s?거부|영상정보.{0,20}방침|뷰어\s?(?:다운로드|프로그램)"
    r"|privacy\spolicy|terms\sof\suse|copyright\spolicy|누리집\s?이용\s?안내|찾아오시는\s?길).{0,80}"
    r"|이전\s?글(?:[\s:：▲△].{0,100})?|다음\s?글(?:[\s:：▼▽].{0,100})?|이전/다음.{0,20}"
    r"|.{0,40}공공누리.{0,80}|.{0,40}만족(?:도를|하시?[십니]|하셨).{0,60}|페이지\s?(?:상단|맨\s?위)으?로.{0,20}"
    r"|(?:상단|맨\s?위|위)으로\s?(?:이동|가기)?|(?:go\s|back\s)?to\s(?:the\s)?top|관련\s?(?:사이트|누리집)|family\ssites?"
    r"|\(?우편?번?호?[\s)]{0,2}\d{3}-?\d{2,3}\)?.{0,100}|대표\s?전화.{0,60})",
    re.IGNORECASE,
)
NEIGHBOUR = re.compile(
    r"(?:이전\s?글|다음\s?글|(?:prev(?:ious)?(?:\s\w{4,7})?|next(?:\s\w{4,7})?))", re.IGNORECASE
)

#: Breadcrumbs: "Home > News > Press Releases".
_STEP = r"[^.<>›»≫]{1,30}"
TRAIL = re.compile(
    rf"(?:현재\s?위치\s?[:：]?\s?)?{_STEP}(?:\s?[>›»≫]\s?{_STEP}){{1,6}}", re.IGNORECASE
)
#: Menu entries side by side: "About Us | Laws | Contact".
_ENTRY = r"[^|ㅣ│\t]{0,24}"
BAR = re.compile(rf"[|ㅣ│]?{_ENTRY}(?:[|ㅣ│]{_ENTRY}){{2,12}}[|ㅣ│]?")
_TOOL_WORD = (
    r"(?:글자\s?크기|크게|작게|확대|축소|인쇄(?:하기)?|프린트|공유(?:하기)?|스크랩|페이스북|트위터"
    r"|카카오(?:톡|스토리)|네이버\s?(?:밴드|블로그)|밴드|블로그|url\s?복사|sns|목록|이전|다음"
    r"|전체\s?다운로드|다운로드|바로\s?보기|미리\s?보기|검색|한국어|中文|日本語"
    r"|print|share|a\s?[+-]|facebook|twitter|x|linkedin|copy\s?(?:url|link)|url|link\s?(?:copy)?"
    r"|list|e-?mail|subscribe|rss|kor(?:ean)?|eng(?:lish)?|language|site\s?map|search|home|[+▼▲-])"
)
TOOLS = re.compile(rf"{_TOOL_WORD}(?:[\s:/|·,]+{_TOOL_WORD}){{0,9}}", re.IGNORECASE)
#: The title of the previous or next release.
_ARROW = r"[▲▼△▽∧∨<>«»^\[]?\s?"
OTHER_RELEASE = re.compile(
    rf"{_ARROW}(?:이전|다음|prev(?:ious)?|next)\]?\s?[:：|▲▼-]?\s(?![^.]{{0,160}}\.$).{{2,160}}"
    rf"|{_ARROW}(?:이전\s?글|다음\s?글)\]?[\s:：|▲▼-].{{2,160}}"
    r"|(?:prev(?:ious)?|next)\s?[:：|]?\s(?:there is )?no .{0,20}(?:post|article|data|release)s?"
    r"\.?",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"(?=.{0,100}\b\w+-(?:ro|gil|daero)\b)(?=.{0,120}\bkorea\b).{10,160}"
    r"|.{0,40}[가-힣]+(?:시|구|군)\s.{0,30}[가-힣](?:로|길)\s?\d.{0,80}(?:\d{5}|청사|전화).{0,60}",
    re.IGNORECASE,
)
#: Reader surveys, related offers and licence notes.
BESIDE = re.compile(
    r"was this (?:content|page|information) .{3,30}\?|yes no"
    r"|.{0,20}(?:정보가|도움이) 되(?:었나요|셨나요)\?|의견\s?등록"
    r"|(?:매우\s?)?만족(?:\s\S{2,6}){2,6}"
    r"|related (?:news|stories|speeches|articles|releases|sites?)\b.{0,100}"
    r"|관련\s?(?:기사|뉴스|보도자료|사이트)|tags?|(?:#\S{2,20}\s?){2,10}"
    r"|첨부\s?파일(?:\s?모두\s?받기)?|attach(?:ed)? file.{0,40}|정보\s?관리\s?[:：].{0,60}"
    r"|.{0,20}콘텐츠\s?만족도.{0,20}|\[?목록(?:\s?보기|으로)?\]?"
    r"|back to (?:the )?list|go to the list"
    r"|no (?:data|next article|previous article)|(?:terms of use|all contents copyright)\b.{0,60}"
    r"|.{0,30}공공저작물.{0,60}|정보\s?제공\s?담당자?.{0,40}",
    re.IGNORECASE,
)
#: A file in the board's list, with its size or a button.
_OFFER = r"다운로드|내려받기|미리\s?보기|바로\s?보기|download|preview|view"
OFFERED_FILE = re.compile(
    r".{1,120}\.(?:hwpx?|pdf|docx?|xlsx?|zip|jpe?g|png)\s?"
    rf"(?:[(\[]\s?(?:[\d.,]{{1,9}}\s?[kmg]?b\b|{_OFFER})|(?:{_OFFER})).{{0,80}}",
    re.IGNORECASE,
)
_HEAD_KEY = (
    r"(?:부서명?|담당\s?부서|담당자|작성자|작성일|등록자|등록일|게시일|수정일|조회수?|첨부|첨부\s?파일|연락처|전화|분류|키워드|파일"
    r"|writer|department|division|(?:registration\s)?date|posted|views?|hits?|read|files?|attachments?|category)"
)
#: A cell in the board's header with its label, whatever separates the two.
HEAD_CELL = re.compile(rf"[|]?\s?{_HEAD_KEY}(?:\s?[:：|]\s?|\t|\s).{{1,80}}", re.IGNORECASE)


_KEYS = (KEY, KEY_WEAK, KEY_VALUE)
_FOOT = (FOOTER, NEIGHBOUR)
#: Furniture at the edges of the page only; elsewhere these words may belong to the release.
_EDGES = (OTHER_RELEASE, ADDRESS, BESIDE, TOOLS, TRAIL, OFFERED_FILE)


def is_below(text: str) -> bool:
    """Whether a line below the text of a release marks the start of page furniture.

    >>> is_below("Next Minister Meets Ambassadors"), is_below("문의 : 유럽국 02-2100-0000")
    (True, False)
    """
    text = " ".join(text[:300].split())
    return any(rule.fullmatch(text) for rule in (*_FOOT, *_EDGES, *_KEYS))


def is_page_line(text: str) -> bool:
    """Whether a line above or below the text of a release belongs to the surrounding page.

    >>> [is_page_line(line) for line in ("Home > News", "인쇄 공유", "Views 311", "Talks in Seoul")]
    [True, True, True, False]
    """
    text = text[:300].strip()
    flat = " ".join(text.split())
    return (
        is_page_words(flat)
        or any(rule.fullmatch(flat) for rule in _EDGES)
        or bool(BAR.fullmatch(text))
        or bool(HEAD_CELL.fullmatch(text))
    )


def is_menu(text: str) -> bool:
    """Whether a short line is a menu entry, a board's name or a skip link.

    >>> is_menu("검색창 열기"), is_menu("Press Releases"), is_menu("Talks Held")
    (True, True, False)
    """
    return any(rule.fullmatch(text) for rule in (NAVIGATION, BOARD, VIEW))


def is_tool(text: str) -> bool:
    """Whether a line is a button or an entry in a page's list of files.

    >>> is_tool("인쇄하기"), is_tool("port.pdf [120KB]"), is_tool("회담 결과")
    (True, True, False)
    """
    return any(rule.fullmatch(text) for rule in (TOOL, FILE, FILE_HEAD))


def is_page_words(text: str) -> bool:
    """Whether the wording of a line makes it a menu entry, counter, tool or footer.

    >>> is_page_words("조회수 : 1,106"), is_page_words("본문 바로가기"), is_page_words("회담 결과")
    (True, True, False)
    """
    text = " ".join(text[:300].split())
    rules = (*_KEYS, KEY_VALUE_WEAK, *_FOOT)
    return is_menu(text) or is_tool(text) or any(rule.fullmatch(text) for rule in rules)


def is_key(text: str) -> bool:
    """Whether a line is a label for the value on the next line, as "작성일" or "Department :".

    >>> is_key("작성일"), is_key("Department :"), is_key("작성일 2023-05-26")
    (True, True, False)
    """
    text = text.strip()[:60]
    return bool(KEY.fullmatch(text) or KEY_WEAK.fullmatch(text))
