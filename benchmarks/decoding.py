"""How well and how fast bytes become text: `python -m benchmarks.decoding --data ../shared/eval`.

Four measures: pages that are not UTF-8, judged by their truth; the html5lib encoding tests; sentences in
legacy encodings, against other detectors where they are installed; speed, in ratios of one run.
"""

import argparse
import gzip
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import webencodings

from cleankit.decoding.charsets import detect, find_declaration
from cleankit.decoding.evidence import decode

PAGE_SETS = ("zhweb", "cleanportal", "waddle", "fundus", "wcxb", "trafilatura_eval")
HTML5LIB = ("tests1.dat", "tests2.dat", "test-yahoo-jp.dat", "scripted/tests1.dat")
TAG_RE = re.compile(r"<[^<>]*>")
WORD_RE = re.compile(r"[^\W\d_]+")
FOUND = 0.8  # of the words of the truth outside ASCII: some truths hold text that the page lacks

LEGACY = {
    "ru": "cp1251 koi8-r iso8859-5 cp866",
    "uk": "cp1251 koi8-u",
    "bg": "cp1251",
    "sr": "cp1251",
    "zh": "gb18030 big5hkscs",
    "ja": "cp932 euc_jp",
    "ko": "cp949",
    "th": "cp874",
    "el": "cp1253 iso8859-7",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "fa": "cp1256",
    "tr": "cp1254",
    "pl": "cp1250 iso8859-2",
    "cs": "cp1250 iso8859-2",
    "hu": "cp1250 iso8859-2",
    "ro": "cp1250",
    "hr": "cp1250",
    "lt": "cp1257",
    "lv": "cp1257",
    "et": "cp1257",
    "vi": "cp1258",
    **dict.fromkeys(("de", "fr", "es", "pt", "it", "nl", "sv", "fi", "da", "nb", "is"), "cp1252"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=Path("../shared/eval"))
    data = parser.parse_args().data
    for folder, measure in (("html", pages), ("robust/html5lib", html5lib), ("langid", sentences)):
        if (data / folder).is_dir():
            measure(data)
        else:
            print(f"{data / folder}: not there, not measured")
    speed()


def pages(data: Path) -> None:
    """Print, per set, the pages whose decoded text has the truth's words outside ASCII."""
    print("pages                not UTF-8            all")
    for name in PAGE_SETS:
        folder = data / "html" / name
        legacy, every, bad = [], [], 0
        for line in (folder / "truth.jsonl").read_bytes().split(b"\n")[:-1]:
            record = json.loads(line)
            page = gzip.decompress((folder / record["file"]).read_bytes())
            decoded = decode(page)
            bad += decoded.undecodable
            found = _share_found(record, decoded.text)
            if found is None:
                continue
            every.append(found >= FOUND)
            if not _is_utf8(page):
                legacy.append(found >= FOUND)
        share = f"{sum(legacy):4} of {len(legacy):4}   {sum(every):6} of {len(every):4}"
        print(f"{name:20} {share}   U+FFFD {bad}")


def html5lib(data: Path) -> None:
    """Print how many encoding tests name the encoding that browsers find, and give the same text."""
    label = text = count = 0
    for name in HTML5LIB:
        content = (data / "robust/html5lib/encoding" / name).read_bytes()
        for case in re.split(rb"(?:^|\n)#data\n", content)[1:]:
            page, _, expected = case.partition(b"\n#encoding\n")
            encoding = webencodings.lookup(expected.split(b"\n")[0].decode())
            mark = page.startswith(b"\xef\xbb\xbf")
            found = "utf-8" if mark else find_declaration(page)[0] or "windows-1252"
            name_found = webencodings.lookup(found).name
            count += 1
            label += encoding.name == ("utf-8" if name_found.startswith("utf-16") else name_found)
            text += decode(page).text == webencodings.decode(page, encoding)[0]
    print(f"html5lib encoding tests: {label} of {count} labels, {text} of {count} texts")


def sentences(data: Path) -> None:
    """Print the share of short texts that each detector lets decode without a wrong character."""
    by_lang = defaultdict(list)
    with gzip.open(data / "langid/sentences.jsonl.gz", "rt") as lines:
        for record in map(json.loads, lines):
            by_lang[record["lang"]].append(record["text"])
    detectors = dict(_detectors())
    for size, repeats in ((1, 30), (5, 30), (20, 6)):
        cases = list(_encoded(by_lang, size, repeats))
        for name, guess in detectors.items():
            start = time.perf_counter()
            guesses = [guess(page) for page, _ in cases]
            cost = (time.perf_counter() - start) / len(cases)
            right = sum(_same(page, text, codec) for (page, text), codec in zip(cases, guesses, strict=True))
            share = f"{right / len(cases):.3f}"
            print(f"{size:2} sentences, {len(cases)} texts: {name:18} {share} right, {cost * 1e6:5.0f} us")


def speed() -> None:
    """Print megabytes a second, ours and of ``data.decode()`` and charset-normalizer, on made-up text."""
    english = "The council met on Tuesday and agreed to nothing. " * 2_000
    german = "Die Straße war für Fußgänger gesperrt; „Überall Löcher“, hieß es. " * 1_500
    chinese = "昨日下午，市政府召开会议，讨论道路维修的费用。\n" * 2_000
    texts = {
        "English, ASCII": english.encode(),
        "German, UTF-8": german.encode(),
        "Chinese, UTF-8": chinese.encode(),
        "German, mixed": german.encode() + "“Ende”".encode("cp1252"),
        "German, cp1252": german.encode("cp1252"),
        "Chinese, GBK": chinese.encode("gb18030"),
    }
    for name, page in texts.items():
        rows: dict[str, Callable[[bytes], object]] = {"cleankit.decode": decode}
        rows["bytes.decode"] = lambda raw: raw.decode("utf-8", "replace")
        if find_spec("charset_normalizer"):
            rows["charset-normalizer"] = _normalized
        costs = {row: _fastest(call, page) for row, call in rows.items()}
        print(f"{name:16}", *(f"{row} {len(page) / cost / 1e6:8.1f} MB/s " for row, cost in costs.items()))


def _share_found(record: dict[str, Any], text: str) -> float | None:
    truth = record.get("text") or " ".join(record.get("with") or [])
    words = set(WORD_RE.findall(unescape(truth)))
    words = {word for word in words if not word.isascii()} or words
    if not words:
        return None
    page = unescape(TAG_RE.sub(" ", text)) + unescape(text)
    return sum(word in page for word in words) / len(words)


def _is_utf8(page: bytes) -> bool:
    try:
        page.decode()
    except UnicodeDecodeError:
        return False
    return True


def _encoded(by_lang: dict[str, list[str]], size: int, repeats: int) -> Iterator[tuple[bytes, str]]:
    choose = random.Random(1)
    for lang, codecs in LEGACY.items():
        for codec in codecs.split():
            for _ in range(repeats):
                page = "\n".join(choose.sample(by_lang[lang], size)).encode(codec, "ignore")
                if not _is_utf8(page):
                    yield page, page.decode(codec)


def _detectors() -> Iterator[tuple[str, Callable[[bytes], str | None]]]:
    yield "cleankit", detect
    others: dict[str, Callable[[Any, bytes], str | None]] = {
        "chardetng_py": lambda module, page: module.detect(page),
        "cchardet": lambda module, page: module.detect(page)["encoding"],
        "charset_normalizer": lambda module, page: getattr(module.from_bytes(page).best(), "encoding", None),
    }
    for name, guess in others.items():
        try:
            module = import_module(name)
        except ImportError:
            print(f"{name}: not installed, not measured")
        else:
            yield name, partial(guess, module)


def _normalized(page: bytes) -> str:
    return str(import_module("charset_normalizer").from_bytes(page).best())


def _same(page: bytes, text: str, label: str | None) -> bool:
    return decode(page, label or "windows-1252").text == text


def _fastest(call: Callable[[bytes], object], page: bytes) -> float:
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        call(page)
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    main()
