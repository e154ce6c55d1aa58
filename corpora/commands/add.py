"""``daeyeok add``: two files into a corpus store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from align.settings import AlignSettings
from corpora.commands.common import (
    INPUT,
    STORE,
    encoder_options,
    glossary_option,
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
@click.option("--one-per-line", is_flag=True, help="Take every line as one segment.")
@click.option("--kiwi", is_flag=True, help="Split Korean without full stops with kiwipiepy.")
@click.option("--no-checks", is_flag=True, help="Do not check numbers, dates, names and the like.")
@glossary_option
@encoder_options
def add(store: Path, ko: Path, en: Path, **options: Any) -> None:
    """Align KO with EN, check both, and keep the release in STORE, which is made if need be.

    A release that is there already stays as it is. If its files or the settings have changed,
    it is aligned anew, and what was reviewed stays wherever its texts do. The same release is
    one with the same address, or number and agency, or file names, and with texts in common;
    or with the --key that you give.

    \b
    Example:  daeyeok add mofa.db ko.hwpx en.html --agency 외교부 --date 2016-10-14
    """
    from corpora.adding import Checks, add_files, added_lines
    from corpora.encoders import encoder_for
    from corpora.naming import shown
    from corpora.unit import Facts

    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    if options["key"] == "":
        raise click.UsageError("--key needs at least one character")
    facts = Facts(options["title"], options["date"], options["agency"], options["number"])
    settings = AlignSettings(one_per_line=options["one_per_line"], kiwi=options["kiwi"])
    files = add_files(
        store,
        ko,
        en,
        encoder=encoder_for(
            options["encoder"], model=options["model"], progress=progress_line("texts")
        ),
        settings=settings,
        checks=Checks(options["glossary"], skipped=options["no_checks"]),
        key=options["key"],
        facts=facts,
    )
    for warning in files.warnings:
        click.echo(f"Warning: {shown(warning)}", err=True)
    print_lines(added_lines(files, sure=settings.sure))
