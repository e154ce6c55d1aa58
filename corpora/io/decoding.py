"""Decodes bytes to text: detects the encoding, or locates the bytes that break it."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter

from align.errors import InputError
from corpora.io.file_types import binary_kind

#: Byte order marks, longest first, with the codec that removes each.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: Starts 7-bit Korean text, as sent by mail servers of the 1990s (ISO-2022-KR, RFC 1557).
_ISO_2022_KR = b"\x1b$)C"

#: Share of characters that must look like Korean or English for a guess to be accepted.
#: Chosen, not measured: real releases have over .99, most wrong guesses under .8.
_PLAUSIBLE = 0.95

#: Share of syllables outside KS X 1001 above which text decoded as CP949 is not Korean. The
#: 2,350 syllables of the standard make up practically all running text.
_RARE_SYLLABLES = 0.2

#: Largest share of non-ASCII characters in English text.
_FEW = 0.15

_LATIN_MARKS = frozenset("‘’“”‚„–—…•·‧€£™©®°±×§¶«»´²³½¼¾\xa0\xad")


def decode(data: bytes, place: str) -> tuple[str, str]:
    """The decoded text and the Python codec that decodes it.

    Args:
        data: The content of a file.
        place: Its name in messages.

    Raises:
        InputError: The bytes are not text, or are damaged, or mix encodings.
    """
    kind = binary_kind(data)
    if kind:
        raise InputError(f"{place} is {kind}, not plain text; save it as text first")
    text, encoding = _decode(data, place)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError(
            f"{place}:{line}: there is a NUL character, so this is not text; save it as text first"
        )
    return text, encoding


def _decode(data: bytes, place: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, place), encoding
    text = _attempt(data, "utf-8")
    if text is not None and _ISO_2022_KR in data and data.isascii():
        seven_bits = _attempt(data, "iso2022_kr")
        if seven_bits is not None:
            return seven_bits, "iso2022_kr"
    if text is None or "\0" in text:
        wide = _utf_16_without_mark(data)
        if wide:
            return wide
    if text is not None:
        return text, "utf-8"
    _refuse_broken_utf_8(data, place)
    for encoding in ("cp949", "cp1252", *_guesses(data)):
        text = _attempt(data, encoding)
        if text is not None and _CHECKS.get(encoding, _is_guess_right)(text):
            return text, encoding
    raise _unknown(data, place)


def _attempt(data: bytes, encoding: str) -> str | None:
    """The text, or None if the bytes do not fit or end in half a character."""
    try:
        text = data.decode(encoding)
        text.encode("utf-8")
    except (UnicodeError, LookupError, ValueError):
        return None
    return text


def _strictly(data: bytes, encoding: str, place: str) -> str:
    """The text after a byte order mark, which rules out other encodings."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].decode(encoding, "ignore").count("\n") + 1
        # utf-8-sig removes its mark, so positions are shifted
        place_in_file = len(data) - len(error.object) + error.start + 1
        what = "half a surrogate pair" if "surrogate" in error.reason else error.reason
        raise InputError(
            f"{place}:{line}: the byte order mark says {encoding.removesuffix('-sig').upper()}, "
            f"but byte {place_in_file} is invalid ({what}); save the file again as UTF-8"
        ) from None


def _utf_16_without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 text and its codec, if the bytes are clearly UTF-16.

    A space, digit or line end in UTF-16 has a zero byte, which other text never has. In
    the wrong byte order, ASCII becomes Chinese, so the order with more ASCII and Hangul is
    right.
    """
    if len(data) % 2 or b"\0" not in data:
        return None
    best = None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _attempt(data, encoding)
        if text and "\0" not in text and _is_plausible(text):
            common = sum(c.isascii() or "\uac00" <= c <= "\ud7a3" for c in text)
            if best is None or common > best[0]:
                best = common, text, encoding
    return best and best[1:]


def _refuse_broken_utf_8(data: bytes, place: str) -> None:
    """Raise InputError for text that is mostly valid UTF-8, and say where and how it breaks."""
    halves = _first_surrogate(data)
    if halves:
        raise InputError(
            f"{place}:{halves}: half a surrogate pair is encoded as UTF-8 (CESU-8); "
            "save the file again as UTF-8"
        )
    first: dict[str, int] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        first.setdefault(_line_encoding(line), number)
    if "utf-8" not in first:
        return
    if "cp949" in first:
        raise InputError(
            f"{place}:{first['cp949']}: the line is in CP949, but line {first['utf-8']} is in "
            "UTF-8; save both parts as UTF-8"
        )
    if "neither" in first:
        raise InputError(
            f"{place}:{first['neither']}: the line is not valid UTF-8, but line {first['utf-8']} "
            "is; repair it or save the file again as UTF-8"
        )


def _first_surrogate(data: bytes) -> int | None:
    """The line of the first surrogate in otherwise valid UTF-8, from 1."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    found = next((i for i, c in enumerate(text) if "\ud800" <= c <= "\udfff"), len(text))
    return text.count("\n", 0, found) + 1


