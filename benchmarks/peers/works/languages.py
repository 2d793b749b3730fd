# mypy: disable-error-code="import-untyped,import-not-found"
"""Text in, a language's code out; None where a tool raises, "und" where it says that it does not know."""

from collections.abc import Callable

from benchmarks.peers.works import Work, each


def cleankit(backend: str | None = None) -> Work:
    from cleankit.language import detect

    if backend is None:
        return each(lambda record: detect(record["text"]).lang)
    return each(lambda record: detect(record["text"], backend=backend).lang)


def langdetect() -> Work:
    from langdetect import DetectorFactory, detect

    DetectorFactory.seed = 0
    return each(lambda record: detect(record["text"]))


def py3langid() -> Work:
    from py3langid import classify

    return each(lambda record: classify(record["text"])[0])


def lingua() -> Work:
    from lingua import LanguageDetectorBuilder

    detector = LanguageDetectorBuilder.from_all_languages().build()

    def answer(text: str) -> str:
        found = detector.detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else "und"

    return each(lambda record: answer(record["text"]))


LANGUAGES: dict[str, Callable[[], Work]] = {
    "cleankit": cleankit,
    "langdetect": langdetect,
    "py3langid": py3langid,
    "lingua": lingua,
}
