"""The pages as text: templates with their values, in the language of the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Request
from jinja2 import Environment

from align.errors import Message, SettingsError
from corpora.report.templates import environment, visible
from corpora.review.realign import Realigned
from corpora.review.split import CutPlace, Division
from corpora.review.web.actions import Answer, digest
from corpora.review.web.view import ReleaseView, shown
from corpora.store import Hit, Reviewer, ReviewProgress, Store, StoredFinding, StoredRelease, Unit
from corpora.wording import review as wording
from corpora.wording.errors_ko import in_korean
from corpora.wording.kinds import kind_name
from corpora.wording.review_pages import ACTIONS, KEYS, PAGE, SPLIT_KEYS
from corpora.wording.words import SEVERITY_WORDS, Words

#: Earlier renderings beside a bead, at most, and the shortest phrase that is looked for.
_EARLIER, _SHORTEST = 4, 3


def language_of(request: Request) -> str:
    """The language of the page: what was chosen, or what the browser asks for."""
    chosen = request.cookies.get("daeyeok_language")
    return (
        chosen
        if chosen in ("ko", "en")
        else (request.accept_languages.best_match(["ko", "en"]) or "ko")
    )


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A line for the reader."""

    text: str
    language: str  #: of the text; English may stand in a Korean page, never the other way


