"""What was found in a bead, when the bead is another one: where its words are now."""

from __future__ import annotations

from dataclasses import replace

from corpora.store.values import StoredFinding

Span = tuple[int, int] | None


def behind(text: str) -> int:
    """How far a text moves that another one comes before."""
    return len(text) + 1 if text else 0


def widened(span: Span, at: int) -> Span:
    """A span in a text that has a new blank before a character."""
    if span is None:
        return None
    return (span[0] + (span[0] >= at), span[1] + (span[1] > at))


def shifted(stored: StoredFinding, by: tuple[int, int]) -> StoredFinding:
    """The finding with its spans so many characters further, one number a side."""
    source, target = (
        None if span is None else (span[0] + shift, span[1] + shift)
        for span, shift in zip(spans_of(stored), by, strict=True)
    )
    return with_spans(stored, source, target)


def spans_of(stored: StoredFinding) -> tuple[Span, Span]:
    """Where a finding stands on either side."""
    return stored.found.finding.source_span, stored.found.finding.target_span


def with_spans(stored: StoredFinding, source: Span, target: Span) -> StoredFinding:
    """The finding at other places."""
    finding = replace(stored.found.finding, source_span=source, target_span=target)
    return replace(stored, found=replace(stored.found, finding=finding))


def divided(
    findings: tuple[StoredFinding, ...], texts: list[tuple[str, str]]
) -> tuple[tuple[StoredFinding, ...], tuple[StoredFinding, ...]]:
    """The findings of two texts in a row, each with the part that has most of its words.

    A span in the other part is given up there; undoing brings it back.
    """
    parts: tuple[list[StoredFinding], list[StoredFinding]] = [], []
    for stored in findings:
        halves = [
            _halves(span, texts[0][side], texts[1][side])
            for side, span in enumerate(spans_of(stored))
        ]
        first, second = halves[0] if any(halves[0]) else halves[1]
        part = 0 if first and (not second or _length(first) >= _length(second)) else 1
        parts[part].append(with_spans(stored, halves[0][part], halves[1][part]))
    return tuple(parts[0]), tuple(parts[1])


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _halves(span: Span, first: str, second: str) -> tuple[Span, Span]:
    """The parts of a span in two texts that stand in a row."""
    if span is None:
        return None, None
    shift = behind(first)
    left = (min(span[0], len(first)), min(span[1], len(first)))
    right = (max(span[0] - shift, 0), min(max(span[1] - shift, 0), len(second)))
    in_left = span[0] < shift and (bool(first) or not second)
    in_right = (span[1] > shift or span[0] >= shift) and bool(second)
    if not in_left and not in_right:
        in_left = True
    return (left if in_left else None), ((min(right), right[1]) if in_right else None)
