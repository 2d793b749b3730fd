"""The table of FineWeb-2's thresholds: whole, in order, and used by the gate."""

import pytest

from cleankit import Document, filter
from cleankit.document import Cleaned
from cleankit.language import normal_code
from cleankit.text.fineweb2 import TABLE, languages, thresholds

MENU = "Startside\nSport\nVær\nKultur\nReise\n" * 3


def asked(text, lang):
    return filter("fineweb2-quality")(Cleaned(text, Document(text, lang=lang), None, ""))


def test_every_row_names_its_file_and_commit():
    rows = [line.split() for line in TABLE.read_text("ascii").splitlines() if not line.startswith("#")]
    assert [row[0] for row in rows[1:]] == languages()
    assert len(languages()) == 65
    for lang, file, commit, *_ in rows[1:]:
        assert normal_code(file.partition("_")[0]) == lang
        assert commit in ("05e6729", "d331bee")


@pytest.mark.parametrize("lang", languages())
def test_thresholds_are_shares_and_in_order(lang):
    row = thresholds(lang)
    assert len(row.most_frequent) == 3
    assert len(row.repeated) == 6
    assert list(row.repeated) == sorted(row.repeated, reverse=True)
    shares = (row.lines, *row.most_frequent, *row.repeated, row.end_marks, row.lettered, row.newlines)
    assert all(0 <= share < 1 for share in shares)
    assert 0 <= row.short_words < row.long_words < 75


@pytest.mark.parametrize("lang", ["no", "nob", "es", "pl", "uk", "ja", "sw"])
def test_the_gate_uses_the_row_of_the_language(lang):
    row = thresholds(normal_code(lang))
    assert asked(MENU, lang).endswith(f"> {row.lines:g}")
