"""Articles of ten kinds in ten languages, and each language's junk, written for the project.

They are what a line model takes for a menu: short questions, ingredients without marks, results, stations
with times, verse, code without a fence. `benchmarks.beside_junk` puts junk above and below them.
"""

import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.own_parts import PARTS
from cleankit.text.scripts import is_spaceless

WIDTH = 64


class Words(NamedTuple):
    """What the articles of a language are made of; ``junk`` is none of the article."""

    prose: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    goods: tuple[str, ...]
    places: tuple[str, ...]
    verse: tuple[str, ...]
    junk: tuple[str, ...]
    stop: str = "."


WORDS: dict[str, Words] = {
    "en": Words(
        (
            "The mill by the river was built of grey stone in a year when the harvest had failed twice.",
            "For three winters nobody worked in it, and the wheel stood still under a crust of ice.",
            "Then a cooper from the next valley bought the house, the stream and the debts for one price.",
            "He kept a book in which he wrote the weather, the visitors and what the bread had cost.",
        ),
        ("Who paid for it?", "Was it dangerous?", "What comes next?"),
        ("My aunt did.", "Only once, in the snow.", "A new roof, I hope."),
        ("2 cups rye flour", "1 pinch salt", "Half a lemon", "3 eggs", "Butter for the tin",
        "A little thyme"),
        ("Oldbridge", "Harrow Mill", "Long Marsh", "Saint Elm"),
        ("The wheel goes round", "without a sound", "the frost has bound", "the miller's ground"),
        (
            "Sign up for our newsletter", "Share this article", "Related articles", "Most read", "About us",
            "Contact us", "Terms of use", "Privacy policy", "Follow us on Facebook",
        ),
    ),
    "de": Words(
        (
            "Die Mühle am Fluss wurde aus grauem Stein gebaut, in einem Jahr mit zwei schlechten Ernten.",
            "Drei Winter lang arbeitete niemand darin, und das Rad stand still unter einer Kruste aus Eis.",
            "Dann kaufte ein Küfer aus dem Nachbartal das Haus, den Bach und die Schulden zu einem Preis.",
            "Er führte ein Buch, in das er das Wetter, die Gäste und den Preis des Brotes schrieb.",
        ),
        ("Wer hat das bezahlt?", "War es gefährlich?", "Was kommt danach?"),
        ("Meine Tante.", "Nur einmal, im Schnee.", "Ein neues Dach, hoffe ich."),
        ("200 g Roggenmehl", "1 Prise Salz", "Eine halbe Zitrone", "3 Eier", "Butter für die Form",
        "Thymian"),
        ("Altbrück", "Mühlhausen", "Langenmoos", "Sankt Ulm"),
        ("Das Rad geht rund", "zu jeder Stund", "es friert der Grund", "bis tief im Schlund"),
        (
            "Newsletter abonnieren", "Artikel teilen", "Mehr zum Thema", "Meistgelesen", "Über uns",
            "Kontakt", "Impressum", "Datenschutz", "Folgen Sie uns auf Facebook",
        ),
    ),
    "fr": Words(
        (
            "Le moulin au bord de la rivière fut bâti en pierre grise, l'année de deux mauvaises récoltes.",
            "Trois hivers durant personne n'y travailla, et la roue resta immobile sous la glace.",
            "Puis un tonnelier de la vallée voisine acheta la maison, le ruisseau et les dettes.",
            "Il tenait un livre où il notait le temps, les visiteurs et le prix du pain.",
        ),
        ("Qui a payé ?", "Était-ce dangereux ?", "Et ensuite ?"),
        ("Ma tante.", "Une fois, dans la neige.", "Un toit neuf, j'espère."),
        ("200 g de farine", "1 pincée de sel", "Un demi-citron", "3 œufs", "Beurre pour le moule",
        "Du thym"),
        ("Vieuxpont", "Moulin-Haut", "Longmarais", "Saint-Orme"),
        ("La roue tourne encore", "au bord de l'aurore", "le gel qui dévore", "la pierre et l'or"),
        (
            "Inscrivez-vous à notre newsletter", "Partager cet article", "À lire aussi", "Les plus lus",
            "Qui sommes-nous", "Contact", "Mentions légales", "Politique de confidentialité", "Suivez-nous",
        ),
    ),
    "es": Words(
        (
            "El molino junto al río se construyó de piedra gris, un año en que la cosecha falló dos veces.",
            "Durante tres inviernos nadie trabajó en él, y la rueda quedó quieta bajo una costra de hielo.",
            "Luego un tonelero del valle vecino compró la casa, el arroyo y las deudas por un solo precio.",
            "Llevaba un libro donde apuntaba el tiempo, las visitas y lo que había costado el pan.",
        ),
        ("¿Quién lo pagó?", "¿Fue peligroso?", "¿Qué viene ahora?"),
        ("Mi tía.", "Solo una vez, en la nieve.", "Un techo nuevo, espero."),
        ("200 g de harina", "1 pizca de sal", "Medio limón", "3 huevos", "Mantequilla",
        "Un poco de tomillo"),
        ("Puenteviejo", "Molino Alto", "Lagunilla", "San Olmo"),
        ("La rueda da vueltas", "de noche y despierta", "la escarcha en la puerta", "la tierra desierta"),
        (
            "Suscríbete a nuestro boletín", "Compartir", "Noticias relacionadas", "Lo más leído",
            "Quiénes somos", "Contacto", "Aviso legal", "Política de privacidad", "Síguenos en Facebook",
        ),
    ),
    "it": Words(
        (
            "Il mulino sul fiume fu costruito in pietra grigia, in un anno di due raccolti perduti.",
            "Per tre inverni nessuno ci lavorò, e la ruota rimase ferma sotto una crosta di ghiaccio.",
            "Poi un bottaio della valle vicina comprò la casa, il ruscello e i debiti a un solo prezzo.",
            "Teneva un libro in cui scriveva il tempo, i visitatori e quanto era costato il pane.",
        ),
        ("Chi ha pagato?", "Era pericoloso?", "E adesso?"),
        ("Mia zia.", "Una volta sola, nella neve.", "Un tetto nuovo, spero."),
        ("200 g di farina", "1 pizzico di sale", "Mezzo limone", "3 uova", "Burro per lo stampo", "Timo"),
        ("Pontevecchio", "Molino Alto", "Palude Lunga", "Sant'Olmo"),
        ("La ruota che gira", "il vento sospira", "la notte si ritira", "il mugnaio mira"),
        (
            "Iscriviti alla newsletter", "Condividi", "Articoli correlati", "I più letti", "Chi siamo",
            "Contatti", "Note legali", "Privacy policy", "Seguici su Facebook",
        ),
    ),
    "pl": Words(
        (
            "Młyn nad rzeką zbudowano z szarego kamienia w roku, w którym plony zawiodły dwa razy.",
            "Przez trzy zimy nikt w nim nie pracował, a koło stało nieruchomo pod skorupą lodu.",
            "Potem bednarz z sąsiedniej doliny kupił dom, strumień i długi za jedną cenę.",
            "Prowadził księgę, w której zapisywał pogodę, gości i to, ile kosztował chleb.",
        ),
        ("Kto za to zapłacił?", "Czy było niebezpiecznie?", "Co dalej?"),
        ("Moja ciotka.", "Tylko raz, w śniegu.", "Nowy dach, mam nadzieję."),
        ("200 g mąki", "Szczypta soli", "Pół cytryny", "3 jajka", "Masło do formy", "Trochę tymianku"),
        ("Starybród", "Młynowo", "Długie Bagno", "Święty Wiąz"),
        ("Koło się obraca", "woda wciąż powraca", "mróz ziemię skraca", "i kończy się praca"),
        (
            "Zapisz się na newsletter", "Udostępnij", "Zobacz także", "Najczęściej czytane", "O nas",
            "Kontakt", "Regulamin", "Polityka prywatności", "Obserwuj nas na Facebooku",
        ),
    ),
    "ru": Words(
        (
            "Мельницу у реки построили из серого камня в год, когда урожай погиб дважды.",
            "Три зимы в ней никто не работал, и колесо стояло неподвижно под коркой льда.",
            "Потом бондарь из соседней долины купил дом, ручей и долги за одну цену.",
            "Он вёл книгу, в которую записывал погоду, гостей и сколько стоил хлеб.",
        ),
        ("Кто заплатил?", "Было опасно?", "Что дальше?"),
        ("Моя тётя.", "Один раз, в снег.", "Новая крыша, надеюсь."),
        ("200 г муки", "Щепотка соли", "Половина лимона", "3 яйца", "Масло для формы", "Немного тимьяна"),
        ("Старый Мост", "Мельничное", "Долгое Болото", "Вязовка"),
        ("Колесо кружится", "мельник не ложится", "снег вдали искрится", "и ручью не спится"),
        (
            "Подпишитесь на рассылку", "Поделиться", "Читайте также", "Самое читаемое", "О нас",
            "Контакты", "Пользовательское соглашение", "Политика конфиденциальности", "Мы в Telegram",
        ),
    ),
    "tr": Words(
        (
            "Nehir kıyısındaki değirmen, hasadın iki kez kötü gittiği bir yılda gri taştan yapıldı.",
            "Üç kış boyunca içinde kimse çalışmadı ve çark bir buz kabuğunun altında durdu.",
            "Sonra komşu vadiden bir fıçıcı evi, dereyi ve borçları tek bir fiyata satın aldı.",
            "Havayı, konukları ve ekmeğin kaça mal olduğunu yazdığı bir defter tutardı.",
        ),
        ("Parayı kim ödedi?", "Tehlikeli miydi?", "Sırada ne var?"),
        ("Teyzem.", "Yalnız bir kez, karda.", "Yeni bir çatı, umarım."),
        ("200 g çavdar unu", "1 tutam tuz", "Yarım limon", "3 yumurta", "Kalıp için tereyağı",
        "Biraz kekik"),
        ("Eskiköprü", "Değirmenli", "Uzunbatak", "Karaağaç"),
        ("Çark döner durur", "su taşa vurur", "don yeri kurur", "değirmen uyur"),
        (
            "Bültenimize abone olun", "Paylaş", "İlgili haberler", "En çok okunanlar", "Hakkımızda",
            "İletişim", "Künye", "Gizlilik politikası", "Bizi takip edin",
        ),
    ),
    "zh": Words(
        (
            "河边的磨坊是用灰色的石头建成的，那一年庄稼两次歉收，村里的人都很少出门。",
            "整整三个冬天没有人在里面干活，水轮停在一层厚厚的冰壳下面，一动也不动。",
            "后来邻近山谷的一位木桶匠用一个价钱买下了房子、小溪和所有的债务。",
            "他有一本册子，里面写着天气、来过的客人，还有当天面包的价钱。",
        ),
        ("是谁付的钱？", "危险吗？", "接下来呢？"),
        ("我的姑姑。", "只有一次，在雪里。", "希望是新的屋顶。"),
        ("黑麦面粉200克", "盐少许", "柠檬半个", "鸡蛋3个", "黄油适量", "百里香一点"),
        ("老桥镇", "磨坊村", "长沼", "榆树庄"),
        ("水轮慢慢转", "溪水日夜寒", "霜落石阶上", "磨坊灯火残"),
        ("订阅我们的邮件", "分享到微信", "相关新闻", "热门文章", "关于我们", "联系我们", "版权声明",
        "隐私政策", "返回顶部"),
        "。",
    ),
    "ja": Words(
        (
            "川辺の水車小屋は、二度も不作だった年に灰色の石で建てられたと伝えられている。",
            "三つの冬のあいだ誰もそこで働かず、水車は厚い氷の下でじっと止まったままだった。",
            "その後、隣の谷の桶職人が家と小川と借金をひとつの値段でまとめて買い取った。",
            "彼は帳面をつけていて、天気や訪れた客、その日のパンの値段を書き残した。",
        ),
        ("誰が払ったのですか？", "危なかったですか？", "次は何ですか？"),
        ("おばです。", "一度だけ、雪の中で。", "新しい屋根だといいですね。"),
        ("ライ麦粉200グラム", "塩ひとつまみ", "レモン半分", "卵3個", "バター少々", "タイム少々"),
        ("古橋", "水車村", "長沼", "楡の里"),
        ("水車がまわる", "小川はひかる", "霜がおりくる", "夜がふけゆく"),
        (
            "メールマガジンに登録", "この記事をシェア", "関連記事", "アクセスランキング", "会社概要",
            "お問い合わせ", "利用規約", "プライバシーポリシー", "フォローする",
        ),
        "。",
    ),
}  # fmt: skip