def _line_encoding(line: bytes) -> str:
    """The encoding of one line by itself: "utf-8", "cp949", "either" or "neither".

    A syllable or two in CP949 may be valid UTF-8 by chance, but then decodes to two-byte
    letters; three-byte sequences occur in UTF-8 only.
    """
    text = _attempt(line, "utf-8")
    if text is not None:
        return "utf-8" if any(c >= "\u0800" for c in text) else "either"
    return "neither" if _attempt(line, "cp949") is None else "cp949"


def _unknown(data: bytes, place: str) -> InputError:
    """The error for bytes in an unknown encoding, with the most telling line."""
    encodings = [_line_encoding(line) for line in data.split(b"\n")]
    if encodings.count("cp949") > encodings.count("neither") > 0:
        line = encodings.index("neither") + 1
        return InputError(
            f"{place}:{line}: the line is not valid CP949, but the other lines are; "
            "repair it and save the file as UTF-8"
        )
    line = next((n for n, e in enumerate(encodings, start=1) if e != "either"), 1)
    return InputError(
        f"{place}:{line}: the text is neither UTF-8 nor CP949 nor another known encoding; "
        "save it as UTF-8"
    )


def _guesses(data: bytes) -> list[str]:
    """The encodings guessed by charset-normalizer, if any."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (its import is slow and rarely needed)

    best = from_bytes(data).best()
    return [best.encoding] if best else []


def _is_korean(text: str) -> bool:
    """Whether text decoded as CP949 is plausible: common syllables, hardly any rare ones."""
    syllables = {c: n for c, n in Counter(text).items() if "\uac00" <= c <= "\ud7a3"}
    rare = sum(n for c, n in syllables.items() if _is_rare(c))
    return _is_plausible(text) and rare <= _RARE_SYLLABLES * sum(syllables.values())


def _is_rare(syllable: str) -> bool:
    """Whether a syllable lies outside KS X 1001, among those that CP949 adds."""
    return min(syllable.encode("cp949")) < 0xA1


def _is_western(text: str) -> bool:
    """Whether text decoded as CP1252 is plausible: English with a few typographic marks."""
    high = [c for c in text if c >= "\x80"]
    known = all(c in _LATIN_MARKS or c.isalpha() for c in high)
    return known and len(high) <= _FEW * len(text) and _is_plausible(text)


def _is_guess_right(text: str) -> bool:
    """Whether a guessed decoding is plausible: its non-ASCII characters are mostly Korean.

    A guess between Western encodings is wrong too often and would go unnoticed.
    """
    high = [c for c in text if c >= "\x80"]
    korean = sum("\uac00" <= c <= "\ud7a3" for c in high)
    return _is_plausible(text) and 2 * korean >= len(high)


def _is_plausible(text: str) -> bool:
    """Whether nearly all characters can occur in a Korean or English release."""
    fitting = sum(n for c, n in Counter(text).items() if _fits_a_release(c))
    return fitting >= _PLAUSIBLE * len(text)


def _fits_a_release(character: str) -> bool:
    if character < "\x80":
        return character.isprintable() or character in "\t\n\r\f\v\x1a"
    if character.isalpha():
        return unicodedata.name(character, "").startswith(("HANGUL", "LATIN", "CJK", "FULLWIDTH"))
    return unicodedata.category(character)[0] in "PSNZ" or character in "\ufeff\u200b\xad"


_CHECKS = {"cp949": _is_korean, "cp1252": _is_western}
