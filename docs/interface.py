"""The page of the Python interface, made from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from typing import Any

#: The public names, by topic, in the order in which people need them.
INTERFACE = {
    ("align", "Aligning a pair of texts"): (
        "align_texts",
        "align_documents",
        "Aligned",
        "AlignSettings",
        "Analysis",
        "Gap",
    ),
    ("align", "What an alignment is made of"): (
        "Bitext",
        "Bead",
        "Document",
        "Segment",
    ),
    ("align", "Checks"): (
        "check_bitext",
        "BeadFinding",
        "CheckSettings",
        "kinds_of",
        "Finding",
        "Glossary",
        "Term",
    ),
    ("align", "Encoders"): (
        "Encoder",
        "TokenVectors",
    ),
    ("align", "Measuring"): (
        "evaluate",
        "Evaluation",
        "Counts",
        "retrieval",
        "Retrieval",
        "judge",
        "JudgedBead",
        "bins",
        "Bin",
        "calibration_error",
        "thresholds",
        "Threshold",
    ),
    ("align", "Errors"): (
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
    ("corpora", "Reading documents"): (
        "read_file",
        "read_data",
        "ReadFile",
        "read_document",
    ),
    ("corpora", "Aligning and checking files"): (
        "align_files",
        "AlignedRelease",
        "check_release",
        "checked",
        "release_in",
        "encoder_for",
        "load_configuration",
        "Configuration",
    ),
    ("corpora", "Releases and their files"): (
        "Release",
        "Source",
        "Annotation",
        "write_release",
        "read_release",
        "is_release",
        "Entry",
        "entries_of",
        "read_entries",
        "EntryFile",
    ),
    ("corpora", "The corpus store"): (
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
        "add_files",
        "AddedFiles",
        "Checks",
        "phrase_renderings",
        "PhraseRenderings",
        "Rendered",
        "similar_units",
        "export_store",
        "convert_file",
        "Output",
        "Exported",
        "import_into_store",
        "Imported",
        "Cleaner",
        "Rejection",
    ),
    ("corpora", "Reviewing"): (
        "Review",
        "Reviewer",
        "Step",
        "write_release_sheet",
        "apply_file",
        "sign_off",
        "gate",
        "Standing",
    ),
    ("corpora", "Archives"): (
        "pair_folders",
        "ManifestRow",
        "read_manifest",
        "write_manifest",
        "build",
        "Built",
        "Recipe",
        "Failure",
        "pool_for",
    ),
    ("corpora", "Measuring on gold documents"): (
        "measure_folder",
        "Measured",
        "by_set",
        "total",
    ),
}

_INTRODUCTION = """\
# Python reference

Generated from signatures and docstrings by `docs/refresh.py`;
[From Python](../howto/python.md) shows how these work together. Import everything on this page
from `align` or `corpora` itself: `from align import align_texts`, `from corpora import Store`.
These names are stable; the modules behind them may move.
"""

_SECTION = re.compile(r"^(Args|Raises):\n((?:[ ]{4}.*\n?|\n)+)", re.MULTILINE)
_ITEM = re.compile(r"^ {4}(\S[^:]*): ?", re.MULTILINE)
_EXAMPLE = re.compile(r"(^>>> .*(?:\n(?!\n).*)*(?:\n\n>>> .*(?:\n(?!\n).*)*)*)", re.MULTILINE)


def interface() -> str:
    """The page."""
    parts = [_INTRODUCTION]
    for (package, topic), names in INTERFACE.items():
        module = import_module(package)
        parts.append(f"## {package}: {topic}\n")
        parts += [_described(getattr(module, name)) for name in names]
    return "\n".join(parts)


def _described(value: Any) -> str:
    kind = "class" if inspect.isclass(value) else "function"
    bare = inspect.isclass(value) and (issubclass(value, Exception) or _is_protocol(value))
    head = value.__name__ + ("" if bare else _signature(value))
    parts = [f"### {value.__name__}\n", f"```python\n{_wrapped(kind, head)}\n```\n"]
    parts.append(_page_of(inspect.getdoc(value) or ""))
    if inspect.isclass(value):
        parts += _members(value)
    return "\n".join(parts)


def _is_protocol(value: Any) -> bool:
    return bool(getattr(value, "_is_protocol", False))


class _Bare(str):
    """A text that is shown without quotation marks."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(value: Any) -> str:
    """The signature, with types as they are written, and defaults that are long left out."""
    signature = inspect.signature(value)
    parameters = [
        each.replace(annotation=_bare(each.annotation), default=_default(each.default))
        for each in signature.parameters.values()
    ]
    back = signature.empty if inspect.isclass(value) else _bare(signature.return_annotation)
    return str(signature.replace(parameters=parameters, return_annotation=back))


