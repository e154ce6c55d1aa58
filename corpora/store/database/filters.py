"""A selection as conditions of SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.model.selection import Selection

#: Whether a side of a bead is empty; a target that was revised counts as it stands now.
IS_GAP = "(source_text = '' OR coalesce(revised_text, target_text) = '')"


@dataclass(slots=True)
class Conditions:
    """Conditions that all must hold, with the values for their question marks."""

    parts: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)

    def add(self, condition: str, *values: object) -> None:
        """Ask for one more condition."""
        self.parts.append(condition)
        self.values.extend(values)

    def add_any_of(self, column: str, wanted: Sequence[object]) -> None:
        """Ask for one of some values, if any are named."""
        if wanted:
            self.add(f"{column} IN ({', '.join('?' * len(wanted))})", *wanted)

    @property
    def sql(self) -> str:
        """The conditions in one."""
        return " AND ".join(self.parts) or "TRUE"


def release_conditions(selection: Selection) -> Conditions:
    """Which releases may hold units of a selection."""
    found = Conditions()
    found.add_any_of("releases.id", selection.releases)
    found.add_any_of("releases.agency", selection.agencies)
    if selection.since:
        found.add("releases.date >= ?", selection.since)
    if selection.until:
        found.add("releases.date <> '' AND releases.date <= ?", selection.until)
    if selection.states and "unreviewed" not in selection.states:
        reviewed = Conditions()
        reviewed.add("state <> 'unreviewed'")  # what the index on states holds
        reviewed.add_any_of("state", selection.states)
        inner = f"SELECT release FROM beads WHERE {reviewed.sql}"
        found.add(f"releases.id IN ({inner})", *reviewed.values)
    return found


def bead_conditions(selection: Selection) -> Conditions:
    """Which beads of a release are units of a selection."""
    found = Conditions()
    found.add_any_of("beads.state", selection.states)
    kind = "CASE beads.source_kind WHEN '' THEN beads.target_kind ELSE beads.source_kind END"
    found.add_any_of(kind, selection.kinds)
    if selection.gaps is not None:
        found.add(IS_GAP if selection.gaps else f"NOT {IS_GAP}")
    found.add_any_of("beads.gap", selection.gap_kinds)
    for column, least in (
        ("confidence", selection.min_confidence),
        ("probability", selection.min_probability),
        ("score", selection.min_score),
    ):
        if least is not None:
            found.add(f"beads.{column} >= ?", least)
    return found
