"""Settings from daeyeok.toml and from the command line."""

from __future__ import annotations

import tomllib

import pytest
from command_line import daeyeok, refused
from hypothesis import given
from hypothesis import strategies as st
from repository import EXAMPLES

from align.checks.finding import Finding
from align.checks.kinds import FINDING_KINDS, kinds_in
from align.checks.settings import CheckSettings, kinds_of
from align.errors import SettingsError
from align.messages import quoted
from align.settings import AlignSettings
from corpora.configuration import (
    FILE_NAME,
    KEYS,
    Configuration,
    default_file,
    load_configuration,
    parse_configuration,
)
from corpora.formats.release_file import read_release

PAGES = [EXAMPLES / "03-rescue-drill" / name for name in ("ko_raw.txt", "en_raw.txt")]


def test_without_a_file_everything_is_as_by_default(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    configuration = load_configuration()
    assert configuration.align_settings() == AlignSettings()
    assert configuration.check_settings() == CheckSettings()
    assert {choice.origin for choice in configuration.choices} == {"default"}


def test_the_default_file_changes_nothing_and_names_every_key():
    lines = list(default_file())
    assert parse_configuration("\n".join(lines), "f") == Configuration()
    uncommented = "\n".join(
        line.removeprefix("#") if line.startswith("#") and not line.startswith("# ") else line
        for line in lines
    )
    changed = parse_configuration(uncommented, "f")
    assert {choice.key for choice in changed.choices} == {
        *KEYS, "checks.confidence.number_missing", "checks.severity.weekday_mismatch",
    }  # fmt: skip
    assert changed.align_settings() == AlignSettings()


def test_a_file_sets_what_it_names():
    configuration = parse_configuration(
        """
        [align]
        wrong_cost = 1
        [checks]
        only = ["facts", "doubled"]
        skip = ["time_mismatch"]
        length_factor = 3.5
        [checks.confidence]
        facts = 0.6
        number_missing = 0.8
        [checks.severity]
        doubled = "high"
        """,
        "f",
    )
    assert configuration.align_settings().wrong_cost == 1.0
    checks = configuration.check_settings()
    assert checks.kinds == {*kinds_in("facts"), "doubled"} - {"time_mismatch"}
    assert dict(checks.confidences)["number_missing"] == 0.8
    assert dict(checks.confidences)["scale_error"] == 0.6
    assert checks.severities == (("doubled", "high"),)
    assert "length_factor:3.5" in checks.signature()
    assert "doubled:high" in checks.signature()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "[align]\nwrongcost = 1",
            "f: unknown key align.wrongcost; did you mean align.wrong_cost?",
        ),
        ("wrong_cost = 1", "f: unknown key wrong_cost; did you mean align.wrong_cost?"),
        ("[alinge]\nkiwi = true", "f: unknown key alinge; did you mean "),
        ("align = 1", "f: align is a table; write [align] on a line of its own"),
        ("[align]\nkiwi = 1", "f: align.kiwi must be true or false, not 1"),
        ("[align]\nsure = true", "f: align.sure must be a number, not true"),
        ("[align]\nsure = 2", "f: sure must be between 0 and 1, not 2.0"),
        ("[align]\nsure = nan", "f: sure must be between 0 and 1, not nan"),
        ("[align]\nencoder = 'slow'", "f: align.encoder is fast or accurate, not 'slow'"),
        ("[checks]\nonly = 'facts'", 'f: checks.only must be a list of texts, not "facts"'),
        ("[checks]\nonly = [1]", "f: checks.only must be a list of texts, not [1]"),
        ("[checks]\nonly = ['fact']", "f: unknown kind of finding: 'fact' - did you mean facts?"),
        ("[checks]\ndoubled_letters = 1.5", "f: checks.doubled_letters must be a whole number"),
        ("[checks]\nlength_factor = 1", "f: length_factor must be above 1, not 1.0"),
        ("[checks.confidence]\nname = 0.5", "f: unknown key checks.confidence.name; did you mean"),
        ("[checks.confidence]\nnames = 5", "f: name_mi"),
        ("[checks.severity]\nnames = 'worst'", "a severity is low, medium, high, not 'worst'"),
        ("[align\n", "f is no TOML: "),
        ("a = " + "[" * 9999, "f is no TOML: "),
    ],
)
def test_what_is_wrong_is_told_with_its_key(text, message):
    with pytest.raises(SettingsError) as caught:
        parse_configuration(text, "f")
    assert message in str(caught.value)


def refusal(text: str) -> str:
    """Why a text is no file of settings; "" where it is one."""
    try:
        parse_configuration(text, "f")
    except SettingsError as error:
        return str(error)
    return ""


@given(st.text())
def test_any_text_is_settings_or_refused(text):
    assert refusal(text).startswith("f") or not refusal(text)


toml_values = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.floats(-2, 2) | st.sampled_from(["high", "facts", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("a"), inner, max_size=1),
    max_leaves=4,
)
some_keys = st.sampled_from([*KEYS, "checks.severity.facts", "checks.confidence.doubled", "align"])


@given(some_keys, toml_values)
def test_any_value_is_taken_or_refused(key, value):
    def toml(value):
        if isinstance(value, dict):
            return "{" + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(toml, value)) + "]"
        if isinstance(value, bool):
            return str(value).lower()
        return repr(value)

    text = f"{key} = {toml(value)}"
    tomllib.loads(text)
    if refusal(text):
        assert refusal(text).startswith("f: ")
    elif value != {}:
        assert parse_configuration(text, "f")[key] == value


