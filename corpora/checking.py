"""The checks of a reviewer, run on a release: what is wrong inside aligned segments."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from align.bitext import Bead, Bitext
from align.check_settings import CheckSettings
from align.checks import BeadFinding, check_bitext, in_order
from align.errors import InputError
from align.finding import PRECEDENT_KINDS
from align.glossary import Glossary
from corpora.entry_releases import release_of
from corpora.formats import is_release, read
from corpora.formats.entries.stream import Notices
from corpora.formats.streams import read_entries
from corpora.glossary import read_glossary
from corpora.naming import input_name
from corpora.readers.files import source_name
from corpora.release import Release

#: Heading of the findings in a summary.
FINDINGS = "Findings inside aligned segments"


def check_release(
    release: Release,
    *,
    settings: CheckSettings | None = None,
    glossary: Glossary | Path | str | None = None,
    date: datetime.date | None = None,
) -> tuple[BeadFinding, ...]:
    """What a reviewer should look at in a release, in the order of its beads.

    Args:
        release: The aligned release.
        settings: What to look for, and from which confidence to tell it.
        glossary: The user's terms, or a file of them, CSV or TBX.
        date: The day of the release, which makes 지난 18일 a date; its files tell it otherwise.

    Raises:
        GlossaryError: The glossary is broken.
    """
    return checked(release, settings=settings, glossary=glossary, date=date).findings


def checked(
    release: Release,
    *,
    settings: CheckSettings | None = None,
    glossary: Glossary | Path | str | None = None,
    date: datetime.date | None = None,
) -> Release:
    """The release with what ``check_release`` finds in place of what was found before.

    Departures from earlier releases, which only a store can tell, stay if they are to be told.
    """
    settings = settings or CheckSettings()
    terms = read_glossary(glossary) if isinstance(glossary, Path | str) else glossary
    day = date or release_date(release)
    found = check_bitext(release.bitext, reference=day, settings=settings, glossary=terms)
    signature = settings.signature() + (f"|glossary:{terms.digest()}" if terms else "")
    departures = [
        BeadFinding(one.bead, told)
        for one in release.findings
        if one.finding.kind in PRECEDENT_KINDS and (told := settings.told(one.finding))
    ]
    return replace(release, findings=in_order([*found, *departures]), checks=signature)


def release_in(path: Path | str) -> Release:
    """The release in a bitext file; what no command of ours wrote as one is taken entry by entry.

    Raises:
        InputError: The file is missing, broken or empty, or in other languages.
    """
    if is_release(path):
        return read(path)
    name = input_name(path)
    entries = list(read_entries(path, notices=Notices()))
    if not entries:
        raise InputError(f"{name} holds no pair of texts")
    return release_of(entries, source_name(path))


def release_date(release: Release) -> datetime.date | None:
    """The day that one of the files tells, the Korean one first."""
    for source in (release.source, release.target):
        try:
            return datetime.date.fromisoformat(source.date)
        except ValueError:
            continue
    return None


def finding_lines(release: Release) -> Iterator[str]:
    """The findings for people: place, what is wrong, and the words it is about."""
    bitext, findings = release.bitext, release.findings
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
