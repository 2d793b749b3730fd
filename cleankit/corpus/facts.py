"""What a text says that another does not: numbers, dates, names, rare words, sentences of its own.

No language is asked for. A number has a digit; a name has a capital amid a sentence; where a script has no
case, a word that few documents have may be one.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from cleankit.boilerplate.rules import RuleSet, load_rules
from cleankit.document import Lines
from cleankit.html.metadata.months import ALL_MONTHS
from cleankit.text.scripts import is_spaceless

REMEMBERED = 10_000  # sentences
# Of one Arabic letter there are several forms, and one is written for another: "أن", "إن", "ان".
SPELLINGS = str.maketrans("أإآىة", "ااايه")
LEAST_OPENING = 4  # letters of a name that begins a sentence
LEAST_TYPO, LEAST_NAME_TYPO = 4, 5  # letters of a word in which one may be wrong
# Days and numbers as words, where no capital tells: "lunes" and "martes", "three" and "five"; but for those
# that are plain words of another language, as "once" and "due".
DAYS = """
monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
segunda terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag
mandag tirsdag lørdag søndag maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina
poniedziałek wtorek środę środa czwartek piątek sobotę niedzielę
pondělí úterý středu čtvrtek pátek sobotu neděli
понедельник вторник среду четверг пятницу субботу воскресенье
понеділок вівторок середу четвер п'ятницу суботу неділю
pazartesi salı çarşamba perşembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu
"""
NUMBERS = """
two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred
thousand million
first second third fourth fifth sixth seventh eighth ninth tenth
erste ersten zweite zweiten dritte dritten vierte vierten fünfte fünften
premier première deuxième troisième quatrième primero primera segundo tercero tercera primeiro terceiro terzo
первый первая второй вторая третий третья
zwei drei vier fünf sechs sieben acht neun zehn zwölf zwanzig dreißig hundert tausend
deux trois quatre cinq sept huit neuf dix onze douze vingt trente mille
tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cien
dois duas três quatro sete oito dez doze vinte trinta cem quattro cinque sette otto dieci
twee drie vijf zes zeven negen tien twintig två fyra sju åtta nio
dwa dwóch trzy trzech cztery czterech pięć sześć siedem osiem dziewięć dziesięć
два двух двое три трех трое четыре четырех пять шесть семь восемь девять десять
"""
DATES = frozenset(DAYS.split()) | frozenset(
    word
    for name in ALL_MONTHS
    for word in name.split()
    if len(word) > 3  # "may" and "set" are words, too
)
COUNTS = frozenset(NUMBERS.split())


def digits_of(words: Sequence[str]) -> str:
    """Return the digits of words, whatever script they are of and whatever parts them.

    >>> digits_of(["1", "000"]) == digits_of(["1000"]), digits_of(["٣", "مايو"])
    (True, '3')
    """
    return "".join(
        str(int(char)) if char.isdecimal() else char
        for word in words
        if not word.isalpha() or not word.isascii()
        for char in word
        if char.isnumeric()
    )


def is_typo(one: str, other: str, *, name: bool) -> bool:
    """Say whether two folded words differ as a slip of the hand makes them.

    A letter is doubled, dropped or swapped with its neighbour; in what is no name, another may stand in its
    place. Where a name ends another letter, or one more, makes another name.

    >>> is_typo("council", "councl", name=False), is_typo("iran", "iraq", name=True)
    (True, False)
    >>> is_typo("أن", "إن", name=True)
    True
    """
    if one.translate(SPELLINGS) == other.translate(SPELLINGS):
        return True
    short, long = sorted((one, other), key=len)
    if len(long) < (LEAST_NAME_TYPO if name else LEAST_TYPO) or len(long) - len(short) > 1:
        return False
    if not (one.isalpha() and other.isalpha()):
        return False
    start = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :] and not (name and start == len(short))
    swapped = short[:start] + short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return swapped == long or (not name and short[start + 1 :] == long[start + 1 :])


def has_case(raw: str) -> bool:
    """Say whether a word is of a script that has capitals."""
    return raw.isascii() or raw.lower() != raw.upper()


def rarity_keys(words: Sequence[str]) -> list[str]:
    """Return what is counted of a text's words to know the rare ones; of single characters, the pairs.

    >>> rarity_keys(["قال", "أحمد"]), rarity_keys(["李", "明", "说"])
    (['قال', 'أحمد'], ['李明', '明说'])
    """
    if words and len(words[0]) == 1 and is_spaceless(words[0]):
        return [a + b for a, b in pairwise(words)]
    return list(words)


@lru_cache(REMEMBERED)
def is_boilerplate(sentence: str) -> bool:
    """Say whether a rule of the packs knows a line by itself: a label of the site, a byline, a credit.

    A date, a contact or a caption is none of these: by them alone two notices may differ.

    >>> [is_boilerplate(line) for line in ("Read more", "By Ann Lee", "Ann Lee, 84, died on Monday.")]
    [True, True, False]
    """
    return bool(_rules().judge(Lines([sentence])))


@cache
def _rules() -> RuleSet:
    return load_rules(categories=["interface", "byline", "credit", "source"])
