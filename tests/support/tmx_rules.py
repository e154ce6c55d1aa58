"""The rules of TMX 1.4b that a memory must obey: schemas/tmx14.rng, and what no schema says."""

from pathlib import Path

from lxml import etree

_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "tmx14.rng"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def check_tmx(data: bytes, *, unique: bool = True) -> None:
    """Raise AssertionError unless the bytes are a valid TMX 1.4b memory.

    Args:
        data: The memory.
        unique: Whether no two units may have the same name; the standard leaves that open.
    """
    root = etree.fromstring(data)
    assert _SCHEMA.validate(root), str(_SCHEMA.error_log)
    identifiers = root.xpath("//tu/@tuid")
    assert not unique or len(identifiers) == len(set(identifiers)), "a tuid occurs twice"
    for unit in root.iter("tu"):
        languages = [variant.get(_LANGUAGE) for variant in unit.iter("tuv")]
        assert len(languages) == len(set(languages)), "a language occurs twice in a tu"
