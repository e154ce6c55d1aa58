"""Files, formats and provenance of bilingual releases.

The public names are those in ``__all__``: import them from here, since the modules behind them may
move. Each is loaded when it is first used.

>>> from importlib.resources import files
>>> from corpora import read_file
>>> read_file(files("corpora") / "examples" / "05-film-week" / "ko.txt").source.encoding
'utf-8'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpora.configuration import Configuration, load_configuration
    from corpora.formats.entry_file import EntryFile, read_entries
    from corpora.formats.manifest import ManifestRow, read_manifest, write_manifest
    from corpora.formats.release_file import is_release, read_release, write_release
    from corpora.model.entry import Entry, entries_of
    from corpora.model.release import Annotation, Release, Source
    from corpora.readers.document import ReadFile
    from corpora.readers.read_file import read_data, read_file
    from corpora.review.apply_sheet import apply_file, write_release_sheet
    from corpora.review.signoff import Standing, gate, sign_off
    from corpora.store import (
        Added,
        Figures,
        Hit,
        LogEntry,
        Origin,
        ReleaseMetadata,
        Review,
        Reviewer,
        ReviewProgress,
        Selection,
        Statistics,
        Step,
        Store,
        StoredFinding,
        StoredRelease,
        Unit,
    )
    from corpora.workflows.add import AddedFiles, Checks, add_files
    from corpora.workflows.align import AlignedRelease, align_files, read_document
    from corpora.workflows.build.build import Built, build
    from corpora.workflows.build.choose_pool import pool_for
    from corpora.workflows.build.jobs import Failure, Recipe
    from corpora.workflows.check import check_release, checked, release_in
    from corpora.workflows.clean.cleaner import Cleaner, Rejection
    from corpora.workflows.encoders import encoder_for
    from corpora.workflows.evaluate import Measured, by_set, measure_folder, total
    from corpora.workflows.export import Exported, Output, convert_file, export_store
    from corpora.workflows.import_ import Imported, import_into_store
    from corpora.workflows.pair import pair_folders
    from corpora.workflows.search import (
        PhraseRenderings,
        Rendered,
        phrase_renderings,
        similar_units,
    )

#: Public names, by the module that each lives in. A module may move; the names stay.
_PUBLIC = {
    "configuration": (
        "load_configuration",
        "Configuration",
    ),
    "formats.entry_file": (
        "read_entries",
        "EntryFile",
    ),
    "formats.manifest": (
        "ManifestRow",
        "read_manifest",
        "write_manifest",
    ),
    "formats.release_file": (
        "write_release",
        "read_release",
        "is_release",
    ),
    "model.entry": (
        "Entry",
        "entries_of",
    ),
    "model.release": (
        "Release",
        "Source",
        "Annotation",
    ),
    "readers.document": ("ReadFile",),
    "readers.read_file": (
        "read_file",
        "read_data",
    ),
    "review.apply_sheet": (
        "write_release_sheet",
        "apply_file",
    ),
    "review.signoff": (
        "sign_off",
        "gate",
        "Standing",
    ),
    "store": (
        "Store",
        "Selection",
        "ReleaseMetadata",
        "Added",
        "Hit",
        "Unit",
        "Origin",
        "StoredRelease",
        "StoredFinding",
        "Statistics",
        "Figures",
        "ReviewProgress",
        "LogEntry",
        "Review",
        "Reviewer",
        "Step",
    ),
    "workflows.add": (
        "add_files",
        "AddedFiles",
        "Checks",
    ),
    "workflows.align": (
        "read_document",
        "align_files",
        "AlignedRelease",
    ),
    "workflows.build.build": (
        "build",
        "Built",
    ),
    "workflows.build.choose_pool": ("pool_for",),
    "workflows.build.jobs": (
        "Recipe",
        "Failure",
    ),
    "workflows.check": (
        "check_release",
        "checked",
        "release_in",
    ),
    "workflows.clean.cleaner": (
        "Cleaner",
        "Rejection",
    ),
    "workflows.encoders": ("encoder_for",),
    "workflows.evaluate": (
        "measure_folder",
        "Measured",
        "by_set",
        "total",
    ),
    "workflows.export": (
        "export_store",
        "convert_file",
        "Output",
        "Exported",
    ),
    "workflows.import_": (
        "import_into_store",
        "Imported",
    ),
    "workflows.pair": ("pair_folders",),
    "workflows.search": (
        "phrase_renderings",
        "PhraseRenderings",
        "Rendered",
        "similar_units",
    ),
}
_MODULES = {name: module for module, names in _PUBLIC.items() for name in names}

__all__ = [
    "Added",
    "AddedFiles",
    "AlignedRelease",
    "Annotation",
    "Built",
    "Checks",
    "Cleaner",
    "Configuration",
    "Entry",
    "EntryFile",
    "Exported",
    "Failure",
    "Figures",
    "Hit",
    "Imported",
    "LogEntry",
    "ManifestRow",
    "Measured",
    "Origin",
    "Output",
    "PhraseRenderings",
    "ReadFile",
    "Recipe",
    "Rejection",
    "Release",
    "ReleaseMetadata",
    "Rendered",
    "Review",
    "ReviewProgress",
    "Reviewer",
    "Selection",
    "Source",
    "Standing",
    "Statistics",
    "Step",
    "Store",
    "StoredFinding",
    "StoredRelease",
    "Unit",
    "add_files",
    "align_files",
    "apply_file",
    "build",
    "by_set",
    "check_release",
    "checked",
    "convert_file",
    "encoder_for",
    "entries_of",
    "export_store",
    "gate",
    "import_into_store",
    "is_release",
    "load_configuration",
    "measure_folder",
    "pair_folders",
    "phrase_renderings",
    "pool_for",
    "read_data",
    "read_document",
    "read_entries",
    "read_file",
    "read_manifest",
    "read_release",
    "release_in",
    "sign_off",
    "similar_units",
    "total",
    "write_manifest",
    "write_release",
    "write_release_sheet",
]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
