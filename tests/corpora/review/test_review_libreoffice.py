"""The reviewers' table in LibreOffice: it opens as it is meant, and comes back as it was saved."""

from __future__ import annotations

import shutil
import subprocess
import zipfile

import pytest
from command_line import daeyeok
from small_bitext import FOUND
from small_bitext import release as hand_made

from corpora.review.sheet import ANSWER_COLUMNS, ID_COLUMNS
from corpora.review.sheet_files import read_rows
from corpora.store import Store

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "store.db"
    with Store.open(path, create=True) as opened:
        opened.add(hand_made(), FOUND)
        # Texts that a spreadsheet would take for a formula, a date or a number.
        reviewer = opened.reviewer(1, "Kim")
        for place, text in enumerate(("=1+1", "'24: 20 ships", "2026-11-24", "007")):
            review = opened.release(1).reviews[place]
            reviewer.revise(review.bead, review.version, text)
    return path


@pytest.fixture(params=[".xlsx", ".csv"])
def table(request, store, tmp_path):
    path = tmp_path / f"review{request.param}"
    assert daeyeok("sheet", store, 1, "-o", path).exit_code == 0
    return path


def saved_by_libreoffice(path, kind, folder):
    """The file as LibreOffice saves it after opening it."""
    into = folder / kind.partition(":")[0]
    # Separated by commas, quoted with ", UTF-8, from row 1, each column a text: as a person
    # chooses in the dialogue, for 007 would come in as 7 otherwise.
    texts = "/".join(f"{column}/2" for column in range(1, 40))
    options = [f"--infilter=CSV:44,34,76,1,{texts}"] if path.suffix == ".csv" else []
    done = subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", *options,
         "--convert-to", kind, "--outdir", into, path],
        capture_output=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return into / f"{path.stem}.{kind.partition(':')[0]}"


def rows(path):
    return [row.values for row in read_rows(path.read_bytes(), path.name, suffix=path.suffix)]


@pytest.mark.parametrize("kind", ["xlsx", "csv:Text - txt - csv (StarCalc):44,34,76"])
def test_a_table_that_libreoffice_saved_is_the_same_and_is_read(kind, table, store, tmp_path):
    saved = saved_by_libreoffice(table, kind, tmp_path)
    assert rows(saved) == rows(table)
    result = daeyeok("apply", store, saved, "--reviewer", "Lee")
    assert result.exit_code == 0, result.output
    assert "0 beads and 0 findings changed" in result.stdout


def test_an_answer_given_in_libreoffices_copy_is_applied(store, tmp_path):
    table = tmp_path / "review.xlsx"
    assert daeyeok("sheet", store, 1, "-o", table).exit_code == 0
    saved = saved_by_libreoffice(table, "xlsx", tmp_path)
    book = openpyxl.load_workbook(saved)
    page = book["review"]
    columns = [cell.value for cell in page[1]]
    page.cell(6, columns.index("state") + 1, "rejected")
    book.save(saved)
    result = daeyeok("apply", store, saved, "--reviewer", "Lee")
    assert result.exit_code == 0, result.output
    with Store.open(store) as opened:
        assert opened.release(1).reviews[4].state == "rejected"


def test_choices_and_locks_are_still_there(store, tmp_path):
    table = tmp_path / "review.xlsx"
    assert daeyeok("sheet", store, 1, "-o", table).exit_code == 0
    page = openpyxl.load_workbook(saved_by_libreoffice(table, "xlsx", tmp_path))["review"]
    columns = [cell.value for cell in page[1]]
    lists = {
        str(one.sqref): one.formula1
        for one in page.data_validations.dataValidation
        if one.type == "list"
    }
    letter = openpyxl.utils.get_column_letter(columns.index("state") + 1)
    [choice] = [formula for places, formula in lists.items() if places.startswith(f"{letter}2:")]
    assert choice == '"unreviewed,accepted,revised,rejected"'
    assert page.protection.sheet
    for name in ID_COLUMNS:
        assert page.cell(2, columns.index(name) + 1).protection.locked, name
    for name in ANSWER_COLUMNS:
        assert not page.cell(2, columns.index(name) + 1).protection.locked, name


def test_no_cell_is_a_formula_in_libreoffice(table, tmp_path):
    saved = saved_by_libreoffice(table, "ods", tmp_path)
    with zipfile.ZipFile(saved) as archive:
        content = archive.read("content.xml").decode("utf-8")
    assert "table:formula" not in content
    assert "=1+1" in content
