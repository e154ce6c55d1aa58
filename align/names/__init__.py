"""Finds people, countries and organisations named in Korean and English text."""

from align.names.find import find_names
from align.names.mention import MENTION_KINDS, Mention

__all__ = ["MENTION_KINDS", "Mention", "find_names"]
