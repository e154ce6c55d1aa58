"""Statements as JSON, for stores, logs and files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from align.messages import Statement, quoted


def fields_text(statement: Statement) -> str:
    """The fields of a statement as a line of JSON."""
    return json.dumps(statement.fields, ensure_ascii=False)


def statement_from(code: object, fields: object) -> Statement:
    """The statement that has this code and these fields.

    What a later version says is a text: its fields as they stand, so that nothing is lost.

    Raises:
        TypeError: They are no code and fields.

    >>> str(statement_from("doubled", {"here": "Korean"}))
    'The Korean has this segment twice in a row.'
    >>> str(statement_from("of_later", {"mark": "※"}))
    'of_later: mark ※'
    """
    if not isinstance(code, str) or not isinstance(fields, dict):
        raise TypeError
    if not all(isinstance(text, str) for text in fields.values()):
        raise TypeError
    try:
        return Statement.of(code, fields)
    except (ValueError, KeyError):
        return quoted(f"{code}: " + ", ".join(f"{name} {text}" for name, text in fields.items()))


def reasons_json(reasons: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements as values that JSON holds."""
    return [{"code": one.code, "fields": one.fields} for one in reasons]


def reasons_from(values: object) -> tuple[Statement, ...]:
    """The statements that ``reasons_json`` told.

    Raises:
        TypeError, KeyError: They are none.
    """
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise TypeError
    return tuple(statement_from(value["code"], value["fields"]) for value in values)


def reasons_text(reasons: Iterable[Statement]) -> str:
    """The same on one line; "" for none."""
    values = reasons_json(reasons)
    return json.dumps(values, ensure_ascii=False) if values else ""


def reasons_read(text: str) -> tuple[Statement, ...]:
    """The statements of a line that ``reasons_text`` made."""
    return reasons_from(json.loads(text)) if text else ()
