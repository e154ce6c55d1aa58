"""Alignment of a text with its translation: values in, values out.

Nothing in this package reads or writes files, prints, or keeps global state. The public names are
those in ``__all__``: import them from here, since the modules behind them may move. Each is loaded
when it is first used.

>>> from align import align_texts
>>> aligned = align_texts("장관은 부산항을 둘러보았다.", "The minister toured Busan Port.")
>>> [bead.type for bead in aligned.bitext]
['1-1']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from align.analysis import Analysis
    from align.bitext import Bead, Bitext, Document, Segment
    from align.calibration import (
        Bin,
        JudgedBead,
        Threshold,
        bins,
        calibration_error,
        judge,
        thresholds,
    )
    from align.checks.check_bitext import BeadFinding, check_bitext
    from align.checks.finding import Finding
    from align.checks.glossary import Glossary, Term
    from align.checks.settings import CheckSettings, kinds_of
    from align.encoders.base import Encoder, TokenVectors
    from align.errors import (
        ConflictError,
        DaeyeokError,
        EncoderError,
        GlossaryError,
        GoldError,
        InputError,
        Message,
        OutputError,
        ReviewError,
        SegmentError,
        SettingsError,
        StoreError,
        WorkerError,
    )
    from align.evaluation import Counts, Evaluation, Retrieval, evaluate, retrieval
    from align.gaps import Gap
    from align.pipeline import Aligned, align_documents, align_texts
    from align.settings import AlignSettings

#: Public names, by the module that each lives in. A module may move; the names stay.
_PUBLIC = {
    "analysis": ("Analysis",),
    "bitext": (
        "Bitext",
        "Bead",
        "Document",
        "Segment",
    ),
    "calibration": (
        "judge",
        "JudgedBead",
        "bins",
        "Bin",
        "calibration_error",
        "thresholds",
        "Threshold",
    ),
    "checks.check_bitext": (
        "check_bitext",
        "BeadFinding",
    ),
    "checks.finding": ("Finding",),
    "checks.glossary": (
        "Glossary",
        "Term",
    ),
    "checks.settings": (
        "CheckSettings",
        "kinds_of",
    ),
    "encoders.base": (
        "Encoder",
        "TokenVectors",
    ),
    "errors": (
        "DaeyeokError",
        "InputError",
        "SegmentError",
        "EncoderError",
        "OutputError",
        "GoldError",
        "SettingsError",
        "GlossaryError",
        "StoreError",
        "ReviewError",
        "ConflictError",
        "WorkerError",
        "Message",
    ),
    "evaluation": (
        "evaluate",
        "Evaluation",
        "Counts",
        "retrieval",
        "Retrieval",
    ),
    "gaps": ("Gap",),
    "pipeline": (
        "align_texts",
        "align_documents",
        "Aligned",
    ),
    "settings": ("AlignSettings",),
}
_MODULES = {name: module for module, names in _PUBLIC.items() for name in names}

__all__ = [
    "AlignSettings",
    "Aligned",
    "Analysis",
    "Bead",
    "BeadFinding",
    "Bin",
    "Bitext",
    "CheckSettings",
    "ConflictError",
    "Counts",
    "DaeyeokError",
    "Document",
    "Encoder",
    "EncoderError",
    "Evaluation",
    "Finding",
    "Gap",
    "Glossary",
    "GlossaryError",
    "GoldError",
    "InputError",
    "JudgedBead",
    "Message",
    "OutputError",
    "Retrieval",
    "ReviewError",
    "Segment",
    "SegmentError",
    "SettingsError",
    "StoreError",
    "Term",
    "Threshold",
    "TokenVectors",
    "WorkerError",
    "align_documents",
    "align_texts",
    "bins",
    "calibration_error",
    "check_bitext",
    "evaluate",
    "judge",
    "kinds_of",
    "retrieval",
    "thresholds",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
