"""Measure language detection: accuracy, `und`, rate, memory and equality, by backend.

    python -m benchmarks.language [--data FOLDER] [--every N] [--backend NAME ...] [--foreign]

Sentences are of FOLDER/langid (75 languages), documents those of FOLDER/text whose record names a language,
cleaned by the default chain. A sentence counts as found if the code is that of the label, or of a language
that the label's covers (nn for no). "54" are the languages that langdetect knows. Rates are of one process.
`--foreign` measures the line filter foreign-lines on FOLDER/lines instead.
"""

import argparse
import gzip
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import orjson

from benchmarks.texts import add_data_option, real_paths
from cleankit import Chain, Document
from cleankit.errors import ConfigError
from cleankit.language import UNKNOWN, backend, detect, normal_code
from cleankit.language.backends import open_backend
from cleankit.language.backends.langdetect import original
from cleankit.language.codes import covered
from cleankit.language.sample import sample_of

PYTHON = "langdetect-python"  # langdetect itself, where langdetect-rs is installed too
BACKENDS = [PYTHON, "langdetect-rs", "py3langid"]
LANGDETECT = frozenset(
    (  # noqa: SIM905 - a list of quoted codes is unreadable
        "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ne nl "
        "no pa pl pt ro ru sk sl so sq sv sw ta te th tl tr uk ur vi zh"
    ).split()
)
# The language of files whose records do not name it.
FILES = {
    "bbc_en": "en",
    "fakebr": "pt",
    "fakenews_es": "es",
    "gnad_de": "de",
    "hack_fake_bg": "bg",
    "horne2017": "en",
    "moroccan_ar": "ar",
    "ria_ru": "ru",
    "saudinews": "ar",
    "vfnd_vi": "vi",
}
DOCUMENTS = 60  # of a file and language


class Labelled(NamedTuple):
    """A text and its language."""

    lang: str
    text: str


def sentences(data: Path, every: int) -> list[Labelled]:
    """Return every n-th sentence."""
    lines = gzip.decompress((data / "langid/sentences.jsonl.gz").read_bytes()).splitlines()[::every]
    return [Labelled(normal_code(one["lang"]), one["text"]) for one in map(orjson.loads, lines)]


def documents(data: Path) -> list[Labelled]:
    """Return cleaned documents whose language is known."""
    chain, taken, found = Chain("article"), Counter[tuple[str, str]](), []
    for path in real_paths(data):
        name = path.name.partition(".")[0]
        for line in gzip.decompress(path.read_bytes()).splitlines():
            record = orjson.loads(line)
            lang = normal_code(record.get("lang") or FILES.get(name, ""))
            if lang in ("und", "pcm") or name == "udhr2" or taken[name, lang] >= DOCUMENTS:
                continue
            taken[name, lang] += 1
            found.append(Labelled(lang, chain(record["text"])))
    return found


def accuracy(texts: Iterable[Labelled], backend: str) -> tuple[float, float, Counter[tuple[str, str]]]:
    """Return the share found, the share of `und`, and what was taken for what."""
    wrong: Counter[tuple[str, str]] = Counter()
    found = unknown = count = 0
    for lang, text in texts:
        said = detect(text, backend=backend).lang
        count += 1
        right = said in covered(lang) or lang in covered(said)
        found += right
        unknown += said == UNKNOWN
        wrong[lang, said] += not right
    return found / max(1, count), unknown / max(1, count), +wrong


def rate(texts: list[Labelled], backend: str, seconds: float = 2.0) -> float:
    """Return texts per second of CPU time."""
    start, done = process_time(), 0
    while True:
        for _, text in texts:
            detect(text, backend=backend)
            done += 1
            if process_time() - start > seconds:
                return done / (process_time() - start)


