"""``daeyeok review``: reviewing the releases of a store in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from corpora.commands.common import STORE, reviewer_option


@click.command()
@click.argument("store", type=STORE)
@click.option("--release", type=click.IntRange(min=1), help="Open this release, by its number.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="The port; 0 takes any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Beyond this computer the address holds a token.",
)
@reviewer_option
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def review(
    store: Path, release: int | None, port: int, host: str, reviewer: str, no_browser: bool
) -> None:
    """Review the releases of STORE in a browser; Ctrl-C ends it. Needs the extra review.

    What is decided stands in the store at once. Beyond this computer, nothing is encrypted:
    use it in a network that you trust.

    \b
    Example:  daeyeok review mofa.db --release 12 --reviewer "Kim Ji-won"
    """
    from corpora.io.extras import needed

    needed("flask", "review", "a review in a browser")
    from corpora.review.web.server import listening, serve

    with listening(store, who=reviewer, host=host, port=port, release=release) as serving:
        click.echo(f"Reviewing at {serving.address}\nCtrl-C ends it.", err=True)
        serve(serving, browser=not no_browser)
