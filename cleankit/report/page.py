r"""One page for the browser that shows what a chain did to many articles, and loads nothing.

The articles are JSON in a block that no browser runs; page.js puts them on the page as text and in no
other way. The policy in the page's head lets that one script and one style run, each by its hash.

>>> inert("</script><!-- \u2028")
b'"\\u003c/script\\u003e\\u003c!-- \\u2028"'
"""

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

from cleankit.audit.report import Report
from cleankit.audit.shown import Shown
from cleankit.io.streams import open_output
from cleankit.language import UNKNOWN, detect
from cleankit.report.view import LineView, Piece, lines_of
from cleankit.report.visible import GLYPHS

# No frames, images, fonts, forms or connections; and no string may become markup or script (trusted types).
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
EXAMPLES = 3  # of each rule
CONTEXT = 48  # characters of an example's line on either side of the change
LONGEST = 160  # characters of an example's change

NOTHING: dict[str, Any] = {
    "id": None,
    "before": 0,
    "after": 0,
    "edits": 0,
    "lang": UNKNOWN,
    "rules": [],
    "dropped": None,
}

# A stretch of text as it was, or [before, after, set of rules, note]; after 0: a line removed.
Parts = list[Any]


def write_page(
    path: Path, reports: Iterable[Report | Shown], *, title: str = "What was cleaned", of: int | None = None
) -> None:
    """Write a page that shows these reports; it gets its name when it is whole.

    A report alone is known by its id; `Shown` says title, address and place too, and why one was refused.
    Reports are taken one by one and none is kept, so memory grows by some hundred bytes an article. ``of``
    is the number of articles that a sample stands for. The same reports give the same bytes.
    """
    figures = _Figures()
    head, middle, tail = _template()
    with open_output(path) as page:
        page.write(head)
        for one in reports:
            page.write(inert(figures.parts_of(one)) + b"\n")
        page.write(middle)
        page.write(inert({"title": title, "of": of, "glyphs": GLYPHS, **figures.as_dict()}))
        page.write(tail)


