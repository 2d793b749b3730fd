"""What makes of a near text another one: facts of its own; and what does not: slips, blanks, cuts."""

import textwrap
from itertools import pairwise

import pytest

from cleankit.testing import check_linear_time, cpu_seconds

pytest.importorskip("rensa")

from cleankit.corpus.comparable import Reading
from cleankit.corpus.differences import compare
from cleankit.corpus.facts import is_typo
from cleankit.corpus.signatures import folded_sentences, hash_sets, sentence_key

STORY = (
    "The ferry between the two harbours was cancelled for the third day because of a strong wind. "
    "Passengers waited in the hall and were given soup by the crew of the ship. "
    "The company said on Monday that 40 people had been taken to the island of Skerry by plane. "
    "Captain Maria Lopez thanked the passengers for their patience and promised a refund. "
    "A second ship is being repaired and will not sail before the end of the season."
)
FOOTER = "All the news of the islands is in your letter box every morning if you pay for it."


def own(kept, other, **options):
    return compare(Reading(kept), Reading(other), **options).own


@pytest.mark.parametrize(
    "copy",
    [
        STORY,
        STORY.upper(),
        STORY.replace(". ", ".\n\n"),
        STORY.replace(" ", "  "),
        STORY.replace("passengers", "passngers"),
        STORY.replace("Passengers", "Pasengers"),
        STORY.replace("Captain Maria", "Capatin Maria"),
        STORY[:300],
        STORY[: STORY.index("Skerry") + 3],
        STORY[: STORY.index("promised")] + "…",
        STORY.replace("strong wind", "storm"),
        STORY.replace("40 people", "40 persons"),
        f"{STORY} Read more.",
        f"{STORY}\u00a0 Source: The Skerry Gazette",
        f"{STORY.rstrip('.')} Source: The Skerry Gazette",
        "\n".join(textwrap.wrap(STORY, 60)),
    ],
)
def test_a_copy_has_nothing_of_its_own(copy):
    assert own(f"{STORY}\nA note of the editor was put below it.", copy) == ()


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("40 people", "42 people", "number: 42"),
        ("Monday", "Friday", "date: Friday"),
        ("third", "fourth", "number: fourth"),
        ("Maria Lopez", "Jonas Lopez", "name: Jonas"),
        ("Maria Lopez", "Mario Lopez", "name: Mario"),
        ("Skerry", "Skarry", "name: Skarry"),
        ("a refund", "seven coins", "number: seven"),
        ("strong wind", "strike of 3 days", "number: 3"),
        ("the company", "the company of Jane Doe", ""),
        ("Passengers waited", "Nobody waited", "name: Nobody"),
        (
            "A second ship is being repaired",
            "The repair of another of the old ships is going on",
            "sentence: The repair of another of the old ships is going on",
        ),
    ],
)
def test_another_fact(old, new, fact):
    found = own(STORY, STORY.replace(old, new))
    assert fact in found if fact else found == ()


def test_a_word_that_documents_have_without_a_capital_is_no_name():
    other = STORY.replace("Passengers waited", "Nobody waited")
    assert own(STORY, other, common=frozenset([" passengers", " nobody"])) == ()
    assert own(STORY, other, common=frozenset(["passengers", "nobody"])) != ()


def test_a_fact_in_the_place_of_other_words_is_another_stage():
    later = STORY.replace("were given soup by the crew", "were taken home by Captain Ann Lee")
    assert own(later, STORY) == ("name: Ann not here", "name: Lee not here")


def test_what_only_the_kept_text_says_is_no_loss():
    fuller = f"{STORY} On Friday 12 people went home with Jane Doe."
    assert own(fuller, STORY) == ()
    assert own(STORY, fuller) != ()


def test_a_sentence_of_its_own_counts_without_names():
    assert own(STORY, f"{STORY}\nnobody knows when the wind will calm down again.")[0].startswith(
        "sentence: "
    )


