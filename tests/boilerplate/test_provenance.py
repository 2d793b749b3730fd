"""Labelled bylines, sources, contacts and dates stay by default, and go with all categories."""

import pytest

from cleankit.document import Lines
from cleankit.filters.boilerplate import boilerplate_lines

TEXT = ["Mandag kom skipet hjem, etter to lange år på havet, sa havnesjefen.", ""]
HEAD = [
    "Autor: Eva Beispiel",
    "Auteur : Anne Exemple",
    "Źródło: Port",
    "Szerző: Példa Anna",
    "Автор: Анна Примерова",
]
TAIL = [
    "Quelle: Hafenblatt",
    "Fuente: El Puerto",
    "Bron: De Haven",
    "Lähde: Satamalehti",
    "Kaynak: Liman",
    "Πηγή: Λιμάνι",
]


def gone(lines: list[str], categories: str) -> list[str]:
    verdicts = boilerplate_lines(Lines(lines), categories=categories)
    return [lines[verdict.line] for verdict in verdicts]


@pytest.mark.parametrize("line", [*HEAD[:2], *HEAD[3:]])
def test_bylines_go_at_the_head_with_all_alone(line: str) -> None:
    assert gone([line, "", *TEXT * 12], "interface") == []
    assert gone([line, "", *TEXT * 12], "all") == [line]
    assert gone([*TEXT * 12, line, "", *TEXT * 12], "all") == []


@pytest.mark.parametrize("line", [HEAD[2], *TAIL])
def test_sources_go_at_the_tail_with_all_alone(line: str) -> None:
    assert gone([*TEXT * 12, line], "interface") == []
    assert gone([*TEXT * 12, line], "all") == [line]


@pytest.mark.parametrize("lines", [["Source:", "Harbour Post"], ["Source:", "", "Harbour Post"]])
def test_a_lone_label_of_a_source_stays_by_default(lines: list[str]) -> None:
    assert gone([*TEXT * 12, *lines], "interface") == []


@pytest.mark.parametrize("section", ["Wirtschaft", "Polityka", "Gündem", "Общество", "Nasional"])
def test_sections_go_beside_boilerplate_alone(section: str) -> None:
    assert gone([*TEXT * 12, section, "", *TEXT * 12], "interface") == []
    assert gone(["Advertisement", section, "", *TEXT * 12], "interface") == ["Advertisement", section]
