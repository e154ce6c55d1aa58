"""A document that was read, as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from align.bitext import FURNITURE_KIND, Document
from corpora.io.paths import shown
from corpora.model.release import TOLD, Source
from corpora.readers.document import ReadFile

#: Columns of the kind before each segment.
_KIND_WIDTH = 11


def text_listing(file: ReadFile, document: Document, *, furniture: bool = False) -> str:
    """The provenance of a file and its segments, one a line, each with its kind.

    Args:
        file: What a reader gave back.
        document: What the segmentation made of it.
        furniture: Whether navigation, headers and footers are listed too.
    """
    lines = [f"# {key}: {shown(value)}" for key, value in _facts(file.source).items()]
    lines.append(f"# language: {document.language}")
    lines += [f"# warning: {shown(warning)}" for warning in file.warnings]
    spans = document.spans() if furniture else document.segments
    lines += [
        f"{span.kind:<{_KIND_WIDTH}} {shown(span.plain) if span.kind != 'table_row' else row}"
        for span, row in ((span, _row(span.text)) for span in spans)
    ]
    if document.furniture and not furniture:
        lines.append(f"# furniture left out: {len(document.furniture)} pieces")
    return "\n".join(lines) + "\n"


def json_listing(file: ReadFile, document: Document) -> str:
    """The same as one JSON object: provenance, text, blocks, segments and furniture.

    Blocks are what the file tells apart; a kind of null means that it does not say what
    they are. Offsets count characters from 0.
    """
    value: dict[str, Any] = {
        "source": _facts(file.source),
        "language": document.language,
        "warnings": list(file.warnings),
        "text": file.text,
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end} for b in file.blocks],
        "segments": list(_spans(document, aligned=True)),
        "furniture": list(_spans(document, aligned=False)),
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _facts(source: Source) -> dict[str, str]:
    facts = {"file": source.name, "bytes": str(source.size), "sha256": source.sha256}
    facts |= {"encoding": source.encoding, **{name: getattr(source, name) for name in TOLD}}
    return {name: text for name, text in facts.items() if text}


def _row(text: str) -> str:
    """A table row with its cells told apart."""
    return " | ".join(shown(" ".join(cell.split())) for cell in text.split("\t"))


def _spans(document: Document, *, aligned: bool) -> Iterator[dict[str, Any]]:
    for span in document.segments if aligned else document.furniture:
        place = {"kind": span.kind, "start": span.start, "end": span.end}
        yield (
            place
            | ({"block": span.block} if span.kind != FURNITURE_KIND else {})
            | {"text": span.plain}
        )