def test_many_other_words_make_another_text():
    words = {
        "cancelled": "running",
        "strong": "gentle",
        "waited": "danced",
        "promised": "refused",
        "repaired": "sold",
    }
    rewritten = STORY
    for old, new in words.items():
        rewritten = rewritten.replace(old, new)
    assert own(STORY, rewritten) == ("reworded",)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "توفي أمس في المدينة أحمد سالم بعد مرض طويل وسيدفن في مقبرة القرية بعد صلاة الظهر",
            "أحمد سالم",
            "محمود خليل",
        ),
        (
            "昨日市役所で田中一郎氏が新しい橋の計画について説明し多くの住民が話を聞いた",
            "田中一郎",
            "佐藤花子",
        ),
        ("कल गाँव के स्कूल में राम प्रसाद ने नई सड़क के बारे में लोगों को बताया और सवाल सुने", "राम प्रसाद", "मोहन लाल"),
        (
            "the funeral of anna bell will be in the old chapel by the sea at noon all are welcome",
            "anna bell",
            "rosa quint",
        ),
    ],
)
def test_without_capitals_a_rare_word_is_a_fact(text, old, new):
    assert own(text, text.replace(old, new)) != ()
    words = frozenset(Reading(text.replace(old, new)).keys)
    if " " in text:  # a word that many documents have is none
        assert not any(
            fact.startswith("word")
            for fact in own(text, text.replace(old, new), common=words | Reading(text).words)
        )


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("ประกาศขายที่ดินของสมชาย ตั้งอยู่ที่ตำบลหายยา ผู้สนใจติดต่อสำนักงานที่ดินในวันและเวลาราชการ", "สมชาย", "วิชัย"),
        ("ປະກາດຂາຍທີ່ດິນຂອງສົມຊາຍ ຢູ່ບ້ານໂພນໄຊ ຜູ້ສົນໃຈຕິດຕໍ່ຫ້ອງການທີ່ດິນໃນວັນລັດຖະການ", "ສົມຊາຍ", "ບຸນມີ"),
        ("ကိုအောင်၏မြေကိုရောင်းချမည်ဖြစ်ရာစိတ်ဝင်စားသူများရုံးသို့ဆက်သွယ်နိုင်ပါသည်", "အောင်", "မြင့်"),
        ("សេចក្តីជូនដំណឹងអំពីការលក់ដីរបស់លោកសុខា នៅភូមិថ្មី អ្នកចាប់អារម្មណ៍សូមទាក់ទងការិយាល័យ", "សុខា", "វណ្ណា"),
    ],
)
def test_letters_without_spaces_make_names(text, old, new):
    changed = text.replace(old, new)
    pairs = frozenset(a + b for a, b in pairwise(Reading(text).keys + Reading(changed).keys))
    assert own(text, changed, common=pairs) != ()  # however common its letters are
    assert own(text, text[: 2 * len(text) // 3]) == ()


def test_common_sentences_are_no_part_of_a_text():
    common = dict.fromkeys(hash_sets([[sentence_key(one) for one in folded_sentences(FOOTER)]])[0], 0.0)
    one, other = Reading(STORY, common), Reading(f"{STORY}\n{FOOTER}", common)
    assert compare(one, other).similarity == 1.0


def test_sentences_of_many_documents_weigh_little():
    """One plain word in a few of its own below a text that all have makes another text."""
    hashes = hash_sets([[sentence_key(one) for one in folded_sentences(STORY)]])[0]
    one, other = f"The pool is open today.\n{STORY}", f"The pool is closed today.\n{STORY}"
    assert own(one, other) == ()
    weights = dict.fromkeys(hashes, 0.1)
    assert compare(Reading(one, weights), Reading(other, weights)).own == ("reworded",)


@pytest.mark.parametrize(
    ("one", "other", "plain", "name"),
    [
        ("council", "councl", True, True),
        ("council", "coucnil", True, True),
        ("council", "councill", True, False),
        ("anderson", "andersson", True, True),
        ("hansen", "hanson", True, False),
        ("iran", "iraq", True, False),
        ("أن", "إن", True, True),
        ("أحمد", "محمد", True, False),
        ("the", "teh", False, False),
        ("house", "hut", False, False),
        ("r2d2", "r2d3", False, False),
    ],
)
def test_typos(one, other, plain, name):
    assert (is_typo(one, other, name=False), is_typo(other, one, name=True)) == (plain, name)


@pytest.mark.slow
@pytest.mark.clock
def test_time_is_linear():
    def seconds(times):
        text = " ".join(STORY.replace("ferry", f"ferry{i}") for i in range(times))
        one, other = Reading(text), Reading(text.replace("soup", "tea"))
        return cpu_seconds(compare, one, other)

    check_linear_time(seconds, 200)