def memory(name: str) -> int:
    """Return the MiB that a backend takes in a process of its own, beside what Python and we take."""
    code = (
        "from pathlib import Path; from cleankit.language import detect, sample, scripts\n"
        "def held(): return int(Path('/proc/self/status').read_text().partition('VmRSS:')[2].split()[0])\n"
        "before = held()\n"
        "from cleankit.language.backends import LOADERS, langdetect\n"
        f"LOADERS[{PYTHON!r}] = langdetect.original\n"
        f"detect('The mayor said on Monday that the bridge opens.', backend={name!r})\n"
        "print(held() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return int(done.stdout) >> 10


def unequal(texts: Iterable[Labelled]) -> int:
    """Return for how many texts langdetect-rs gives other probabilities than langdetect."""
    one, other = original(), open_backend("langdetect-rs")
    return sum(one(sample) != other(sample) for sample in (sample_of(text) for _, text in texts) if sample)


def foreign_lines(data: Path, every: int) -> None:
    """Print what the line filter foreign-lines drops of labelled lines, by route."""
    for path in sorted((data / "lines").glob("*.jsonl.gz")):
        right = wrong = unsure = kept = junk = pages = 0
        shown = []
        for number, (texts, labels) in enumerate(pages_of(path)):
            if number % every:
                continue
            pages += 1
            kept += sum(len(t) for t, label in zip(texts, labels, strict=True) if label == "keep")
            junk += sum(label == "drop" for label in labels)
            for verdict in _verdicts(texts):
                label = labels[verdict.line]
                right += label == "drop"
                unsure += label.startswith("unsure")
                wrong += len(texts[verdict.line]) if label == "keep" else 0
                if label == "keep":
                    shown.append((verdict.note, texts[verdict.line][:90]))
        print(
            f"{path.name}: {pages} pages, {right} of {junk} junk lines go, {len(shown)} of the article "
            f"({wrong / max(1, kept):.4%} of its characters), {unsure} unsure"
        )
        for note, line in shown[:12]:
            print(f"    {note}: {line!a}")


def pages_of(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the lines of each page and their labels."""
    for line in gzip.decompress(path.read_bytes()).splitlines():
        texts, labels = zip(*orjson.loads(line)["lines"], strict=True)
        yield list(texts), list(labels)


def _verdicts(texts: list[str]) -> list[Any]:
    from cleankit import Lines
    from cleankit.registry import filter as bound

    return list(bound("foreign-lines")(Lines(texts, Document("\n".join(texts)))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add_data_option(parser)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--backend", action="append", metavar="NAME")
    parser.add_argument("--foreign", action="store_true")
    given = parser.parse_args()
    if given.data is None:
        print("not measured: no --data FOLDER")
        return
    if given.foreign:
        foreign_lines(given.data, given.every)
        return
    backend(PYTHON)(original)
    labelled, whole = sentences(given.data, given.every), documents(given.data)
    known = [one for one in labelled if covered(one.lang) & LANGDETECT]
    print(f"{len(labelled):,} sentences of {len({one.lang for one in labelled})} languages, "
          f"{len(known):,} of those that langdetect knows; {len(whole):,} documents")  # fmt: skip
    for name in given.backend or BACKENDS:
        try:
            open_backend(name)
        except ConfigError as error:
            print(f"{name}: not measured: {error}")
            continue
        row = {
            "langdetect's": known,
            "its, 40 characters and more": [one for one in known if len(one.text) >= 40],
            "all": labelled,
            "first 80 characters": [one._replace(text=one.text[:80]) for one in known],
            "first 200": [one._replace(text=one.text[:200]) for one in known],
            "documents": whole,
        }
        rates = f"{rate(labelled, name):,.0f} sentences/s, {rate(whole, name):,.0f} documents/s"
        print(f"\n{name}: {memory(name)} MiB, {rates}")
        for what, texts in row.items():
            share, unknown, wrong = accuracy(texts, name)
            confused = ", ".join(f"{a} as {b} {n}" for (a, b), n in wrong.most_common(8))
            print(f"  {what:28} {share:.3f}, und {unknown:.3f}; {confused}")
        for text in ["", "123", "a" * 100_000, "\ud800" * 40, "https://example.org/an/address", "😀" * 40]:
            assert detect(text, backend=name).lang == UNKNOWN, text[:20]
        back = [detect(text, backend=name) for _, text in reversed(labelled[:600])]
        assert back[::-1] == [detect(text, backend=name) for _, text in labelled[:600]], "order matters"
        if name == "langdetect-rs":
            sample = labelled[:: max(1, len(labelled) // 2000)]
            print(f"  of {len(sample):,} texts, other probabilities than langdetect's: {unequal(sample)}")


if __name__ == "__main__":
    main()
