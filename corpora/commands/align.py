"""``daeyeok align``: two files to an aligned, gap-checked bitext."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import (
    GAPS_FOUND,
    INPUT,
    check_options,
    configuration_of,
    encoder_options,
    output_options,
    print_lines,
    progress_line,
)


@click.command()
@click.argument("ko", type=INPUT)
@click.argument("en", type=INPUT)
@output_options
@click.option("--beads", is_flag=True, help="Print what corresponds to what, bead by bead.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with status 3 if there is a gap.")
@click.option("--one-per-line/--split", help="Take every line as one segment.")
@click.option("--kiwi/--no-kiwi", help="Split Korean without full stops with kiwipiepy.")
@click.option("--no-checks", is_flag=True, help="Do not check numbers, dates, names and the like.")
@check_options
@encoder_options
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
    from corpora.aligning import align_files
    from corpora.checking import checked, finding_lines
    from corpora.encoders import encoder_for
    from corpora.formats import check_writable, write
    from corpora.naming import shown
    from corpora.summary import bead_lines, is_heading, summary_lines

    outputs, force = options["outputs"], options["force"]
    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    check_writable(outputs, inputs=(ko, en), force=force)
    configuration = configuration_of(ctx)
    settings = configuration.align_settings()
    encoder = encoder_for(
        configuration["align.encoder"],
        model=configuration["align.model"] or None,
        progress=progress_line("texts"),
    )
    aligned = align_files(ko, en, encoder=encoder, settings=settings)
    release, gaps = aligned.release, aligned.gaps
    for warning in aligned.warnings:
        click.echo(f"Warning: {shown(warning)}", err=True)
    if not options["no_checks"]:
        release = checked(
            release,
            settings=configuration.check_settings(),
            glossary=configuration["checks.glossary"] or None,
        )
    for path in outputs:
        write(release, path, force=force)
    lines = [*bead_lines(release.bitext), ""] if options["beads"] else []
    lines += summary_lines(release, gaps, sure=settings.sure)
    lines += finding_lines(release)
    print_lines([click.style(line, bold=True) if is_heading(line) else line for line in lines])
    for path in outputs:
        click.echo(f"Wrote {shown(path)}", err=True)
    if options["fail_on_gaps"] and any(gap.is_real for gap in gaps):
        ctx.exit(GAPS_FOUND)
