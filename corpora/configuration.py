"""Settings from a file, ``daeyeok.toml``, under those of the command line."""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.checks.kinds import FINDING_KINDS, KIND_GROUPS, SEVERITIES
from align.checks.settings import CheckSettings, kinds_of
from align.errors import SettingsError
from align.settings import AlignSettings
from corpora.io.decoding import decode
from corpora.io.input import read_bytes
from corpora.io.paths import input_name
from corpora.wording.summary import SUMMARY_LANGUAGES
from corpora.workflows.encoders import EMBEDDED

#: The file that is read from the working folder.
FILE_NAME = "daeyeok.toml"

_ALIGN, _CHECKS = AlignSettings(), CheckSettings()
#: Every key with its default and what it is, in the order of the default file.
KEYS: dict[str, tuple[Any, str]] = {
    "align.encoder": ("fast", f"Embedded encoder: {' or '.join(EMBEDDED)}."),
    "align.model": ("", 'A sentence-transformers model in its place; "" for none.'),
    "align.one_per_line": (_ALIGN.one_per_line, "Take every line as one segment."),
    "align.kiwi": (_ALIGN.kiwi, "Split Korean without full stops with kiwipiepy."),
    "align.wrong_cost": (
        _ALIGN.wrong_cost,
        "What a wrong bead takes off the worth of a right one, 0 to 1; more joins less.",
    ),
    "align.sure": (_ALIGN.sure, "Probability from which a gap is called sure, 0 to 1."),
    "checks.only": (
        ["all"],
        f"Kinds of findings to look for, or groups: {', '.join(KIND_GROUPS)}.",
    ),
    "checks.skip": ([], "Kinds or groups to leave out of these."),
    "checks.least_confidence": (
        _CHECKS.least_confidence,
        "Findings of at least this confidence are told, 0 to 1.",
    ),
    "checks.length_factor": (
        _CHECKS.length_factor,
        "How many times too long or too short a translation must be to be told.",
    ),
    "checks.doubled_letters": (
        _CHECKS.doubled_letters,
        "Letters from which a segment that stands twice in a row is told.",
    ),
    "checks.glossary": ("", 'Your terms, CSV or TBX, beside this file; "" for none.'),
    "summary.language": (
        SUMMARY_LANGUAGES[0],
        f"Language of what the terminal is told: {' or '.join(SUMMARY_LANGUAGES)}.",
    ),
}
#: Tables whose keys are kinds of findings or groups, with an example.
KIND_TABLES: dict[str, tuple[str, str]] = {
    "checks.confidence": ("Another least confidence for a kind.", "number_missing = 0.8"),
    "checks.severity": (
        f"Another severity for a kind: {', '.join(SEVERITIES)}.",
        'weekday_mismatch = "high"',
    ),
}
_TYPES = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotes",
    list: "a list of texts",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting in force, and who chose it."""

    key: str  #: as "align.kiwi"
    value: Any
    origin: str  #: "default", the name of a file, or an option

    def line(self) -> str:
        """The setting as TOML, with its origin as a comment."""
        return f"{self.key} = {_toml(self.value)}  # {self.origin}"


@dataclass(frozen=True, slots=True)
class Configuration:
    """All settings in force, each with where it came from."""

    choices: tuple[Choice, ...] = tuple(
        Choice(key, value, "default") for key, (value, _) in KEYS.items()
    )

    def __post_init__(self) -> None:
        self.align_settings()
        self.check_settings()
        self.summary_language()

    def __getitem__(self, key: str) -> Any:
        return next(choice.value for choice in self.choices if choice.key == key)

    def with_values(self, values: Mapping[str, Any], origin: str) -> Configuration:
        """The same with other values for some keys.

        Raises:
            SettingsError: A value is impossible.
        """
        new = {choice.key: choice for choice in self.choices}
        new |= {key: Choice(key, value, origin) for key, value in values.items()}
        return Configuration(tuple(new.values()))

    def align_settings(self) -> AlignSettings:
        """How to split and align."""
        names = ("one_per_line", "kiwi", "wrong_cost", "sure")
        if self["align.encoder"] not in EMBEDDED:
            raise SettingsError(
                f"align.encoder is {' or '.join(EMBEDDED)}, not {self['align.encoder']!r}"
            )
        return AlignSettings(**{name: self[f"align.{name}"] for name in names})

    def check_settings(self) -> CheckSettings:
        """What to look for, and from which confidence."""
        return CheckSettings(
            kinds_of(self["checks.only"]) - kinds_of(self["checks.skip"]),
            self["checks.least_confidence"],
            self._by_kind("checks.confidence"),
            self._by_kind("checks.severity"),
            self["checks.length_factor"],
            self["checks.doubled_letters"],
        )

    def summary_language(self) -> str:
        """What a summary is told in."""
        language = self["summary.language"]
        if language not in SUMMARY_LANGUAGES:
            raise SettingsError(
                f"summary.language is {' or '.join(SUMMARY_LANGUAGES)}, not {language!r}"
            )
        return str(language)

    def _by_kind(self, table: str) -> tuple[tuple[str, Any], ...]:
        """The values of a table by kind; one for the kind itself wins over its group's."""
        words = {
            choice.key.rpartition(".")[2]: choice.value
            for choice in self.choices
            if choice.key.startswith(f"{table}.")
        }
        values: dict[str, Any] = {}
        for word in sorted(words, key=lambda word: -len(kinds_of([word]))):
            values |= dict.fromkeys(sorted(kinds_of([word])), words[word])
        return tuple(values.items())


