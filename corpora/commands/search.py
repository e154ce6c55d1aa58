"""``daeyeok search``: how a phrase was rendered before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from align.bitext import LANGUAGES
from corpora.commands.common import STORE, json_line, print_lines, progress_line


@click.command()
@click.argument("store", type=STORE)
@click.argument("phrase", required=False)
@click.option("--language", type=click.Choice(LANGUAGES), help="Look in this language only.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many to show at most.",
)
@click.option("--kwic", is_flag=True, help="A line for each place, the phrase in one column.")
@click.option("--renderings", is_flag=True, help="Count how PHRASE was rendered.")
@click.option("--similar", metavar="TEXT", help="Show what is nearest to TEXT in meaning.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
def search(store: Path, phrase: str | None, language: str | None, **options: Any) -> None:
    """Show where PHRASE stands in STORE, with what it was aligned with, latest first.

    Parts of words are found, and capitals do not matter. With --kwic, a line has the date of the
    release, the state of the review, and behind the text the numbers of release and pair.
    --renderings counts what PHRASE became in the other language, with a line of example for
    each. It is told from the texts, mostly rightly; words that share a text with PHRASE can be
    taken for it where it is rare.

    --similar needs no PHRASE: it shows the pairs that are nearest to a text in meaning, with the
    cosine of both. The text is compared with those of its language, or of --language. The first
    time this takes a while: what it makes of each text is kept in STORE.

    \b
    Example:  daeyeok search mofa.db 전략대화 --limit 5
    """
    similar = options["similar"]
    if (phrase is None) == (similar is None):
        raise click.UsageError("give a PHRASE, or a text with --similar")
    if sum((similar is not None, options["kwic"], options["renderings"])) > 1:
        raise click.UsageError("choose one of --kwic, --renderings and --similar")
    shown = _Shown(language, options["limit"], options["as_json"])
    if similar is not None:
        _print_similar(store, similar, shown)
    elif options["renderings"]:
        _print_renderings(store, str(phrase), shown)
    else:
        _print_hits(store, str(phrase), shown, kwic=options["kwic"])


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is looked at, and how it is shown."""

    language: str | None
    limit: int
    as_json: bool

    def tell(self, count: int) -> None:
        """Say that there may be more, or that there is nothing."""
        if count == self.limit:
            click.echo(f"The first {self.limit}; --limit shows more.", err=True)
        elif not count:
            click.echo("Nothing found.", err=True)


_BOLD = partial(click.style, bold=True)


def _print_hits(store: Path, phrase: str, shown: _Shown, *, kwic: bool) -> None:
    from corpora.store import Store
    from corpora.summaries.search import hit_lines, kwic_lines

    with Store.open(store) as opened:
        hits = list(opened.search(phrase, language=shown.language, limit=shown.limit))
    if shown.as_json:
        print_lines(json_line(hit.unit.fields()) for hit in hits)
    elif kwic:
        print_lines(kwic_lines(hits, bold=_BOLD))
    else:
        print_lines(hit_lines(hits, phrase, bold=_BOLD))
    shown.tell(len(hits))


def _print_renderings(store: Path, phrase: str, shown: _Shown) -> None:
    from corpora.store import Store
    from corpora.summaries.search import rendering_fields, rendering_lines
    from corpora.workflows.encoders import encoder_for
    from corpora.workflows.search import phrase_renderings

    with Store.open(store) as opened:
        found = phrase_renderings(opened, phrase, language=shown.language, encoder=encoder_for())
    if shown.as_json:
        print_lines(map(json_line, rendering_fields(found, limit=shown.limit)))
    elif found.found:
        print_lines(rendering_lines(found, limit=shown.limit, bold=_BOLD))
    else:
        click.echo("Nothing found.", err=True)


def _print_similar(store: Path, text: str, shown: _Shown) -> None:
    from corpora.summaries.search import near_lines
    from corpora.workflows.search import similar_units

    found = similar_units(
        store, text, language=shown.language, limit=shown.limit, progress=progress_line("texts")
    )
    if shown.as_json:
        print_lines(json_line({**near.unit.fields(), "similarity": near.score}) for near in found)
    else:
        print_lines(near_lines(found, bold=_BOLD))
    shown.tell(len(found))
