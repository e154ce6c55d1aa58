"""``daeyeok align``: two files to an aligned, gap-checked bitext."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
    from corpora.formats.release_file import check_writable, write_release
    from corpora.io.paths import shown
    from corpora.store import Store
    from corpora.summaries.add import added_lines
    from corpora.summaries.release import bead_lines, finding_lines, is_heading, summary_lines
    from corpora.workflows.add import Checks, keep_in, prepare
    from corpora.workflows.encoders import encoder_for
    from corpora.workflows.precedents import with_precedents

    outputs, force, store = options["outputs"], options["force"], options["store"]
    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    if store is None and not options["keep"]:
        raise click.UsageError("--no-keep needs --store")
    check_writable(outputs, inputs=(ko, en, *filter(None, [store])), force=force)
    if store is not None and options["keep"]:
        Store.check(store)
    elif store is not None:
        Store.open(store).close()
    configuration = configuration_of(ctx)
    settings = configuration.align_settings()
    checks = Checks(
        configuration.check_settings(),
        configuration["checks.glossary"] or None,
        skipped=options["no_checks"],
    )
    encoder = encoder_for(
        configuration["align.encoder"],
        model=configuration["align.model"] or None,
        progress=progress_line("texts"),
    )
    prepared = prepare(ko, en, encoder=encoder, settings=settings, checks=checks)
    if store is not None:
        prepared = with_precedents(store, prepared, encoder=encoder, checks=checks)
    release, gaps = prepared.release, prepared.gaps
    for warning in prepared.warnings:
        click.echo(f"Warning: {shown(warning)}", err=True)
    made = [file for path in outputs for file in write_release(release, path, force=force)]
    language = configuration.summary_language()
    lines = [*bead_lines(release.bitext, language=language), ""] if options["beads"] else []
    lines += summary_lines(release, gaps, sure=settings.sure, language=language)
    lines += finding_lines(release, language=language)
    print_lines([click.style(line, bold=True) if is_heading(line) else line for line in lines])
    for file in made:
        click.echo(f"Wrote {shown(file)}", err=True)
    if store is not None and options["keep"]:
        kept = keep_in(store, prepared, checks=checks)
        for line in added_lines(kept, sure=settings.sure):
            click.echo(line, err=True)
    if options["fail_on_gaps"] and any(gap.is_real for gap in gaps):
        ctx.exit(GAPS_FOUND)
