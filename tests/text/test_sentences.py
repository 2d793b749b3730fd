"""Ends of sentences, prose and scripts stand once, and know more than English."""

import re
from pathlib import Path

import pytest

from cleankit.text import scripts
from cleankit.text.scripts import SPACELESS_RE, size_of
from cleankit.text.sentences import SENTENCE_END_RE, end_class, has_end_mark, is_prose

PACKAGE = Path(scripts.__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pier was closed.", 1),
        ("ድልድዩ ተዘግቷል።", 1),
        ("Կամուրջը փակ է։", 1),
        ("橋は閉まった｡", 1),
        ("“The pier was closed.”", 7),
        ("(The pier was closed.)", 8),
        ("Read more…", 4),
        ("Related:", 2),
        ("The pier", 0),
    ],
)
def test_ends(text: str, found: int) -> None:
    assert end_class(text) == found
    assert has_end_mark(text) is (found in (1, 4, 7, 8))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It rained. We stayed.", ["It rained. "]),
        ("“It rained.” We stayed.", ["“It rained.” "]),
        ("雨だった。外には出なかった。", ["雨だった。", "外には出なかった。"]),
        ("ዝናብ ነበር። ቆየን።", ["ዝናብ ነበር። "]),
        ("At 3.15 in Vers.2", []),
    ],
)
def test_a_sentence_ends_inside(text: str, parts: list[str]) -> None:
    ends = [found.end() for found in SENTENCE_END_RE.finditer(text)]
    assert [text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == parts


def test_prose_needs_length_and_an_end() -> None:
    said = "The council said on Monday that the bridge will open again in spring."
    assert is_prose(said)
    assert not is_prose(said[:-1])
    assert is_prose("市议会星期一表示，这座横跨河流的老桥将在明年春天重新开放，届时所有居民都可以免费通行。")
    assert not is_prose("Bridge open.")
    assert not is_prose("")


def test_wide_and_spaceless_are_two_facts() -> None:
    assert size_of("สะพาน") == len("สะพาน")
    assert SPACELESS_RE.search("สะพาน")
    assert size_of("다리") == 4
    assert not SPACELESS_RE.search("다리")


def test_no_module_has_a_table_of_its_own() -> None:
    tables = re.compile(r"\\u3040|\\u4e00|\\u2e80|[\"'][^\"'\n]*。[^\"'\n]*！")
    own = [path.name for path in PACKAGE.rglob("*.py") if tables.search(path.read_text(encoding="utf-8"))]
    assert sorted(own) == ["scripts.py", "sentences.py"]
