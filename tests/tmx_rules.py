"""The rules of TMX 1.4b that a memory must obey, written from its specification.

https://www.gala-global.org/tmx-14b: elements, their order and attributes. Inline elements
of ``seg`` are left out: an aligner writes none.
"""

from lxml import etree

_RULES = b"""
<element name="tmx" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="version"><value>1.4</value></attribute>
  <element name="header">
    <attribute name="creationtool"/>
    <attribute name="creationtoolversion"/>
    <attribute name="segtype">
      <choice>
        <value>block</value><value>paragraph</value><value>sentence</value><value>phrase</value>
      </choice>
    </attribute>
    <attribute name="o-tmf"/>
    <attribute name="adminlang"><data type="language"/></attribute>
    <attribute name="srclang"><data type="language"/></attribute>
    <attribute name="datatype"/>
    <optional><attribute name="o-encoding"/></optional>
    <optional><attribute name="creationdate">
      <data type="string"><param name="pattern">[0-9]{8}T[0-9]{6}Z</param></data>
    </attribute></optional>
    <optional><attribute name="creationid"/></optional>
    <optional><attribute name="changedate"/></optional>
    <optional><attribute name="changeid"/></optional>
    <zeroOrMore><choice><ref name="note"/><ref name="prop"/></choice></zeroOrMore>
  </element>
  <element name="body">
    <zeroOrMore>
      <element name="tu">
        <optional><attribute name="tuid">
          <data type="string"><param name="pattern">\\S+</param></data>
        </attribute></optional>
        <ref name="history"/>
        <zeroOrMore><choice><ref name="note"/><ref name="prop"/></choice></zeroOrMore>
        <oneOrMore>
          <element name="tuv">
            <attribute name="xml:lang"><data type="language"/></attribute>
            <ref name="history"/>
            <zeroOrMore><choice><ref name="note"/><ref name="prop"/></choice></zeroOrMore>
            <element name="seg"><text/></element>
          </element>
        </oneOrMore>
      </element>
    </zeroOrMore>
  </element>
</element>
"""

_GRAMMAR = b"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start>%s</start>
  <define name="note"><element name="note"><text/></element></define>
  <define name="prop">
    <element name="prop">
      <attribute name="type"><data type="NMTOKEN"/></attribute>
      <text/>
    </element>
  </define>
  <define name="history">
    <optional><attribute name="creationdate">
      <data type="string"><param name="pattern">[0-9]{8}T[0-9]{6}Z</param></data>
    </attribute></optional>
    <optional><attribute name="creationid"/></optional>
    <optional><attribute name="changedate"/></optional>
    <optional><attribute name="changeid"/></optional>
  </define>
</grammar>
"""

_SCHEMA = etree.RelaxNG(etree.fromstring(_GRAMMAR % _RULES))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def check_tmx(data: bytes) -> None:
    """Raise AssertionError unless the bytes are a valid TMX 1.4b memory."""
    root = etree.fromstring(data)
    assert _SCHEMA.validate(root), str(_SCHEMA.error_log)
    identifiers = root.xpath("//tu/@tuid")
    assert len(identifiers) == len(set(identifiers)), "a tuid occurs twice"
    for unit in root.iter("tu"):
        languages = [variant.get(_LANGUAGE) for variant in unit.iter("tuv")]
        assert len(languages) == len(set(languages)), "a language occurs twice in a tu"
