"""Segments as strings for exchange formats, and the way back to the very characters.

A translation memory or a spreadsheet wants a bead's text on one line, and XML cannot hold
every character. So the text is written on one line, with U+FFFD for what XML forbids, and
beside it stands what was changed and where.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.bitext import Segment

#: What XML 1.0 cannot hold at all, in one class of a regular expression.
FORBIDDEN = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"

_UNWRITABLE = re.compile(f"[{FORBIDDEN}]")
_CHANGED = re.compile(rf"\s+|[{FORBIDDEN}]")
_CHANGE = re.compile(r"([0-9]{1,9})([=+])([0-9A-F]{2,6}(?:\.[0-9A-F]{2,6})*)")
_SPAN = re.compile(r"([0-9]{1,8})\.\.([0-9]{1,8})")
_BLOCK = re.compile(r"[0-9]{1,8}")
_ESCAPED = re.compile(rf"[\\\r{FORBIDDEN}]")
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|(.?))", re.DOTALL)

#: Says that a text and what stands beside it have drifted apart.
_EDITED = "the text does not fit its offsets; was it changed in another program?"

#: Stands for a character that XML 1.0 cannot hold.
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class EncodedSide:
    """One side of a bead in strings; all are empty for a gap."""

    text: str  #: on one line, what a reader sees
    exact: str  #: what makes it the original text: "12=0D.0A 30+20"
    kinds: str  #: one a segment: "title paragraph"
    offsets: str  #: first and one past the last character: "0..12 13..40"
    blocks: str  #: one a segment: "0 1"


def side_of(segments: Sequence[Segment]) -> EncodedSide:
    """The strings that stand for some segments."""
    text, exact = on_one_line([segment.text for segment in segments])
    return EncodedSide(
        text,
        exact,
        " ".join(segment.kind for segment in segments),
        " ".join(f"{segment.start}..{segment.end}" for segment in segments),
        " ".join(str(segment.block) for segment in segments),
    )


def segments_of(side: EncodedSide) -> tuple[Segment, ...]:
    """The segments that ``side_of`` put into strings.

    Raises:
        ValueError: The strings do not fit each other.
        SegmentError: They fit, but make no segments.
    """
    kinds, blocks = side.kinds.split(), side.blocks.split()
    spans = [_SPAN.fullmatch(offset) for offset in side.offsets.split()]
    if not len(kinds) == len(blocks) == len(spans):
        raise ValueError(
            f"{len(kinds)} kinds, {len(spans)} offsets and {len(blocks)} blocks "
            "do not fit each other"
        )
    if not all(spans) or not all(map(_BLOCK.fullmatch, blocks)):
        raise ValueError(f"offsets {side.offsets!r} or blocks {side.blocks!r} are no numbers")
    places = [(int(span[1]), int(span[2])) for span in spans if span]
    text, position, segments = from_one_line(side.text, side.exact), 0, []
    if len(text) != max(sum(end - start + 1 for start, end in places) - 1, 0):
        raise ValueError(_EDITED)
    for kind, block, (start, end) in zip(kinds, blocks, places, strict=True):
        if position and text[position - 1] != " ":
            raise ValueError(_EDITED)
        own = text[position : position + max(end - start, 0)]
        segments.append(Segment(own, kind, start, end, int(block)))
        position += len(own) + 1
    return tuple(segments)


def on_one_line(texts: Sequence[str]) -> tuple[str, str]:
    r"""The texts on one line, and the changes that ``from_one_line`` takes back.

    A change is a place in the line, "=" for the character there or "+" for before it,
    and the code points that belong there.

    >>> on_one_line(["장관은\n회담을", "열었다. "])
    ('장관은 회담을 열었다.', '3=0A 12+20')
    """
    line, changes = "", []
    for number, text in enumerate(texts):
        pieces, length, position = [], len(line) + (number > 0), 0
        for match in _CHANGED.finditer(text):
            pieces.append(text[position : match.start()])
            length += match.start() - position
            position = match.end()
            at_edge = match[0].isspace() and (match.start() == 0 or position == len(text))
            inside = " " if match[0].isspace() else _REPLACEMENT
            if match[0] != " " or at_edge:
                codes = ".".join(f"{ord(c):02X}" for c in match[0])
                changes.append(f"{length}{'+' if at_edge else '='}{codes}")
            if not at_edge:
                pieces.append(inside)
                length += 1
        pieces.append(text[position:])
        line += " " * (number > 0) + "".join(pieces)
    return line, " ".join(changes)


def from_one_line(line: str, exact: str) -> str:
    r"""The original texts, with one space between two of them.

    >>> from_one_line("장관은 회담을 열었다.", "3=0A 12+20")
    '장관은\n회담을 열었다. '

    Raises:
        ValueError: A change does not fit the line.
    """
    pieces, position = [], 0
    for change in exact.split():
        match = _CHANGE.fullmatch(change)
        place = int(match[1]) if match else -1
        if match is None or not position <= place <= len(line):
            raise ValueError(f"{exact!r} lists a change that does not fit the text")
        pieces.append(line[position:place])
        position = place
        if match[2] == "=":
            if line[place : place + 1] not in (" ", _REPLACEMENT):
                raise ValueError(_EDITED)
            position += 1
        pieces.extend(chr(int(code, 16)) for code in match[3].split("."))
    return "".join(pieces) + line[position:]


def replaced(text: str) -> tuple[str, str]:
    r"""The text with U+FFFD for what XML cannot hold, and the changes for ``from_one_line``.

    Blanks and line breaks stay as they are.

    >>> replaced("a\x01\nb")
    ('a�\nb', '1=01')
    """
    changes = [f"{m.start()}={ord(m[0]):02X}" for m in _UNWRITABLE.finditer(text)]
    return _UNWRITABLE.sub(_REPLACEMENT, text), " ".join(changes)


def escaped(value: str) -> str:
    r"""The value with a backslash escape for each character that XML cannot hold.

    >>> escaped("a\x01b\\c")
    'a\\u0001b\\\\c'
    """
    return _ESCAPED.sub(lambda m: "\\\\" if m[0] == "\\" else f"\\u{ord(m[0]):04X}", value)


def unescaped(value: str) -> str:
    r"""What ``escaped`` was given.

    >>> unescaped("a\\u0001b\\\\c") == "a\x01b\\c"
    True

    Raises:
        ValueError: A backslash begins no escape.
    """

    def character(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1], 16))
        if match[2] != "\\":
            raise ValueError(f"{match[0]!r} is no escape")
        return "\\"

    return _ESCAPE.sub(character, value)