def _interview(one: Words) -> list[str]:
    asked = [line for pair in zip(one.questions, one.answers, strict=True) for line in pair]
    return [*asked, one.questions[0], one.prose[3], one.questions[2], one.answers[1]]


def _recipe(one: Words) -> list[str]:
    return [*one.goods, "", *one.prose[2:]]


def _results(one: Words) -> list[str]:
    a, b, c, d = one.places
    return [f"{a} - {b} 2:1", f"{c} - {d} 0:0", f"{a} - {c} 3:2", f"{b} - {d} 1:4", f"{d} - {a} 0:2"]


def _verse(one: Words) -> list[str]:
    return [*one.verse, "", *one.verse[2:], *one.verse[:2]]


def _code(one: Words) -> list[str]:
    return [
        "import wheel", f'mill = wheel.open("{one.places[0]}")', "while mill.turns():",
        f'    print("{one.answers[0]}")', "    mill.wait(3)", "mill.close()",
    ]  # fmt: skip


def _transcript(one: Words) -> list[str]:
    said = [*one.answers, one.prose[0], *one.questions, one.answers[0]]
    return [f"[00:{7 * number:02}] {line}" for number, line in enumerate(said, 1)]


def _faq(one: Words) -> list[str]:
    texts = zip(one.questions, one.prose[1:], strict=True)
    return [line for question, text in texts for line in (question, text, "")]


