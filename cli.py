"""The command line: it parses, makes one call, and prints."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from align.errors import DaeyeokError
from align.settings import AlignSettings, own_version

#: Exit statuses: 0 done, 1 bad input, 2 wrong usage, 3 gaps found where that was asked about.
GAPS_FOUND = 3

# What is wrong with a file is for its reader or writer to say, with status 1.
_INPUT = click.Path(path_type=Path, allow_dash=True, readable=False)
_OUTPUT = click.Path(path_type=Path, readable=False)


class _Commands(click.Group):
    """Commands whose errors are one line and exit with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DaeyeokError as error:
            raise click.ClickException(" ".join(str(error).split())) from error


_GLOSSARY = click.option(
    "--glossary",
    type=_INPUT,
    help="A CSV file of terms: source, target, and if wanted forbidden and note.",
)


def _encoder_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--model",
        metavar="NAME",
        help="A sentence-transformers model by name or folder, in place of the embedded one.",
    )(command)
    return click.option(
        "--encoder",
        type=click.Choice(("fast", "accurate")),
        default="fast",
        show_default=True,
        help="Embedded encoder; accurate needs the extra of that name and takes longer.",
    )(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(own_version(), "--version", prog_name="daeyeok")
def main() -> None:
    """Align official bilingual releases, Korean and English, and find what is missing.

    \b
    Example:  daeyeok align release_ko.txt release_en.txt -o release.tmx
    """


@main.command()
@click.argument("ko", type=_INPUT)
@click.argument("en", type=_INPUT)
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=_OUTPUT,
    help="Write the bitext; .tmx, .csv, .tsv or .jsonl. May be given several times.",
)
@click.option("--force", is_flag=True, help="Replace outputs that exist.")
@click.option("--beads", is_flag=True, help="Print what corresponds to what, bead by bead.")
@click.option("--fail-on-gaps", is_flag=True, help="Exit with status 3 if there is a gap.")
@click.option("--one-per-line", is_flag=True, help="Take every line as one segment.")
@click.option("--kiwi", is_flag=True, help="Split Korean without full stops with kiwipiepy.")
@click.option("--no-checks", is_flag=True, help="Do not check numbers, dates, names and the like.")
@_GLOSSARY
@_encoder_options
@click.pass_context
def align(ctx: click.Context, /, ko: Path, en: Path, **options: Any) -> None:
    """Align the Korean document KO with its English version EN.

    Prints how much of each is covered, then each gap with its place, its text, and why it is
    thought a gap, then what is wrong inside aligned segments. Read are text (UTF-8, UTF-16,
    CP949), HTML, Markdown, HWP 5, HWPX, DOCX, ODT and PDF with a text layer; - is standard
    input.

    \b
    Example:  daeyeok align ko.hwpx en.html -o release.tmx -o release.csv
    """
    from corpora.aligning import align_files  # noqa: PLC0415 - keeps --help fast
    from corpora.checking import check_release, finding_lines, with_findings  # noqa: PLC0415
    from corpora.encoders import encoder_for  # noqa: PLC0415
    from corpora.formats import check_writable, write  # noqa: PLC0415
    from corpora.naming import shown  # noqa: PLC0415
    from corpora.summary import bead_lines, is_heading, summary_lines  # noqa: PLC0415

    outputs, force = options["outputs"], options["force"]
    if str(ko) == str(en) == "-":
        raise click.UsageError("only one of KO and EN can be standard input")
    check_writable(outputs, inputs=(ko, en), force=force)
    settings = AlignSettings(one_per_line=options["one_per_line"], kiwi=options["kiwi"])
    encoder = encoder_for(options["encoder"], model=options["model"], progress=_progress("texts"))
    aligned = align_files(ko, en, encoder=encoder, settings=settings)
    release, gaps = aligned.release, aligned.gaps
    for warning in aligned.warnings:
        click.echo(f"Warning: {shown(warning)}", err=True)
    findings = () if options["no_checks"] else check_release(release, glossary=options["glossary"])
    for path in outputs:
        write(with_findings(release, findings), path, force=force)
    lines = [*bead_lines(release.bitext), ""] if options["beads"] else []
    lines += summary_lines(release, gaps, sure=settings.sure)
    lines += finding_lines(release.bitext, findings)
    _print([click.style(line, bold=True) if is_heading(line) else line for line in lines])
    for path in outputs:
        click.echo(f"Wrote {shown(path)}", err=True)
    if options["fail_on_gaps"] and any(gap.is_real for gap in gaps):
        ctx.exit(GAPS_FOUND)


