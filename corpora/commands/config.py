"""``daeyeok config``: the settings in force."""

from __future__ import annotations

import click

from corpora.commands.common import config_option, configuration_of, print_lines


@click.command()
@config_option
@click.option("--default", is_flag=True, help="Print a commented file of the defaults instead.")
@click.pass_context
def config(ctx: click.Context, /, default: bool, **_: object) -> None:
    """Show the settings in force, each with where it comes from.

    They are read from daeyeok.toml in the working folder, if it is there; options of a command
    win over it. All of them are optional.

    \b
    Example:  daeyeok config --default > daeyeok.toml
    """
    from corpora.configuration import default_file

    if default:
        print_lines(default_file())
    else:
        print_lines(choice.line() for choice in configuration_of(ctx).choices)
