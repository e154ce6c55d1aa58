"""``daeyeok build``: the pairs of a manifest into a corpus store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpora.commands.common import (
    INPUT,
    OUTPUT,
    STORE,
    aligning_options,
    configuration_of,
    print_lines,
)

#: Exit status with --fail-on-errors, as for gaps where they were asked about.
_SOME_FAILED = 3
#: What a shell says of a program that Ctrl-C has ended.
_INTERRUPTED = 130


@click.command()
@click.argument("store", type=STORE)
@click.argument("manifest", type=INPUT)
@click.option(
    "--jobs",
    type=click.IntRange(1, 1024),
    help="Processes that align side by side; one for each core by default.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help='Align on a Dask cluster, as tcp://host:8786; "local" starts one of --jobs workers.',
)
@click.option(
    "--failed",
    type=OUTPUT,
    help="Where to list pairs that failed; STORE-failed.csv beside the store by default.",
)
@click.option("--force", is_flag=True, help="Replace a file of --failed that is no such list.")
@click.option("--fail-on-errors", is_flag=True, help="Exit with status 3 if a pair failed.")
@click.option("--again", is_flag=True, help="Work again on pairs that the store has already.")
@aligning_options
@click.pass_context
def build(ctx: click.Context, /, store: Path, manifest: Path, **options: Any) -> None:
    """Align, check and keep in STORE all pairs of MANIFEST, many at a time.

    The manifest is a table with the columns source and target, as `daeyeok pair` writes it; what
    it tells of date, agency, number and title goes into the store. A pair that is there already
    with the same files and settings is passed over, so a build that was interrupted is finished
    by the same command. Pairs that fail are listed with the reason in a table that is a manifest,
    too; they stop no other, and the status is 1 only if every pair that was tried failed.

    \b
    Example:  daeyeok build mofa.db archive/pairs.csv --jobs 8
    """
    from corpora.commands.common import bar
    from corpora.io.paths import STANDARD_STREAM, shown
    from corpora.summaries.build import built_lines
    from corpora.workflows.add import Checks
    from corpora.workflows.build.build import Built, build
    from corpora.workflows.build.choose_pool import pool_for
    from corpora.workflows.build.failures import Failures, failures_beside
    from corpora.workflows.build.jobs import Recipe

    if str(options["failed"]) == STANDARD_STREAM:
        raise click.UsageError("--failed needs the name of a file")
    failures = Failures(options["failed"] or failures_beside(store), force=options["force"])
    configuration = configuration_of(ctx)
    recipe = Recipe(
        configuration["align.encoder"],
        configuration["align.model"] or None,
        configuration.align_settings(),
        Checks(
            configuration.check_settings(),
            configuration["checks.glossary"] or None,
            skipped=options["no_checks"],
        ),
    )
    pool = pool_for(options["scheduler"], options["jobs"])
    built, interrupted = Built(0), False
    try:
        with bar("pairs") as progress:
            build(
                store, manifest, pool, built,
                recipe=recipe, again=options["again"], progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        interrupted = True
    finally:
        listed = failures.write(built, manifest)
    print_lines(built_lines(built))
    if listed:
        click.echo(f"Wrote {shown(listed)}", err=True)
    if interrupted:
        click.echo("Interrupted; the same command does the rest.", err=True)
        ctx.exit(_INTERRUPTED)
    if built.failures and not built.kept:
        ctx.exit(1)
    if built.failures and options["fail_on_errors"]:
        ctx.exit(_SOME_FAILED)
