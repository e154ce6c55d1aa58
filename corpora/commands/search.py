"""``daeyeok search``: how a phrase was rendered before."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from align.bitext import LANGUAGES
from corpora.commands.common import STORE, json_line, print_lines


@click.command()
@click.argument("store", type=STORE)
@click.argument("phrase")
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
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
def search(store: Path, phrase: str, language: str | None, **options: Any) -> None:
    """Show where PHRASE stands in STORE, with what it was aligned with, latest first.

    Parts of words are found, and capitals do not matter. With --kwic, a line has the date of the
    release, the state of the review, and behind the text the numbers of release and pair.
    --renderings counts what PHRASE became in the other language, with a line of example for
    each. It is told from the texts, mostly rightly; words that share a text with PHRASE can be
    taken for it where it is rare.

    \b
    Example:  daeyeok search mofa.db 전략대화 --limit 5
    """
    from corpora.concordance import hit_lines
    from corpora.kwic import kwic_lines
    from corpora.store import Store

    limit = options["limit"]
    bold = partial(click.style, bold=True)
    if options["renderings"]:
        if options["kwic"]:
            raise click.UsageError("choose --kwic or --renderings")
        _print_renderings(store, phrase, language, limit, as_json=options["as_json"])
        return
    with Store.open(store) as opened:
        hits = list(opened.search(phrase, language=language, limit=limit))
    if options["as_json"]:
        print_lines(json_line(hit.unit.fields()) for hit in hits)
    elif options["kwic"]:
        print_lines(kwic_lines(hits, bold=bold))
    else:
        print_lines(hit_lines(hits, phrase, bold=bold))
    if len(hits) == limit:
        click.echo(f"The first {limit}; --limit shows more.", err=True)
    elif not hits:
        click.echo("Nothing found.", err=True)


def _print_renderings(
    store: Path, phrase: str, language: str | None, limit: int, *, as_json: bool
) -> None:
    from corpora.encoders import encoder_for
    from corpora.renderings import phrase_renderings, rendering_fields, rendering_lines
    from corpora.store import Store

    with Store.open(store) as opened:
        found = phrase_renderings(opened, phrase, language=language, encoder=encoder_for())
    if as_json:
        print_lines(map(json_line, rendering_fields(found, limit=limit)))
    elif found.found:
        print_lines(rendering_lines(found, limit=limit, bold=partial(click.style, bold=True)))
    else:
        click.echo("Nothing found.", err=True)
