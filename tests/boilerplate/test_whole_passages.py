"""What goes with the line that heads it, and what stays."""

import pytest

from cleankit.boilerplate.passages import whole_passages
from cleankit.boilerplate.rules import load_rules
from cleankit.document import Lines, Verdict
from cleankit.filters.boilerplate import boilerplate_lines
from cleankit.testing import check_linear_time, cpu_seconds

ARTICLES = {
    "en": [
        "The mayor opened the new bridge over the river on Monday, two years after the flood.",
        "Traffic had been sent round by the ring road since then, which cost drivers half an hour a day.",
        "Shopkeepers in the old town hope that customers will come back; some had closed in winter.",
    ],
    "de": [
        "Die Bürgermeisterin hat am Montag die neue Brücke eröffnet, zwei Jahre nach der Flut.",
        "Seitdem führte der Verkehr über den Ring, was die Fahrer jeden Tag eine halbe Stunde kostete.",
        "Die Händler der Altstadt hoffen, dass die Kunden wiederkommen; einige hatten im Winter geschlossen.",
    ],
    "fr": [
        "La maire a inauguré lundi le nouveau pont sur la rivière, deux ans après la crue.",
        "Depuis, la circulation passait par la rocade, ce qui coûtait une demi-heure par jour.",
        "Les commerçants de la vieille ville espèrent que les clients reviendront; certains avaient fermé.",
    ],
    "es": [
        "La alcaldesa inauguró el lunes el nuevo puente sobre el río, dos años después de la inundación.",
        "Desde entonces el tráfico pasaba por la ronda, lo que costaba a los conductores media hora al día.",
        "Los comerciantes del casco antiguo esperan que vuelvan los clientes; algunos habían cerrado.",
    ],
    "ru": [
        "В понедельник мэр открыла новый мост через реку, через два года после наводнения.",
        "С тех пор машины ездили по кольцевой дороге, и водители каждый день теряли на этом полчаса.",
        "Торговцы старого города надеются, что покупатели вернутся; некоторые закрылись ещё первой зимой.",
    ],
}
RELATED = {
    "en": ["Related articles", "Ring road to be repaired in June", "Flood damage still not paid for"],
    "de": ["Mehr zum Thema", "Ring wird im Juni erneuert", "Flutschäden noch immer nicht bezahlt"],
    "fr": ["À lire aussi", "La rocade sera refaite en juin", "Les dégâts de la crue toujours pas payés"],
    "es": ["Noticias relacionadas", "La ronda se arreglará en junio", "Los daños siguen sin pagarse"],
    "ru": ["Читайте также", "Кольцевую дорогу починят в июне", "Ущерб от наводнения всё ещё не оплачен"],
}
RULES = load_rules("all")
NEWSLETTER = ["Sign up for our newsletter", "First name", "Postcode", "You are on the list now", "Subscribe"]


def left(lines):
    subject = Lines(list(lines))
    return list(subject.apply(list(boilerplate_lines(subject, strength="rules"))))


@pytest.mark.parametrize("language", RELATED)
def test_related_links_go_at_the_end(language):
    assert left([*ARTICLES[language], *RELATED[language]]) == ARTICLES[language]


@pytest.mark.parametrize("language", RELATED)
def test_related_links_go_amid_an_article_but_not_what_may_be_a_heading(language):
    first, *others = ARTICLES[language]
    assert left([first, *RELATED[language], "2026", *others]) == [first, "2026", *others]


@pytest.mark.parametrize(
    "links",
    [
        ["- Ring road closed", "- Fog on the lake", "- Port: pier too short"],
        ["1. Ring road closed", "2. Fog on the lake", "3. Port wants a pier"],
        ["Mayor: I stay", "Minister: Port too small", "Mayor: Fares rise"],
        ["| Ring road closed | News |", "| Fog on the lake | Sport |", "| Pier | News |"],
        ["Opinion", "- Fog on the lake 20/1/2026 05:10", "- Pier 19/1/2026 05:05", "Business", "- Fares"],
    ],
    ids=["bullets", "numbers", "colons", "cells", "sections"],
)
@pytest.mark.parametrize("language", RELATED)
def test_related_links_of_any_form_go_at_the_end(links, language):
    assert left([*ARTICLES[language], RELATED[language][0], *links]) == ARTICLES[language]


@pytest.mark.parametrize(
    "own",
    [
        ["Ingredients", "2 cups flour", "200 g butter", "3 eggs"],
        ["Norway - Ghana 2:1", "Chile - Japan 0:0", "Mali - Peru 1:1"],
        ["8:05 Oldbridge", "8:35 Harrow Mill", "9:05 Long Marsh"],
        ["def mill(wheel):", "    return wheel.turn()", "mill(wheel)"],
    ],
    ids=["recipe", "results", "timetable", "code"],
)
def test_lists_of_the_article_stay_below_related_links(own):
    assert left([*ARTICLES["en"], "Related articles", *own])[-len(own) :] == own