def _list(one: Words) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate((*one.places, *one.goods[:3]), 1)]


def _timetable(one: Words) -> list[str]:
    return [f"{8 + number // 2}:{number % 2 * 3}5 {place}" for number, place in enumerate(one.places * 2)]


def _wrapped(one: Words) -> list[str]:
    joined = ("" if is_spaceless(one.prose[0][:1]) else " ").join(one.prose * 2)
    if is_spaceless(joined[:1]):
        return [joined[at : at + WIDTH // 2] for at in range(0, len(joined), WIDTH // 2)]
    return textwrap.wrap(joined, WIDTH)


KINDS: dict[str, Callable[[Words], list[str]]] = {
    "interview": _interview, "recipe": _recipe, "results": _results, "verse": _verse, "code": _code,
    "transcript": _transcript, "questions": _faq, "list": _list, "timetable": _timetable, "wrapped": _wrapped,
}  # fmt: skip


def article(kind: str, one: Words) -> list[str]:
    """Return the lines of an article: paragraphs, a part of the given kind, and paragraphs again."""
    return around(KINDS[kind](one), one)


def around(part: Sequence[str], one: Words) -> list[str]:
    """Return the lines of a part amid paragraphs of a language."""
    return [*one.prose, *one.prose[::-1], "", *part, "", *one.prose[1:3], *one.prose[::2]]


def articles() -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
    """Yield name, lines and junk of each article: of all kinds in all languages, and of all parts."""
    for kind in KINDS:
        for language, one in WORDS.items():
            yield f"{kind} {language}", article(kind, one), one.junk
    for name, (language, part) in PARTS.items():
        yield f"{name} {language}", around(part, WORDS[language]), WORDS[language].junk
