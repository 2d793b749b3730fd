"""What the tests of all hosts clean: articles of many kinds, and chains that refuse and that fail."""

from pathlib import Path

from cleankit import Chain, FilterError

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*/input.txt"))
DIRTY = "Advertisement\nThe “bridge” opens on Monday, it’s said.\nShow comments"
TEXTS = [
    *(path.read_text(encoding="utf-8", errors="replace") for path in FIXTURES),
    "",
    " ",
    "Advertisement",
    "line\r\nbreaks\u2028and \u200bnothing",
    "The cafÃ© opens.",
    "é" * 5000,
    *(f"{DIRTY} {n}\n{DIRTY} {n}" for n in range(300)),
]
CHAIN = Chain("article")
CLEAN = [CHAIN(text) for text in TEXTS]


def fail_on_snow(text: str) -> str:
    """Fail on snow, as a filter with a fault does."""
    if "snow" in text:
        raise ValueError("snow")
    return text


FAILING = Chain("article", fail_on_snow)
GATED = Chain("article", "length")
SHORT = "length: words 2 < 50"
LONG = "One word after the other. " * 20


def is_failure(error: object) -> bool:
    """Return whether an error column, or an error, tells of the snow."""
    return "ValueError: snow" in str(error) and (isinstance(error, str | FilterError))


HUGE = "Snow fell over the town. " * 40_000
WRONG_FIELDS = [
    ("txt", "no column 'txt', or several; did you mean 'text'"),
    (b"text", "field: found bytes; accepted: the name of a column"),
    (None, "field: found NoneType; accepted: the name of a column"),
    (["text"], "field: found list; accepted: the name of a column"),
    ("dropped", "column 'dropped' is one that is added; rename it"),
    ("error", "column 'error' is one that is added; rename it"),
]
WRONG_CHAINS = [
    ("article", r"found str; accepted: a Chain; try Chain\('article'\)"),
    (5, "found int; accepted: a Chain"),
    (Chain, "found type; accepted: a Chain"),
]
WRONG_CHAINS_OR_TOML = [("article", r"for a preset, Chain\('article'\)"), *WRONG_CHAINS[1:]]
ODD_METADATA = {
    "title": 5, "lang": None, "url": ["/1"], "text": "other", "id": 7, "cleankit_segments": "9:9:9",
}  # fmt: skip
"""Metadata of wrong types, and of names that cleankit knows or adds."""
WRONG_DOCUMENTS = [(None, "NoneType"), ("Snow.", "str"), ([None], "NoneType"), (["Snow."], "str")]


def check_odd_metadata(found: dict[str, object]) -> None:
    """Fail unless ``ODD_METADATA`` is what it was, but for the segments, which are of this cleaning."""
    assert {**ODD_METADATA, "cleankit_segments": ""}.items() <= {**found, "cleankit_segments": ""}.items()
    assert found["cleankit_segments"] != ODD_METADATA["cleankit_segments"]
