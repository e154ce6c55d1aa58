"""The group of all commands, and what becomes of their errors."""

from __future__ import annotations

from typing import Any

import click

from align.errors import DaeyeokError
from align.settings import embedded_encoder, own_version
from corpora.commands.add import add
from corpora.commands.align import align
from corpora.commands.build import build
from corpora.commands.check import check
from corpora.commands.clean import clean
from corpora.commands.config import config
from corpora.commands.evaluate import evaluate
from corpora.commands.export import export
from corpora.commands.gaps import gaps
from corpora.commands.import_ import import_
from corpora.commands.pair import pair
from corpora.commands.read import read
from corpora.commands.review import review
from corpora.commands.search import search
from corpora.commands.sheet import apply, sheet
from corpora.commands.signoff import gate, signoff
from corpora.commands.stats import stats

#: In the order in which people meet them.
COMMANDS = (
    align, read, check, evaluate, config,
    pair, build, add, search, gaps, stats, review, sheet, apply, signoff, gate,
    export, import_, clean,
)  # fmt: skip


class _Commands(click.Group):
    """Commands listed in the order given, whose errors are one line and exit with 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DaeyeokError as error:
            raise click.ClickException(" ".join(str(error).split())) from error


def _show_version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print what a result depends on, as its signature names it."""
    if wanted and not ctx.resilient_parsing:
        click.echo(f"daeyeok, version {own_version()}, encoder {embedded_encoder()}")
        ctx.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and the encoder, and exit.",
)
def main() -> None:
    """Align official bilingual releases, Korean and English, and find what is missing.

    \b
    Example:  daeyeok align release_ko.txt release_en.txt -o release.tmx
    """


for _command in COMMANDS:
    main.add_command(_command)
