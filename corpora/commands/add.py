"""``daeyeok add``: two files into a corpus store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import (
    INPUT,
    STORE,
    aligning_options,
    configuration_of,
    print_lines,
    progress_line,
)


@click.command()
@click.argument("store", type=STORE)
@click.argument("ko", type=INPUT)
@click.argument("en", type=INPUT)
@click.option("--agency", default="", help="The ministry or office, if the files do not tell it.")
@click.option("--date", default="", help="The day of publication, as 2016-10-14.")
@click.option("--number", default="", help="The number of the release.")
@click.option("--title", default="", help="The title of the release.")
@click.option("--key", help="What the store calls the release; else its files tell.")
@aligning_options
@click.pass_context
def add(ctx: click.Context, /, store: Path, ko: Path, en: Path, **options: Any) -> None:
    """Align KO with EN, check both, and keep the release in STORE, which is made if need be.

    A release that is there already stays as it is. If its files or the settings have changed,
    it is aligned anew, and what was reviewed stays wherever its texts do. The same release is
    one with the same address, or number and agency, or file names, and with texts in common;
    or with the --key that you give.

    \b
    Example:  daeyeok add mofa.db ko.hwpx en.html --agency 외교부 --date 2016-10-14
    """
    from corpora.io.paths import shown
    from corpora.model.unit import ReleaseMetadata
    from corpora.summaries.add import added_lines
    from corpora.workflows.add import Checks, add_files
    from corpora.workflows.encoders import encoder_for

    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    if options["key"] == "":
        raise click.UsageError("--key needs at least one character")
    facts = ReleaseMetadata(options["title"], options["date"], options["agency"], options["number"])
    configuration = configuration_of(ctx)
    settings = configuration.align_settings()
    checks = Checks(
        configuration.check_settings(),
        configuration["checks.glossary"] or None,
        skipped=options["no_checks"],
    )
    files = add_files(
        store,
        ko,
        en,
        encoder=encoder_for(
            configuration["align.encoder"],
            model=configuration["align.model"] or None,
            progress=progress_line("texts"),
        ),
        settings=settings,
        checks=checks,
        key=options["key"],
        facts=facts,
    )
    for warning in files.warnings:
        click.echo(f"Warning: {shown(warning)}", err=True)
    print_lines(added_lines(files, sure=settings.sure))
