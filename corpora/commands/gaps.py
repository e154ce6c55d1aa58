"""``daeyeok gaps``: what the translations in a store leave out or add."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import (
    GAPS_FOUND,
    STORE,
    config_option,
    configuration_of,
    json_line,
    language_option,
    print_lines,
)

#: As in align.gaps, which loads more than --help needs.
KINDS = ("omission", "addition")


@click.command()
@click.argument("store", type=STORE)
@click.option("--kind", type=click.Choice(KINDS), help="Only gaps of this kind.")
@click.option("--sure", "only_sure", is_flag=True, help="Only gaps that are called sure.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with status 3 if there is a gap.")
@language_option
@config_option
@click.pass_context
def gaps(
    ctx: click.Context,
    /,
    store: Path,
    kind: str | None,
    only_sure: bool,
    as_json: bool,
    fail_on_gaps: bool,
    **_options: Any,
) -> None:
    """List the gaps of all releases in STORE, with place, text and reason.

    Left out are lines that a translation usually lacks, and gaps that a reviewer rejected.

    \b
    Example:  daeyeok gaps mofa.db --kind omission --sure
    """
    from corpora.store import Store
    from corpora.summaries.gaps import Tally, gap_lines, real_gaps
    from corpora.wording.words import counted

    configuration = configuration_of(ctx)
    sure = configuration.align_settings().sure
    selection = real_gaps(kind=kind, least=sure if only_sure else None)
    with Store.open(store) as opened:
        units = Tally(opened.units(selection))
        if as_json:
            print_lines(json_line(unit.fields()) for unit in units)
        else:
            lines = gap_lines(units, sure=sure, language=configuration.summary_language())
            print_lines(lines)
    click.echo(counted(units.count, "gap"), err=True)
    if fail_on_gaps and units.count:
        ctx.exit(GAPS_FOUND)
