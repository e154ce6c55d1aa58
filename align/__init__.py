"""Alignment of a text with its translation: values in, values out.

Nothing in this package reads or writes files, prints, or keeps global state. What most programs
need is imported from here; it is loaded when it is asked for.

>>> from align import align_texts
>>> aligned = align_texts("장관은 부산항을 둘러보았다.", "The minister toured Busan Port.")
>>> [bead.type for bead in aligned.bitext]
['1-1']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.bitext import Bead, Bitext, Document, Segment
    from align.checks.settings import CheckSettings
    from align.errors import DaeyeokError
    from align.gaps import Gap
    from align.pipeline import Aligned, align_documents, align_texts
    from align.settings import AlignSettings

__all__ = [
    "AlignSettings",
    "Aligned",
    "Bead",
    "Bitext",
    "CheckSettings",
    "DaeyeokError",
    "Document",
    "Gap",
    "Segment",
    "align_documents",
    "align_texts",
]

_MODULES = {
    "AlignSettings": "settings",
    "Aligned": "pipeline",
    "Bead": "bitext",
    "Bitext": "bitext",
    "CheckSettings": "check_settings",
    "DaeyeokError": "errors",
    "Document": "bitext",
    "Gap": "gaps",
    "Segment": "bitext",
    "align_documents": "pipeline",
    "align_texts": "pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
