r"""Cut JSON into its items, each still bytes: those of an array, or values that follow one another.

A broken item costs itself, and nobody holds more than one. What is broken goes on to the next place where an
object begins as this one does.

>>> import io
>>> [item.raw for item in Splitter(io.BytesIO(b'[{"a": 1}, {"a": "x}\n, {"a": [2]}]'), 99).items()]
[b'{"a": 1}', b'{"a": "x}', b'{"a": [2]}']
"""

import re
import sys
from collections.abc import Iterator
from typing import IO, NamedTuple

import orjson

from cleankit.errors import UnreadableError

READ = 1 << 20
HEAD = 200  # bytes of an item over the limit that are kept
OVERLAP = 4096  # bytes in which a place to go on may stand across two reads
NOT_CLOSED = "the array is not closed: the file breaks off"
BREAKS_OFF = "the file breaks off in this item"
TIMES = 8  # what is looked at more often than this makes one suspicious
NOT_CLOSED_HERE = "not closed where the next item begins"
FOLLOWS = "the array is closed here, and more follows"

BLANK_RE = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+")
STRING = rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+'
STRING_RE = re.compile(STRING)
PLAIN_RE = re.compile(rb'[^"\[\]{}]*+(?:"' + STRING + rb'"[^"\[\]{}]*+)*+')
SCALAR_RE = re.compile(rb"[^,\]\s][^,\]\n]*+")
LINE_RE = re.compile(rb"[^\n]++")
KEY_RE = re.compile(rb'\{\s*+("' + STRING + rb'")\s*+:')
CLOSES = {ord("{"): ord("}"), ord("["): ord("]")}
QUOTE, BACKSLASH, OBJECT = b'"\\{'


class Item(NamedTuple):
    """An item's bytes, and what is wrong with it.

    Of one over the limit there are only the first bytes, its ``length``, and its ``offset`` in the content.
    """

    raw: bytes
    error: str | None = None
    length: int = 0
    offset: int = 0