def _bare(annotation: Any) -> Any:
    return _Bare(annotation) if isinstance(annotation, str) else annotation


def _default(value: Any) -> Any:
    """A default as it is written, if that is short and says something."""
    plain = value is None or isinstance(value, bool | int | float | str | tuple)
    return value if plain or value is inspect.Parameter.empty else _Bare("...")


def _wrapped(kind: str, head: str) -> str:
    """A signature on one line, or a parameter a line where it is long."""
    word = {"class": "class ", "function": "def "}[kind]
    if len(word + head) <= 96 or "(" not in head:
        return word + head
    name, _, rest = head.partition("(")
    inside, _, after = rest.rpartition(")")
    lines = "".join(f"    {each},\n" for each in _split(inside))
    return f"{word}{name}(\n{lines}){after}"


def _split(inside: str) -> list[str]:
    """Parameters, at the commas that stand in no brackets."""
    parts, depth = [""], 0
    for letter in inside:
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _members(owner: type) -> Iterator[str]:
    """Fields with what is said of them, then properties and methods."""
    said = _fields(owner)
    if said:
        yield "\n".join(f"- `{name}`: {text}" for name, text in said.items()) + "\n"
    for name, value in _public(owner):
        if isinstance(value, property):
            yield f"**`{name}`** (property). {_page_of(inspect.getdoc(value) or '')}"
            continue
        function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
        shown = _signature(function).replace("(self, ", "(").replace("(self)", "()")
        head = re.sub(r"^\(cls(, )?", "(", shown)
        yield f"```python\n{_wrapped('function', f'{owner.__name__}.{name}{head}')}\n```\n"
        yield _page_of(inspect.getdoc(value) or "")


def _public(owner: type) -> Iterator[tuple[str, Any]]:
    """Methods and properties of a class and of those of ours that it comes from."""
    seen = set()
    for base in owner.__mro__:
        if base.__module__.split(".")[0] not in ("align", "corpora"):
            continue
        for name, value in vars(base).items():
            of_ours = inspect.isfunction(value) or isinstance(
                value, property | classmethod | staticmethod
            )
            if not name.startswith("_") and of_ours and name not in seen:
                seen.add(name)
                yield name, value


def _fields(owner: type) -> dict[str, str]:
    """What the comments ``#:`` say of the fields of a dataclass, behind them or above them."""
    if not is_dataclass(owner):
        return {}
    found: dict[str, str] = {}
    above: list[str] = []
    for line in inspect.getsource(owner).splitlines()[1:]:
        bare = line.strip()
        if bare.startswith("#:"):
            above.append(bare.removeprefix("#:").strip())
            continue
        field = re.match(r"    (\w+): [^#]*(?:#: (.*))?$", line)
        if field and not field[1].startswith("_"):
            found[field[1]] = " ".join(above) or field[2] or ""
        above = []
    return {name: _prose(text) for name, text in found.items() if text}


def _page_of(text: str) -> str:
    """A docstring as Markdown: its sections as lists, its examples as code."""
    text = _SECTION.sub(_listed, text + "\n")
    text = _EXAMPLE.sub(lambda found: f"```pycon\n{found[1].rstrip()}\n```", text)
    prose = re.split(r"(```pycon\n.*?\n```)", text, flags=re.DOTALL)
    parts = [part if part.startswith("```") else _prose(part) for part in prose]
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip("\n") + "\n"


def _listed(section: re.Match[str]) -> str:
    title = {"Args": "Takes", "Raises": "Raises"}[section[1]]
    pieces = _ITEM.split(section[2].rstrip())[1:]
    rows = [
        f"- `{name}`: {' '.join(said.split())}"
        for name, said in zip(pieces[::2], pieces[1::2], strict=True)
    ]
    return f"{title}:\n\n" + "\n".join(rows) + "\n\n"


def _prose(text: str) -> str:
    """Names in double backquotes as Markdown has them."""
    return text.replace("``", "`")
