"""Deduplication of made templates: documents that share most words and are no copies, with planted copies.

Ten templates in six languages (obituaries, court notices and their later stages, press releases, matches,
weather, short texts above one long footer) are filled with other names, numbers and days. Beside them stand
copies with one edit each: a slip, a note added, the end cut, blanks and quotes, capitals, another byline,
lines broken anew. A removal is right if both were made of the same filling.

    python -m benchmarks.templates --copies 200 --threshold 0.7
"""

import argparse
import json
import random
import re
import tempfile
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cleankit.corpus import dedup

LATIN = (
    "Anna Jonas Maria Piotr Ingrid Samuel Rosa Henrik Clara Victor Elena Tomas Judith Oscar Miriam Felix",
    "Bell Weber Lopez Nowak Dahl Okafor Quint Larsen Vogel Moreau Ricci Horvat Stone Brandt Silva Kral",
    "Weston Oakdale Riverton Northam Skerry Elmtown Ashford Birkdale Colby Denholm Eastleigh Farley Grimsby",
)
RUSSIAN = (
    "Анна Иван Мария Пётр Елена Сергей Ольга Виктор Нина Павел Вера Олег",
    "Соколова Лебедев Кузнецов Морозов Волкова Зайцев Павлова Орлов Беляев Титов Громов Фомин",
    "Тула Пермь Омск Рязань Псков Елец Курск Ржев Тверь Сызрань Выборг Ухта",
)
ARABIC = (
    "أحمد محمود ليلى يوسف كريم هدى سامي نادية رامي سعاد خالد منى",
    "سالم خليل حداد منصور عطار نصار زيدان فرحات شاهين قاسم مراد صباغ",
    "حلب بيروت طرابلس صفاقس وهران أسوان إربد نابلس زحلة تعز سوسة تبوك",
)
CHINESE = (
    "建国 小红 志强 丽华 永生 美玲 海涛 春梅 伟明 晓燕 国栋 雪琴",
    "张 王 李 赵 陈 刘 杨 黄 周 吴 徐 孙",
    "临江市 平川县 云山镇 青河村 北岭区 东湾县 南林市 西桥镇 石门区 白沙县 金源市 柳溪镇",
)
OBITUARY = (
    "{name} {surname} of {place} passed away peacefully on {day} {month} at the age of {number}. The "
    "funeral will be held at the old chapel of {place}, and all who knew the family are welcome. In "
    "place of flowers the family asks for a gift to the hospice, whose nurses gave their care in the "
    "last weeks of a long illness. After the service there will be tea and cake in the hall beside "
    "the chapel, where friends may share their memories. The family thanks the neighbours for their "
    "visits, for the meals they brought, and for the quiet help that they gave. Those who cannot "
    "come may light a candle at home in the evening and remember the good years."
)
COURT = (
    "The district court of {place} has set a hearing in the case against {name} {surname} for {day} "
    "{month}. The accused is said to have taken {number} hundred coins from the till of a shop while "
    "the owner was away. The hearing is open to the public, but seats are few and bags are searched "
    "at the door. Witnesses are asked to be at the court half an hour before the hearing begins and "
    "to bring their papers. The court reminds everybody that pictures and sound may not be taken in "
    "the hall. A person is taken to be innocent until a court has said otherwise, and the press is "
    "asked to keep to that."
)
STAGES = (
    "Police in {place} are looking for a driver who left the road near the bridge on {month} {day}",
    "Police in {place} are questioning {name} {surname}, who left the road near the bridge on {month} {day}",
    "A judge in {place} has fined {name} {surname}, who left the road near the bridge on {month} {day}",
    "A higher court frees {name} {surname} of {place}, who left the road near the bridge on {month} {day}",
)
STAGE_REST = (
    ". The car broke through the fence and came to a stop in the field of a farmer, who called for "
    "help. Nobody was hurt, but the fence and a part of the field were damaged, and a tree had to be "
    "cut. The road was closed for some hours until the car had been taken away and the oil had been "
    "cleaned from the road. The farmer says that it is not the first time that a car has left the "
    "road in that bend, and asks for a lower speed. The town says that it will look at the bend "
    "again in the spring, when the money for roads is given out."
)
RELEASE = (
    "{place} – The makers of fine tools at {surname} Works have presented a new saw with a blade of "
    '{number} centimetres, which cuts wood and plastic without a sound. "We are proud of this step," '
    'says {name} {surname}, who leads the company. "Our customers asked for less noise, and here it '
    'is." The tool can be bought in shops from {month} on. The company makes tools for house and '
    "garden and sells them in many countries. It was founded by two brothers in a shed behind their "
    "house and is still owned by the family. Journalists who want to try the tool may write to the "
    "press office, which lends it for some weeks without charge and without conditions."
)
WEATHER = (
    "Wetterbericht für {place}: Am {day}. {month} ist es zuerst neblig, später kommt die Sonne "
    "heraus, und die Temperaturen steigen auf {number} Grad. In der Nacht bleibt es trocken, nur in "
    "den Tälern kann es wieder neblig werden. Der Wind weht schwach aus wechselnden Richtungen und "
    "wird auf den Bergen zeitweise stärker. Wer wandern möchte, sollte genug Wasser mitnehmen und "
    "früh aufbrechen, weil die Wege am Nachmittag voll sind. Die Bergbahnen fahren wie üblich, und "
    "die Hütten sind geöffnet. Für die folgenden Tage erwarten wir ähnliches Wetter ohne große "
    "Änderungen."
)
MATCH = (
    "El equipo de {place} ganó ayer por {number} goles en el partido contra los vecinos, y el "
    "público celebró hasta la noche. El mejor del partido fue {name} {surname}, que marcó dos veces "
    "en la segunda parte y salió aplaudido por todos. El entrenador dijo que el equipo había "
    "trabajado mucho durante la semana y que el resultado era justo. El próximo partido se juega el "
    "{day} de {month} en casa, y las entradas se venden desde mañana en la sede del club. La "
    "directiva pide a los aficionados que lleguen a tiempo y que dejen libres las salidas del campo."
)
RUSSIAN_NOTICE = (
    "В городе {place} прошло собрание жителей, на котором выступила депутат {surname} {name}. Она "
    "рассказала о ремонте дороги, который начнётся {day} числа и продлится {number} дней. Жители "
    "задали вопросы о школе, о больнице и о том, почему автобусы ходят редко. На все вопросы были "
    "даны ответы, а самые трудные записаны, чтобы вернуться к ним позже. В конце собрания всех "
    "пригласили на чай, и разговор продолжался ещё долго. Следующее собрание пройдёт в том же зале, "
    "и прийти на него могут все, кто хочет задать вопрос."
)
ARABIC_NOTICE = (
    "تعلن أسرة {name} {surname} عن وفاة فقيدها في مدينة {place} بعد مرض قصير وستقام صلاة الجنازة في "
    "المسجد الكبير بعد صلاة الظهر وتشكر الأسرة جميع الأصدقاء والجيران على كلماتهم الطيبة وعلى "
    "زيارتهم وعلى المساعدة التي قدموها في وقت صعب وتدعو الله أن يتغمد الفقيد بواسع رحمته وأن يلهم "
    "أهله الصبر والسلوان ومن لا يستطيع الحضور فليدع له في بيته مساء ويتذكر السنوات الجميلة والمشي "
    "الطويل على شاطئ البحر والأغاني قرب المدفأة"
)
CHINESE_NOTICE = (
    "{place}居民{surname}{name}昨天在社区中心举办了一场关于家庭园艺的讲座，吸引了许多邻居前来参加。讲座介绍了怎样在阳台上种植蔬菜，怎样选择合适的土壤，以及怎样在冬天保护植物"
    "不受寒冷影响。参加的人提出了很多问题，也分享了自己的经验。活动结束以后，大家一起品尝了用自己种的蔬菜做的汤和点心，并且约好下个月再次见面。社区中心表示，今后还会举办更多这样的活动，欢迎所有居"
    "民参加。"
)
FOOTER_BODY = (
    "The pool is {what} today.",
    "No {what} is sold this week.",
    "Bring your {what} on the next visit.",
)
FOOTER_WORDS = (
    "open closed bread fish paper towel ticket boat garden bridge lamp coffee soup wood stone cloth "
    "music school"
)
FOOTER = " ".join(
    f"All rights to the {what} of this site belong to the paper, and nobody may copy them without consent."
    for what in ("texts", "photos", "films", "charts", "maps", "plans", "marks", "lists", "tables", "letters")
)
MONTHS = "January March April June July August October December"
NOTES = ("Read more.", "This text was sent to us by mail.", "Share this")
BYLINES = ["Ann Field", "Bob Miller", "Carla Dean", "David Young", "Erin Wolf"]
Filling = dict[str, str]


