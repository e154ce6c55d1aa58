"""``daeyeok read``: what is read in one file."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.commands.common import INPUT, print_lines


@click.command()
@click.argument("file", type=INPUT)
@click.option("--language", type=click.Choice(("ko", "en")), help="Told by script if not given.")
@click.option("--furniture", is_flag=True, help="List what is set aside, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with offsets and blocks.")
def read(file: Path, language: str | None, furniture: bool, as_json: bool) -> None:
    """Show what is read in FILE: where it comes from, and its segments with their kinds.

    \b
    Example:  daeyeok read release.hwpx
    """
    from corpora.summaries.document import json_listing, text_listing
    from corpora.workflows.align import read_document

    found, document = read_document(file, language)
    if as_json:
        listing = json_listing(found, document)
    else:
        listing = text_listing(found, document, furniture=furniture)
    print_lines([listing.removesuffix("\n")])
