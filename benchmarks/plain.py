"""The default chain's steps written plainly: the yardstick for speed.

`ftfy.fix_text` once a record with cleankit's config, one precompiled `re.sub` a step, sets for phrases
and repeats, json from the standard library. It was written before anything was made fast and stays as
it is: what one would write in an afternoon without cleankit.

    python -m benchmarks.plain OUTPUT.jsonl INPUT.jsonl.gz...
"""

import gzip
import json
import re
import sys
import tomllib
from pathlib import Path

import ftfy

CONFIG = ftfy.TextFixerConfig(
    explain=False,
    uncurl_quotes=False,
    fix_character_width=False,
    fix_latin_ligatures=False,
    fix_line_breaks=False,
    normalization="NFC",
)
NEWLINES_RE = re.compile("\r\n|[\r\u0085\u2028\u2029]")
INVISIBLES_RE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
ODD_SPACES_RE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
DOUBLE_RE = re.compile("[“”„‟]")
SINGLE_RE = re.compile("[‘’‚‛]")
SPACES_RE = re.compile(r"[^\S\n]+")
EDGES_RE = re.compile(r"^ | $", re.MULTILINE)
BLANK_LINES_RE = re.compile(r"\n{3,}")
PACKS = Path(__file__).parents[1] / "cleankit" / "packs"


def load_phrases() -> set[str]:
    """Return every whole-line phrase of the packs, lower case."""
    phrases: set[str] = set()
    for path in PACKS.glob("*.toml"):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            if rule["match"] == "line":
                phrases.update(phrase.casefold() for phrase in rule["phrases"])
    return phrases


def plain_text(text: str) -> str:
    """Do what the text filters do."""
    text = NEWLINES_RE.sub("\n", text)
    text = ftfy.fix_text(text, CONFIG)
    text = INVISIBLES_RE.sub("", text)
    text = ODD_SPACES_RE.sub(" ", text)
    text = DOUBLE_RE.sub('"', text)
    text = SINGLE_RE.sub("'", text)
    text = SPACES_RE.sub(" ", text)
    return EDGES_RE.sub("", text)


def plain_lines(text: str, phrases: set[str]) -> str:
    """Do what the line filters do, with exact phrases and exact repeats only."""
    kept: list[str] = []
    seen: set[str] = set()
    for line in text.split("\n"):
        key = line.casefold()
        if key in phrases:
            continue
        if len(line) >= 40:
            if key in seen:
                continue
            seen.add(key)
        kept.append(line)
    return BLANK_LINES_RE.sub("\n\n", "\n".join(kept)).strip("\n")


def main(output: str, *inputs: str) -> None:
    """Clean the field "text" of every record of the inputs into one output."""
    phrases = load_phrases()
    with open(output, "w", encoding="utf-8") as out:
        for path in inputs:
            with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    record = json.loads(line)
                    record["text"] = plain_lines(plain_text(record["text"]), phrases)
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
