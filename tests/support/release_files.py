"""Releases in tests as files of a format: written, and read back."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from corpora.formats.base import FileHead, Languages
from corpora.formats.registry import FORMATS
from corpora.model.entry import entries_of
from corpora.model.release import Release

NOON = datetime(2016, 10, 14, 3, tzinfo=UTC)


def written(release: Release, name: str) -> bytes:
    stream = io.BytesIO()
    bitext = release.bitext
    head = FileHead(Languages(bitext.source.language, bitext.target.language), NOON, release)
    with FORMATS[name].write_entries(stream, head=head) as put:
        for entry in entries_of(release):
            put(entry)
    return stream.getvalue()


def there_and_back(release: Release, name: str) -> Release:
    return FORMATS[name].read_release(written(release, name), f"release.{name}")