def inert(value: Any) -> bytes:
    """Return JSON on one line in which no HTML parser finds a tag, a comment or an entity."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace")  # a lone surrogate: what Python writes is a JSON escape


class _Figures:
    """What the charts, the list of rules and the list of articles need, gathered as articles go by."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.filters: dict[str, Counter[str]] = {}
        self.rules: dict[str, Counter[str]] = {}
        self.filter_of: dict[str, str] = {}
        self.numbers: dict[str, int] = {}  # rules are numbered as they are met
        self.examples: dict[str, dict[tuple[str, str], Any]] = {}
        self.sets: dict[tuple[int, ...], int] = {}

    def parts_of(self, one: Report | Shown) -> Parts:
        """Count an article in, and return its source with the changes in their places."""
        shown = Shown(one) if isinstance(one, Report) else one
        report = shown.report
        found = {"title": shown.title, "url": shown.url, "place": shown.place, "refused": shown.refused}
        found["why"] = _counted_by(shown)
        if report is None:
            self.records.append({**NOTHING, **found})
            return [shown.text]
        met = self._count(report)
        parts: Parts = []
        size = -1
        for line in lines_of(report):
            size += len(line.text) + 1
            parts += ["\n"] if line.number > 1 else []
            parts += self._line(line)
        edits = sum(len(layer.edits) for layer in report.layers)
        about: dict[str, Any] = {"id": report.id, "before": size, "after": len(report.text), "edits": edits}
        about |= {"lang": detect(report.text).lang, "rules": met, "dropped": report.dropped}
        self.records.append(about | found)
        return [part for kept, run in groupby(parts, _is_kept) for part in (["".join(run)] if kept else run)]

    def as_dict(self) -> dict[str, Any]:
        """Return what was gathered as JSON values."""
        return {
            "records": self.records,
            "filters": [{"name": name, **count} for name, count in self.filters.items()],
            "rules": [
                {
                    "name": rule,
                    "filter": self.filter_of[rule],
                    "examples": list(self.examples.get(rule, {}).values()),
                    **count,
                }
                for rule, count in self.rules.items()
            ],
            "sets": list(self.sets),
        }

    def _count(self, report: Report) -> list[int]:
        """Count a report's edits, and return the numbers of their rules."""
        met = set()
        for edit in (edit for layer in report.layers for edit in layer.edits):
            self.filter_of.setdefault(edit.rule, edit.filter)
            self.numbers.setdefault(edit.rule, len(self.numbers))
            for counts, name in ((self.filters, edit.filter), (self.rules, edit.rule)):
                count = counts.setdefault(name, Counter())
                count["edits"] += 1
                count["removed"] += len(edit.before) - len(edit.after)
            met.add(edit.rule)
        for rule in met:
            self.rules[rule]["records"] += 1
        return sorted(self.numbers[rule] for rule in met)

    def _line(self, line: LineView) -> Parts:
        """Return a line's parts: one if it was removed, else one a piece."""
        pieces, edit = line.pieces, line.removed
        if edit is not None:
            rules = (edit.rule, *(rule for piece in pieces for rule in piece.rules if rule != edit.rule))
            part = [line.text, 0, self._set(rules), edit.note]
            self._exemplify(rules[:1], (line.text, ""), [[_cut(line.text), *part[1:]]])
            return [part]
        for at, piece in enumerate(pieces):
            if piece.after is not None:
                short = [_cut(piece.before), _cut(piece.after), self._set(piece.rules)]
                left, right = (_kept(pieces, at - 1)[-CONTEXT:], _kept(pieces, at + 1)[:CONTEXT])
                self._exemplify(piece.rules, (piece.before, piece.after), [left, short, right])
        return [
            piece.before if piece.after is None else [piece.before, piece.after, self._set(piece.rules)]
            for piece in pieces
        ]

    def _exemplify(self, rules: Sequence[str], change: tuple[str, str], parts: Parts) -> None:
        for rule in rules:
            known = self.examples.setdefault(rule, {})
            if len(known) < EXAMPLES:
                known.setdefault(change, [len(self.records), parts])

    def _set(self, rules: Sequence[str]) -> int:
        """Return the number of a set of rules; the first is the one that counts most."""
        return self.sets.setdefault(
            tuple(self.numbers[rule] for rule in dict.fromkeys(rules)), len(self.sets)
        )


def _counted_by(shown: Shown) -> str | None:
    """Return why an article is in no output, without what differs from one to the next."""
    from cleankit.batch.tally import reason_key, refusal_key  # few articles are dropped or refused

    if shown.refused is not None:
        return refusal_key(shown.refused)
    dropped = shown.report.dropped if shown.report is not None else None
    return None if dropped is None else reason_key(dropped)


def _is_kept(part: str | list[Any]) -> bool:
    return isinstance(part, str)


def _kept(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at].before if 0 <= at < len(pieces) and pieces[at].after is None else ""


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


@cache
def _template() -> tuple[bytes, bytes, bytes]:
    """Return the page before the articles, between them and the figures, and after."""
    head, rest = assembled("page").split("{records}")
    middle, tail = rest.split("{figures}")
    return head.encode(), middle.encode(), tail.encode()


def assembled(name: str) -> str:
    """Return a page with head and palette of all pages, its own style, its script, if any, and the policy."""
    page, style = _read(f"{name}.html"), _read("palette.css") + _read(f"{name}.css")
    script = _read(f"{name}.js") if "{script}" in page else None
    allowed = content_hash(script) if script is not None else "none"
    page = page.replace("{head}", _read("head.html"))
    page = page.replace("{policy}", POLICY.format(script=allowed, style=content_hash(style)))
    return page.replace("{style}", style).replace("{script}", script or "")


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def content_hash(content: str) -> str:
    """Return a script's or style's hash as a content security policy names it."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
