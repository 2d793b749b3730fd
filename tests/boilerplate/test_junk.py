"""Kinds of junk in forms that no pack's examples have: interface goes, provenance stays unless asked."""

import pytest

from cleankit import Chain, filter
from cleankit.boilerplate.rules import load_rules, pack_names
from cleankit.boilerplate.rules.categories import INTERFACE

BEFORE = "The ferry to Little Skerry was late again on Monday because of the fog, the harbour office said."
AFTER = "Nobody was hurt, and the ferry sails again on Tuesday morning at nine, as the company said."
ALL = Chain("newlines", filter("boilerplate", categories="all"), "blank-lines")
DEFAULT = Chain("newlines", "boilerplate", "blank-lines")
LANGUAGES = [name for name in pack_names() if name != "any"]


def amid(*lines: str) -> str:
    return "\n\n".join([BEFORE, *lines, AFTER])


@pytest.mark.parametrize(
    "line",
    [
        "pic.twitter.com/Zz9yXx8wVv",
        "— Bo Falk (@bo_falk) 12 June 2023",
        "– Hafen Nord (@hafen_nord) 3. Mai 2024",
        "Click to share on Mastodon (Opens in new window)",
        "READ | Ten ships wait outside the mole",
        "WATCH: How the crew brought the old ferry home through the ice",
        "Follow Maria Costa on Instagram @mcosta",
        "Join our Telegram channel",
        "Get the Harbour Post app",
        "3. Story continues below",
        "Advertisement 12",
        "Sign up for Weekly Opinion Newsletter",
        "- [Share this story](https://news.example/share?id=7)",
        "[Log in](/login)",
        "[Read more](https://gazette.example/2)",
        "[Read the full story](https://gazette.example/2)",
        "[Weiterlesen](https://gazette.example/2)",
        "© 2024 Gazette. All rights reserved.",
        "© 2024 AFP. Tous droits réservés.",
        "\uf1e8 \uf0d5",
        "</div>",
        "<!-- related articles -->",
        "[+987 chars]",
        ".banner{position:fixed;top:0}",
        "googletag.cmd.push(function() { googletag.display('div-2'); });",
        '{"@context": "https://schema.org", "@type": "BreadcrumbList"}',
        "Wir nutzen Cookies, um unsere Website zu verbessern.",
        "Nous utilisons des cookies afin de mesurer l'audience.",
        "（全文完）",
        "延伸閱讀：港口停工十日",
        "打开App阅读全文",
        "Our Standards: The Example Trust Principles.",
        "Disclosure: The Gazette might earn a commission if you buy through links on this page.",
    ],
)
def test_interface_goes(line: str) -> None:
    assert DEFAULT(amid(line)) == amid()


@pytest.mark.parametrize(
    "line",
    [
        "Maria Costa/Getty Images",
        "(AP Photo/Bo Falk)",
        "A boat leaves on Friday, May 3, 2024, in Skerry. (AP Photo/Bo Falk)",
        "Die Boote im Eis. Foto: Maria Costa",
        "Лодки во льду. Фото: Мария Коста",
        "Reporting by Bo Falk; Editing by Maria Costa",
        "Source: https://gazette.example/2024/05/boats",
        "https://gazette.example/2024/05/boats.html",
        "desk@gazette.example",
        "LATE AGAIN: the 9:15 to Oslo. Port of Oslo (@portofoslo) September 25, 2018",
        "Bo Falk (@bo_falk) 12. Juni 2023",
        "© 2008 AFP",
        "© ABC/Bo Falk",
        "Copyright 2008 Courtesy of The Skerry Network",
        "Foto: © Maria Costa",
        "Фото: © Мария Коста",
        "[Read paper(opens in a new window)](https://arxiv.org/abs/2401.00001)",
        "[Read the full report](https://example.org/report)",
        "[Zur Studie](https://example.org/studie)",
        "[Leer el informe completo](https://example.org/informe)",
        "By Bo Falk",
        "Gazette Staff Writer",
        "Last updated on May 3, 2024 by Bo Falk",
        "Image source, Getty Images",
        "Publicado el 3 de mayo de 2024 a las 10:15",
    ],
)
def test_provenance_stays_unless_all_goes(line: str) -> None:
    assert DEFAULT(amid(line)) == amid(line)
    assert ALL(amid(line)) == amid()
    assert Chain("rag")(amid(line)) == Chain("llm")(amid(line)) == amid()


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("The pilot went out. The post Boats in ice first appeared on Gazette.", "The pilot went out."),
        (
            "The pilot went out. […] The post Ice appeared first on Gazette.example.",
            "The pilot went out.",
        ),
        ("Lotsen fuhr hinaus. Der Beitrag Boote im Eis erschien zuerst auf Gazette.", "Lotsen fuhr hinaus."),
        ("Le pilote est sorti. L'article Le gel est apparu en premier sur Gazette.", "Le pilote est sorti."),
        ("He left the pier... Read More “Boats in ice”", "He left the pier"),
        ("He left the pier… [+77 chars]", "He left the pier…"),
        ("The ice is back pic.twitter.com/Zz9yXx8wVv", "The ice is back"),
        ("The kettle is good. We may earn a commission from links on this page.", "The kettle is good."),
    ],
)
def test_junk_at_the_end_of_a_line_goes_and_comes_back(line: str, left: str) -> None:
    text = amid(line)
    report = DEFAULT.audit(text)
    assert report.text == amid(left)
    assert report.undo() == text


