"""A phrase to look for: how it may be written in a text, and what of it the index holds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from align.errors import SettingsError

#: Characters of a run in the index.
RUN = 3
#: So many runs single out the texts that are looked at closely.
_MOST_RUNS = 32
#: Characters of the longest phrase; SQLite has a limit too.
LONGEST = 1000
#: Sorts behind every run with the same beginning.
_LAST = "\U0010ffff" * RUN


@dataclass(frozen=True, slots=True)
class SearchPhrase:
    """A phrase in the ways in which Unicode may write it: 회담 in two characters, or in five."""

    forms: tuple[str, ...]  #: on one line, none blank, longer than LONGEST or with a NUL

    @classmethod
    def of(cls, text: str) -> SearchPhrase:
        """The phrase that a user typed; the width of its blanks does not matter.

        Raises:
            SettingsError: It is blank, or longer than LONGEST.
        """
        wanted = " ".join(text.split())
        if not wanted:
            raise SettingsError("a phrase to look for needs at least one character")
        if len(wanted) > LONGEST:
            raise SettingsError(
                "a phrase to look for has at most {limit} characters", limit=LONGEST
            )
        if "\0" in wanted:
            return cls(())  # SQLite takes it for the end of a text
        both = (unicodedata.normalize(form, wanted) for form in ("NFC", "NFD"))
        # What a lone surrogate is left of cannot stand in a store.
        writable = (form for form in (wanted, *both) if not _SURROGATE.search(form))
        return cls(tuple(dict.fromkeys(writable)))

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the phrase, in any case, in a text on one line."""
        return re.compile("|".join(map(re.escape, self.forms)), re.IGNORECASE)

    @property
    def is_plain(self) -> bool:
        """Whether LIKE, which knows the case of ASCII letters alone, finds it everywhere."""
        return all(
            character.isascii() or character.lower() == character.upper()
            for form in self.forms
            for character in form
        )

    def likes(self) -> list[str]:
        """The forms as patterns of LIKE in which no character has a meaning."""
        return ["%" + re.sub(r"([\\%_])", r"\\\1", form) + "%" for form in self.forms]

    def matches(self) -> list[str]:
        """For each form long enough, some runs that a text with it must have, for MATCH."""
        return [_match(form) for form in self.forms if len(form) >= RUN]

    def ranges(self) -> list[tuple[str, str]]:
        """For each shorter form, the first and last run in the index that may begin with it."""
        return [
            (start, start + _LAST)
            for form in self.forms
            if len(form) < RUN
            for start in dict.fromkeys((form, form.lower(), form.casefold()))
        ]


_SURROGATE = re.compile("[\ud800-\udfff]")


def _match(form: str) -> str:
    starts = range(len(form) - RUN + 1)
    step = len(starts) // _MOST_RUNS + 1
    runs = dict.fromkeys(form[start : start + RUN] for start in starts[::step])
    return " AND ".join('"' + run.replace('"', '""') + '"' for run in runs)
