"""Numbers that only count the items of a list."""

from __future__ import annotations

#: How far back an opening bracket is looked for, in characters.
_REACH = 60


def is_enumerator(text: str, start: int, end: int) -> bool:
    """Whether the number at start to end is one such as "1." at the start or "2)" within.

    >>> is_enumerator("1. Minister Yun", 0, 1), is_enumerator("by 1) law and 2) custom", 14, 15)
    (True, True)
    >>> is_enumerator("part (2) of it", 6, 7)
    False
    """
    before = text[max(0, start - _REACH) : start]
    mark = text[end : end + 2]
    if start <= _REACH and not before.strip(" \0\t"):
        return mark in (". ", ") ", ".\t", ")\t")
    return mark == ") " and before[-1:].isspace() and before.rfind("(") <= before.rfind(")")
