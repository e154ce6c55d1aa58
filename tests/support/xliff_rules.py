"""The rules of XLIFF that a file must obey: the standard's schemas where they lie, and more.

The schemas are not ours to hand on. Debian's package php-symfony-translation has them; CI
unpacks it and names the folder in XLIFF_SCHEMAS.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pytest
from lxml import etree

_FOLDERS = (
    os.environ.get("XLIFF_SCHEMAS", ""),
    "/usr/share/php/Symfony/Component/Translation/Resources/schemas",
)
_FILES = {"2.1": "xliff-core-2.0.xsd", "1.2": "xliff-core-1.2-strict.xsd"}
_V2 = "{urn:oasis:names:tc:xliff:document:2.0}"
_V1 = "{urn:oasis:names:tc:xliff:document:1.2}"


def check_xliff(data: bytes) -> None:
    """Raise AssertionError unless the bytes are valid XLIFF, by schema and by the prose.

    Skips the test that calls it where the schemas are missing, after the rest was checked.
    """
    root = etree.fromstring(data)
    version = root.get("version")
    if version == "2.1":
        _check_2(root)
    else:
        _check_1(root)
    schema = _schema(version)
    if schema is None:
        pytest.skip("the schemas of XLIFF are not installed")
    assert schema.validate(root), str(schema.error_log)


def _check_2(root) -> None:
    assert root.get("srcLang") != root.get("trgLang")
    files = [file.get("id") for file in root.iter(f"{_V2}file")]
    assert len(files) == len(set(files)), "two files have one id"
    for file in root.iter(f"{_V2}file"):
        units = [unit.get("id") for unit in file.iter(f"{_V2}unit")]
        assert len(units) == len(set(units)), "two units of a file have one id"
    for segment in root.iter(f"{_V2}segment"):
        target = segment.find(f"{_V2}target")
        assert segment.get("state") == "initial" or target is not None, "a state without a target"
        assert ":" in segment.get("subState", "x:y"), "a sub-state needs a prefix"


def _check_1(root) -> None:
    for file in root.iter(f"{_V1}file"):
        units = [unit.get("id") for unit in file.iter(f"{_V1}trans-unit")]
        assert len(units) == len(set(units)), "two units of a file have one id"
    for unit in root.iter(f"{_V1}trans-unit"):
        assert unit.get("approved") == "no" or unit.find(f"{_V1}target") is not None


@functools.cache
def _schema(version: str) -> etree.XMLSchema | None:
    """The schema of a version, with its import of the xml namespace led to the file beside it."""
    for folder in filter(None, _FOLDERS):
        path = Path(folder) / _FILES[version]
        if path.is_file():
            document = etree.parse(path)
            for wanted in document.iter("{http://www.w3.org/2001/XMLSchema}import"):
                wanted.set("schemaLocation", (path.parent / "xml.xsd").as_uri())
            return etree.XMLSchema(document)
    return None
