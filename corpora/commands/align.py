"""``daeyeok align``: two files to an aligned, gap-checked bitext."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpora.commands.common import (
    GAPS_FOUND,
    INPUT,
    STORE,
    aligning_options,
    configuration_of,
    language_option,
    output_options,
    print_lines,
    progress_line,
)

if TYPE_CHECKING:
    from corpora.workflows.align_release import AlignResult


@click.command()
@click.argument("ko", type=INPUT)
@click.argument("en", type=INPUT)
@output_options
@click.option(
    "--store",
    type=STORE,
    help="Tell where the release departs from the earlier ones of this store, and keep it there.",
)
@click.option("--keep/--no-keep", default=True, help="With --store: keep it, or only look.")
@click.option("--beads", is_flag=True, help="Print what corresponds to what, bead by bead.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with status 3 if there is a gap.")
@language_option
@aligning_options
@click.pass_context
def align(ctx: click.Context, /, ko: Path, en: Path, **options: Any) -> None:
    """Align the Korean document KO with its English version EN.

    Prints how much of each is covered, then each gap with its place, its text, and why it is
    thought a gap, then what is wrong inside aligned segments. Read are text (UTF-8, UTF-16,
    CP949), HTML, Markdown, HWP 5, HWPX, DOCX, ODT and PDF with a text layer; - is standard
    input.

    \b
    Example:  daeyeok align ko.hwpx en.html -o release.tmx -o report.html
    """
    from corpora.io.paths import shown
    from corpora.summaries.add import added_lines
    from corpora.workflows.add import Checks
    from corpora.workflows.align_release import AlignRequest, align_release
    from corpora.workflows.encoders import encoder_for

    store, keep = options["store"], options["keep"]
    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    if store is None and not keep:
        raise click.UsageError("--no-keep needs --store")
    configuration = configuration_of(ctx)
    settings = configuration.align_settings()
    checks = Checks(
        configuration.check_settings(),
        configuration["checks.glossary"] or None,
        skipped=options["no_checks"],
    )
    request = AlignRequest(
        ko, en, settings, checks, options["outputs"], options["force"], store, keep
    )
    result = align_release(
        request,
        encoder=lambda: encoder_for(
            configuration["align.encoder"],
            model=configuration["align.model"] or None,
            progress=progress_line("texts"),
        ),
        warn=lambda warning: click.echo(f"Warning: {shown(warning)}", err=True),
        tell=lambda result: _tell(
            result,
            sure=settings.sure,
            language=configuration.summary_language(),
            beads=options["beads"],
        ),
    )
    if result.kept is not None:
        for line in added_lines(result.kept, sure=settings.sure):
            click.echo(line, err=True)
    if options["fail_on_gaps"] and any(gap.is_real for gap in result.gaps):
        ctx.exit(GAPS_FOUND)


def _tell(result: AlignResult, *, sure: float, language: str, beads: bool) -> None:
    """Print what was found, and say what was written."""
    from corpora.io.paths import shown
    from corpora.summaries.release import bead_lines, finding_lines, is_heading, summary_lines

    release = result.release
    lines = [*bead_lines(release.bitext, language=language), ""] if beads else []
    lines += summary_lines(release, result.gaps, sure=sure, language=language)
    lines += finding_lines(release, language=language)
    print_lines([click.style(line, bold=True) if is_heading(line) else line for line in lines])
    for file in result.files:
        click.echo(f"Wrote {shown(file)}", err=True)
