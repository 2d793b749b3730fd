"""What forms look at: lines without their edges, passages between blank lines, how lines begin and end."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from cleankit.text.once import once
from cleankit.text.patterns import lazy
from cleankit.text.scripts import SPACELESS, WIDE
from cleankit.text.sentences import CLOSERS, COLONS, END_MARKS

COMMAS = frozenset(",;،؛，、；､·")
LARGE_RE = lazy(f"[{SPACELESS}{WIDE}]")  # a character says about as much as two letters
QUOTES = frozenset("\"'“”„«»‘’「」『』‹›")
LONGEST = 600  # characters: of a longer line both ends say what it is
LAST_LOOK = 4  # closing marks that may follow a sentence's end
NO_DIGITS = bytes(i for i in range(256) if i not in b"0123456789\n")
BLANK = "\n"  # how a blank line begins and ends


class Shapes:
    """The lines of a text as forms see them.

    ``texts`` have no blanks at their edges and no middle where they are long; ``raw`` have. A passage is a
    run of lines with no blank line between: its first line and the line after its last.
    """

    __slots__ = ("__dict__", "raw", "solid", "texts")

    def __init__(self, raw: Sequence[str]) -> None:
        self.raw = raw
        self.texts = [line.strip() if len(line) <= LONGEST else _shortened(line) for line in raw]
        self.solid = [i for i, text in enumerate(self.texts) if text]

    @once
    def whole(self) -> str:
        """The texts as one: most have no bar, no tab, no digit at all, and that is seen at once."""
        return "\n".join(self.texts)

    @once
    def firsts(self) -> str:
        """The first character of each line, `BLANK` for a blank one."""
        return "".join([text[0] if text else BLANK for text in self.texts])

    @once
    def lasts(self) -> str:
        """The last character of each line, `BLANK` for a blank one."""
        return "".join([text[-1] if text else BLANK for text in self.texts])

    def begun(self, chars: AbstractSet[str]) -> list[int]:
        """Return the lines that begin with one of some characters."""
        firsts = self.firsts
        return [] if chars.isdisjoint(firsts) else [i for i in self.solid if firsts[i] in chars]

    def closed(self, chars: AbstractSet[str]) -> list[int]:
        """Return the lines that end with one of some characters."""
        lasts = self.lasts
        return [] if chars.isdisjoint(lasts) else [i for i in self.solid if lasts[i] in chars]

    def having(self, mark: str) -> list[int]:
        """Return the lines that have a mark."""
        if mark not in self.whole:
            return []
        texts = self.texts
        return [i for i in self.solid if mark in texts[i]]

    @once
    def coloned(self) -> list[int]:
        """The lines that have a colon, in order."""
        found = [self.having(colon) for colon in COLONS]
        return sorted({*found[0], *found[1]}) if all(found) else found[0] or found[1]

    def numbered(self) -> list[int]:
        """Return the lines that may have two digits: ASCII ones do, others are not looked at."""
        digits = self.whole.encode("utf-8", "surrogatepass").translate(None, NO_DIGITS).split(b"\n")
        if len(digits) != len(self.texts):  # a line with a line break in it
            return self.solid
        found = [i for i, own in enumerate(digits) if own[1:]]
        if self.whole.isascii():
            return found
        texts = self.texts
        return sorted({*found, *[i for i in self.solid if not texts[i].isascii()]})

    @once
    def passages(self) -> list[tuple[int, int]]:
        """The passages, in order."""
        found: list[tuple[int, int]] = []
        start = last = -2
        for i in self.solid:
            if i != last + 1:
                if start >= 0:
                    found.append((start, last + 1))
                start = i
            last = i
        if start >= 0:
            found.append((start, last + 1))
        return found

    @once
    def before(self) -> dict[int, int]:
        """The line above each line that is not blank, blank ones left out."""
        return dict(zip(self.solid[1:], self.solid, strict=False))

    @once
    def after(self) -> dict[int, int]:
        """The line below each line that is not blank, blank ones left out."""
        return dict(zip(self.solid, self.solid[1:], strict=False))


def _shortened(line: str) -> str:
    line = line.strip()
    return line if len(line) <= LONGEST else line[: LONGEST // 2] + line[-LONGEST // 2 :]


def ends_sentence(text: str) -> bool:
    """Say whether a line, not empty, ends as a sentence does, closing marks aside.

    >>> ends_sentence("“No,” he said."), ends_sentence("Why?)"), ends_sentence("Police hold two")
    (True, True, False)
    """
    last = text[-1]
    if last in END_MARKS:
        return True
    return last in CLOSERS and text[-LAST_LOOK:].rstrip(CLOSERS)[-1:] in END_MARKS


def size_of(text: str) -> int:
    """Return the characters of a line, those of scripts without word spaces twice.

    >>> size_of("news"), size_of("新闻")
    (4, 4)
    """
    return len(text) if text.isascii() else len(text) + len(LARGE_RE.findall(text))


def is_spaceless(text: str) -> bool:
    """Say whether the words of a line are not set off by blanks."""
    return not text.isascii() and 2 * len(LARGE_RE.findall(text)) > len(text)
