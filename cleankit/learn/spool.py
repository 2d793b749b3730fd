"""The documents of a corpus, kept in a temporary file while it is read, to be looked at again.

A stream can be read only once, and repairing texts costs more than unpacking them. Of a site with very many
documents those with the smallest digests are kept: the same ones in whatever order they come.
"""

import struct
import tempfile
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from io import BufferedReader
from typing import IO, NamedTuple, cast

import zstandard

MOST = 20_000  # documents of a site that are looked at again; where it has more, at least half as many
LEVEL, BLOCK = 1, 1 << 18
HEAD = struct.Struct("<QIIII")
BITS = 64


class Kept(NamedTuple):
    """A document: a digest of its text, its site, what is known of it, and the text."""

    digest: int
    site: str
    name: str
    title: str
    text: str


class Spool:
    """Documents in a temporary file that goes with it; `documents` can be read as often as needed."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._file = _temporary()
        self._out = zstandard.ZstdCompressor(level=LEVEL).stream_writer(self._file, closefd=False)
        self._kept: dict[str, Counter[int]] = {}  # by site: documents by the zeros their digest begins with
        self._least: dict[str, int] = {}  # by site: zeros that a document's digest needs

    def put(self, site: str, name: str, title: str, text: str) -> None:
        """Keep a document, unless its site has too many and its digest is a large one."""
        data = text.encode("utf-8", "surrogatepass")
        digest = digest_of(data)
        zeros, least = BITS - digest.bit_length(), self._least.get(site, 0)
        if zeros < least:
            return
        parts = [*(part.encode("utf-8", "surrogatepass") for part in (site, name, title)), data]
        self._out.write(HEAD.pack(digest, *map(len, parts)) + b"".join(parts))
        kept = self._kept.setdefault(site, Counter())
        kept[zeros] += 1
        if kept.total() > self._most:
            del kept[least]
            self._least[site] = least + 1

    def documents(self) -> Iterator[Kept]:
        """Yield the documents that are kept, in the order they came."""
        self._out.flush(zstandard.FLUSH_FRAME)
        self._file.seek(0)
        reader = zstandard.ZstdDecompressor().stream_reader(
            self._file, read_across_frames=True, closefd=False
        )
        stored = BufferedReader(cast("BufferedReader", reader), BLOCK)
        while head := stored.read(HEAD.size):
            digest, *sizes = HEAD.unpack(head)
            site, name, title, text = (stored.read(size).decode("utf-8", "surrogatepass") for size in sizes)
            if BITS - digest.bit_length() >= self._least.get(site, 0):
                yield Kept(digest, site, name, title, text)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()


def digest_of(data: bytes) -> int:
    """Return the digest of a text, by which documents of a large site are chosen."""
    return int.from_bytes(blake2b(data, digest_size=BITS // 8).digest(), "big")


def _temporary() -> IO[bytes]:
    """Return a file that is gone when it is closed, or the process ends."""
    return tempfile.TemporaryFile()
