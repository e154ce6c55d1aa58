"""What writers and readers of entries share with those who call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from align.errors import InputError
from corpora.model.entry import Entry
from corpora.model.release import Release


@dataclass(frozen=True, slots=True)
class Languages:
    """The two languages of a file, as codes."""

    source: str = "ko"
    target: str = "en"

    def __post_init__(self) -> None:
        if primary(self.source) == primary(self.target):
            raise InputError(f"a pair needs two languages, not {self.source!r} twice")

    @classmethod
    def of(cls, entry: Entry) -> Languages:
        """The languages of an entry."""
        return cls(entry.source_language, entry.target_language)


@dataclass(frozen=True, slots=True)
class FileHead:
    """What a file says once, at its beginning."""

    languages: Languages
    created: datetime  #: the time of the export
    release: Release | None = None  #: the one that all entries are from, where it is whole


#: Takes one entry after the other.
Put = Callable[[Entry], None]
#: What a reader passed over or changed, by a sentence that begins after "12 entries".
Notices = Counter[str]


#: Opens one stream for entries, or two, with a ``head``; the file ends well when the block does.
EntryWriter = Callable[..., AbstractContextManager[Put]]


class EntryReader(Protocol):
    """Something that reads entries out of a stream, one at a time."""

    def __call__(
        self, stream: BinaryIO, name: str, *, languages: Languages | None, notices: Notices
    ) -> Iterator[Entry]:
        """Read them; without languages the file's own are taken."""


#: What a column or key is called where it is not called like the field of an entry.
COLUMN_OF = {"source_text": "source", "target_text": "target"}


def column_of(field: str) -> str:
    """The name of a field in tables and records."""
    return COLUMN_OF.get(field, field)


def primary(language: str) -> str:
    """The language without its region, in lower case.

    >>> primary("en-US"), primary("KO_kr")
    ('en', 'ko')
    """
    return language.replace("_", "-").partition("-")[0].lower()
