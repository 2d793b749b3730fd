"""py3langid 0.4 (BSD-3, 134 languages, 5 MB and numpy): best for African news; extra ``wide-language``."""

from cleankit.language.backends import Identify

LANGUAGES = frozenset(
    (  # noqa: SIM905 - a list of quoted codes is unreadable
        "ace af am an ar as az ba bcl be bg bn br bs ca crh cs cy da de dz el en eo es et eu fa fi "
        "fo fr fuv fy ga gcf gcr gd gl gom grc gu gug guw ha hbo he hi hr ht hu hy id ig is it ja "
        "jv ka kab ki kk km kn ko ku ky la lb lg lij ln lo lt ltg lv mg mk ml mn mr ms mt my ne nl "
        "nn no nso oc om or pa pcm pl ps pt qu ro ru rw sa sdh se si sk sl sn so sq sr st sv sw ta "
        "te tg th tk tl tr tt ug uk ur uz uzs vec vi vo wa wuu xh yo yue zh zu"
    ).split()
)


def load() -> Identify:
    """Return langid's answer with its probability."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def identify(text: str) -> tuple[str, float]:
        lang, confidence = identifier.classify(text)
        return str(lang), float(confidence)

    return identify
