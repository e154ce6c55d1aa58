"""What the commands print, write and return when all is well."""

import json
import re

import click
import pytest
from command_line import ENGLISH, KOREAN, daeyeok, process
from repository import EXAMPLE, EXAMPLES

from align.encoders.universal import universal_encoder
from align.settings import own_version
from corpora.commands.group import main
from corpora.formats import release_file as formats

BOTH = (EXAMPLE / "ko.txt", EXAMPLE / "en.txt")
COMMANDS = {"": main, **main.commands}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_with_an_example(name, flag):
    result = daeyeok(*name.split(), flag)
    assert result.exit_code == 0
    assert re.search(rf"^  Example:  daeyeok {name}", result.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", main.commands)
def test_every_option_has_help(name):
    options = [p for p in main.commands[name].params if isinstance(p, click.Option)]
    assert all(option.help and option.help.endswith(".") for option in options)


def test_the_version_names_what_results_depend_on():
    said = daeyeok("--version")
    found = re.fullmatch(r"daeyeok, version (\S+), encoder (\S+)\n", said.stdout)
    assert (said.exit_code, said.stderr) == (0, "")
    assert found
    assert (found[1], found[2]) == (own_version(), universal_encoder().name)


def test_a_summary_on_standard_output_and_nothing_else():
    result = daeyeok("align", *BOTH)
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = result.stdout.splitlines()[:2]
    assert re.fullmatch(
        r"Korean  ko\.txt: \d+ of 17 segments have a counterpart \(\d+% of the text\)", first
    )
    assert second.startswith("English en.txt: ")
    assert "모렌 국장은 특히 北의 불법 해상환적에 대해 우려를 표하였다." in result.stdout
    assert "\x1b" not in result.stdout


def test_headings_are_bold_on_a_terminal():
    from click.testing import CliRunner  # noqa: PLC0415

    result = CliRunner().invoke(main, ["align", *map(str, BOTH)], color=True)
    bold = re.findall("\x1b\\[1m(.*?)\x1b\\[0m", result.output)
    headings = [re.split(r"[:(]", line)[0].strip() for line in bold]
    assert headings == ["Omissions", "Additions", "Findings inside aligned segments"]


def test_several_outputs_hold_the_same(tmp_path):
    outputs = [tmp_path / f"a.{name}" for name in formats.RELEASE_FORMATS]
    arguments = [word for output in outputs for word in ("-o", output)]
    result = daeyeok("align", *BOTH, *arguments)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"Wrote {output}" for output in outputs]
    releases = [formats.read_release(output) for output in outputs]
    assert {release.bitext.beads for release in releases} == {releases[0].bitext.beads}
    assert {release.annotations for release in releases} == {releases[0].annotations}


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16"])
def test_standard_input(side, encoding):
    texts = [path.read_text(encoding="utf-8") for path in BOTH]
    if encoding == "cp949":
        texts = [text.encode("cp949", "replace").decode("cp949") for text in texts]
    names = list(BOTH)
    names[side] = "-"
    result = daeyeok("align", *names, stdin=texts[side].encode(encoding))
    assert result.exit_code == 0
    assert "standard input: " in result.stdout.splitlines()[side]


def test_beads_are_printed_on_demand():
    assert "[1-1]" not in daeyeok("align", *BOTH).stdout
    shown = daeyeok("align", *BOTH, "--beads").stdout
    assert shown.count("\n[") + shown.startswith("[") >= 12
    assert "(no English)" in shown
    assert "(no Korean)" in shown


CLOSING = "끝.\n"
OMISSION = "장관은 오후에 부산항을 둘러보고 선원 가족을 만나 위로하였다.\n"


@pytest.mark.parametrize(
    ("korean", "options", "status"),
    [
        pytest.param(KOREAN, ["--fail-on-gaps"], 0, id="none"),
        pytest.param(KOREAN + CLOSING, ["--fail-on-gaps"], 0, id="only what is expected"),
        pytest.param(KOREAN + OMISSION, [], 0, id="one, but not asked"),
        pytest.param(KOREAN + OMISSION, ["--fail-on-gaps"], 3, id="one"),
    ],
)
def test_gaps_are_told_by_the_status_on_demand(tmp_path, korean, options, status):
    (tmp_path / "ko.txt").write_text(korean, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    result = daeyeok("align", tmp_path / "ko.txt", tmp_path / "en.txt", *options)
    assert result.exit_code == status, result.output
    assert (OMISSION.strip() in result.stdout) == (OMISSION in korean)


def test_gaps_do_not_keep_the_outputs_from_being_written(tmp_path):
    output = tmp_path / "a.jsonl"
    result = daeyeok("align", *BOTH, "--fail-on-gaps", "-o", output)
    assert result.exit_code == 3
    assert formats.read_release(output).bitext.beads


LINES = [
    "본문 바로가기",
    "",
    "홈 > 보도자료",
    "  제5차 회의. 두 문장이다. 세 문장이다.  ",
    "\t",
    "첫째 칸\t둘째 칸",
    "조회수 : 1,106",
    "양측은 합의하였다. 끝.",
    "작성일 2023-05-26",
    "네.",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_one_per_line_keeps_every_line_and_adds_none(tmp_path, end):
    (tmp_path / "ko.txt").write_bytes(end.join(LINES).encode())
    english = ["Skip to content", "", *["The two sides agreed. They left."] * 3, "Hits 10", "Yes."]
    (tmp_path / "en.txt").write_bytes((end.join(english) + end).encode())
    output = tmp_path / "a.jsonl"
    result = daeyeok(
        "align", tmp_path / "ko.txt", tmp_path / "en.txt", "--one-per-line", "-o", output
    )
    assert result.exit_code == 0, result.output
    bitext = formats.read_release(output).bitext
    for document, lines in ((bitext.source, LINES), (bitext.target, english)):
        kept = [line.strip() for line in lines if line.strip()]
        assert [segment.text for segment in document.segments] == kept
        assert document.furniture == ()
        numbers = [document.line_of(segment) for segment in document.segments]
        assert numbers == [n for n, line in enumerate(lines, start=1) if line.strip()]


def test_evaluate_prints_a_table(tmp_path):
    result = daeyeok("evaluate", EXAMPLES, "--predictions", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    names = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())
    assert [line.split()[0] for line in lines] == ["document", *names, "all"]
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == names
    rows = (tmp_path / "out" / f"{names[0]}.tsv").read_text().splitlines()
    assert all(re.fullmatch(r"[\d,]*\t[\d,]*", row) for row in rows)


def test_evaluate_prints_json():
    result = daeyeok("evaluate", EXAMPLE, "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["name"] for row in rows] == [EXAMPLE.name, "all"]
    assert set(rows[0]["strict"]) == {"precision", "recall", "f1", "answers", "gold"}


def test_evaluate_adds_up_sets():
    rows = daeyeok("evaluate", EXAMPLES, "--sets").stdout.splitlines()
    assert len(rows) == 3


def test_help_waits_for_nothing_heavy():
    heavy = {"numpy", "lxml", "sentencepiece", "rich", "charset_normalizer"}
    heavy |= {
        "corpora.formats.release_file",
        "corpora.readers.read_file",
        "corpora.workflows.align",
        "click.testing",
    }
    code = "import corpora.commands.group, sys;"
    code += f"raise SystemExit(' '.join(sys.modules.keys() & {heavy!r}))"
    with process(code=code) as child:
        _, said = child.communicate(timeout=60)
    assert said.decode().strip() == ""
