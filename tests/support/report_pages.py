"""Reports in tests: a release of single pairs, its page, and the page as a tree."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from lxml import html

from align.bitext import Bead, Bitext, Document, Segment
from align.checks.check_bitext import BeadFinding
from align.checks.finding import Finding
from corpora.model.release import Annotation, Release, Source
from corpora.report.write import write_report

NOON = datetime(2016, 10, 14, 3, tzinfo=UTC)


def page_of(release: Release) -> str:
    stream = io.BytesIO()
    write_report(release, stream, created=NOON)
    return stream.getvalue().decode()


def tree_of(page: str) -> html.HtmlElement:
    return html.document_fromstring(page, parser=html.HTMLParser(huge_tree=True))


def release_of(korean: list[str], english: list[str], findings: dict[int, Finding]) -> Release:
    """One pair a line, the first of which are titles."""
    documents = []
    for texts, language in ((korean, "ko"), (english, "en")):
        segments, at = [], 0
        for number, text in enumerate(texts):
            kind = "paragraph" if number else "title"
            segments.append(Segment(text, kind, at, at + len(text), number))
            at += len(text) + 1
        documents.append(Document("\n".join(texts), language, tuple(segments)))
    beads = tuple(Bead(range(n, n + 1), range(n, n + 1), 0.9, 0.7) for n in range(len(korean)))
    sources = (Source.of(b"", name=f"{language}.txt", encoding="utf-8") for language in "ke")
    return Release(
        Bitext(*documents, beads, "signed"),
        *sources,
        tuple(Annotation() for _ in beads),
        tuple(BeadFinding(bead, finding) for bead, finding in findings.items()),
        "kinds:all",
    )
