"""Form before label: what the form of a line forbids, whatever its words say.

A line that is part of a sentence, code, verse, a row, an item, a turn, or announced by a colon is not
dropped for its words. Exempt are rules that name the form, and items and announced lines whose opening
line goes itself: the list under "Related:". A heading of the text stays, too: a label above verse, an
entry of a glossary, a section among sections.

>>> from cleankit.document import Lines
>>> lines = Lines(["The remote control has two buttons:", "- Play", "- Menu"])
>>> sorted(Vetoes(lines).on(1, {}))
['announced', 'item']
"""

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from cleankit.boilerplate.amid_forms import amid_forms
from cleankit.boilerplate.headings import Headings
from cleankit.boilerplate.remains import POST_RE, Shown, signs_post
from cleankit.boilerplate.series import series
from cleankit.document import Lines, Verdict
from cleankit.text.forms import KEPT
from cleankit.text.patterns import lazy
from cleankit.text.scripts import size_of
from cleankit.text.sentences import has_end_mark

OPENED = ("item", "announced")  # forms of lines that the line above them opens
SECTIONS = frozenset(("comments", "player", "navigation", "related", "contact", "source"))
"""Categories whose labels name sections too: "Discussion", "Volume 1", "Contact"."""
TITLES = frozenset(("related", "read-more"))
"""Categories whose rest behind a colon is a headline, which begins with a capital."""
ASKED = frozenset(("share", "navigation", "player", "comments"))
"""Categories whose single words are buttons, and speech with a question mark: "Share?"."""
ASIDES = ASKED - {"comments"} | {"login"}
CALLS = frozenset(("read-more", "navigation", "player", "share", "login", "app", "related", "comments"))
"""Categories whose words, marked as a Markdown heading, head the text below them: "## Learn more"."""
LINKS = ("[", "![", "- [", "* [")
DASHES = "-–—―"
ASKING = "?？؟"
STOPS = ".。।۔"
MARKED_RE = lazy(r"#{1,6}\s")
STYLES_RE = lazy(r"\b(?:CSS|style ?sheets?)\b")
TITLE_RE = lazy(r".*\((?:1[89]|20)\d\d\)")
BOOK_RE = lazy(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)(?: ?[).,:;）。，年]|$)")
MOST_WORDS = 3  # of a section's heading
REACH = 3  # lines between two headings of sections
SENTENCE_WORDS, SMALL_SHARE = 12, 0.75
NUMBER_RE = lazy(r"\d+")
YEAR_RE = lazy(r"\b\d{4}\b")
CALL_RE = lazy(r"[^:：]{2,40}[:：]\s*(\S\S?)")


