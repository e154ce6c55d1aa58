"""Which documents of two collections belong together, told from what they say."""

from align.pairing.fingerprint import Digest, Outline, outline_of
from align.pairing.pair import Pairing, PairingSettings, Verdict, pair_digests

__all__ = [
    "Digest",
    "Outline",
    "Pairing",
    "PairingSettings",
    "Verdict",
    "outline_of",
    "pair_digests",
]
