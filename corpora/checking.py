"""The checks of a reviewer, run on a release: what is wrong inside aligned segments."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from align.checks.check_bitext import BeadFinding, check_bitext, in_order
from align.checks.finding import PRECEDENT_KINDS
from align.checks.glossary import Glossary
from align.checks.settings import CheckSettings
from align.errors import InputError
from corpora.entry_releases import release_of
from corpora.formats.base import Notices
from corpora.formats.entry_file import read_entries
from corpora.formats.glossary import read_glossary
from corpora.formats.release_file import is_release, read
from corpora.io.input import source_name
from corpora.io.paths import input_name
from corpora.model.release import Release


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
