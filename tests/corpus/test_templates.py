"""Templates are not copies: notices about different people stay, and their copies go, in whole runs."""

import json
import random

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("rensa")

from cleankit.corpus import dedup, near_duplicates

NAMES = [
    "Anna Bell",
    "Jonas Weber",
    "Maria Lopez",
    "Piotr Nowak",
    "Ingrid Dahl",
    "Samuel Okafor",
    "Rosa Quint",
]
PLACES = ["Harbour", "Springfield", "Skerry", "Weston", "Oakdale", "Riverton", "Northam"]
NOTICE = (
    "The family of {name} announces with deep sadness that {name} of {place} passed away on {day} May "
    "after a short illness. The service will be held in the chapel of {place} at {hour} o'clock. In place "
    "of flowers the family asks for a gift to the hospice, whose nurses gave their care in the last "
    "weeks. Everybody who knew the deceased is welcome to the meal after the service. The family thanks "
    "all friends and neighbours for their kind words, for their visits, and for the help that they gave "
    "in a hard time. Those who cannot come may light a candle at home in the evening and remember the "
    "good years, the long walks by the sea, the songs at the stove, and all that was said in jest and in "
    "earnest at the old table in the kitchen."
)
ARABIC = (
    "تعلن أسرة {name} عن وفاة فقيدها في مدينة {place} بعد مرض قصير وستقام صلاة الجنازة في المسجد "
    "الكبير بعد صلاة الظهر وتشكر الأسرة جميع الأصدقاء والجيران على كلماتهم الطيبة وعلى زيارتهم وعلى "
    "المساعدة التي قدموها في وقت صعب وتدعو الله أن يتغمد الفقيد بواسع رحمته وأن يلهم أهله الصبر "
    "والسلوان ومن لا يستطيع الحضور فليدع له في بيته مساء ويتذكر السنوات الجميلة والمشي الطويل على "
    "شاطئ البحر والأغاني قرب المدفأة وكل ما قيل في المزاح والجد على المائدة القديمة"
)
ARABIC_NAMES = ["أحمد سالم", "محمود خليل", "ليلى حداد", "يوسف منصور", "كريم عطار", "هدى نصار", "سامي زيدان"]
FOOTER = " ".join(
    f"All rights to the {what} of this site belong to the paper and nobody may copy them without our consent."
    for what in ("texts", "photos", "films", "charts", "maps", "plans", "names", "marks", "lists", "tables")
)


def notices(template=NOTICE, names=NAMES):
    return [
        template.format(name=name, place=place, day=3 + i, hour=9 + i)
        for i, (name, place) in enumerate(zip(names, PLACES, strict=True))
    ]


def run(texts, tmp_path, **options):
    """Return the numbers of the texts that stay, and the lines of the removed and the clusters."""
    out = tmp_path / "out.jsonl"
    records = [{"id": str(i), "text": text} for i, text in enumerate(texts)]
    done = dedup(records, out, clusters=tmp_path / "clusters.jsonl", **options)
    stays = [int(json.loads(line)["id"]) for line in out.read_text().splitlines()]
    removed = [json.loads(line) for line in (tmp_path / "out.jsonl.removed.jsonl").read_text().splitlines()]
    clusters = [json.loads(line) for line in (tmp_path / "clusters.jsonl").read_text().splitlines()]
    assert done.records["output"] + done.records["exact"] + done.records["near"] == len(texts)
    assert len(stays) + len(removed) == len(texts)
    assert done.clusters == sum(cluster["cluster"] is not None for cluster in clusters)
    return stays, removed, clusters


@pytest.mark.parametrize(("template", "names"), [(NOTICE, NAMES), (ARABIC, ARABIC_NAMES)])
def test_notices_about_different_people_stay(tmp_path, template, names):
    stays, removed, clusters = run(notices(template, names), tmp_path, threshold=0.6)
    assert stays == list(range(len(names)))
    assert removed == []
    apart = [near for cluster in clusters for near in cluster["apart"]]
    assert len(apart) == len(names) - 1
    assert all(near["own"] and near["differences"] for near in apart)


def test_a_copy_of_one_notice_among_many_goes(tmp_path):
    texts = notices(names=NAMES)
    for place in ("Elmtown", "Ashford", "Birkdale", "Colby", "Denholm", "Eastleigh"):
        texts += [text.replace("the hospice", f"the hospice of {place}") for text in notices()]
    copy = texts[11].replace("neighbours", "neighbors").replace("passed away", "passed  away")
    stays, removed, clusters = run([*texts, copy], tmp_path, keep="first")
    assert stays == list(range(len(texts)))
    (gone,) = removed
    assert (gone["level"], gone["repeats"]["id"]) == ("near", "11")
    assert gone["differences"] == [{"kept": "neighbours", "this": "neighbors"}]
    (cluster,) = [one for one in clusters if one["gone"]]
    assert gone["cluster"] == cluster["cluster"] == 1
    assert cluster["stays"]["id"] == "11"
    assert [one["id"] for one in cluster["gone"]] == [gone["id"]]


