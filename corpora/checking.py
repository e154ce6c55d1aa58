"""The checks of a reviewer, run on a release: what is wrong inside aligned segments."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from align.bitext import Bead, Bitext
from align.checks import BeadFinding, check_bitext
from corpora.formats import read
from corpora.glossary import read_glossary
from corpora.release import Annotation, Release

#: Heading of the findings in a summary.
FINDINGS = "Findings inside aligned segments"


def check_release(
    release: Release,
    *,
    kinds: Collection[str] | None = None,
    glossary: Path | str | None = None,
    date: datetime.date | None = None,
) -> tuple[BeadFinding, ...]:
    """What a reviewer should look at in a release, in the order of its beads.

    Args:
        release: The aligned release.
        kinds: Which kinds of findings to look for; all if not given.
        glossary: A CSV file of the user's terms.
        date: The day of the release, which makes 지난 18일 a date; its files tell it otherwise.

    Raises:
        GlossaryError: The glossary is broken.
        SettingsError: A kind is unknown.
    """
    terms = read_glossary(glossary) if glossary is not None else None
    return check_bitext(
        release.bitext, reference=date or release_date(release), kinds=kinds, glossary=terms
    )


def check_file(
    path: Path | str,
    *,
    kinds: Collection[str] | None = None,
    glossary: Path | str | None = None,
) -> tuple[Release, tuple[BeadFinding, ...]]:
    """The release in a bitext file of ours, and what a reviewer should look at."""
    release = read(path)
    return release, check_release(release, kinds=kinds, glossary=glossary)


def release_date(release: Release) -> datetime.date | None:
    """The day that one of the files tells, the Korean one first."""
    for source in (release.source, release.target):
        try:
            return datetime.date.fromisoformat(source.date)
        except ValueError:
            continue
    return None


def with_findings(release: Release, findings: Sequence[BeadFinding]) -> Release:
    """The release with what was found noted at each bead, for exports."""
    notes: dict[int, list[str]] = {}
    for found in findings:
        notes.setdefault(found.bead, []).append(f"{found.finding.kind}: {found.finding.sentence}")
    annotations = tuple(
        _noted(annotation, notes.get(index, []))
        for index, annotation in enumerate(release.annotations)
    )
    return replace(release, annotations=annotations)


def _noted(annotation: Annotation, notes: Sequence[str]) -> Annotation:
    parts = [annotation.note, *notes] if annotation.note else list(notes)
    return replace(annotation, note=" ".join(parts))


def finding_lines(bitext: Bitext, findings: Sequence[BeadFinding]) -> Iterator[str]:
    """The findings for people: place, what is wrong, and the words it is about."""
    if not findings:
        return
    yield ""
    yield f"{FINDINGS} ({len(findings)})"
    for found in findings:
        bead, finding = bitext.beads[found.bead], found.finding
        place = _place(bitext, bead, found.bead)
        yield f"  {place} - {finding.kind.replace('_', ' ')}, {finding.severity}"
        yield f"    {finding.sentence}"


def _place(bitext: Bitext, bead: Bead, number: int) -> str:
    """The lines of a bead, or its number where the text around the segments is not known."""
    if "\n" not in bitext.source.text + bitext.target.text:
        return f"Pair {number + 1}"
    places = []
    if bead.source:
        line = bitext.source.line_of(bitext.source_segments(bead)[0])
        places.append(f"Korean line {line}")
    if bead.target:
        line = bitext.target.line_of(bitext.target_segments(bead)[0])
        places.append(f"English line {line}")
    return ", ".join(places)
