"""Finds all names in a text."""

from __future__ import annotations

from align.names.english_persons import english_persons
from align.names.entities import find_entities
from align.names.korean_persons import korean_persons
from align.names.mention import Mention


def find_names(text: str, language: str) -> tuple[Mention, ...]:
    """The people, countries and organisations named in a text, in order.

    Args:
        text: One segment or more, in one language.
        language: "ko" or "en".

    >>> [(m.kind, m.name) for m in find_names("윤병세 장관은 미국을 방문하였다.", "ko")]
    [('person', '윤병세'), ('country', 'US')]
    >>> [(m.kind, m.name) for m in find_names("Minister Yun Byung-se visited the US.", "en")]
    [('person', 'Yun Byung-se'), ('country', 'US')]
    """
    persons = korean_persons(text) if language == "ko" else english_persons(text)
    entities = find_entities(text, language)
    named = {(entity.start, entity.end) for entity in entities if entity.kind == "country"}
    persons = tuple(person for person in persons if (person.start, person.end) not in named)
    inside = [(person.start, person.end) for person in persons if person.firm]
    others = [
        entity
        for entity in entities
        if not any(start <= entity.start < end for start, end in inside)
    ]
    return tuple(sorted([*persons, *others], key=lambda mention: (mention.start, mention.name)))