@given(st.sets(st.sampled_from(FINDING_KINDS)), st.floats(0, 1), st.sampled_from(FINDING_KINDS))
def test_only_what_is_wanted_is_told(kinds, least, kind):
    settings = CheckSettings(frozenset(kinds), least, severities=((kind, "low"),))
    finding = Finding(kind, "high", 0.5, (0, 1), None, quoted("It is so."))
    told = settings.apply(finding)
    assert (told is not None) == (kind in kinds and least <= 0.5)
    assert told is None or told.severity == "low"


def test_every_kind_is_in_one_group():
    groups = ("facts", "names", "terms", "partial", "others", "precedents")
    assert sum(len(kinds_of([group])) for group in groups) == len(FINDING_KINDS)
    assert kinds_of(groups) == kinds_of(["all"]) == set(FINDING_KINDS)
    assert kinds_of(["Number mismatch", "number-missing"]) == {"number_mismatch", "number_missing"}


def test_the_command_line_wins_over_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / FILE_NAME).write_text(
        "[checks]\nonly = ['names']\n[checks.severity]\nname_variant = 'high'\n"
        "number_mismatch = 'low'\n"
    )
    from_file = daeyeok("align", *PAGES, "-o", "a.jsonl")
    assert "name variant, high" in from_file.output
    assert "number mismatch" not in from_file.output
    assert read_release("a.jsonl").checks == (
        "kinds:name_missing,name_mismatch,name_variant,title_mismatch|"
        "name_variant:high|number_mismatch:low"
    )
    both = daeyeok("align", *PAGES, "--checks", "facts", "--checks", "names")
    assert "name variant, high" in both.output
    assert "number mismatch, low" in both.output
    assert "name variant" not in daeyeok("check", "a.jsonl", "--skip", "name_variant").output
    elsewhere = tmp_path / "other.toml"
    elsewhere.write_text("")
    plain = daeyeok("check", "a.jsonl", "--config", elsewhere)
    assert "name variant, medium" in plain.output


def test_settings_of_align_reach_the_signature(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my.toml").write_text("[align]\nwrong_cost = 0.9\nkiwi = true\nsure = 0.5\n")
    result = daeyeok("align", *PAGES, "-o", "a.jsonl", "--config", "my.toml", "--no-kiwi")
    assert result.exit_code == 0
    signature = read_release("a.jsonl").bitext.signature
    assert "wrong_cost:0.9" in signature
    assert "kiwi:0" in signature
    assert "checks" not in signature


def test_config_tells_where_a_setting_comes_from(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "sub"
    folder.mkdir()
    (folder / "my.toml").write_text("[checks]\nglossary = 'terms.csv'\n")
    lines = daeyeok("config", "--config", "sub/my.toml").output.splitlines()
    assert 'checks.glossary = "sub/terms.csv"  # sub/my.toml' in lines
    assert "align.sure = 0.9  # default" in lines
    assert tomllib.loads("\n".join(lines))["checks"]["only"] == ["all"]
    default = daeyeok("config", "--default").output
    assert default.splitlines() == list(default_file())


def test_a_missing_or_wrong_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refused("config", "--config", "no.toml") == (
        "no.toml: there is no such file; check its name"
    )
    (tmp_path / FILE_NAME).write_text("[align]\nkwi = true\n")
    assert refused("align", *PAGES) == (
        "daeyeok.toml: unknown key align.kwi; did you mean align.kiwi?"
    )


def test_an_unknown_kind_is_refused_before_work_begins(tmp_path):
    message = refused("align", *PAGES, "--skip", "numbermismatch", "-o", tmp_path / "a.csv")
    assert "did you mean number_mismatch?" in message
    assert list(tmp_path.iterdir()) == []


def test_the_terminal_is_read_in_korean(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert (
        "국문 13행, 영문 9행 - 숫자 불일치, 높음"
        in daeyeok("align", *PAGES, "--language", "ko").stdout
    )
    (tmp_path / FILE_NAME).write_text('[summary]\nlanguage = "ko"\n')
    aligned = daeyeok("align", *PAGES, "-o", "a.jsonl", "--store", "a.db", "--beads").stdout
    assert "국문은 1,240명, 영문은 1,420입니다." in aligned
    assert "(영문 없음)" in aligned
    for command in (("check", "a.jsonl"), ("gate", "a.db", 1), ("gaps", "a.db")):
        korean = daeyeok(*command).stdout
        english = daeyeok(*command, "--language", "en").stdout
        for words in ("Korean line", "English line", "Why:", "The English says", ", high"):
            assert words not in korean
        assert "English line" in english
        assert any(f"{side} {line}행" in korean for side in ("국문", "영문") for line in (13, 16))
    nothing = daeyeok("check", "a.jsonl", "--checks", "doubled")
    assert nothing.stdout == "확인할 곳이 없습니다.\n"
    (tmp_path / FILE_NAME).write_text('[summary]\nlanguage = "fr"\n')
    failed = daeyeok("gaps", "a.db")
    assert failed.exit_code == 1
    assert "summary.language is en or ko, not 'fr'" in failed.stderr