class Splitter:
    """One walk through JSON. ``is_array`` is known once the first item is."""

    def __init__(self, content: IO[bytes], longest: int) -> None:
        self._content, self._longest = content, longest
        self._buffer, self._at, self._offset = b"", 0, 0
        self._ended = False
        self._broken: UnreadableError | None = None
        self._last, self._spare = 0, READ
        self.is_array = False

    def items(self) -> Iterator[Item]:
        """Yield the items. Raises UnreadableError where the content breaks off, after the items before."""
        self.is_array = self._peek() == b"["
        opened = 0
        while char := self._peek():
            if char == b",":
                self._at += 1
            elif char == b"[" and self._opens_array(opened):
                self._at += 1
                opened += 1
            elif self.is_array and char == b"]":
                self._at += 1
                opened = max(0, opened - 1)
                if not opened and self._peek() not in (b"", b"["):
                    yield Item(b"]", FOLLOWS)
            else:
                yield self._item(char)
        if self._broken is not None:
            raise self._broken
        if opened:
            raise UnreadableError(NOT_CLOSED)

    def _opens_array(self, opened: int) -> bool:
        """Say whether a bracket opens an array of items: the first, one after it, one of objects in it."""
        if not self.is_array or not opened:
            return self.is_array
        while not (match := BLANK_RE.match(self._buffer, self._at + 1)) or match.end() == len(self._buffer):
            if self._ended:
                return False
            self._more()
        return self._buffer[match.end()] == OBJECT

    def _peek(self) -> bytes:
        """Return the byte that the next item begins with, "" at the end."""
        while True:
            match = BLANK_RE.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer) or self._ended:
                return self._buffer[self._at : self._at + 1]
            self._more()

    def _more(self) -> None:
        """Read on; as much as is held, so that what is looked at again and again is at most doubled."""
        held = len(self._buffer) - self._at
        try:
            read = self._content.read(max(READ, held))
        except UnreadableError as error:
            read, self._broken = b"", error
        self._ended = not read
        self._drop(self._at)
        self._buffer += read

    def _drop(self, count: int) -> None:
        self._buffer = self._buffer[count:]
        self._offset += count
        self._at = 0

    def _item(self, char: bytes) -> Item:
        if char in b'{["':
            return self._nested(char)
        pattern = SCALAR_RE if self.is_array else LINE_RE
        while True:
            match = pattern.match(self._buffer, self._at)
            end = match.end() if match else self._at + 1
            if end < len(self._buffer) or self._ended:
                return self._taken(max(end, self._at + 1))
            if end - self._at > self._longest:
                return self._go_on("no JSON value")
            self._more()

    def _taken(self, end: int, error: str | None = None) -> Item:
        """Take the item up to ``end``."""
        start, self._at = self._at, end
        length = self._last = end - start
        self._spare += TIMES * length
        if length > self._longest:
            return Item(self._buffer[start : start + HEAD], None, length, self._offset + start)
        raw = self._buffer[start:end].rstrip()
        if self._broken is not None and self._ended and end == len(self._buffer):
            error = error or BREAKS_OFF
        return Item(raw, error)

    def _nested(self, char: bytes) -> Item:
        """Take an object, an array or a string: up to where all is closed that is opened in it."""
        nesting = _Nesting(in_string=char == b'"')
        at, ahead = self._at + nesting.in_string, self._ahead
        while True:
            stop = self._at + ahead
            was = at
            at, why = nesting.walk(self._buffer, at, stop)
            self._spare -= at - was
            if why == "" and self._is_one(at):
                return self._taken(at)
            if why is not None:
                return self._go_on(why or "no JSON")
            if at >= stop - 1:  # what is broken again and again is not looked through to its end
                if self._next_like_this(self._at + 1, stop) is not None:
                    return self._go_on(NOT_CLOSED_HERE)
                ahead *= 2
                continue
            if self._ended:
                return self._go_on(BREAKS_OFF)
            if at - self._at > self._longest:
                if self._next_like_this(self._at + 1) is not None:
                    return self._go_on(NOT_CLOSED_HERE)
                return self._past(nesting, at)
            before = self._at
            self._more()
            at -= before

    @property
    def _ahead(self) -> int:
        """How many bytes are looked at, at first, to see an item's end."""
        return self._longest + READ * 2 if self._spare > 0 else self._last * TIMES + HEAD

    def _is_one(self, end: int) -> bool:
        """Say whether what is closed here is one item: a lost quote may take more into it."""
        key = KEY_RE.match(self._buffer, self._at, min(end, self._at + HEAD))
        if key is not None and self._buffer.find(key[1], key.end(), end) < 0:
            return True
        if self._next_like_this(self._at + 1, end) is None:
            return True
        try:
            orjson.loads(self._buffer[self._at : end])
        except orjson.JSONDecodeError:
            return False
        return True

    def _past(self, nesting: "_Nesting", at: int) -> Item:
        """Read past an item over the limit, which is in order so far up to ``at``."""
        head, offset = self._buffer[self._at : self._at + HEAD], self._offset + self._at
        why: str | None = None
        while True:
            at, why = nesting.walk(self._buffer, at)
            self._at = at
            if why is not None or self._ended:
                break
            self._more()
            at = 0
        if why:
            self._pass_to_next(_key_of(head))
        return Item(head, None, self._offset + self._at - offset, offset)

    def _go_on(self, why: str) -> Item:
        """Take what is broken, up to where the next item begins as this one does, or as an object does."""
        while (end := self._next_like_this(self._at + 1)) is None and not self._ended:
            if len(self._buffer) - self._at > self._longest:
                return self._past_broken()
            self._more()
        return self._taken(len(self._buffer) if end is None else end, why)

    def _past_broken(self) -> Item:
        head, offset = self._buffer[self._at : self._at + HEAD], self._offset + self._at
        self._pass_to_next(_key_of(head))
        return Item(head, None, self._offset + self._at - offset, offset)

    def _pass_to_next(self, key: bytes) -> None:
        while (end := self._next(key, self._at)) is None and not self._ended:
            self._at = max(self._at, len(self._buffer) - OVERLAP)
            self._more()
        self._at = len(self._buffer) if end is None else end

    def _next_like_this(self, start: int, stop: int | None = None) -> int | None:
        key = _key_of(self._buffer[self._at : self._at + HEAD])
        return self._next(key, start, stop)

    def _next(self, key: bytes, start: int, stop: int | None = None) -> int | None:
        """Return where what is broken ends, for a next item with this first key, or with any."""
        between = rb",\s*+" if self.is_array else rb"\n[ \t\r]*+,?[ \t\r]*+"
        for named in (re.escape(key), b'["}]') if key else (b'["}]',):
            pattern = re.compile(between + rb"(?=\{\s*+" + named + b")")
            if found := pattern.search(self._buffer, start, len(self._buffer) if stop is None else stop):
                return found.start()
        return None


class _Nesting:
    """What is open at a place within a value."""

    def __init__(self, *, in_string: bool) -> None:
        self.in_string = in_string
        self._closes = bytearray()

    def walk(self, buffer: bytes, at: int, stop: int = sys.maxsize) -> tuple[int, str | None]:
        """Go on from ``at``: (where it ends, "" or what is wrong); None where more must be looked at."""
        stop = min(stop, len(buffer))
        closes = self._closes
        while True:
            match = (STRING_RE if self.in_string else PLAIN_RE).match(buffer, at, stop)
            at = match.end() if match else at
            if at == stop or (self.in_string and at == stop - 1 and buffer[at] == BACKSLASH):
                return at, None
            byte = buffer[at]
            if self.in_string and byte != QUOTE:
                return at, "a line ends within a string"
            at += 1
            if byte == QUOTE:
                self.in_string = not self.in_string
            elif byte in CLOSES:
                closes.append(CLOSES[byte])
            elif not closes or closes.pop() != byte:
                return at, f"{chr(byte)!r} closes what was not opened"
            if not closes and not self.in_string:
                return at, ""


def _key_of(head: bytes) -> bytes:
    match = KEY_RE.match(head)
    return match[1] if match else b""
