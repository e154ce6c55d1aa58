"""Pairs that are nearly the same as one before: MinHash over runs of characters (Broder 1997).

Each side is a set of runs of its letters. A signature of 64 bytes tells how large a share of two
sets is common, to 0.05 or so; pairs whose signatures agree in one of 16 parts are compared
(locality-sensitive hashing, Leskovec et al. 2020). A pair takes 140 bytes for good and 128 to 256
in tables that grow, so a million take less than 0.5 GB, whatever their texts are.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from corpora.model.entry import Entry
from corpora.workflows.clean.duplicates import NearDuplicates
from corpora.workflows.clean.filters import Scored

#: From this share of common runs on, on both sides, a pair is nearly the same.
ALIKE = 0.8
#: Characters of a run; a syllable of Hangul says as much as two letters.
_RUN = {"ko": 2}
_LETTERS = 4
#: Shorter sides have too few runs to be compared.
_SHORTEST = 12
#: Bytes of a side's signature, of which the first half are in the parts.
_SIZE = 64
_PARTS = 16
#: Entries that there is room for at first.
_FIRST = 1024
_TUID = 12

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_U64 = np.uint64
_random = np.random.default_rng(1997)
_FACTORS = _random.integers(0, 2**63, size=(_SIZE, 1), dtype=_U64) * _U64(2) + _U64(1)
_PART_FACTORS = _random.integers(0, 2**63, size=_PARTS, dtype=_U64) * _U64(2) + _U64(1)


class Similar:
    """Tells how much of a pair came before in one other pair, 0 to 1, on the side with less.

    Numbers are taken for equal: "3 million won in 2015" and "5 million won in 2016" say the same
    to a model that learns to translate, hundreds of times in a statistical bulletin.
    """

    def __init__(self) -> None:
        self._count = 0
        self._signatures = np.zeros((_FIRST, 2 * _SIZE), dtype=np.uint8)
        self._names = np.zeros((_FIRST, _TUID), dtype=np.uint8)
        #: For each part and hash of it, the last entry with it, from 1; others are forgotten.
        self._last = np.zeros((_PARTS, 2 * _FIRST), dtype=np.uint32)

    def __call__(self, entry: Entry) -> Scored:
        """The score of an entry, which is remembered unless it is nearly the same as another."""
        sides = (
            _runs(entry.source_text, entry.source_language),
            _runs(entry.target_text, entry.target_language),
        )
        if any(side is None for side in sides):
            return Scored(None)
        signature = np.concatenate([_signature(side) for side in sides if side is not None])
        places = self._places(signature[np.newaxis])[0]
        score, index = self._nearest(signature, places)
        if score >= ALIKE:
            name = self._names[index].tobytes().hex()
            return Scored(score, f"near duplicate of u{name}, {score:.0%} alike")
        self._remember(entry, signature)
        return Scored(score)

    def _nearest(
        self, signature: NDArray[np.uint8], places: NDArray[np.int64]
    ) -> tuple[float, int]:
        """The pair that has most in common of those that share a part, and how much it is."""
        found = self._last[np.arange(_PARTS), places]
        candidates = np.unique(found[found > 0]).astype(np.int64) - 1
        if not len(candidates):
            return 0.0, -1
        same = self._signatures[candidates] == signature
        shares = same.reshape(len(candidates), 2, _SIZE).mean(axis=2).min(axis=1)
        best = int(shares.argmax())
        return float(shares[best]), int(candidates[best])

    def _remember(self, entry: Entry, signature: NDArray[np.uint8]) -> None:
        if self._count == len(self._signatures):
            self._grow()
        self._signatures[self._count] = signature
        self._names[self._count] = np.frombuffer(bytes.fromhex(entry.tuid[1:]), dtype=np.uint8)
        self._count += 1
        places = self._places(signature[np.newaxis])[0]
        self._last[np.arange(_PARTS), places] = self._count

    def _grow(self) -> None:
        """Make room for twice as many, and sort those that are there into larger tables."""
        room = np.zeros_like(self._signatures)
        self._signatures = np.concatenate([self._signatures, room])
        self._names = np.concatenate([self._names, np.zeros_like(self._names)])
        self._last = np.zeros((_PARTS, 2 * self._last.shape[1]), dtype=np.uint32)
        for start in range(0, self._count, _FIRST):
            stop = min(start + _FIRST, self._count)
            places = self._places(self._signatures[start:stop])
            numbers = np.arange(start + 1, stop + 1, dtype=np.uint32)
            for part in range(_PARTS):
                self._last[part, places[:, part]] = numbers

    def _places(self, signatures: NDArray[np.uint8]) -> NDArray[np.int64]:
        """Where the parts of signatures stand in the tables: ``(n, _PARTS)``.

        A part is two bytes of either side, so that both must have much in common.
        """
        both = [
            signatures[:, start : start + 2 * _PARTS].reshape(-1, _PARTS, 2) for start in (0, _SIZE)
        ]
        parts = np.ascontiguousarray(np.concatenate(both, axis=2)).view(np.uint32)[:, :, 0]
        bits = self._last.shape[1].bit_length() - 1
        mixed = (parts.astype(_U64) + _U64(1)) * _PART_FACTORS
        return (mixed >> _U64(64 - bits)).astype(np.int64)


def _runs(text: str, language: str) -> NDArray[np.uint64] | None:
    """A hash of each run of characters in a text; None if it is too short."""
    form = NearDuplicates().form(_NUMBER.sub("0", text))
    if len(form) < _SHORTEST:
        return None
    letters = np.frombuffer(form.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(_U64)
    size = _RUN.get(language, _LETTERS)
    hashes = np.zeros(len(letters) - size + 1, dtype=_U64)
    for offset in range(size):
        hashes = hashes * _U64(0x100000001B3) + letters[offset : offset + len(hashes)]
    # The finish of SplitMix64 (Steele et al. 2014): each bit depends on all.
    hashes = (hashes ^ (hashes >> _U64(30))) * _U64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> _U64(27))) * _U64(0x94D049BB133111EB)
    return hashes ^ (hashes >> _U64(31))


def _signature(hashes: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """One byte of the least hash in each of many orders: equal for sets as often as they share."""
    least = (hashes * _FACTORS).min(axis=1)
    signature: NDArray[np.uint8] = (least >> _U64(24)).astype(np.uint8)
    return signature
