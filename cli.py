"""The command line: the commands of ``corpora.commands`` under one name."""

from __future__ import annotations

from typing import Any

import click

from align.errors import DaeyeokError
from align.settings import own_version
from corpora.commands import COMMANDS


class _Commands(click.Group):
    """Commands listed in the order given, whose errors are one line and exit with 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DaeyeokError as error:
            raise click.ClickException(" ".join(str(error).split())) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(own_version(), "--version", prog_name="daeyeok")
def main() -> None:
    """Align official bilingual releases, Korean and English, and find what is missing.

    \b
    Example:  daeyeok align release_ko.txt release_en.txt -o release.tmx
    """


for _command in COMMANDS:
    main.add_command(_command)

if __name__ == "__main__":
    main()
