"""py3langid 0.4 (BSD-3, 97 languages, 5 MB and numpy): best for African news; extra ``wide-language``."""

from cleankit.language.backends import Identify


def load() -> Identify:
    """Return langid's answer with its probability."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def identify(text: str) -> tuple[str, float]:
        lang, confidence = identifier.classify(text)
        return str(lang), float(confidence)

    return identify
