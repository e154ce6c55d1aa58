"""Pairing: which documents of two collections are translations of each other, by content."""

from align.pairing.fingerprint import Fingerprint, Outline, outline_of
from align.pairing.pair import Pairing, PairingSettings, Verdict, pair_fingerprints

__all__ = [
    "Fingerprint",
    "Outline",
    "Pairing",
    "PairingSettings",
    "Verdict",
    "outline_of",
    "pair_fingerprints",
]
