"""What has been read of the texts of one run, so that each is analysed once.

A text is looked at by the scores, the gaps, the second look at doubtful beads and the checks: its
numbers, facts and names, the vectors of its tokens. Each asks the analysis of the run, which reads
what nobody asked for before and keeps it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

#: Texts that are kept for each kind of reading, the latest ones; names and facts of one take about
#: 5 kB. In longer documents the earlier ones are read again.
MOST_TEXTS = 4096

Asked = ParamSpec("Asked")
Read = TypeVar("Read")


class Analysis:
    """Remembers what functions yielded, for as long as a release is aligned and checked.

    Whoever makes it hands it to `align_documents` and `check_bitext`, and lets it go. It is part
    of no result: what is known of tokens takes some megabytes a release, and results may be kept by
    the thousand.

    >>> analysis = Analysis()
    >>> analysis.once(str.split, "교역 300억불"), analysis.once(str.split, "교역 300억불")
    (['교역', '300억불'], ['교역', '300억불'])
    """

    def __init__(self) -> None:
        self._memories: dict[Callable[..., Any], Callable[..., Any]] = {}

    def once(
        self, read: Callable[Asked, Read], *asked: Asked.args, **options: Asked.kwargs
    ) -> Read:
        """What `read` yields for these hashable arguments, called only for the first time.

        `read` gives equal values for equal arguments, and nobody changes them.
        """
        if read not in self._memories:
            self._memories[read] = functools.lru_cache(maxsize=MOST_TEXTS)(read)
        found: Read = self._memories[read](*asked, **options)
        return found
