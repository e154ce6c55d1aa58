"""The one root of every error that a user can mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """What an error says: a template and the values of its braces.

    A value may be a message itself. So the same can be told in another language, by the
    template of each.
    """

    template: str  #: with no values, braces in it are taken as they stand
    values: Mapping[str, object]

    @classmethod
    def of(cls, template: str, /, **values: object) -> Message:
        """The message with these values.

        >>> str(Message.of("{name} {what}", name="a.db", what=Message.of("is a folder")))
        'a.db is a folder'
        """
        return cls(template, values)

    def __str__(self) -> str:
        return self.template.format(**self.values) if self.values else self.template


class DaeyeokError(Exception):
    """Something in the input or the set-up is wrong, and a person can put it right.

    The message is one line that says what is wrong, where, and what to do next. The
    command line prints it and exits with status 1; bugs keep their traceback.

    Args:
        message: The line, or a template where values are given.
        values: What stands in the braces of the template.
    """

    def __init__(self, message: str = "", /, **values: object) -> None:
        self.message = Message(message, values)  #: for telling it in another language
        super().__init__(str(self.message))


class InputError(DaeyeokError):
    """A document cannot be read or makes no sense as input."""


class SegmentError(DaeyeokError):
    """A value that must describe part of a document does not fit it."""


class EncoderError(DaeyeokError):
    """An encoder or its model is missing or cannot be used."""


class OutputError(DaeyeokError):
    """A result cannot be written where it was asked for."""


class GoldError(DaeyeokError):
    """A folder of aligned documents breaks its format."""


class SettingsError(DaeyeokError):
    """A setting has no meaning or an impossible value."""


class GlossaryError(DaeyeokError):
    """A glossary breaks its format."""


class StoreError(DaeyeokError):
    """A corpus store is missing, broken, busy, or not what it should be."""


class ReviewError(DaeyeokError):
    """A step of a review cannot be taken."""


class ConflictError(ReviewError):
    """What a reviewer saw is no longer what the store holds; nothing was changed."""


class WorkerError(DaeyeokError):
    """The processes that share the work, here or on a cluster, cannot be had or are gone."""
