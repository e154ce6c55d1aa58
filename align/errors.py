"""The one root of every error that a user can mend."""


class DaeyeokError(Exception):
    """Something in the input or the set-up is wrong, and a person can put it right.

    The message is one line that says what is wrong, where, and what to do next. The
    command line prints it and exits with status 1; bugs keep their traceback.
    """


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
