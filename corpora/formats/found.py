"""What was found in a bead, as JSON for programs and in its note for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from align.checks.finding import Finding
from corpora.model.release import Annotation

_KEYS = ("kind", "severity", "confidence", "source", "target", "sentence")


def findings_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as values that JSON holds."""
    rows = [
        (f.kind, f.severity, float(f.confidence), f.source_span, f.target_span, f.sentence)
        for f in findings
    ]
    return [dict(zip(_KEYS, row, strict=True)) for row in rows]


def findings_text(findings: Sequence[Finding]) -> str:
    """The same on one line; "" for none."""
    return json.dumps(findings_json(findings), ensure_ascii=False) if findings else ""


def findings_of(values: object) -> tuple[Finding, ...]:
    """The findings that ``findings_json`` made, or its line of JSON.

    Raises:
        ValueError: They are no findings.
    """
    try:
        if isinstance(values, str):
            values = json.loads(values) if values else []
        if not isinstance(values, list):
            raise TypeError
        return tuple(_finding(value) for value in values)
    except (KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise ValueError("the findings were changed; export them again") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"the findings are no JSON: {error.msg}") from None


def noted(annotation: Annotation, findings: Sequence[Finding]) -> Annotation:
    """The annotation with a sentence a finding in its note."""
    parts = [annotation.note] if annotation.note else []
    return (
        replace(annotation, note=" ".join([*parts, _sentences(findings)]))
        if findings
        else (annotation)
    )


def unnoted(annotation: Annotation, findings: Sequence[Finding]) -> Annotation:
    """What ``noted`` was given; a note that was changed since stays as it is."""
    sentences = _sentences(findings)
    if not findings or not annotation.note.endswith(sentences):
        return annotation
    return replace(annotation, note=annotation.note.removesuffix(sentences).removesuffix(" "))


def _sentences(findings: Sequence[Finding]) -> str:
    return " ".join(f"{finding.kind}: {finding.sentence}" for finding in findings)


def _finding(value: dict[str, Any]) -> Finding:
    kind, severity, confidence, source, target, sentence = (value[key] for key in _KEYS)
    if not isinstance(sentence, str) or isinstance(confidence, bool):
        raise TypeError
    return Finding(kind, severity, float(confidence), _span(source), _span(target), sentence)


def _span(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list) or list(map(type, value)) != [int, int]:
        raise TypeError
    return value[0], value[1]
