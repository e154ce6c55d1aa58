"""``daeyeok signoff`` and ``daeyeok gate``: whether a release is reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from align.checks.kinds import SEVERITIES
from corpora.commands.common import (
    GAPS_FOUND,
    OUTPUT,
    STORE,
    config_option,
    configuration_of,
    language_option,
    print_lines,
    reviewer_option,
)


@click.command()
@click.argument("store", type=STORE)
@click.argument("release", type=click.IntRange(min=1))
@click.option("-o", "--output", required=True, type=OUTPUT, help="The page to write, .html.")
@reviewer_option
@click.option("--force", is_flag=True, help="Replace the output if it exists.")
def signoff(store: Path, release: int, output: Path, reviewer: str, force: bool) -> None:
    """Write one page that says what was decided about release number RELEASE of STORE.

    It holds coverage, findings with their decisions, revised texts, who reviewed, the hashes of
    both files and the settings. The log notes it.

    \b
    Example:  daeyeok signoff mofa.db 12 -o signoff.html --reviewer "Kim Ji-won"
    """
    from corpora.io.output import check_output
    from corpora.review.signoff import sign_off
    from corpora.wording.words import counted

    check_output(output, force=force)
    standing = sign_off(store, release, output, who=reviewer, force=force)
    if standing.is_complete:
        click.echo("Everything is reviewed.", err=True)
    else:
        beads = counted(dict(standing.beads)["unreviewed"], "bead")
        findings = counted(dict(standing.findings)["open"], "finding")
        click.echo(f"Still open: {beads}, {findings}; the page says so.", err=True)


@click.command()
@click.argument("store", type=STORE)
@click.argument("release", type=click.IntRange(min=1))
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES),
    default="medium",
    show_default=True,
    help="Findings from this severity on count.",
)
@click.option("--gaps", is_flag=True, help="Omissions and additions nobody reviewed count, too.")
@language_option
@config_option
@click.pass_context
def gate(
    ctx: click.Context,
    /,
    store: Path,
    release: int,
    severity: str,
    gaps: bool,
    **_options: Any,
) -> None:
    """Exit with status 3 while findings about release number RELEASE of STORE are open.

    \b
    Example:  daeyeok gate mofa.db 12 --severity high
    """
    from corpora.review.signoff import gate as looked_at
    from corpora.summaries.release import finding_lines
    from corpora.wording.words import counted

    found, open_gaps = looked_at(store, release, severity=severity)
    language = configuration_of(ctx).summary_language()
    print_lines(finding_lines(found, language=language))
    said = counted(len(found.findings), "open finding")
    if gaps:
        said += f", {counted(open_gaps, 'gap')} not reviewed"
    click.echo(said, err=True)
    if found.findings or (gaps and open_gaps):
        ctx.exit(GAPS_FOUND)
