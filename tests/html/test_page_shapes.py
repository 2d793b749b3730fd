"""Pages of many shapes, each in seven languages: nothing of the article is lost, no menu comes in."""

import json

import pytest
from page_shapes import SHAPES, WORDS, Words

from cleankit.html import extract


def page(words: Words, body: str, lang: str) -> str:
    menu = "".join(f"<li><a href=/{i}>{name}</a></li>" for i, name in enumerate(words.menu))
    head = f"<html lang={lang}><head><title>T</title></head><body><header><nav><ul>{menu}</ul></nav></header>"
    return f"<!doctype html>{head}{body}<footer><p>{words.foot}</p></footer></body></html>"


def wanted(words: Words, names: str) -> list[str]:
    texts = list(words.story)
    for name in names.split():
        field, _, place = name.partition("[")
        values = getattr(words, field)
        texts += [values[int(place[0])]] if place else values
    return texts


def check(words: Words, lang: str, body: str, texts: list[str]) -> None:
    text = extract(page(words, body, lang)).text
    assert [each for each in texts if each not in text] == []
    assert [each for each in (*words.menu, words.foot) if each in text.split("\n")] == []


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_is_lost(shape, lang):
    body, names = SHAPES[shape]
    words = WORDS[lang]
    check(words, lang, body.format(**words._asdict()), wanted(words, names))


@pytest.mark.parametrize("lang", WORDS)
def test_state_of_a_script(lang):
    words = WORDS[lang]
    story = "".join(f"<p>{line}</p>" for line in words.story)
    state = {"props": {"pageProps": {"post": {"title": words.heads[2], "content": story}}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    body = f'<div id="__next"></div>{script}'
    check(words, lang, body, list(words.story))


@pytest.mark.parametrize("lang", WORDS)
def test_body_for_machines(lang):
    words = WORDS[lang]
    stated = {"@type": "NewsArticle", "headline": words.heads[2], "articleBody": "\n".join(words.story)}
    body = f'<div id=app></div><script type="application/ld+json">{json.dumps(stated)}</script>'
    check(words, lang, body, list(words.story))


@pytest.mark.parametrize("lang", WORDS)
def test_what_stands_for_lack_of_frames(lang):
    story = list(WORDS[lang].story)
    body = "".join(f"<p>{line}" for line in story)
    for inner in (body, f"<body>{body}</body>"):
        page = (
            f"<title>Rye</title><frameset cols='20%,80%'><frame src=a><noframes>{inner}</noframes></frameset>"
        )
        assert extract(page).text.split("\n") == story


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize(
    "formula",
    [
        "<math><mi>x</mi><mo>=</mo><mn>1</mn></math>",
        "<mjx-container><svg><path></path></svg><mjx-assistive-mml style='display:block'>"
        "<math><mi>x</mi><mo>=</mo><mn>1</mn></math></mjx-assistive-mml></mjx-container>",
        "<span class=katex><span class=katex-mathml><math><semantics><mrow><mi>x</mi></mrow>"
        "<annotation encoding='application/x-tex'>x=1</annotation></semantics></math></span>"
        "<span class=katex-html aria-hidden=true>x=1</span></span>",
        "<x-tip><x-term>x=1</x-term></x-tip>",
        "<button>x=1</button>",
    ],
)
def test_a_sentence_stays_whole(formula, lang):
    words = WORDS[lang]
    first, second, third = words.story
    body = f"<main><p>{first} {formula} {words.heads[2]}.</p><p>{second}</p><p>{third}</p></main>"
    text = extract(page(words, body, lang)).text
    assert f"{first} x=1 {words.heads[2]}." in text.split("\n")


@pytest.mark.parametrize(
    "line",
    [
        "<span style='display:flex'><span style='user-select:none'> {0}</span><span>{1}\n</span></span>",
        "<div class=flex><span class=text-end>{0}</span><div class=flex-1>{1}</div></div>",
        "<li><i>{0}</i><b>{1}</b></li>",
    ],
)
def test_numbers_of_lines_are_no_code(line):
    words = WORDS["en"]
    code = ["p = 61", "q = 97", "print(p * q)"]
    lines = "".join(line.format(number, each) for number, each in enumerate(code, 1))
    body = f"<main><p>{words.story[0]}</p><pre><code>{lines}</code></pre><p>{words.story[1]}</p></main>"
    assert "\n".join(("", *code, "")) in extract(page(words, body, "en")).text


def test_numbers_that_are_code_stay():
    words = WORDS["en"]
    lines = "".join(f"<div><i>{number}</i><b>,</b></div>" for number in (10, 20, 30))
    body = f"<main><p>{words.story[0]}</p><pre>{lines}</pre><p>{words.story[1]}</p></main>"
    assert "10,\n20,\n30," in extract(page(words, body, "en")).text
