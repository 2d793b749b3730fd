"""The tasks: records made of the shipped fixtures, or taken from a data folder, with what is true of them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.accuracy.html_metric import counts, f1, precision_recall
from benchmarks.peers import made, real
from benchmarks.peers.folding import compared_words, fold
from benchmarks.peers.measure import Answers, Task
from benchmarks.peers.works import Record

Scored = dict[str, float]
SOURCES = {
    "clean": (made.articles, real.articles),
    "repair": (made.broken_texts, real.broken_texts),
    "pages": (made.pages, real.pages),
    "languages": (made.paragraphs, real.sentences),
    "gates": (made.texts, real.texts),
    "repeats": (made.corpus, real.corpus),
}
TITLES = {
    "clean": "Clean whole articles",
    "repair": "Repair encoding",
    "pages": "Take the article out of a page",
    "languages": "Detect the language",
    "gates": "FineWeb's gates",
    "repeats": "Remove near-duplicates",
}
ABOUT = {
    "clean": "F1 of groups of four words against the clean article; of its words, the share lost; of the "
    "words of junk and second copies, the share left; the share of paragraphs that stand whole and alone. "
    "Case, the form of quotes and the amount of white space do not count.",
    "repair": "Half of the texts are UTF-8 read as cp1252 or Latin-1, whole or in one paragraph; half are "
    "sound. Right: equal to the sound text but for quotes, case and blanks. Harmed: sound texts changed.",
    "pages": "F1 of groups of four words against the article, with mean precision and recall.",
    "languages": "Right, and wrong; the rest is answered with unknown or an error. LANGUAGES",
    "gates": "The same decision as datatrove's, and the share of documents that go. Gopher's repetition and "
    "quality, and FineWeb's quality, in this order.",
    "repeats": "Right: the mean of the share of copies that go and the share of look-alikes (another number "
    "or name, so another report) that stay.",
}


def tasks(names: Sequence[str], data: Path | None) -> list[Task]:
    """Return the tasks of these names, on the data if it is there."""
    return [_task(name, data) for name in names]


def _task(name: str, data: Path | None) -> Task:
    of_fixtures, of_data = SOURCES[name]
    records = of_data(data) if data else of_fixtures()
    size = sum(len(record.get("page") or record["text"]) for record in records)
    about = ABOUT[name].replace("LANGUAGES", f"{len({one.get('lang') for one in records})} languages.")
    given: list[Record] = [
        {key: one[key] for key in ("text", "page", "lang") if key in one} for one in records
    ]
    if name == "languages":
        given = [{"text": one["text"]} for one in given]
    about = f"{len(records):,} records, {size:,} characters. {about}"
    score = SCORES[name]
    return Task(name, TITLES[name], about, given, lambda answers, others: score(records, answers, others))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _clean(records: Sequence[Record], answers: Answers, _: Mapping[str, Answers]) -> Scored:
    found = [answer or "" for answer in answers]
    compared = [
        compared_words(one["text"], one["truth"], text) for one, text in zip(records, found, strict=True)
    ]
    wanted, lost, junk, left = (sum(column) for column in zip(*compared, strict=True))
    folded = [(fold(one["truth"]), fold(text)) for one, text in zip(records, found, strict=True)]
    whole = [line in set(text.split("\n")) for truth, text in folded for line in truth.split("\n")]
    return {
        "F1": f1([counts(text, truth) for truth, text in folded]),
        "words lost": _share(lost, wanted),
        "junk left": _share(left, junk),
        "paragraphs whole": _share(sum(whole), len(whole)),
    }


def _repair(records: Sequence[Record], answers: Answers, _: Mapping[str, Answers]) -> Scored:
    right = [fold(text or "") == fold(one["truth"]) for one, text in zip(records, answers, strict=True)]
    broken = [ok for ok, one in zip(right, records, strict=True) if one["broken"]]
    sound = [ok for ok, one in zip(right, records, strict=True) if not one["broken"]]
    return {
        "right": _share(sum(right), len(right)),
        "repaired": _share(sum(broken), len(broken)),
        "harmed": 1 - _share(sum(sound), len(sound)),
    }


def _pages(records: Sequence[Record], answers: Answers, _: Mapping[str, Answers]) -> Scored:
    scored = [counts(text or "", one["truth"]) for one, text in zip(records, answers, strict=True)]
    precision, recall = precision_recall(scored)
    return {"F1": f1(scored), "precision": precision, "recall": recall}


def _languages(records: Sequence[Record], answers: Answers, _: Mapping[str, Answers]) -> Scored:
    codes = [_code(answer) for answer in answers]
    right = sum(code == _code(one["lang"]) for code, one in zip(codes, records, strict=True))
    unknown = codes.count("")
    return {
        "right": _share(right, len(records)),
        "wrong": _share(len(records) - right - unknown, len(records)),
    }


def _code(answer: str | None) -> str:
    code = (answer or "").partition("-")[0]
    return {"nb": "no", "nn": "no", "und": "", "unknown": ""}.get(code, code)


def _gates(_: Sequence[Record], answers: Answers, others: Mapping[str, Answers]) -> Scored:
    theirs = others.get("datatrove", answers)
    same = sum(a == b for a, b in zip(answers, theirs, strict=True))
    return {
        "same as datatrove": _share(same, len(answers)),
        "dropped": _share(answers.count(False), len(answers)),
    }


def _repeats(records: Sequence[Record], answers: Answers, _: Mapping[str, Answers]) -> Scored:
    """Count pairs: a record names the earlier one that it repeats, or only looks like."""
    gone = {n for n, answer in enumerate(answers) if answer}
    copies = [{n, one["repeats"]} & gone for n, one in enumerate(records) if "repeats" in one]
    alike = [{n, one["looks_like"]} & gone for n, one in enumerate(records) if "looks_like" in one]
    found, lost = _share(sum(map(bool, copies)), len(copies)), _share(sum(map(bool, alike)), len(alike))
    return {"right": (found + 1 - lost) / 2, "copies gone": found, "look-alikes lost": lost}


SCORES: dict[str, Callable[[Sequence[Record], Answers, Mapping[str, Answers]], Scored]] = {
    "clean": _clean,
    "repair": _repair,
    "pages": _pages,
    "languages": _languages,
    "gates": _gates,
    "repeats": _repeats,
}