def filled(rng: random.Random, words: tuple[str, ...], months: str = MONTHS) -> Filling:
    """Return names, numbers and a day."""
    name, surname, place = (rng.choice(some.split()) for some in words)
    numbers = {"day": str(rng.randint(1, 28)), "number": str(rng.randint(11, 99))}
    return {"name": name, "surname": surname, "place": place, "month": rng.choice(months.split()), **numbers}


def made(documents: int, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield kind and text; no two are the same statement."""
    plain = [
        ("obituaries", OBITUARY, LATIN, MONTHS),
        ("court", COURT, LATIN, MONTHS),
        ("releases", RELEASE, LATIN, MONTHS),
        ("weather", WEATHER, LATIN, "Januar März April Juni Juli August Oktober"),
        ("matches", MATCH, LATIN, "enero marzo abril junio julio agosto octubre"),
        ("russian", RUSSIAN_NOTICE, RUSSIAN, "мая июня"),
        ("arabic", ARABIC_NOTICE, ARABIC, MONTHS),
        ("chinese", CHINESE_NOTICE, CHINESE, MONTHS),
    ]
    for kind, template, words, months in plain:
        for text in {template.format(**filled(rng, words, months)): 0 for _ in range(documents)}:
            yield kind, text
    for _ in range(documents // len(STAGES)):
        filling = filled(rng, LATIN)
        for stage in STAGES:
            yield "stages", stage.format(**filling) + STAGE_REST
    for body in FOOTER_BODY:
        for what in FOOTER_WORDS.split():
            yield "footers", f"{body.format(what=what)}\n{FOOTER}"


def _slip(text: str, rng: random.Random) -> str:
    words = text.split(" ")
    at = rng.choice([i for i, word in enumerate(words) if len(word) > 5 and word.isalpha()] or [0])
    k = rng.randrange(1, max(2, len(words[at]) - 2))
    words[at] = words[at][:k] + words[at][k + 1 :]
    return " ".join(words)


def _cut(text: str, rng: random.Random) -> str:
    return text[: int(len(text) * rng.uniform(0.85, 0.97))]


def _blanks(text: str, rng: random.Random) -> str:
    return re.sub(r"([.。,]) ?", r"\1  ", text).replace('"', "“" if rng.random() < 0.5 else "''")


EDITS: dict[str, Callable[[str, random.Random], str]] = {
    "slip": _slip,
    "note": lambda text, rng: (
        f"{text}\n{rng.choice(['Read more.', 'This text was sent to us by mail.', 'Share this'])}"
    ),
    "cut": _cut,
    "blanks": _blanks,
    "capitals": lambda text, _: text.upper(),
    "byline": lambda text, rng: f"By {rng.choice(BYLINES)}\n{text}",
    "lines": lambda text, rng: "\n".join(textwrap.wrap(text, rng.randint(50, 90))),
}


def corpus(documents: int, copies: int, seed: int) -> list[dict[str, Any]]:
    """Return the documents and the copies; each says what it was made of."""
    rng = random.Random(seed)
    originals = [
        {"id": f"{kind}-{i}", "text": text, "of": f"{kind}-{i}", "edit": "", "kind": kind}
        for i, (kind, text) in enumerate(made(documents, rng))
    ]
    copied = [
        {**one, "id": f"{one['id']}-{edit}", "text": EDITS[edit](one["text"], rng), "edit": edit}
        for edit in EDITS
        for one in rng.sample([one for one in originals if one["kind"] != "footers"], copies)
    ]
    records = originals + copied
    rng.shuffle(records)
    return records


def measure(records: list[dict[str, Any]], **options: Any) -> None:
    """Deduplicate, and print the share of right removals by kind, and of copies found by edit."""
    of = {one["id"]: one for one in records}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        dedup(records, out, **options)
        rows = map(json.loads, Path(f"{out}.removed.jsonl").read_text("utf-8").splitlines())
        gone = [(row["id"], row["repeats"]["id"]) for row in rows]
    right, all_gone = Counter[str](), Counter[str]()
    for one, kept in gone:
        all_gone[of[one]["kind"]] += 1
        right[of[one]["kind"]] += of[one]["of"] == of[kept]["of"]
    precision = sum(right.values()) / max(1, len(gone))
    print(f"{len(records):,} documents, {len(gone):,} removed, precision {precision:.4f}")
    print(
        "  right by kind: "
        + ", ".join(f"{kind} {right[kind]} of {all_gone[kind]}" for kind in sorted(all_gone))
    )
    removed = {one for one, kept in gone if of[one]["of"] == of[kept]["of"]}
    stays, found, planted = Counter[str](), Counter[str](), Counter[str]()
    went = {one for one, _ in gone}
    for one in records:
        stays[one["of"]] += one["id"] not in went
    for one in records:
        if one["edit"]:
            planted[one["edit"]] += 1
            found[one["edit"]] += (
                one["id"] in removed or stays[one["of"]] == 1
            )  # or the other one went for it
    print("  copies found: " + ", ".join(f"{edit} {found[edit] / planted[edit]:.3f}" for edit in EDITS))
    print(f"  statements of which nothing is left: {sum(not stays[one] for one in stays)} of {len(stays)}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=60, help="of each template")
    parser.add_argument("--copies", type=int, default=100, help="of each edit")
    parser.add_argument("--threshold", type=float, default=0.7)
    parser.add_argument("--seed", type=int, default=4)
    given = parser.parse_args()
    measure(corpus(given.documents, given.copies, given.seed), threshold=given.threshold)


if __name__ == "__main__":
    main()
