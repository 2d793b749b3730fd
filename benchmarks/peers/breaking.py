"""Break sound texts as scrapers do: UTF-8 read in another encoding, wholly or in one paragraph."""

from random import Random

from benchmarks.peers.works import Record

SEED = 5
WRONG = ("cp1252", "latin-1")


def halves(texts: list[str]) -> list[Record]:
    """Return each text sound, and broken if that shows.

    >>> [one["text"] for one in halves(["caf\\u00e9", "tea"])]
    ['café', 'cafÃ©', 'tea']
    """
    random = Random(SEED)
    records = []
    for text in texts:
        records.append({"text": text, "truth": text, "broken": False})
        broken = broken_text(text, random)
        if broken != text:
            records.append({"text": broken, "truth": text, "broken": True})
    return records


def broken_text(text: str, random: Random) -> str:
    """Return a text with all or one of its paragraphs read wrongly; the same if no encoding can read it."""
    lines = text.split("\n")
    chosen = range(len(lines)) if random.random() < 0.5 else [random.randrange(len(lines))]
    for n in chosen:
        lines[n] = _read_wrongly(lines[n])
    return "\n".join(lines)


def _read_wrongly(line: str) -> str:
    for encoding in WRONG:
        try:
            return line.encode("utf-8").decode(encoding)
        except UnicodeDecodeError:
            continue
    return line
