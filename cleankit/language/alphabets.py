"""Languages that letters, or two or three words, give away among those that share a script.

An entry holds where letters of the first string occur often enough and none of the second does. Letters
of a neighbour's name in a story do not occur often enough. The order matters: the first entry that holds.
One without a language leaves the decision to a backend.

>>> by_alphabet("cyrillic", "У нядзелю стары мост праз раку зноў адчынілі, сказаў мэр.")
'be'
>>> by_alphabet("cyrillic", "В воскресенье старый мост снова открылся, сказал мэр.") is None
True
"""

import re

Entry = tuple[str, str, str]  # language, some of these letters, none of those

ALPHABETS: dict[str, tuple[Entry, ...]] = {
    "cyrillic": (
        ("sr", "ђћ", "ѓќѕйщъыьэюя"),
        ("mk", "ѓќѕ", "ђћйщъыьэюя"),
        ("be", "ў", "ищъқғҳ"),
        ("uk", "їєґ", "ыэъёў"),
        ("cv", "ӑӗ", ""),
        ("ba", "ҙҡ", ""),
        ("tg", "ҷӣӯ", ""),
        ("uz", "қғҳ", "ыщңөүұі"),
        ("kk", "ұқғ", "ҙҡҳ"),
        ("tt", "җә", "қғұ"),
        ("ky", "ң", "әқғі"),
        ("mn", "өү", "әқғіңҙ"),
    ),
    "arabic": (
        ("sd", "ٿڄڃڏڌڙڳڱڻڦ", ""),
        ("ps", "ښځڅټډړۍ", ""),
        ("ug", "ۇۈې", "ێڕڵ"),
        ("ckb", "ێڕڵۆ", ""),
    ),
    "bengali": (("as", "ৰৱ", "র"),),
    "hebrew": (("yi", "װױײ\ufb2e\ufb2f\u05b7\u05b8", ""),),
    "latin": (
        ("az", "ə", ""),
        ("mt", "ħġċ", ""),
        ("", "ý", "áéíúæ"),  # ı, ş and ğ of a Turkish text in the wrong code page are ý, þ and ð
        ("is", "þð", "çü"),
        ("ha", "ɓɗƙƴ", ""),
        ("yo", "ẹọṣ", "đơưịụ"),
        ("ig", "ịụọ", "đơưẹạằ"),
        ("eo", "ĝĉĵŝŭĥ", ""),
    ),
}
PER = 80  # letters: each so many need one letter more of those that decide
LATIN = 2  # at the least: a name such as Þór is not enough

# Tigrinya and Amharic have one script; these are among the commonest words of each.
ETHIOPIC = {  # as one string each: a list of quoted words is unreadable
    "ti": frozenset(("ኣብ ናይ ካብ እዩ እዮም ከም እቲ ድማ ግና ምስ ነቲ ናብ ኣሎ ዘሎ ብዘይካ ኸኣ እታ ኣይኮነን").split()),  # noqa: SIM905
    "am": frozenset(("ነው ውስጥ ላይ እና ግን ወደ ነበር ጋር ናቸው ያለ ሲሆን ደግሞ ሆኖም እንደ ስለ አዲስ ዓመት በኋላ").split()),  # noqa: SIM905
}
WORD_RE = re.compile(r"[^\W\d_]+")


def by_alphabet(script: str, sample: str) -> str | None:
    """Return the language that the letters of a sample give away, or None."""
    lowered = sample.lower()
    if script == "ethiopic":
        return _by_words(lowered)
    if script not in ALPHABETS or (script == "latin" and lowered.isascii()):
        return None
    needed = sum(map(str.isalpha, lowered)) // PER + 1
    if script == "latin":
        needed = max(LATIN, needed)
    for lang, some, none in ALPHABETS[script]:
        if sum(map(lowered.count, some)) >= needed and not any(map(lowered.__contains__, none)):
            return lang or None
    return None


def _by_words(sample: str) -> str:
    words = WORD_RE.findall(sample)
    known = {lang: sum(word in common for word in words) for lang, common in ETHIOPIC.items()}
    # Where neither has a word, Tigrinya still writes the alef that Amharic hardly uses.
    if known["ti"] == known["am"]:
        return "ti" if sample.count("ኣ") > sample.count("አ") else "am"
    return max(known, key=known.__getitem__)
