"""One pass over a corpus: what is kept, and what is left out with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from align.errors import SettingsError
from corpora.model.entry import Entry
from corpora.workflows.clean.filters import Filter
from corpora.workflows.clean.presets import PRESETS


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why an entry was left out."""

    filter: str  #: the name of the filter
    words: str  #: what it found, for people

    def noted(self, entry: Entry) -> Entry:
        """The entry with the reason before its note."""
        reason = f"left out, {self.filter}: {self.words.removesuffix('.')}"
        return replace(entry, note=f"{reason}. {entry.note}" if entry.note else reason)


class Cleaner:
    """Judges entries one after the other and counts the reasons.

    The first filter that leaves an entry out gives the reason; later ones are not asked. Kept
    are 16 bytes an entry and filter of duplicates, up to 0.4 kB for what is similar, and no texts.
    """

    def __init__(self, filters: Collection[Filter]) -> None:
        self._filters = tuple(filters)
        self.kept = 0
        self.counts: Counter[str] = Counter()  #: entries left out, by filter

    @classmethod
    def of(cls, preset: str, *, without: Collection[str] = ()) -> Cleaner:
        """The cleaner of a preset.

        Args:
            preset: One of PRESETS.
            without: Names of filters to do without.

        Raises:
            SettingsError: The preset is unknown, or it has no such filter.
        """
        if preset not in PRESETS:
            raise SettingsError(f"unknown preset {preset!r}; choose one of {', '.join(PRESETS)}")
        filters = PRESETS[preset]()
        names = [filter.name for filter in filters]
        unknown = sorted(set(without) - set(names))
        if unknown:
            raise SettingsError(
                f"the preset {preset} has no filter {', '.join(unknown)}; it has {', '.join(names)}"
            )
        return cls([filter for filter in filters if filter.name not in without])

    def judge(self, entry: Entry) -> Rejection | None:
        """Why an entry is left out; None if it is kept."""
        for filter in self._filters:
            scored = filter.score(entry)
            if not filter.accept(scored):
                self.counts[filter.name] += 1
                return Rejection(filter.name, scored.words)
        self.kept += 1
        return None

    def sort(
        self, entry: Entry, *, keep: Callable[[Entry], None], leave: Callable[[Entry], None]
    ) -> None:
        """Hand an entry on: to ``keep`` as it is, or to ``leave`` with its reason noted."""
        rejection = self.judge(entry)
        if rejection is None:
            keep(entry)
        else:
            leave(rejection.noted(entry))