class Vetoes:
    """What forms forbid in one document; ``fitting`` are the lines that rules fit, or that go already.

    ``ads`` are those of them that are labels of ads: they head nothing, and end no section.
    """

    def __init__(self, lines: Lines, fitting: Container[int] = (), ads: Container[int] = ()) -> None:
        self._forms, self._fitting, self._ads = lines.forms, fitting, ads
        self._texts = lines.forms.shapes.texts
        self._headings = Headings(lines.forms, fitting, ads)
        self._shown = Shown(lines.forms.shapes, fitting)

    def on(self, line: int, going: Container[int]) -> set[str]:
        """Return the forms of a line that forbid to drop it, given the lines that go."""
        forms = self._forms
        if line not in forms.kept:
            return set()
        found = {name for name in KEPT if line in forms.sets[name]}
        if not found.isdisjoint(OPENED):
            opener = forms.item.get(line, forms.announced.get(line, -1))
            if opener in going and opener not in self._ads:
                found.difference_update(OPENED)
        return found

    def on_score(self, line: int) -> bool:
        """Say whether the line model may not drop a line for its score.

        Its neighbours speak for it: an entry with its label, prose beside verse.
        """
        forms = self._forms
        if (
            line in self.series
            or line in self._amid_form
            or self.on(line, self._fitting)
            or self.heads_text(line, "")
        ):
            return True
        beside = {forms.shapes.before.get(line, -1), forms.shapes.after.get(line, -1)}
        if forms.is_prose(line) and not beside.isdisjoint(forms.verse):
            return True
        start = next((i for i in range(line, max(-1, line - REACH), -1) if i in self._places), -1)
        return start >= 0 and "" not in self._texts[start:line] and self._is_entry(start)

    @cached_property
    def series(self) -> set[int]:
        """The lines of the article's own series: scores, times, amounts."""
        return series(self._forms.shapes)

    @cached_property
    def _amid_form(self) -> set[int]:
        return amid_forms(self._forms)

    @cached_property
    def is_about_styles(self) -> bool:
        """Whether a sentence names style sheets: then those that follow are shown, not left over."""
        texts, forms = self._texts, self._forms
        named = [i for i in forms.shapes.solid if STYLES_RE.search(texts[i]) is not None]
        return any(i not in forms.code and forms.is_prose(i) for i in named)

    def heads_text(self, line: int, category: str, *, opens: bool = False) -> bool:
        """Say whether a label is a heading of the text, for a rule of that category.

        ``opens`` is whether the rule's line opens a passage: what stands below readers' comments is theirs.
        """
        text = self._texts[line]
        if category and (self._is_no_label(line, category) or self._is_of_text(line, category)):
            return True
        if category in CALLS and not (opens and category == "comments") and self._is_marked_heading(line):
            return True
        if category == "ad" or has_end_mark(text) or text.count(" ") >= MOST_WORDS:
            return False
        shapes = self._forms.shapes
        below = shapes.after.get(line, -1)
        if below < 0:
            return False
        if below in self._forms.verse:
            return True
        return self._is_entry(line) or (category in SECTIONS and self._is_section(line))

    def unsigned(self, cut: Mapping[int, Verdict]) -> dict[int, Verdict]:
        """Return the cuts but for those that would hide that a post is signed below."""
        return {i: one for i, one in cut.items() if not self._is_signed(i, one.text or "")}

    def _is_signed(self, line: int, left: str) -> bool:
        below = self._forms.shapes.after.get(line, -1)
        if below < 0 or not left or not has_end_mark(left) or POST_RE.search(self._texts[line]) is None:
            return False
        return self._texts[below][0] in DASHES and "(@" in self._texts[below]

    def _is_no_label(self, line: int, category: str) -> bool:
        """Say whether a line is more than the label that its words make it: advice, a signature, markup."""
        text = self._texts[line]
        if category in TITLES:
            return _goes_on_small(text)
        if category == "copyright":
            return _is_sentence(text)
        if category == "embed":
            return text[0] in DASHES and signs_post(self._forms.shapes, line, self._fitting)
        return category == "markup" and text[0] == "<" and self._shown.has(line)

    def _is_of_text(self, line: int, category: str) -> bool:
        """Say whether the lines around a label show that it is of the text, whatever button has its name."""
        text = self._texts[line]
        if self._headings.heads(line) or self._headings.answers(line):
            return True
        if self._is_aside(line, category) or self._is_of_years(line):
            return True
        if category in ASKED and " " not in text and text[-1] in ASKING:
            return True
        if category in ASIDES and text[-1] in STOPS and self._is_among_sentences(line):
            return True
        return category == "related" and self._is_bibliography(line)

    def _is_marked_heading(self, line: int) -> bool:
        """Say whether a line is a Markdown heading above running text that no rule fits."""
        if MARKED_RE.match(self._texts[line]) is None:
            return False
        below = self._forms.shapes.after.get(line, -1)
        if below < 0 or below in self._fitting or MARKED_RE.match(self._texts[below]) is not None:
            return False
        return self._forms.is_prose(below) and not self._texts[below].startswith(LINKS)

    def _is_aside(self, line: int, category: str) -> bool:
        """Say whether a label in brackets stands between two sentences: "(Pause)"."""
        text, shapes = self._texts[line], self._forms.shapes
        if category not in ASIDES or text[0] not in "(（" or text[-1] not in ")）" or "](" in text:
            return False
        above, below = shapes.before.get(line, -1), shapes.after.get(line, -1)
        return (
            below >= 0
            and has_end_mark(self._texts[below])
            and (above < 0 or has_end_mark(self._texts[above]))
        )

    def _is_among_sentences(self, line: int) -> bool:
        """Say whether sentences stand right above and below a line, as in a list of steps: "Share."."""
        beside = (line - 1, line + 1)
        if beside[0] < 0 or beside[1] >= len(self._texts):
            return False
        return all(self._texts[i] and has_end_mark(self._texts[i]) and i not in self._fitting for i in beside)

    def _is_of_years(self, line: int) -> bool:
        """Say whether a line ends with a year in brackets, as the line above or below does: "Home (1990)"."""
        if TITLE_RE.fullmatch(self._texts[line]) is None:
            return False
        shapes = self._forms.shapes
        beside = (shapes.before.get(line, -1), shapes.after.get(line, -1))
        return any(other >= 0 and TITLE_RE.fullmatch(self._texts[other]) for other in beside)

    def _is_bibliography(self, line: int) -> bool:
        """Say whether books stand below a label: entries with a year and an end mark."""
        texts, after = self._texts, self._forms.shapes.after
        below = after.get(line, -1)
        return below >= 0 and has_end_mark(texts[below]) and BOOK_RE.search(texts[below]) is not None

    def _is_entry(self, line: int) -> bool:
        """Say whether a label stands right above its text, and another one beside does so too."""
        if not self._is_label_of_passage(line):
            return False
        passages, place = self._forms.shapes.passages, self._places[line]
        beside = [passages[other][0] for other in (place - 1, place + 1) if 0 <= other < len(passages)]
        return any(other not in self._fitting and self._is_label_of_passage(other) for other in beside)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {start: place for place, (start, _) in enumerate(self._forms.shapes.passages)}

    def _is_label_of_passage(self, start: int) -> bool:
        texts = self._texts
        if start and texts[start - 1]:
            return False
        below = texts[start + 1] if start + 1 < len(texts) else ""
        return bool(below) and has_end_mark(below) and not has_end_mark(texts[start]) and " " in below

    def _is_section(self, line: int) -> bool:
        """Say whether text follows a label, and a label of its kind with text below it stands near."""
        shapes, texts = self._forms.shapes, self._texts
        if line not in shapes.before or not has_end_mark(texts[shapes.after[line]]):
            return False
        beside = [other for step in (shapes.before, shapes.after) for other in _steps(step, line)]
        return any(self._is_parallel(line, other) for other in beside)

    def _is_parallel(self, line: int, other: int) -> bool:
        """Say whether another label heads a section as this one does."""
        text, label = self._texts[line], self._texts[other]
        below = self._forms.shapes.after.get(other, -1)
        if has_end_mark(label) or label.count(" ") >= MOST_WORDS or below < 0:
            return False
        if not has_end_mark(self._texts[below]):
            return False
        if NUMBER_RE.search(text) is not None:
            return NUMBER_RE.sub("0", text) == NUMBER_RE.sub("0", label)
        return other not in self._fitting and size_of(label) <= 2 * size_of(text)