def test_later_stages_of_a_case_stay(tmp_path):
    base = notices()[0]
    stages = [
        base,
        base.replace("passed away on", "was reported missing on"),
        base.replace(
            "after a short illness",
            "after a short illness of the heart. Police found nothing. The court opens on Friday",
        ),
        base.replace("at 9 o'clock", "at 11 o'clock"),
    ]
    stays, *_ = run(stages[:1] + stages[2:], tmp_path, keep="first")
    assert stays == [0, 1, 2]


def test_one_long_footer_makes_no_copies(tmp_path):
    bodies = [
        f"The pool is {how} today." for how in ("open", "closed", "clean", "full", "empty", "warm", "cold")
    ]
    bodies += ["No ferry runs.", "Snow fell all night long."]
    stays, *_ = run([f"{body}\n{FOOTER}" for body in bodies], tmp_path, threshold=0.5)
    assert stays == list(range(len(bodies)))


def test_copies_under_different_footers_are_found(tmp_path):
    """A footer that other documents have is no part of what is compared."""
    other = FOOTER.replace("rights", "titles").replace(
        "belong to the paper", "are held by the publisher of this page"
    )
    rng = random.Random(5)
    words = [
        "".join(rng.choices("bdfgklmnprst", k=1) + rng.choices("aeiou", k=1)) * 2 + "n" for _ in range(60)
    ]
    stories = [
        "\n".join(" ".join(rng.choices(words, k=12)).capitalize() + "." for _ in range(6)) for _ in range(20)
    ]
    texts = [f"{story}\n{FOOTER}" for story in stories] + [f"{stories[3]}\n{other}"]
    texts += [
        f"{story}\n{other}"
        for story in reversed(["\n".join(reversed(story.split("\n"))).replace("a", "y") for story in stories])
    ]
    stays, removed, _ = run(texts, tmp_path, keep="first")
    assert [(gone["id"], gone["repeats"]["id"]) for gone in removed] == [("20", "3")]
    assert len(stays) == len(texts) - 1


def test_a_chain_does_not_merge_its_ends(tmp_path):
    """A and B are near, B and C, but C says what A does not."""
    story = notices()[0]
    chain = [f"{story} Ann Lee sang.", story, f"{story} Bob Ray played the old piano."]
    stays, removed, _ = run(chain, tmp_path)
    assert stays == [0, 2]
    assert [gone["id"] for gone in removed] == ["1"]


@pytest.mark.parametrize(
    ("keep", "options", "stay"),
    [
        ("fullest", {}, 1),
        ("first", {}, 0),
        ("newest", {}, 2),
        ("newest", {"date_field": "seen"}, 3),
    ],
)
def test_which_member_stays(tmp_path, keep, options, stay):
    story = notices()[0]
    records = [
        {"id": "0", "text": story, "published": "2024-05-01"},
        {"id": "1", "text": f"{story} More.", "published": "May 2, 2024", "seen": 1714700000},
        {"id": "2", "text": story.replace("  ", " "), "published": "2024-05-03T10:00:00+02:00"},
        {"id": "3", "text": story.upper(), "seen": "2024-12-24"},
    ]
    if keep != "fullest":
        records[1]["text"] = story.replace("kind", "knd")
    result = dedup(records, tmp_path / "out.jsonl", keep=keep, **options)
    undated = {"newest": 2 if options else 1}.get(keep, 0)
    assert (result.undated, "without a date" in result.as_text()) == (undated, undated > 0)
    (left,) = (tmp_path / "out.jsonl").read_text().splitlines()
    assert json.loads(left)["id"] == str(stay)


def test_the_order_of_the_input_changes_nothing_but_the_first(tmp_path):
    rng = random.Random(9)
    texts = (
        notices()
        + [text.replace("kind", "knd") for text in notices()]
        + [f"{text} Read more." for text in notices()[:4]]
    )
    texts += [texts[0], texts[1].upper()]
    kept = set()
    for _ in range(4):
        stays, *_ = run(texts, tmp_path)
        kept.add(frozenset(texts[i].lower() for i in stays))
        rng.shuffle(texts)
    assert len(kept) == 1
    assert len(next(iter(kept))) == len(NAMES)


def test_near_duplicates_agree_with_the_run(tmp_path):
    texts = [*notices(), notices()[2].replace("kind", "knd")]
    found = near_duplicates([{"text": text} for text in texts], keep="first")
    assert [(one.number, one.kept) for one in found] == [(len(NAMES), 2)]
