"""Elements into a file that is written bit by bit."""

from __future__ import annotations

from typing import Any

#: Must be declared at the root, since lxml invents a prefix for ``xml:space`` otherwise.
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


def emit(xml: Any, element: Any) -> None:
    """Write an element without declaring again the namespaces that are open around it.

    Args:
        xml: The file, as ``lxml.etree.xmlfile`` gives it.
        element: What to write; its tail is written, too.
    """
    with xml.element(element.tag, dict(element.attrib)):
        if element.text:
            xml.write(element.text)
        for inner in element:
            emit(xml, inner)
    if element.tail:
        xml.write(element.tail)
