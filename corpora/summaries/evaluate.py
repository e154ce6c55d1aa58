"""What measuring the aligner came to: as a table for people, and as plain values."""

from __future__ import annotations

from collections.abc import Sequence

from corpora.workflows.evaluate import Measured

_COLUMNS = ("strict", "lax", "gaps")


def table_lines(rows: Sequence[Measured]) -> list[str]:
    """A table of precision, recall and F1, for people."""
    width = max([len(row.name) for row in rows] + [8])
    head = "".join(f"  {name + ' P':>8} {'R':>6} {'F1':>6}" for name in _COLUMNS)
    lines = [f"{'document':{width}}{head}"]
    for row in rows:
        cells = ""
        for name in _COLUMNS:
            counts = getattr(row.evaluation, name)
            cells += f"  {counts.precision:8.4f} {counts.recall:6.4f} {counts.f1:6.4f}"
        lines.append(f"{row.name:{width}}{cells}")
    return lines


def as_json(row: Measured) -> dict[str, object]:
    """The same as plain values."""
    result: dict[str, object] = {"name": row.name}
    for name in _COLUMNS:
        counts = getattr(row.evaluation, name)
        result[name] = {
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
            "answers": counts.answers,
            "gold": counts.gold,
        }
    return result
