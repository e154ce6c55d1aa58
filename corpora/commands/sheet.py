"""``daeyeok sheet`` and ``daeyeok apply``: reviewing a release in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.commands.common import OUTPUT, STORE, reviewer_option


@click.command()
@click.argument("store", type=STORE)
@click.argument("release", type=click.IntRange(min=1))
@click.option(
    "-o", "--output", required=True, type=OUTPUT, help="The file to write; .xlsx or .csv."
)
@click.option(
    "--language",
    type=click.Choice(("en", "ko")),
    default="en",
    show_default=True,
    help="Of findings and gaps; states and columns keep their names.",
)
@click.option("--force", is_flag=True, help="Replace the output if it exists.")
def sheet(store: Path, release: int, output: Path, language: str, force: bool) -> None:
    """Write release number RELEASE of STORE as a table for reviewers, one row a bead.

    Choose states, write revised texts and reasons, and give the table to `daeyeok apply`. Rows
    may be sorted; ids, versions and the texts of the files must stay as they are. When a
    spreadsheet asks how to open the .csv, choose text for every column.

    \b
    Example:  daeyeok sheet mofa.db 12 -o review.xlsx
    """
    from corpora.io.output import check_output
    from corpora.review.apply_sheet import write_release_sheet
    from corpora.wording.words import counted

    check_output(output, force=force)
    rows = write_release_sheet(store, release, output, language=language, force=force)
    click.echo(f"{output}: {counted(rows, 'row')}", err=True)


@click.command()
@click.argument("store", type=STORE)
@click.argument("table", type=OUTPUT)
@reviewer_option
@click.option("--partial", is_flag=True, help="Apply the rows that are well though others are not.")
@click.pass_context
def apply(ctx: click.Context, /, store: Path, table: Path, reviewer: str, partial: bool) -> None:
    """Apply what reviewers wrote into TABLE, which `daeyeok sheet` made, to STORE.

    Rows are known by their ids. If an id was edited, a row is missing or there twice, somebody
    else was faster, or an answer makes no sense, each such cell is named and nothing is applied.

    \b
    Example:  daeyeok apply mofa.db review.xlsx --reviewer "Kim Ji-won"
    """
    from corpora.review.apply_sheet import apply_file
    from corpora.wording.words import counted

    applied = apply_file(store, table, who=reviewer, partial=partial)
    for problem in applied.problems:
        click.echo(problem, err=True)
    click.echo(
        f"{counted(applied.beads, 'bead')} and {counted(applied.findings, 'finding')} changed, "
        f"{counted(applied.untouched, 'row')} as before",
        err=bool(applied.problems),
    )
    if applied.problems and not partial:
        problems = counted(len(applied.problems), "problem")
        click.echo(f"Error: {problems}; nothing was applied (--partial would)", err=True)
        ctx.exit(1)
