"""``daeyeok stats``: what a store holds, and how much is missing where."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.commands.common import OUTPUT, STORE, json_line, print_lines


@click.command()
@click.argument("store", type=STORE)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.option("-o", "--output", type=OUTPUT, help="Write a picture or a page; .png, .svg or .html.")
@click.option("--force", is_flag=True, help="Replace an output that exists.")
def stats(store: Path, as_json: bool, output: Path | None, force: bool) -> None:
    """Count what is in STORE: units, coverage, and the rate of gaps by agency and by year.

    A picture needs the extra plots.

    \b
    Example:  daeyeok stats mofa.db -o mofa.png
    """
    from corpora.io.paths import shown
    from corpora.store import Store
    from corpora.summaries.plots import check_plot, write_plot
    from corpora.summaries.stats import overview_lines, overview_values

    if output is not None:
        check_plot(output, force=force)
    with Store.open(store) as opened:
        found = opened.statistics()
    warnings = () if output is None else write_plot(found, output, force=force)
    print_lines([json_line(overview_values(found))] if as_json else overview_lines(found))
    for warning in warnings:
        click.echo(f"Warning: {warning}", err=True)
    if output is not None:
        click.echo(f"Wrote {shown(output)}", err=True)
