"""File paths: how messages and exports show them, and the evidence in file names.

A file name gives a stem shared with the counterpart in the other language, and a date.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path, PurePath

from corpora.io.dates import iso_date

#: Name of the standard streams on the command line.
STANDARD_STREAM = "-"


def shown(path: Path | str) -> str:
    r"""The path on one line, printable on any terminal.

    >>> shown("보도자료.txt")
    '보도자료.txt'
    >>> shown("two\nlines")
    'two\\nlines'
    """
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


def input_name(path: Path | str) -> str:
    """The name of an input in messages: its path, or "standard input" for "-"."""
    return "standard input" if str(path) == STANDARD_STREAM else shown(path)


#: Words in file names that mark their language.
_KOREAN_WORDS = {"ko", "kor", "kr", "korean", "국문", "국문본", "국", "한글", "한글본", "한국어"}
_ENGLISH_WORDS = {"en", "eng", "english", "영문", "영문본", "영", "영어"}
_LANGUAGE_WORDS = _KOREAN_WORDS | _ENGLISH_WORDS
_BETWEEN = re.compile(r"[\s_\-.,()\[\]~+]+")
_SIX_DIGITS = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)


def common_stem(path: PurePath) -> str:
    """The words of a path, without its suffix and language words.

    Args:
        path: Relative to the folder of the archive, so that its subfolders count.

    >>> common_stem(PurePath("2016-01-20_ko.hwp")), common_stem(PurePath("2016-01-20 (영문).html"))
    ('2016-01-20', '2016-01-20')
    >>> common_stem(PurePath("0042/en/page.txt")), common_stem(PurePath("en.txt"))
    ('0042/page', '')
    """
    parts = [*path.parent.parts, path.stem]
    cleaned = []
    for part in parts:
        words = _BETWEEN.split(unicodedata.normalize("NFC", part).lower())
        cleaned.append("-".join(word for word in words if word and word not in _LANGUAGE_WORDS))
    return "/".join(part for part in cleaned if part)


def date_in_name(name: str) -> date | None:
    """The date in a file name, which may have six digits only.

    >>> date_in_name("2016-01-20_ko.hwp"), date_in_name("250912_합동훈련.hwpx")
    (datetime.date(2016, 1, 20), datetime.date(2025, 9, 12))
    """
    if found := iso_date(name):
        return date.fromisoformat(found)
    for match in _SIX_DIGITS.finditer(name):
        try:
            return date(2000 + int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
