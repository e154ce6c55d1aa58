"""Cleaning of a corpus: what is left out, and why. Nothing vanishes."""

from corpora.cleaning.cleaner import Cleaner, Rejection
from corpora.cleaning.presets import PRESETS

__all__ = ["PRESETS", "Cleaner", "Rejection"]
