"""Bead types and steps: how many segments a bead joins on each side, and the maximum."""

from __future__ import annotations

#: Bead types with segments on both sides, source by target.
MATCH_TYPES = tuple(
    (a, b) for total in range(2, 7) for a in range(1, 5) if 1 <= (b := total - a) <= 4
)
#: All steps of a path: the matches, then two crossed 1-1 beads (two neighbouring segments
#: translated in reverse order), then the gaps.
STEPS = (*MATCH_TYPES, (2, 2), (1, 0), (0, 1))
SWAP, OMISSION, ADDITION = range(len(MATCH_TYPES), len(STEPS))
#: Most segments that a bead has on one side.
MAX_GROUP = 4
