"""What a store holds, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from corpora.io.paths import shown
from corpora.store import Figures, Statistics
from corpora.summaries.release import columns_of
from corpora.wording.words import counted

#: What is shown where a release tells no agency or date.
UNKNOWN = "not known"
_HEADINGS = ("releases", "pairs", "source covered", "target covered", "omitted", "added")


def overview_lines(found: Statistics) -> Iterator[str]:
    """The figures of a store, line by line."""
    total = found.total
    usual = total.beads - total.pairs - total.omissions - total.additions
    yield (
        f"{counted(total.releases, 'release')}, {counted(total.beads, 'unit')}: "
        f"{counted(total.pairs, 'pair')}, {counted(total.omissions, 'omission')}, "
        f"{counted(total.additions, 'addition')}, {counted(usual, 'usual gap')}"
    )
    if not total.releases:
        return
    yield (
        f"Coverage: {percent(total.source_coverage)} of the source, "
        f"{percent(total.target_coverage)} of the target"
    )
    yield _counts("States", found.states)
    yield _counts("Types", found.types)
    if found.findings:
        yield _counts("Findings", found.findings)
    for name, groups in (("Agency", found.by_agency), ("Year", found.by_year)):
        yield ""
        yield from _table(name, groups)


def overview_values(found: Statistics) -> dict[str, Any]:
    """The figures as plain named values, for JSON."""
    return {
        "total": figures_values(found.total),
        "by_agency": {name: figures_values(one) for name, one in found.by_agency.items()},
        "by_year": {name: figures_values(one) for name, one in found.by_year.items()},
        "states": dict(found.states),
        "types": dict(found.types),
        "gap_kinds": dict(found.gap_kinds),
        "findings": dict(found.findings),
    }


def figures_values(figures: Figures) -> dict[str, int | float | None]:
    """Figures with the shares that they make."""
    return {
        **asdict(figures),
        "source_coverage": figures.source_coverage,
        "target_coverage": figures.target_coverage,
        "omission_rate": figures.omission_rate,
        "addition_rate": figures.addition_rate,
    }


def percent(share: float | None) -> str:
    """A share as people write it.

    >>> percent(0.925), percent(None)
    ('92.5%', '-')
    """
    return "-" if share is None else f"{share:.1%}"


def figures_cells(figures: Figures) -> tuple[str, ...]:
    """The cells of a table's row, under `table_headings`."""
    return (
        f"{figures.releases:,}",
        f"{figures.pairs:,}",
        percent(figures.source_coverage),
        percent(figures.target_coverage),
        percent(figures.omission_rate),
        percent(figures.addition_rate),
    )


def table_headings(name: str) -> tuple[str, ...]:
    """The headings of a table of groups."""
    return (name, *_HEADINGS)


def _table(name: str, groups: Mapping[str, Figures]) -> Iterator[str]:
    rows = [table_headings(name)]
    rows += [(shown(group) or UNKNOWN, *figures_cells(one)) for group, one in groups.items()]
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first = row[0] + " " * (widths[0] - columns_of(row[0]))
        rest = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        yield "  ".join([first, *rest])


def _counts(name: str, counts: Mapping[str, int]) -> str:
    return f"{name}: " + ", ".join(f"{what} {count:,}" for what, count in counts.items())