@main.command()
@click.argument("file", type=_INPUT)
@click.option("--language", type=click.Choice(("ko", "en")), help="Told by script if not given.")
@click.option("--furniture", is_flag=True, help="List what is set aside, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with offsets and blocks.")
def read(file: Path, language: str | None, furniture: bool, as_json: bool) -> None:
    """Show what is read in FILE: where it comes from, and its segments with their kinds.

    \b
    Example:  daeyeok read release.hwpx
    """
    from corpora.aligning import read_document  # noqa: PLC0415
    from corpora.readers.listing import json_listing, text_listing  # noqa: PLC0415

    found, document = read_document(file, language)
    if as_json:
        listing = json_listing(found, document)
    else:
        listing = text_listing(found, document, furniture=furniture)
    _print([listing.removesuffix("\n")])


@main.command()
@click.argument("file", type=_INPUT)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only findings of this kind, such as number_mismatch. May be given several times.",
)
@_GLOSSARY
@click.option("--fail-on-findings", is_flag=True, help="Exit with status 3 if there is one.")
@click.pass_context
def check(ctx: click.Context, /, file: Path, **options: Any) -> None:
    """Check a bitext that daeyeok wrote: FILE is .tmx, .csv, .tsv or .jsonl.

    Compares numbers, dates, names, titles and terms of each aligned pair, and looks for text
    left untranslated, marks out of order and the like. Nothing is aligned anew.

    \b
    Example:  daeyeok check release.tmx --kind number_mismatch
    """
    from corpora.checking import check_file, finding_lines  # noqa: PLC0415

    release, findings = check_file(
        file, kinds=options["kinds"] or None, glossary=options["glossary"]
    )
    _print(list(finding_lines(release.bitext, findings)) or ["Nothing found."])
    if options["fail_on_findings"] and findings:
        ctx.exit(GAPS_FOUND)


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json_lines", is_flag=True, help="Print JSON, one line a document.")
@click.option("--sets", is_flag=True, help="Add up the documents of each folder.")
@click.option(
    "--predictions",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each document's beads to DOC.tsv in this folder.",
)
@click.option("--force", is_flag=True, help="Replace predictions that exist.")
@_encoder_options
def evaluate(folder: Path, **options: Any) -> None:
    """Measure the aligner on the gold documents in FOLDER.

    Each is a folder with ko.txt, en.txt (a segment a line) and gold.tsv (a bead a line:
    source indices, a tab, target indices). Strict and lax precision, recall and F1 of the
    beads are printed, and those of the gaps, counted by segment.

    \b
    Example:  daeyeok evaluate corpora/examples
    """
    from corpora import measuring  # noqa: PLC0415
    from corpora.encoders import encoder_for  # noqa: PLC0415

    measured = measuring.measure_folder(
        folder,
        encoder=encoder_for(options["encoder"], model=options["model"]),
        predictions=options["predictions"],
        force=options["force"],
        progress=_progress("documents"),
    )
    rows = measuring.by_set(measured) if options["sets"] else list(measured)
    rows.append(measuring.total(measured))
    if options["as_json_lines"]:
        _print(json.dumps(measuring.as_json(row), ensure_ascii=False) for row in rows)
    else:
        _print(measuring.table_lines(rows))


def _print(lines: Iterable[str]) -> None:
    """Print lines: styled only on a terminal, with a ? for what its encoding lacks."""
    from corpora.output import standard_output  # noqa: PLC0415 - keeps --help fast

    with standard_output():
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")
        click.echo("\n".join(lines))


def _progress(what: str) -> Callable[[int, int], None] | None:
    """A progress line on a terminal; None elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        click.echo(f"\r{done} of {total} {what}{end}", nl=False, err=True)

    return show


if __name__ == "__main__":
    main()
