"""People named in English text: by their title, or by words that only a name can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.names.entities import ENGLISH_WORDS
from align.names.title_table import TITLES
from align.names.titles import ENGLISH_TITLE, english_title_groups
from align.names.values import Mention

_JOIN = re.compile(r"(?:of|for|and|the|at|in|to|&|,)?\s?")
_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ɏ]*(?:[’'-][A-Za-zÀ-ɏ]+)*"
_NAME = re.compile(
    rf"(?P<first>{_WORD}|[A-Z]\.)(?:\s(?:{_WORD}|[A-Z]\.|de|van|von|der|al|bin|da|la|el|del|di)(?![.]\w))*"
)
_WORD_OR_INITIAL = re.compile(rf"{_WORD}|[A-Z]\.(?=\s[A-Z])")
_TITLE = re.compile(rf"(?<![A-Za-z-])(?P<title>(?i:{ENGLISH_TITLE}))\s(?P<rest>.{{0,120}})")
_TITLE_AFTER = re.compile(rf",?\s(?:the\s)?(?P<title>(?i:{ENGLISH_TITLE}))")
_KOREAN_SHAPE = re.compile(
    rf"(?<![A-Za-z-])(?:[A-Z][a-z]{{1,6}}\s[A-Z][a-z]{{1,6}}-[A-Za-z][a-z]{{1,6}}|[A-Z][a-z]{{1,6}}-[A-Za-z][a-z]{{1,6}}\s[A-Z][a-z]{{1,5}})(?![A-Za-z-])"
)
_CAPITALS = re.compile(rf"(?<![A-Za-z-]){_WORD}")

#: Capitalised words that are no part of anybody's name: offices, fields, months, days.
NO_NAME = (
    frozenset(
        """The A An This That These Those In On At Of For And Or But He She It They We You I His Her Their Our My Its Mr Mrs Ms Dr Both
    As By To From With During After Before While When Where What Who Which How Why If Not No Yes There Here Then Also However Meanwhile
    Moreover Furthermore According Some Many Most All Each Every Any Such Other Another Since Until Upon Under Over Through Although Though
    Because Despite Following Given Now Today Yesterday Tomorrow Last Next Once Just Only Even Still Yet So Thus Therefore Is Are Was Were Be
    Will Would Can Could Should May Might Must Do Does Did Has Have Had Let Please Thank Thanks Good Dear Welcome About Among Between Within
    January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
    Ministry Minister Ministers Department Agency Bureau Office Division Committee Commission Council Institute Foundation Center Centre Association
    Organization Organisation Union Assembly Parliament Congress Senate House Court Bank Fund University School College Company Corporation Group
    Foreign Affairs Trade Industry Energy Economy Finance Strategy Justice Education Science Technology Culture Sports Tourism Environment Health
    Welfare Labor Labour Employment Gender Equality Family Land Infrastructure Transport Transportation Oceans Ocean Fisheries Agriculture Food Rural
    Interior Safety Security Defense Defence Unification National International Political Multilateral Bilateral Global Public Diplomacy Consular
    Overseas Economic Development Cooperation External Planning Policy Peace Peninsula Nuclear Negotiations Negotiator Arms Control Human Rights
    Special Regional General Director Directors Deputy Vice First Second Third Senior Chief Assistant Permanent Joint North South East West Northern
    Southern Eastern Western Northeast Southeast Central Middle Asia Asian Africa African Pacific Atlantic America American Latin Caribbean Europe
    European Korea Korean Koreans Republic Democratic People Peoples Government State States Kingdom Federation Emirates Island Islands City Province
    County District Street River Sea Lake Mount Mountain Bay Gulf Port Airport Station Park Hall Museum Hotel Palace Tower Plaza Stadium
    Day Week Month Year Summit Meeting Conference Forum Dialogue Talks Session Festival Exhibition Expo Award Prize Act Agreement Treaty Convention
    Protocol Charter Declaration Statement Resolution Memorandum Understanding Plan Program Programme Project Initiative Strategy Framework Partnership
    Alliance Round Phase Article Section Chapter Part Annex Press Release Attachment Contact Outcome World War Cold League Cup Olympic Olympics Games
    Team Club Party Administration Authority Service Force Forces Army Navy Air Police Coast Guard Board Network System Systems Media News Times Post
    Daily Television Radio University Professor Doctor Ambassador Embassy Consulate Consul President Chairman Chair Secretary Prime Premier Commissioner
    Representative Representatives Envoy Spokesperson Governor Mayor King Queen Prince Princess Pope Speaker Congressman Senator Coach Manager Captain
    Commander Admiral Colonel Major Lieutenant Sergeant Judge Attorney Prosecutor Advisor Adviser Lady Lord Sir Saint St Inc Ltd Co Corp Jr Sr
    Christmas Easter God Lord Bible Christian Catholic Muslim Islam Jewish Buddhist Internet Web English Japanese Chinese Director-General Vice-Minister
    Secretary-General Affair Minister-Counselor Operations Relations Situation Support Human Rescue Search Fire Weather Market Markets Street Wall
    Cabinet Opening Remarks Category Total Amount Accidents Attachments Supreme Federal Royal Grand Great New Old Big Little High Low Long Short Black
    White Red Green Blue Gold Golden Silver Free Open United Unified Common Core Main Major Minor Early Late Spring Summer Autumn Fall Winter
    Conducts First-ever Takes Place Holds Held Signs Signed Visits Attends Meets Hosts Opens Joint Regular Briefing""".split()
    )
    | ENGLISH_WORDS
    | frozenset(
        word
        for line in TITLES.splitlines()
        if " = " in line
        for word in line.split(" = ")[1].replace(",", " ").split()
    )
)


def english_persons(text: str) -> tuple[Mention, ...]:
    """The people that an English text names, in order; those without a title are not firm.

    >>> [(m.name, m.title) for m in english_persons("Vice Minister of Foreign Affairs Han Do-yun met Bo Ra-mi.")]
    [('Han Do-yun', 'Vice Minister'), ('Bo Ra-mi', '')]
    >>> [(m.name, m.title) for m in english_persons("with Adel Moren, Director-General for Oceans")]
    [('Adel Moren', 'Director-General')]
    """
    found = list(_titled(text))
    for mention in [*_shaped(text), *_capitals(text)]:
        if all(mention.end <= other.start or mention.start >= other.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _titled(text: str) -> Iterator[Mention]:
    at = 0
    while match := _TITLE.search(text, at):
        at = match.end("title")
        if name := _name_after(text, match.start("rest")):
            start, end = name
            at = end
            yield _person(text, start, end, match["title"], firm=True)


def _name_after(text: str, at: int) -> tuple[int, int] | None:
    """The name that follows a title: "for Political Affairs of Korea Yun Byung-se"."""
    if shaped := _KOREAN_SHAPE.match(text, at):
        return shaped.span()  # Do Hae-yun, May Ji-hun
    while True:
        match = _JOIN.match(text, at)
        assert match is not None
        connected = bool(match[0].strip())
        word = _WORD_OR_INITIAL.match(text, match.end())
        if word is None:
            return None
        if word[0].rstrip("’'s") not in NO_NAME and word[0] not in NO_NAME:
            return None if connected else _extend(text, word.start())
        at = word.end() + (text[word.end() : word.end() + 1] == " ")


def _extend(text: str, start: int) -> tuple[int, int] | None:
    match = _NAME.match(text, start)
    if match is None:
        return None
    words = re.split(r"(\s)", match[0])
    kept = ""
    for word in words:
        if word in NO_NAME and kept.strip() and not _PARK_LIKE.fullmatch(word):
            break
        kept += word
    bare = re.sub(r"(?:\s(?:de|van|von|der|al|bin|da|la|el|del|di))*\s*$", "", kept)
    bare = re.sub(r"[’']s?$", "", bare)
    return (start, start + len(bare)) if len(bare) > 1 else None


# Names that are words of NO_NAME too, and stand last in a name.
_PARK_LIKE = re.compile(
    r"Park|May|King|White|Black|Green|Long|Young|Prince|Pope|Price|Rice|Bush|Brown"
)


def _shaped(text: str) -> Iterator[Mention]:
    for match in _KOREAN_SHAPE.finditer(text):
        if any(word in NO_NAME and word != "Park" for word in match[0].split()):
            continue
        after = _TITLE_AFTER.match(text, match.end())
        yield _person(text, *match.span(), after["title"] if after else "", firm=True)


def _capitals(text: str) -> Iterator[Mention]:
    """Runs of capitalised words that are in no list: perhaps people, perhaps places."""
    at = 0
    while match := _CAPITALS.search(text, at):
        at = match.end()
        if match[0] in NO_NAME or re.sub(r"[’']s?$", "", match[0]) in NO_NAME or match[0].isupper():
            continue
        if _opens_sentence(text, match.start()) and not re.match(rf"\s{_WORD}", text[at:]):
            continue
        span = _extend(text, match.start())
        if span is None:
            continue
        at = max(at, span[1])
        after = _TITLE_AFTER.match(text, span[1])
        title = after["title"] if after and text[span[1]] == "," else ""
        if title or " " in text[slice(*span)]:
            yield _person(text, *span, title, firm=bool(title))
        elif len(match[0]) > 2:
            yield _person(text, *span, "", firm=False)


def _opens_sentence(text: str, at: int) -> bool:
    return not re.search(r"[A-Za-z0-9,;’)]\s$", text[max(0, at - 4) : at])


def _person(text: str, start: int, end: int, title: str, *, firm: bool) -> Mention:
    name = text[start:end]
    return Mention(
        "person", name, start, end, name, firm=firm, titles=english_title_groups(title), title=title
    )