@cache
def _templates() -> Environment:
    templates = environment("review/pages")
    templates.globals.update(
        page=PAGE, action_names=ACTIONS, keys=KEYS, split_keys=SPLIT_KEYS, bead_words=wording.BEADS,
        finding_words=wording.FINDINGS, severity_words=SEVERITY_WORDS, kind_name=kind_name,
    )  # fmt: skip
    return templates


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Whose page it is, and in which language."""

    language: str
    who: str
    csrf: str

    def say(self, words: Words) -> str:
        """The words in the language of the page."""
        return words.tell(self.language)

    def line(self, words: Words) -> ReleaseLine:
        """The words as a line in the language of the page."""
        return ReleaseLine(self.say(words), self.language)

    def told(self, message: Message) -> ReleaseLine:
        """What an error says, in the language of the page where there are words for it."""
        korean = in_korean(message) if self.language == "ko" else None
        return ReleaseLine(" ".join((korean or str(message)).split()), "ko" if korean else "en")

    def releases(self, store: Store) -> str:
        """The list of releases."""
        rows = [(origin, store.progress(origin.release)) for origin in store.origins()]
        return self._render("releases.html", rows=rows, store=store.path.name)

    def release(self, stored: StoredRelease, reviewer: Reviewer, progress: ReviewProgress) -> str:
        """One release, whole."""
        view = ReleaseView(stored)
        return self._render(
            "release.html",
            view=view,
            origin=stored.origin,
            rows=view.all(),
            done=progress,
            turns=reviewer.can_undo(),
        )

    def panel(self, view: ReleaseView, bead: int, typed: str = "") -> str:
        """What can be done about a bead."""
        following = view.after(bead)
        return self._render(
            "panel.html",
            view=view,
            origin=view.stored.origin,
            row=view.shown(bead),
            following=None if following is None else view.shown(following),
            links=[(view.shown(number), text) for number, text in view.links(bead)[:20]],
            typed=typed,
        )

    def split(self, view: ReleaseView, bead: int, cuts: Division) -> str:
        """Where a bead can be divided, for the script that shows it in the texts."""
        texts = [" ".join(segments) for segments in view.segments(bead)]
        sides = (("source", cuts.source), ("target", cuts.target))
        return self._render(
            "split.html",
            row=view.shown(bead),
            origin=view.stored.origin,
            possible=cuts.possible,
            places={
                "first": cuts.first,
                **{
                    name: [_place(text, place) for place in side]
                    for text, (name, side) in zip(texts, sides, strict=True)
                },
            },
        )

    def answer(self, answer: Answer) -> str:
        """The pieces of the page that a step changes, and the panel of the bead to go to."""
        said = self.line(PAGE["done"].filled(what=self.say(ACTIONS[answer.step.action])))
        panel = "" if answer.select is None else self.panel(answer.view, answer.select)
        return panel + self._pieces(
            answer.view, answer.reviewer, said, gone=answer.gone, put=answer.put,
            done=answer.progress, behind=answer.behind, structure=answer.structure, bad=False,
        )  # fmt: skip

    def refusal(
        self,
        view: ReleaseView,
        reviewer: Reviewer,
        progress: ReviewProgress,
        bead: int | None,
        line: ReleaseLine,
        typed: str,
    ) -> str:
        """The message, and the bead as it is now; a bead that is gone is taken out."""
        known = bead is not None and bead in view
        panel = self.panel(view, bead, typed) if bead is not None and known else ""
        return panel + self._pieces(
            view, reviewer, line,
            gone=() if known or bead is None else (bead,),
            put=(bead,) if bead is not None and known else (),
            done=progress, behind=None, structure=False, bad=True,
        )  # fmt: skip

    def message(self, line: ReleaseLine) -> str:
        """What went wrong, without a page around it."""
        return self._render("message.html", line=line)

    def earlier(self, store: Store, unit: Unit, findings: Sequence[StoredFinding]) -> str:
        """How the bead's words were rendered before, elsewhere in the store."""
        phrases = [unit.source_text] + [
            unit.source_text[slice(*found.found.finding.source_span)]
            for found in findings
            if found.found.bead == unit.number - 1 and found.found.finding.source_span
        ]
        found = []
        for phrase in dict.fromkeys(" ".join(one.split()) for one in phrases):
            hits = self._other_hits(store, unit, phrase)
            if hits:
                found.append((phrase, hits))
        return self._render("earlier.html", found=found)

    def hits(self, phrase: str, hits: Sequence[Hit], *, whole: bool) -> str:
        """What a search found."""
        return self._render("search.html", phrase=phrase, hits=hits, whole=whole)

    def realigned(self, release: int, title: str, stamp: int, result: Realigned) -> str:
        """What would change if the rest were aligned anew."""
        changes = [
            (
                [shown(result.old, row) for row in change.before],
                [shown(result.new, row) for row in change.after],
            )
            for change in result.changes
        ]
        return self._render(
            "realign.html", number=release, title=title, stamp=stamp, changes=changes,
            digest=digest(result),
        )  # fmt: skip

    def failed(self, line: ReleaseLine) -> str:
        """A page for what went wrong."""
        return self._render("failed.html", line=line)

    def _other_hits(self, store: Store, unit: Unit, phrase: str) -> list[Hit]:
        if len(phrase) < _SHORTEST:
            return []
        try:
            hits: Iterable[Hit] = list(
                store.search(phrase, language=unit.source_language, limit=_EARLIER + 1)
            )
        except SettingsError:  # longer than a phrase can be
            return []
        return [hit for hit in hits if hit.unit.bead != unit.bead][:_EARLIER]

    def _pieces(self, view: ReleaseView, reviewer: Reviewer, line: ReleaseLine, **more: Any) -> str:
        gone, put = more.pop("gone"), more.pop("put")
        return self._render(
            "pieces.html",
            view=view,
            origin=view.stored.origin,
            rows=[view.shown(bead) for bead in put],
            gone=gone,
            line=line,
            turns=reviewer.can_undo(),
            **more,
        )

    def _render(self, name: str, **values: Any) -> str:
        template = _templates().get_template(name)
        return template.render(
            t=self.say, language=self.language, who=self.who, csrf=self.csrf, **values
        )


def _place(text: str, place: CutPlace) -> tuple[int, int, int, int, int]:
    """A place for a script: in characters of the text and in UTF-16 of what the page shows."""
    shown_before = visible(text[: place.at]).encode("utf-16-le", "surrogatepass")
    return place.at, len(shown_before) // 2, place.strength, place.sentence, place.match