def test_the_states_of_a_form_go():
    assert left([*ARTICLES["en"], *NEWSLETTER]) == ARTICLES["en"]
    assert left([*ARTICLES["en"], "", *NEWSLETTER[:2], "", *NEWSLETTER[2:]])[:3] == ARTICLES["en"]


LISTS = {
    "line-up": ["Friday", "The Blue Herons", "Anna and the Tide", "Saturday", "Brass on Deck"],
    "address": ["Harbour Hall", "12 Quay Street", "Port Example"],
    "prizes": ["First prize: a trip to Oslo", "Second prize: a bicycle"],
    "cast": ["Besetzung", "Hamlet: Jonas Ek", "Ophelia: Mira Sand"],
    "sources": ["Bronnen", "Smit, J. (2019) Getijden van het Noorden, Oslo", "Havenarchief, doos 14"],
    "stanza": ["El mar se va", "el mar regresa", "y cada barco", "deja su presa"],
    "menu": ["本日の品", "焼き魚", "味噌汁"],
}
FORMS = {
    "en": ["Sign up for our newsletter"],
    "de": ["Newsletter abonnieren"],
    "fr": ["Partager sur Facebook", "Abonnez-vous à notre newsletter"],
    "es": ["Suscríbete a nuestro boletín", "Deja un comentario"],
    "ru": ["Подпишитесь на рассылку"],
}


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("name", LISTS)
def test_a_list_at_the_end_stays_below_a_form(name, language):
    assert left([*ARTICLES[language], *FORMS[language], *LISTS[name]]) == [*ARTICLES[language], *LISTS[name]]


@pytest.mark.parametrize(
    "own",
    [
        ["Ingredients", "2 eggs", "200 g flour"],
        ["Group A", "Norway 2-1 Ghana", "Chile 0-0 Japan"],
        ["Opening hours", "Monday to Friday 9-17", "Saturday 10-14"],
        ["What to bring:", "- sun cream", "- a hat"],
    ],
)
def test_amounts_and_what_is_announced_stay_above_a_foot(own):
    foot = ["Privacy policy", "Contact us", "Log in"]
    assert left([*ARTICLES["en"], *FORMS["en"], *own, *foot]) == [*ARTICLES["en"], *own]


def test_comments_go_to_the_end():
    comments = ["Comments", "Anna", ARTICLES["en"][1], "Reply", "Ben", "I walk.", "Reply", ARTICLES["en"][2]]
    named = [Verdict(3, "de:comments"), Verdict(6, "de:comments-tail"), Verdict(9, "de:comments-tail")]
    found = whole_passages(Lines([*ARTICLES["en"], *comments]), named, RULES)
    assert [verdict.line for verdict in found] == [4, 5, 7, 8, 10]
    assert {(verdict.rule, verdict.note) for verdict in found} == {("block:comments", "Comments")}


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (["Related", "Home", "New bridge opens", *ARTICLES["en"]], "related"),
        ([*ARTICLES["en"][:2], "Newsletter", "The next stage", "A path", ARTICLES["en"][2]], "newsletter"),
        ([*ARTICLES["en"][:2], "Comments", "Anna", "Reply", ARTICLES["en"][2]], "comments"),
        ([*ARTICLES["en"], "Related", "The next stage:", "A path", "A bench"], "related"),
        ([*ARTICLES["en"], "Related", "It rained.", "It snowed."], "related"),
        ([*ARTICLES["en"], "Read more", "The next stage", "A path"], "read-more"),
        (["Roses", "Violets", "Related", "Daisies", "Tulips"], "related"),
    ],
    ids=["before text", "form amid text", "one reply", "list", "sentences", "no head", "no text"],
)
def test_stays(lines, rule):
    head = next(
        i for i, line in enumerate(lines) if line in ("Related", "Newsletter", "Comments", "Read more")
    )
    assert whole_passages(Lines(lines), [Verdict(head, f"de:{rule}")], RULES) == []


def test_a_line_that_is_cut_is_left_to_its_rule():
    lines = [*ARTICLES["en"], "Related", "Share: Ring road closed", "More rain"]
    named = [Verdict(3, "de:related"), Verdict(4, "en:cut", "Ring road closed")]
    assert [verdict.line for verdict in whole_passages(Lines(lines), named, RULES)] == [5]


@pytest.mark.parametrize("language", RELATED)
def test_nothing_more_goes_from_what_is_left(language):
    once = left([*ARTICLES[language], *RELATED[language], *ARTICLES[language][:1], *NEWSLETTER])
    assert left(once) == once


@pytest.mark.parametrize("rule", ["related", "comments", "newsletter"])
@pytest.mark.clock
def test_linear(rule):
    def seconds(times):
        lines = [*ARTICLES["en"], *["Head", "A link", "It rained."] * times]
        named = [Verdict(i, f"de:{rule}") for i in range(3, len(lines), 3)]
        return cpu_seconds(whole_passages, Lines(lines), named, RULES)

    check_linear_time(seconds, 250, least=0.025)
