"""Base class of errors the user can fix, with one subclass per area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """The text of an error: a template and the values for its fields.

    A value may itself be a message. The templates are the keys for translation into another
    language.
    """

    template: str  #: without values, braces in it are literal
    values: Mapping[str, object]

    @classmethod
    def of(cls, template: str, /, **values: object) -> Message:
        """A message from a template and its values.

        >>> str(Message.of("{name} {what}", name="a.db", what=Message.of("is a folder")))
        'a.db is a folder'
        """
        return cls(template, values)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template


class DaeyeokError(Exception):
    """Base class of errors the user can fix: something is wrong in the input or the set-up.

    The message is one line that says what is wrong, where, and what to do next. The
    command line prints it and exits with status 1; bugs keep their traceback.

    Args:
        message: The line, or a template if values are given.
        values: The values for the fields of the template.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        self.message = Message(message, values)  #: for translation into another language
        super().__init__(str(self.message))


class InputError(DaeyeokError):
    """A document cannot be read or is not valid input."""


class SegmentError(DaeyeokError):
    """A value does not match the part of a document that it describes."""


class EncoderError(DaeyeokError):
    """An encoder or its model is missing or cannot be used."""


class OutputError(DaeyeokError):
    """A result cannot be written to the requested place."""


class GoldError(DaeyeokError):
    """A folder of aligned documents does not conform to its format."""


class SettingsError(DaeyeokError):
    """A setting is unknown or has an impossible value."""


class GlossaryError(DaeyeokError):
    """A glossary does not conform to its format."""


class StoreError(DaeyeokError):
    """A corpus store is missing, damaged, busy or not a store."""


class ReviewError(DaeyeokError):
    """A review step is not possible."""


class ConflictError(ReviewError):
    """The store has changed since the reviewer last saw it; nothing was written."""


class WorkerError(DaeyeokError):
    """Worker processes, local or on a cluster, are unavailable or were lost."""