def _steps(step: Mapping[int, int], line: int) -> Iterator[int]:
    for _ in range(REACH):
        line = step.get(line, -1)
        if line < 0:
            return
        yield line


def allowed(lines: Lines, scored: list[Verdict], named: list[Verdict]) -> list[Verdict]:
    """Return the verdicts of the line model that no form vetoes, given those of rules and passages."""
    vetoes = Vetoes(lines, {verdict.line for verdict in named if verdict.text is None})
    return [verdict for verdict in scored if not vetoes.on_score(verdict.line)]


def with_labels_kept(lines: Lines, verdicts: list[Verdict], categories: Mapping[str, str]) -> list[Verdict]:
    """Return the verdicts without those on labels whose list stays: "Sources:" over real entries.

    ``categories`` are those of rules: a label of an ad heads no list.
    """
    gone = {verdict.line for verdict in verdicts if verdict.text is None}
    if not gone:
        return verdicts
    ads = {verdict.line for verdict in verdicts if categories.get(verdict.rule) == "ad"}
    forms = lines.forms
    openers = {above for line, above in forms.item.items() if above in gone and line not in gone}
    openers |= {
        above
        for line, above in forms.announced.items()
        if above in gone and line not in gone and not forms.is_prose(line)
    }
    heading = {line for line in openers - ads if _opens(forms.shapes.after, line, gone)}
    return [verdict for verdict in verdicts if verdict.line not in heading] if heading else verdicts


def _opens(after: Mapping[int, int], line: int, gone: Container[int]) -> bool:
    return after.get(line, -1) not in gone


def _goes_on_small(text: str) -> bool:
    """Say whether a call with a colon goes on with a small letter: advice, not a headline."""
    found = CALL_RE.match(text)
    if found is None or text[0].islower():
        return False
    rest = found[1]
    return rest[0].islower() and not rest[1:].isupper()


def _is_sentence(text: str) -> bool:
    """Say whether a line without an end mark has a year and many words, most of them small."""
    words = text.split()
    if len(words) < SENTENCE_WORDS or has_end_mark(text) or YEAR_RE.search(text) is None:
        return False
    return sum(word[0].islower() for word in words) >= SMALL_SHARE * len(words)
