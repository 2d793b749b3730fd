"""langdetect 1.0.9 (Apache-2.0, 55 languages, 3 MB): the default, seeded, with profiles in a fixed order.

Where langdetect-rs is installed, in the version that was compared, it does the work: its probabilities are
the same to the last bit (`python -m benchmarks.language`), 50 times as fast.
"""

from pathlib import Path
from typing import Any

from cleankit.language.backends import Identify

SEED = 0
COMPARED = "0.1.0"  # the version of langdetect-rs that gives langdetect's answers
LANGUAGES = frozenset(
    (  # noqa: SIM905 - a list of quoted codes is unreadable
        "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml "
        "mr ne nl no pa pl pt ro ru sk sl so sq sv sw ta te th tl tr uk ur vi zh"
    ).split()
)


def load() -> Identify:
    """Return langdetect's answer; "und" where it finds nothing to go by."""
    try:
        import langdetect_rs
    except ImportError:
        return original()
    return of(langdetect_rs) if langdetect_rs.__version__ == COMPARED else original()


def original() -> Identify:
    """Return the answer of langdetect itself."""
    import langdetect

    return of(langdetect)


def of(package: Any) -> Identify:
    """Return the function to ask of langdetect, or of a package with its face.

    The factory is our own, so that nobody else's seed is touched; profiles are sorted by name, since the
    last bits of the probabilities depend on their order.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY

    factory = package.DetectorFactory()
    profiles = sorted(Path(PROFILES_DIRECTORY).iterdir())
    factory.load_json_profile([path.read_text("utf-8") for path in profiles])
    factory.set_seed(SEED)
    refused = package.LangDetectException

    def identify(text: str) -> tuple[str, float]:
        detector = factory.create()
        detector.append(text)
        try:
            answers = detector.get_probabilities()
        except refused:
            return "und", 0.0
        return (answers[0].lang, float(answers[0].prob)) if answers else ("und", 0.0)

    return identify