@pytest.mark.parametrize(
    "line",
    [
        "The post appeared first on Monday. Nobody took it down.",
        "MORE: Silence gives consent.",
        "(c) 2020 sales fell",
        "Volume 1",
        "Copyright 1909 was a law that few had read.",
        "Polecamy: zabrać ciepłą kurtkę, latarkę i coś do picia",
        "Discussion",
        "Follow the money on Facebook pages and three firms turn up.",
        '"We use cookies," the firm wrote to the court.',
        "Get the app to work again by starting the phone anew.",
        "Agents earn a commission on every sale, the union says.",
        "By Monday evening the road was clear.",
        "The terms are at https://www.sift.co/privacy",
        "Die Regeln stehen auf craft.co/regeln",
    ],
)
def test_text_stays(line: str) -> None:
    assert DEFAULT(amid(line)) == amid(line)
    assert ALL(amid(line)) == amid(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_knows_the_kinds(language: str) -> None:
    found = {rule.category for rule in load_rules([language, "any"]).rules}
    assert {*INTERFACE} - found == set()


def test_the_form_of_a_line_comes_before_its_words() -> None:
    buttons = "The remote has five buttons:\n\n- Play\n- Pause\n- Mute\n- Volume\n- Menu"
    assert DEFAULT(buttons) == buttons
    related = "\n\n".join([BEFORE, AFTER, "Related stories:", "- Advertisement", "- Share"])
    assert DEFAULT(related) == amid()


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ten ships wait outside #skerry", "Ten ships wait outside #skerry"),
        ("Gracias a todos, @puertonorte", "Gracias a todos, @puertonorte"),
        ("Der Nebel ist da pic.twitter.com/Zz9yXx8wVv", "Der Nebel ist da"),
    ],
)
def test_the_signature_of_a_quoted_post_stays(words: str, left: str) -> None:
    signature = "— Bo Falk (@bo_falk) 12 June 2023"
    assert DEFAULT(amid(words, signature)) == amid(left, signature)
    assert ALL(amid(words, signature)) == amid(left)


def test_a_post_that_ends_as_a_sentence_keeps_its_link_and_its_signature() -> None:
    post, signature = "The ice is back. pic.twitter.com/Zz9yXx8wVv", "— Bo Falk (@bo_falk) 12 June 2023"
    assert DEFAULT(amid(post, signature)) == amid(post, signature)
    assert ALL(amid(post, signature)) == amid("The ice is back.")
    assert DEFAULT(amid(post)) == amid("The ice is back.")


@pytest.mark.parametrize("label", ["Source:", "Source", "Quelle:", "Fuente:", "来源："])
def test_the_label_of_a_source_stays_at_both_ends(label: str) -> None:
    paragraphs = [label, *[BEFORE, AFTER] * 4, label]
    text = "\n\n".join(paragraphs)
    assert Chain("newlines", "boilerplate")(text) == text


def test_a_signature_goes_with_its_post_or_without_one() -> None:
    signature = "– Hafen Nord (@hafen_nord) 3. Mai 2024"
    assert DEFAULT(amid("pic.twitter.com/Zz9yXx8wVv", signature)) == amid()
    post = "The ice is back pic.twitter.com/Zz9yXx8wVv — Bo Falk (@bo_falk) 12 June 2023"
    assert DEFAULT(amid(post)) == amid(post)
    assert ALL(amid(post)) == amid("The ice is back")


@pytest.mark.parametrize(
    "lines",
    [
        ["<!--", "The old rows stood here.", "-->"],
        ["So steht es in der Datei.", "<!-- Zeitplan", "Fähre 9:15 -->"],
        ["<timetable>", "<!-- morning -->", "<ferry>9:15</ferry>"],
        ["A comment of HTML looks like the next line.", "<!-- morning -->"],
    ],
)
def test_a_comment_that_the_text_shows_stays(lines: list[str]) -> None:
    assert DEFAULT(amid(*lines)) == amid(*lines)