def load_configuration(path: Path | str | None = None) -> Configuration:
    """The settings in a file; without one those of ``daeyeok.toml`` here, if it is there.

    Raises:
        SettingsError: A key is unknown, or a value has the wrong type or is impossible.
        InputError: The file cannot be read.
    """
    if path is None:
        if not Path(FILE_NAME).is_file():
            return Configuration()
        path = FILE_NAME
    data = read_bytes(path)
    text = decode(data, input_name(path))[0] if data.strip() else ""
    configuration = parse_configuration(text, input_name(path))
    glossary = configuration["checks.glossary"]
    if not glossary or glossary == "-":
        return configuration
    beside = {"checks.glossary": str(Path(path).parent / glossary)}
    return configuration.with_values(beside, input_name(path))


def parse_configuration(text: str, name: str) -> Configuration:
    """The settings in the text of a file.

    Raises:
        SettingsError: As for ``load_configuration``; the message has the name and the key.
    """
    try:
        values = dict(_flat(tomllib.loads(text)))
        return Configuration().with_values(
            {key: _typed(key, value) for key, value in values.items()}, name
        )
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{name} is no TOML: {error}") from None
    except RecursionError:
        raise SettingsError(f"{name} is no TOML: too many brackets in one another") from None
    except SettingsError as error:
        raise SettingsError(f"{name}: {error}") from None


def default_file() -> Iterator[str]:
    """The lines of a file that says what is so anyway, with all that can be changed."""
    yield "# Settings of daeyeok, read from the working folder. Take a # away to change one."
    table = ""
    for key, (value, comment) in KEYS.items():
        own, _, name = key.rpartition(".")
        if own != table:
            yield from ("", f"[{own}]")
            table = own
        yield f"# {comment}"
        yield f"#{name} = {_toml(value)}"
    for own, (comment, example) in KIND_TABLES.items():
        yield from ("", f"[{own}]", f"# {comment}", f"#{example}")


def _flat(values: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Each value with its whole key; tables that are known are opened."""
    tables = {key.rpartition(".")[0] for key in KEYS} | set(KIND_TABLES)
    for name, value in values.items():
        key = f"{path}{name}"
        if key in tables and not isinstance(value, dict):
            raise SettingsError(f"{key} is a table; write [{key}] on a line of its own")
        if key in tables:
            yield from _flat(value, f"{key}.")
        else:
            yield key, value


def _typed(key: str, value: Any) -> Any:
    """The value, if the key is known and it has the right type."""
    table = key.rpartition(".")[0]
    if table in KIND_TABLES:
        _check_kind(key)
        kind: type = float if table == "checks.confidence" else str
    elif key in KEYS:
        kind = type(KEYS[key][0])
    else:
        raise SettingsError(f"unknown key {key}{_near(key, list(KEYS) + list(KIND_TABLES))}")
    if kind is float and type(value) is int:
        return float(value)
    fits = type(value) is kind
    if kind is list:
        fits = fits and all(isinstance(item, str) for item in value)
    if not fits:
        raise SettingsError(f"{key} must be {_TYPES[kind]}, not {_toml(value)}")
    return value


def _check_kind(key: str) -> None:
    table, _, word = key.rpartition(".")
    known = [*KIND_GROUPS, *FINDING_KINDS]
    if word not in known:
        near = _near(key, [f"{table}.{name}" for name in known])
        raise SettingsError(f"unknown key {key}{near}")


def _near(key: str, known: Sequence[str]) -> str:
    """The known key that was probably meant, as the end of a message."""
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"


def _toml(value: Any) -> str:
    """A value as TOML writes it, or something like it for a message."""
    return json.dumps(value, ensure_ascii=False, default=str)
