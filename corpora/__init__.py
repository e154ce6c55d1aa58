"""Files, formats and provenance of bilingual releases.

What most programs need is imported from here; it is loaded when it is asked for.

>>> from importlib.resources import files
>>> from corpora import read
>>> read(files("corpora") / "examples" / "05-film-week" / "ko.txt").source.encoding
'utf-8'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpora.model.release import Release
    from corpora.readers.read_file import read_file as read
    from corpora.store import Selection, Store
    from corpora.workflows.add import add_files
    from corpora.workflows.align import align_files, read_document
    from corpora.workflows.check import check_release, checked

__all__ = [
    "Release",
    "Selection",
    "Store",
    "add_files",
    "align_files",
    "check_release",
    "checked",
    "read",
    "read_document",
]

#: Where each lies, and its name there.
_PLACES = {
    "Release": ("model.release", "Release"),
    "Selection": ("store", "Selection"),
    "Store": ("store", "Store"),
    "add_files": ("workflows.add", "add_files"),
    "align_files": ("workflows.align", "align_files"),
    "check_release": ("workflows.check", "check_release"),
    "checked": ("workflows.check", "checked"),
    "read": ("readers.read_file", "read_file"),
    "read_document": ("workflows.align", "read_document"),
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _PLACES[name]
    return getattr(import_module(f"{__name__}.{module}"), there)
